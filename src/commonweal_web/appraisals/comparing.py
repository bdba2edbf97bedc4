"""Two runs of one partnership in plain words: what changed in what they rest on, and what that
did. From what was kept of both; nothing is worked out again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from commonweal.deal.comparison import Comparison, Effect
from commonweal.partnership import changes
from commonweal_web.appraisals.seeing import reader_of
from commonweal_web.appraisals.trying import partnership_of
from commonweal_web.partnerships.models import Run
from commonweal_web.partnerships.results import result_of

__all__ = ["compared", "say_changes"]


def compared(before: Run, after: Run) -> Comparison:
    """Say what changed between two runs that are done, and what it did."""
    old, new = result_of(before), result_of(after)
    return Comparison(
        changes=tuple(changes(partnership_of(before), partnership_of(after))),
        options=_paired(
            *(
                {one["id"]: (one["name"], one["npv"]) for one in result["options"][1:]}
                for result in (old, new)
            )
        ),
        joint_gain=Effect(
            what="Gain of sharing over the best alone", before=_joint(old), after=_joint(new)
        ),
        partners=_paired(
            *(
                {
                    one["id"]: (one["name"], one["gain"])
                    for one in result["partners"]
                    if one["takes_part"]
                }
                for result in (old, new)
            )
        ),
        answer_before=old["verdict"]["answer"],
        answer_after=new["verdict"]["answer"],
        sentence_before=old["verdict"]["sentence"],
        sentence_after=new["verdict"]["sentence"],
        parameters_before=old["run"]["parameter_set"],
        parameters_after=new["run"]["parameter_set"],
    )


def say_changes(
    comparison: Comparison, before: Run, after: Run, *, own: Collection[str]
) -> tuple[str, ...]:
    """Say each change as one reader may read it: no figure that is one person's pay."""
    readers = [reader_of(json.loads(run.input_text), own=own) for run in (before, after)]
    said = []
    for change in comparison.changes:
        sentence = change.sentence
        for reader in readers:
            sentence = reader.shown(sentence)
        said.append(sentence)
    return tuple(said)


def _joint(result: Mapping[str, Any]) -> float | None:
    splits = result["splits"]
    return sum(share["gain"] for share in splits[0]["shares"]) if splits else None


def _paired(
    before: Mapping[str, tuple[str, float]], after: Mapping[str, tuple[str, float]]
) -> tuple[Effect, ...]:
    return tuple(
        Effect(
            what=(after.get(key) or before[key])[0],
            before=before[key][1] if key in before else None,
            after=after[key][1] if key in after else None,
        )
        for key in dict.fromkeys([*before, *after])
    )
