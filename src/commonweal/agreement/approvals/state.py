"""Where a proposal stands with every body that must pass it, and what lapses if one declines.

Nothing goes live until all have passed the same version, call-in has run out, every condition that
holds up signing is met, and every body has signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from commonweal.agreement.entry_files import check_entry
from commonweal.deal import say_names

from .dates import Deadline, deadlines, passes_on
from .document import Approval, Approvals, faults_of_approvals

__all__ = ["ApprovalStanding", "ApprovalState", "approval_state", "say_day"]

Standing = Literal[
    "no-date",
    "waits",
    "notice-late",
    "notice-not-recorded",
    "to-come",
    "not-recorded",
    "in-call-in",
    "called-in",
    "conditions",
    "passed",
    "deferred",
    "declined",
    "other-version",
]

Whole = Literal["all-passed", "under-way", "not-dated", "declined", "lapsed", "empty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalStanding:
    """Where one decision stands on a day."""

    approval: str
    body: str
    body_name: str
    standing: Standing
    sentence: str
    deadlines: tuple[Deadline, ...]
    missed: tuple[Deadline, ...]
    """Deadlines before a decision still to come that have gone by."""
    next_deadline: Deadline | None
    passes_on: dt.date | None
    """First day on which it can be acted upon; planned while it is to come, None if unknown."""
    open_conditions: tuple[str, ...]

    @property
    def has_passed(self) -> bool:
        return self.standing == "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalState:
    """Where the proposal stands with all of them on a day."""

    name: str
    on: dt.date
    whole: Whole
    sentence: str
    standings: tuple[ApprovalStanding, ...]
    last_could_pass: dt.date | None
    """First day on which all could have passed; None while one has no day, or declined."""
    all_passed: bool
    may_sign: bool
    """Whether all have passed and no condition holds up signing."""
    may_go_live: bool
    """Whether all have passed and signed the version that is before them."""
    blockers: tuple[str, ...]
    """What stands between today and going live, in sentences."""
    lapses: tuple[str, ...]
    """What lapses because a body declined, or would if it did."""
    warnings: tuple[str, ...]

    def standing(self, approval: str) -> ApprovalStanding:
        return next(one for one in self.standings if one.approval == approval)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def approval_state(approvals: Approvals, *, today: dt.date) -> ApprovalState:
    """Return where each decision stands on a day, when the last could pass, and what is missing.

    Raises InputError for approvals that contradict themselves.
    """
    check_entry(approvals, faults_of_approvals)
    by_id: dict[str, ApprovalStanding] = {}
    for row in _in_order(approvals.approvals):
        by_id[row.id] = _standing(row, approvals, by_id, today)
    standings = tuple(by_id[row.id] for row in approvals.approvals)
    all_passed = bool(standings) and all(one.has_passed for one in standings)
    days = [one.passes_on for one in standings]
    known = [day for day in days if day is not None]
    last = max(known) if known and len(known) == len(days) else None
    blockers = tuple(_blockers(approvals, standings, all_passed))
    whole = _whole(approvals, standings, all_passed=all_passed, last=last, today=today)
    return ApprovalState(
        name=approvals.name,
        on=today,
        whole=whole,
        sentence=_sentence(approvals, standings, whole, last),
        standings=standings,
        last_could_pass=last,
        all_passed=all_passed,
        may_sign=all_passed and whole != "lapsed",
        may_go_live=all_passed and not blockers and whole != "lapsed",
        blockers=blockers,
        lapses=tuple(dict.fromkeys(_lapses(approvals, standings))),
        warnings=tuple(_warnings(approvals, standings, last)),
    )


def say_day(day: dt.date) -> str:
    """Say a day: "9 December 2026"."""
    return f"{day.day} {day:%B %Y}"


def _in_order(rows: Sequence[Approval]) -> list[Approval]:
    """Return the decisions so that each comes after those that it waits for."""
    left = list(rows)
    done: set[str] = set()
    ordered = []
    while left:
        ready = [row for row in left if set(row.after) <= done]
        ordered += ready
        done |= {row.id for row in ready}
        left = [row for row in left if row.id not in done]
    return ordered


def _standing(
    row: Approval, whole: Approvals, before: dict[str, ApprovalStanding], today: dt.date
) -> ApprovalStanding:
    if row.decided_on is not None and row.decided_on > today:
        # On the day asked about, nothing was decided yet.
        row = row.model_copy(
            update={
                "outcome": "awaited",
                "meeting": row.decided_on,
                "decided_on": None,
                "published_on": None,
                "call_in": "none",
            }
        )
    found = deadlines(row)
    planned = passes_on(row)
    earlier = [before[one] for one in row.after]
    late = () if row.outcome != "awaited" else _missed(row, found, today)
    coming = next((one for one in found if one.by >= today), None)
    conditions = tuple(
        one.words
        for one in row.conditions
        if one.met_on is None or one.met_on > today
        if one.holds_up_signing
    )
    standing, said = _judged(row, whole, earlier, late, planned, conditions, today)
    if planned is not None and standing == "conditions":
        planned = max(planned, today)
    if standing in _NO_DAY:
        planned = None
    return ApprovalStanding(
        approval=row.id,
        body=row.body,
        body_name=row.body_name,
        standing=standing,
        sentence=f"{row.body_name}: {said}",
        deadlines=found,
        missed=late,
        next_deadline=coming,
        passes_on=planned,
        open_conditions=conditions,
    )


#: Where a decision stands so, nobody can say when it will have passed.
_NO_DAY = frozenset({"no-date", "not-recorded", "called-in", "declined", "other-version"})


def _missed(row: Approval, found: Sequence[Deadline], today: dt.date) -> tuple[Deadline, ...]:
    """Return what was due by now and is not on record as done in time."""
    done = {
        "notice": row.notice_given_on,
        "private-notice": row.notice_given_on,
        "agenda": row.agenda_published_on,
    }
    return tuple(
        one for one in found if one.step in done and one.by < min(today, done[one.step] or today)
    )


def _judged(
    row: Approval,
    whole: Approvals,
    earlier: Sequence[ApprovalStanding],
    late: Sequence[Deadline],
    planned: dt.date | None,
    conditions: Sequence[str],
    today: dt.date,
) -> tuple[Standing, str]:
    where = row.decided_by
    if row.outcome == "approved" and row.version != whole.version:
        said = f"version {row.version}" if row.version else "a version that is not recorded"
        return (
            "other-version",
            f"approved {said}; the one before all is {whole.version or 'not named'}.",
        )
    if row.outcome == "declined":
        return "declined", f"declined on {_day(row.decided_on)}."
    if row.outcome == "deferred":
        to = f"to {_day(row.meeting)}" if planned is not None else "with no new day"
        return "deferred", f"put off on {_day(row.decided_on)} {to}."
    if row.outcome == "approved":
        return _judged_approved(row, planned, conditions, today)
    if row.meeting is None:
        return "no-date", f"no day is fixed for {where}."
    unmet = [one for one in earlier if one.standing in ("declined", "deferred", "called-in")]
    if unmet:
        return "waits", f"cannot decide before {unmet[0].approval} has."
    if row.meeting < today:
        return (
            "not-recorded",
            f"{where} met on {_day(row.meeting)}; what it decided is not recorded.",
        )
    if late:
        first = late[0]
        given = row.agenda_published_on if first.step == "agenda" else row.notice_given_on
        due = f"{first.name} was due by {_day(first.by)} for {where} on {_day(row.meeting)}"
        if given is None:
            return "notice-not-recorded", f"{due}; nobody has recorded that it was given."
        return (
            "notice-late",
            f"{due} and was given on {_day(given)}: take a later meeting, or ask for the rule on "
            "urgency.",
        )
    return "to-come", f"{where} decides on {_day(row.meeting)}."


def _judged_approved(
    row: Approval, planned: dt.date | None, conditions: Sequence[str], today: dt.date
) -> tuple[Standing, str]:
    on = _day(row.decided_on)
    if row.call_in == "made":
        return "called-in", f"approved on {on} and called in: nothing may be done meanwhile."
    if row.call_in in ("sent-back", "referred-to-council"):
        to = "the decision-maker" if row.call_in == "sent-back" else "full council"
        return "called-in", f"approved on {on}, called in and sent back to {to}."
    if planned is not None and planned > today and row.call_in == "none":
        return "in-call-in", f"approved on {on}; can be called in until {_day(planned)}."
    if conditions:
        return (
            "conditions",
            f"approved on {on} if: {'; '.join(conditions).rstrip('.')}.",
        )
    return "passed", f"passed on {on}."


def _day(day: dt.date | None) -> str:
    return "a day not recorded" if day is None else say_day(day)


def _whole(
    approvals: Approvals,
    standings: Sequence[ApprovalStanding],
    *,
    all_passed: bool,
    last: dt.date | None,
    today: dt.date,
) -> Whole:
    if not standings:
        return "empty"
    ends = approvals.must_all_pass_by
    rows = {row.id: row for row in approvals.approvals}
    fatal = [
        one
        for one in standings
        if one.standing == "declined" and rows[one.approval].if_declined != "body-leaves"
    ]
    if fatal:
        return "declined"
    if ends is not None and (today > ends if not all_passed else last is not None and last > ends):
        return "lapsed"
    if all_passed:
        return "all-passed"
    return "not-dated" if any(one.standing == "no-date" for one in standings) else "under-way"


def _sentence(
    approvals: Approvals,
    standings: Sequence[ApprovalStanding],
    whole: Whole,
    last: dt.date | None,
) -> str:
    n_passed = sum(one.has_passed for one in standings)
    match whole:
        case "empty":
            return "No body has been asked to approve."
        case "all-passed":
            return f"All {len(standings)} have passed it, the last on {_day(last)}."
        case "declined":
            who = [one.body_name for one in standings if one.standing == "declined"]
            return f"{say_names(who)} declined: as it stands it is not agreed."
        case "lapsed":
            return (
                f"It was to have passed everywhere by {_day(approvals.must_all_pass_by)}: the "
                "approvals given have lapsed."
            )
        case _:
            when = (
                f"the last could pass on {_day(last)}"
                if last is not None
                else "nobody can say when the last could pass"
            )
            return f"{n_passed} of {len(standings)} have passed it; {when}."


def _blockers(
    approvals: Approvals, standings: Sequence[ApprovalStanding], all_passed: bool
) -> Iterator[str]:
    if not standings:
        yield "No body has been asked to approve."
    yield from (one.sentence for one in standings if not one.has_passed)
    current = {one.body for one in approvals.signatures if one.version == approvals.version}
    unsigned = {row.body: row.body_name for row in approvals.approvals if row.body not in current}
    if all_passed and unsigned:
        yield f"{say_names(list(unsigned.values()))} still to sign."


def _lapses(approvals: Approvals, standings: Sequence[ApprovalStanding]) -> Iterator[str]:
    by_id = {one.approval: one for one in standings}
    for row in approvals.approvals:
        has = by_id[row.id].standing == "declined"
        begins = f"{row.body_name} declined" if has else f"If {row.body_name} declines"
        match row.if_declined:
            case "all-lapses":
                yield f"{begins}: every approval {'has lapsed' if has else 'lapses'}."
            case "body-leaves":
                yield (
                    f"{begins}: it {'leaves' if has else 'would leave'}, and the rest decide again "
                    "on a split without it; approvals of the old split do not carry over."
                )
            case "not-agreed":
                if has:
                    yield (
                        f"{begins}: the agreement does not say what lapses, so none of the "
                        "approvals can be relied on until all agree what does."
                    )
                else:
                    yield f"{begins}: nobody has agreed what lapses."


def _warnings(
    approvals: Approvals, standings: Sequence[ApprovalStanding], last: dt.date | None
) -> Iterator[str]:
    for one in standings:
        for missed in one.missed:
            yield (
                f"{one.body_name}: {missed.name.lower()} was due by {say_day(missed.by)} "
                f"({missed.counted})."
            )
    by_id = {row.id: row for row in approvals.approvals}
    for row in approvals.approvals:
        for wanted in row.after:
            earlier = passes_on(by_id[wanted])
            if row.meeting is not None and earlier is not None and row.meeting < earlier:
                yield (
                    f"{row.body_name}: {row.id} meets on {say_day(row.meeting)}, before {wanted} "
                    f"can have passed on {say_day(earlier)}."
                )
    if last is not None and approvals.go_live is not None and last > approvals.go_live:
        yield (
            f"The last could pass on {say_day(last)}, after the service is to begin on "
            f"{say_day(approvals.go_live)}."
        )
    ends = approvals.must_all_pass_by
    if last is not None and ends is not None and last > ends:
        yield f"The last could pass on {say_day(last)}, after {say_day(ends)}, when all lapse."
    for decided in approvals.approvals:
        for asked in decided.conditions:
            if asked.met_on is None and not asked.holds_up_signing and asked.due is not None:
                yield f"{decided.body_name} asked for this by {say_day(asked.due)}: {asked.words}"
