"""A rule proposed: as the next draft of what the partners hold in common, then, once a run has
worked it out, to the agreement.
"""

from __future__ import annotations

import json
from typing import Any

from commonweal_web.accounts.models import User
from commonweal_web.appraisals.policies import check_rests_on_what_stands
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.figures.queries import part_of
from commonweal_web.figures.services import Typed, save_change
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.results import result_of
from commonweal_web.shares.models import Choice
from commonweal_web.shares.permissions import check_can_choose

__all__ = ["choose_split", "propose_split"]


def propose_split(*, by: Any, partnership: Partnership, run: Run, split: dict[str, Any]) -> Typed:
    """Put a split that was tried on a run in the place of the partners' own, as a draft.

    Nobody else sees it until it is submitted; every run that rests on the one before is then
    outdated.

    Raises
    ------
    MeanwhileError
        Somebody saved another split meanwhile.
    PolicyError
        The partnership is closed.
    CommonwealError
        The split cannot stand with what the partnership holds now.
    """
    part = part_of(partnership, None)
    return save_change(
        by=by,
        partnership=partnership,
        body=None,
        path=("split",),
        version=part.version,
        change=lambda values: values | {"split": split},
        note=f"Split tried on run {run.number}",
    )


def choose_split(*, by: User, run: Run, note: str = "") -> Choice:
    """Propose a run's own split to the agreement; where it is the one proposed already, it stays.

    Raises
    ------
    PolicyError
        The run is not done, does not rest on what stands now, or shares nothing.
    """
    actor = check_can_choose(by, run)
    check_is_open(run.partnership)
    with recorded():
        Partnership.objects.select_for_update().get(pk=run.partnership_id)
        check_rests_on_what_stands(run, then="propose the split of that one")
        before: Choice | None = run.partnership.split_choices.first()
        if before is not None and before.run_id == run.pk:
            return before
        split = _split_of(run)
        made: Choice = Choice.objects.create(
            partnership=run.partnership,
            run=run,
            rule=split["rule"],
            name=split["name"][:200],
            text=json.dumps(
                {
                    "split": json.loads(run.input_text).get("split", {"rule": split["rule"]}),
                    "charges": split["charges"],
                },
                ensure_ascii=False,
            ),
            note=note[:500],
            chosen_by=by,
            chosen_as=actor.name,
        )
        record(
            Event.SPLIT_CHOSEN,
            by=actor,
            chain=Chain.of(run.partnership_id),
            about=run.partnership.name,
            number=run.number,
            rule=made.rule,
            name=made.name,
            note=made.note,
        )
    return made


def _split_of(run: Run) -> dict[str, Any]:
    """Return the partners' own split as the run worked it out."""
    splits = result_of(run)["splits"]
    if not splits:
        raise PolicyError(
            f"Run {run.number} shares nothing, so it has no split.",
            hint="Choose a run in which an option is shared.",
        )
    own: dict[str, Any] = splits[0]
    return own
