"""Agreements started and changed: every change is a version of its own, kept whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from commonweal.agreement import Agreement as Content
from commonweal.agreement import Clause, draft, filled, matter, paragraphs_of, read_agreement_values
from commonweal.errors import ComputationError
from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import Agreement, Version
from commonweal_web.agreements.permissions import check_can, check_can_start
from commonweal_web.agreements.policies import check_is_draft, check_is_frozen, check_is_newest
from commonweal_web.agreements.queries import content_of, kept_charges, newest_version
from commonweal_web.appraisals.policies import check_rests_on_what_stands
from commonweal_web.appraisals.trying import trial_of
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.shares.queries import ChosenSplit, chosen_split

__all__ = [
    "change_clause",
    "change_rows",
    "fill_again",
    "start_draft",
    "start_successor",
    "start_theirs",
]

Origin = Agreement.Origin
State = Agreement.State


def start_draft(*, by: User, partnership: Partnership, name: str = "") -> Agreement:
    """Draft an agreement from the split that was proposed to it.

    Raises
    ------
    PolicyError
        The figures are not frozen, no split is proposed, or its run does not rest on what stands.
    """
    actor = check_can_start(by, partnership)
    check_is_open(partnership)
    run, chosen = _chosen_run(partnership)
    with trial_of(run) as deal:
        content = draft(deal, name=name)
    content = _as_the_run_has_it(content, run, chosen)
    return _start(
        by, actor, partnership, content, run=run, origin=Origin.DRAFTED, how=f"run {run.number}"
    )


def _chosen_run(partnership: Partnership) -> tuple[Run, ChosenSplit]:
    chosen = chosen_split(partnership)
    check_is_frozen(partnership, has_split=chosen is not None)
    assert chosen is not None
    run: Run = partnership.runs.get(number=chosen.run_number)
    check_rests_on_what_stands(run, then="propose the split of that one")
    return run, chosen


def _as_the_run_has_it(content: Content, run: Run, chosen: ChosenSplit) -> Content:
    """Return a filled agreement with the run's own stamp, its charges held against those kept.

    Raises ComputationError where a charge is not the one that the partners proposed, to the penny.
    """
    kept = kept_charges(chosen)
    filled_now = {(row.party, row.year): row.pence for row in content.charges}
    if filled_now != kept:
        raise ComputationError(
            f"Worked out again, run {run.number} does not give its own charges.",
            hint="Start a new appraisal and propose the split of that one.",
        )
    assert content.basis is not None
    stamp = {key: run.stamp[key] for key in ("draws", "seed") if key in (run.stamp or {})}
    return content.model_copy(update={"basis": content.basis.model_copy(update=stamp)})


def start_theirs(
    *,
    by: User,
    partnership: Partnership,
    name: str,
    parties: Sequence[tuple[str, str]],
    route: str = "",
    data: bytes = b"",
    file_name: str = "",
) -> Agreement:
    """Keep an agreement that others wrote: empty until guided answers say what it states.

    `parties` are reference and name of each. `data` is its file, whose paragraphs are shown beside
    each question; they answer nothing.

    Raises
    ------
    FileFormatError
        The file is neither Word nor text.
    """
    actor = check_can_start(by, partnership)
    check_is_open(partnership)
    paragraphs = paragraphs_of(data, file=file_name) if data else ()
    values = {
        "name": name,
        "parties": [{"id": reference, "name": said} for reference, said in parties],
        "clauses": [],
    }
    content, _ = read_agreement_values(
        values | ({"route": route} if route else {}), source="this agreement"
    )
    return _start(
        by,
        actor,
        partnership,
        content,
        origin=Origin.THEIRS,
        how="written by others",
        paragraphs=paragraphs,
    )


def start_successor(*, by: User, agreement: Agreement) -> Agreement:
    """Start the agreement that supersedes a signed one, from its words.

    Raises PolicyError where it is not signed, or is superseded or about to be.
    """
    actor = check_can(by, Action.DRAFT_AGREEMENT, agreement)
    check_is_open(agreement.partnership)
    if agreement.state != State.SIGNED:
        raise PolicyError(
            f"{agreement.name} is not in force, so there is nothing to supersede.",
            hint="Change it while it is a draft.",
        )
    if hasattr(agreement, "successor"):
        raise PolicyError(f"{agreement.successor.name} is to supersede it already.")
    version = newest_version(agreement)
    return _start(
        by,
        actor,
        agreement.partnership,
        content_of(version),
        run=version.run,
        origin=Origin(agreement.origin),
        how=f"to supersede agreement {agreement.number}",
        supersedes=agreement,
    )


def _start(
    by: User,
    actor: Actor,
    partnership: Partnership,
    content: Content,
    *,
    origin: str,
    how: str,
    run: Run | None = None,
    paragraphs: Sequence[str] = (),
    supersedes: Agreement | None = None,
) -> Agreement:
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        last = partnership.agreements.aggregate(last=Max("number"))["last"] or 0
        agreement = Agreement.objects.create(
            partnership=partnership,
            number=last + 1,
            origin=origin,
            name=content.name[:200],
            paragraphs_text=json.dumps(paragraphs, ensure_ascii=False) if paragraphs else "",
            supersedes=supersedes,
            started_by=by,
            started_as=actor.name,
        )
        version = _keep(by, actor, agreement, content, number=1, run=run)
        record(
            Event.AGREEMENT_STARTED,
            by=actor,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            agreement=agreement.name,
            number=agreement.number,
            how=how,
            sha256=version.sha256,
        )
    return agreement


def _keep(
    by: User,
    actor: Actor,
    agreement: Agreement,
    content: Content,
    *,
    number: int,
    run: Run | None,
    matter_id: str = "",
    note: str = "",
) -> Version:
    text = content.model_dump_json(exclude_defaults=True, exclude={"positions"})
    return Version.objects.create(
        agreement=agreement,
        number=number,
        run=run,
        text=text,
        sha256=Version.hash_of(text),
        matter=matter_id,
        note=note[:500],
        made_by=by,
        made_as=actor.name,
    )


def _change(
    by: User,
    agreement: Agreement,
    content: Content,
    *,
    version: Version,
    what: str,
    matter_id: str = "",
    note: str = "",
    run: Run | None = None,
) -> Version:
    """Keep a change as the next version; the same words again are no change."""
    actor = check_can(by, Action.DRAFT_AGREEMENT, agreement)
    check_is_open(agreement.partnership)
    # The reader judges it whole, as it would a file: names that are not there are refused.
    content, _ = read_agreement_values(
        json.loads(content.model_dump_json(exclude_defaults=True)), source="this agreement"
    )
    with recorded():
        locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
        check_is_draft(locked)
        newest = newest_version(agreement)
        check_is_newest(version.number, newest.number)
        if content == content_of(newest) and run in (None, newest.run):
            return newest
        made = _keep(
            by,
            actor,
            agreement,
            content,
            number=newest.number + 1,
            run=run or newest.run,
            matter_id=matter_id,
            note=note,
        )
        record(
            Event.AGREEMENT_CHANGED,
            by=actor,
            chain=Chain.of(agreement.partnership_id),
            about=agreement.partnership.name,
            agreement=agreement.name,
            number=agreement.number,
            version=made.number,
            what=what,
            note=made.note,
            sha256=made.sha256,
        )
    return made


def change_clause(
    *, by: User, agreement: Agreement, version: Version, clause: Clause, note: str = ""
) -> Version:
    """Settle a matter otherwise, as the next version of an agreement.

    Raises
    ------
    RefusedError
        The clause states what it cannot.
    PolicyError
        Somebody saved another version meanwhile, or it is no draft any more.
    """
    content = content_of(version)
    about = matter(clause.matter)
    if content.clause(about.id) is None:
        clauses = (*content.clauses, clause)
    else:
        clauses = tuple(clause if one.matter == about.id else one for one in content.clauses)
    return _change(
        by,
        agreement,
        content.model_copy(update={"clauses": clauses}),
        version=version,
        what=about.heading,
        matter_id=about.id,
        note=note,
    )


def change_rows(
    *,
    by: User,
    agreement: Agreement,
    version: Version,
    table: str,
    rows: Sequence[Mapping[str, Any]],
    matter_id: str,
    note: str = "",
) -> Version:
    """Put other rows in a list of an agreement, as its next version. Raises as `change_clause`."""
    values = json.loads(version.text)
    values[table] = [dict(row) for row in rows]
    content, _ = read_agreement_values(values, source="this agreement")
    return _change(
        by,
        agreement,
        content,
        version=version,
        what=matter(matter_id).heading,
        matter_id=matter_id,
        note=note,
    )


def fill_again(*, by: User, agreement: Agreement, version: Version) -> Version:
    """Fill the money schedules from the split that is proposed now.

    Raises
    ------
    PolicyError
        It was not drafted from a split, or nothing can be drafted now.
    """
    check_can(by, Action.DRAFT_AGREEMENT, agreement)
    if agreement.origin != Origin.DRAFTED:
        raise PolicyError("Its schedules were typed: there is no split to fill them from.")
    run, chosen = _chosen_run(agreement.partnership)
    with trial_of(run) as deal:
        content = filled(content_of(version), deal)
    content = _as_the_run_has_it(content, run, chosen)
    return _change(
        by,
        agreement,
        content,
        version=version,
        what="the money schedules",
        matter_id="charges",
        note=f"Filled from run {run.number}",
        run=run,
    )
