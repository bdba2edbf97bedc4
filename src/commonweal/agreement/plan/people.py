"""The people plan: who moves, on what pension, after which consultation; key people and effort."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final, Literal

from commonweal.agreement.approvals import say_day
from commonweal.files import Sourced, parse_reference_rows, reference_toml
from commonweal.money import pounds

from .critical_path import Schedule
from .document import Effort, Move, Plan

__all__ = [
    "ConsultationPeriod",
    "EffortLine",
    "PeopleFinding",
    "PeopleTotals",
    "consultation_periods",
    "effort_account",
    "people_findings",
    "people_totals",
]

_PACKAGE: Final = "commonweal.agreement.plan"

#: A partner that has spent this much more of its promise than time has passed is said to overrun.
_AHEAD: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPeriod(Sourced):
    """How long before the first redundancy consultation must begin."""

    id: str
    nations: tuple[str, ...]
    least_people: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFinding:
    """Something about people that is open or cannot be so."""

    id: str
    about: str
    """The move or the person."""
    grade: Literal["mend", "ask", "caution"]
    sentence: str
    mend: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTotals:
    """The people plan in figures, for one body or for all."""

    body: str
    """Empty for all of them."""
    n_people: int
    n_by_becomes: dict[str, int]
    training_days: float
    one_off_pence: int
    fit_out_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortLine:
    """One partner’s days and cost of entry: promised against spent."""

    body: str
    promised_days: float
    spent_days: float
    promised_pence: int
    spent_pence: int
    days_share: float | None
    """Spent as a fraction of promised; None where nothing was promised."""
    pence_share: float | None
    time_share: float
    """How much of the time to going live has passed, from 0 to 1."""
    standing: Literal["not-promised", "as-promised", "overrun", "behind"]
    sentence: str


@cache
def consultation_periods() -> tuple[ConsultationPeriod, ...]:
    """Return the periods of collective consultation, the larger numbers first."""
    file = "data/consultation.toml"
    rows = parse_reference_rows(
        reference_toml(_PACKAGE, file)["periods"], ConsultationPeriod, file=file, table="periods"
    )
    return tuple(sorted(rows, key=lambda row: -row.least_people))


def people_totals(plan: Plan) -> tuple[PeopleTotals, ...]:
    """Return the people plan in figures, body by body, and last for all of them."""
    bodies = list(dict.fromkeys(one.body for one in plan.moves))
    lines = [_totals(body, [one for one in plan.moves if one.body == body]) for body in bodies]
    return (*lines, _totals("", plan.moves))


def _totals(body: str, moves: Sequence[Move]) -> PeopleTotals:
    by_becomes: dict[str, int] = {}
    for one in moves:
        by_becomes[one.becomes] = by_becomes.get(one.becomes, 0) + one.n_people
    return PeopleTotals(
        body=body,
        n_people=sum(one.n_people for one in moves),
        n_by_becomes=by_becomes,
        training_days=sum(one.training_days_each * one.n_people for one in moves),
        one_off_pence=sum(one.one_off_pence for one in moves),
        fit_out_pence=sum(one.fit_out_pence for one in moves),
    )


def people_findings(plan: Plan, found: Schedule) -> tuple[PeopleFinding, ...]:
    """Return what is open or wrong in the people plan and with the people it depends on."""
    return (
        *(one for move in plan.moves for one in _of_move(move, plan.name_of(move.body))),
        *_of_consultation(plan),
        *_of_key_people(plan, found),
    )


def _of_move(move: Move, body: str) -> Iterator[PeopleFinding]:
    if move.becomes == "redundant" and not move.alternatives:
        yield _finding(
            "redundancy-first",
            move,
            body,
            "mend",
            "are to be redundant and nothing else is named as tried.",
            "Redundancy is the last resort: name what comes first, such as vacancies, "
            "redeployment, retraining, volunteers.",
        )
    if move.becomes in ("moves", "seconded"):
        if not move.to_body:
            yield _finding(
                "no-destination", move, body, "ask", "move to no named employer.", "Say where to."
            )
        if not move.pension_now or not move.pension_then:
            yield _finding(
                "pension",
                move,
                body,
                "ask",
                "move and the plan does not say in which pension scheme they are and will be.",
                "State both schemes; ask the funds.",
            )
    if move.becomes in ("moves", "redundant") and move.on is None:
        yield _finding("no-day", move, body, "ask", "have no day.", "Say from when.")
    if move.place_then and move.place_then != move.place_now:
        if move.relocation_notice_days is None:
            yield _finding(
                "relocation",
                move,
                body,
                "ask",
                f"are to work at {move.place_then}, with no notice stated.",
                "Relocation needs time: say how many days of notice they get.",
            )
        if move.training_days_each == 0 and move.fit_out_pence == 0:
            yield _finding(
                "fit-out",
                move,
                body,
                "caution",
                f"go to {move.place_then}, with nothing for fitting it out or for training.",
                "Say what both cost, or that they cost nothing.",
            )


def _of_consultation(plan: Plan) -> Iterator[PeopleFinding]:
    """Yield where redundancies of one body come too soon after consultation begins."""
    for body in dict.fromkeys(one.body for one in plan.moves):
        leaving = [one for one in plan.moves if one.body == body and one.becomes == "redundant"]
        n_people = sum(one.n_people for one in leaving)
        period = next(
            (
                row
                for row in consultation_periods()
                if plan.nation in row.nations and n_people >= row.least_people
            ),
            None,
        )
        days = [one.on for one in leaving if one.on is not None]
        if period is None or not days:
            continue
        begins = [one.consultation_starts for one in leaving if one.consultation_starts is not None]
        due = min(days) - dt.timedelta(days=period.days)
        if not begins or max(begins) > due:
            said = f"begins on {say_day(max(begins))}" if begins else "has no day"
            yield PeopleFinding(
                id="consultation",
                about=body,
                grade="mend",
                sentence=f"{plan.name_of(body)}: {n_people} redundancies from "
                f"{say_day(min(days))}, and consultation {said}; it should begin by "
                f"{say_day(due)}, {period.days} days before, if they are at one establishment.",
                mend=f"Begin by then, or move the day. Source: {period.source} ({period.status}).",
            )


def _of_key_people(plan: Plan, found: Schedule) -> Iterator[PeopleFinding]:
    for person in plan.key_people:
        rows = [found.task(one) for one in person.tasks]
        critical = [one.name for one in rows if one.is_critical]
        gone = [one for one in rows if person.until is not None and one.finish > person.until]
        if gone and person.until is not None:
            yield PeopleFinding(
                id="leaves-first",
                about=person.id,
                grade="mend" if not person.stand_in else "caution",
                sentence=f"{person.name} is there until {say_day(person.until)}; "
                f"{gone[0].name} ends on {say_day(gone[0].finish)}.",
                mend="Name who takes over, and from when."
                if not person.stand_in
                else f"Hand over to {person.stand_in} before then.",
            )
        if critical and not person.stand_in:
            yield PeopleFinding(
                id="no-stand-in",
                about=person.id,
                grade="mend",
                sentence=f"The day of going live hangs on {person.name} ({', '.join(critical)}), "
                "and nobody could stand in.",
                mend="Name a stand-in, and have what only they know written down.",
            )


def _finding(
    id: str,
    move: Move,
    body: str,
    grade: Literal["mend", "ask", "caution"],
    said: str,
    mend: str,
) -> PeopleFinding:
    return PeopleFinding(
        id=id,
        about=move.id,
        grade=grade,
        sentence=f"{move.n_people} of {body} ({move.group}) {said}",
        mend=mend,
    )


def effort_account(plan: Plan, found: Schedule, *, today: dt.date) -> tuple[EffortLine, ...]:
    """Return each partner’s days and cost of entry, promised against spent by a day.

    Time runs from the first day of the plan to going live, or to its end.
    """
    end = found.go_live or found.finish
    whole = max(1, (end - plan.start).days)
    passed = min(1.0, max(0.0, (today - plan.start).days / whole))
    return tuple(_effort_line(one, plan.name_of(one.body), passed) for one in plan.effort)


def _effort_line(one: Effort, name: str, passed: float) -> EffortLine:
    days = one.spent_days / one.promised_days if one.promised_days else None
    pence = one.spent_pence / one.promised_pence if one.promised_pence else None
    shares = [share for share in (days, pence) if share is not None]
    standing: Literal["not-promised", "as-promised", "overrun", "behind"]
    if not shares:
        standing = "not-promised"
    elif max(shares) > 1 or max(shares) > passed + _AHEAD:
        standing = "overrun"
    elif min(shares) < passed - 2 * _AHEAD:
        standing = "behind"
    else:
        standing = "as-promised"
    return EffortLine(
        body=one.body,
        promised_days=one.promised_days,
        spent_days=one.spent_days,
        promised_pence=one.promised_pence,
        spent_pence=one.spent_pence,
        days_share=days,
        pence_share=pence,
        time_share=passed,
        standing=standing,
        sentence=f"{name}: {one.spent_days:,.0f} of {one.promised_days:,.0f} days and "
        f"{pounds(one.spent_pence)} of {pounds(one.promised_pence)} spent, with "
        f"{passed:.0%} of the time gone."
        if shares
        else f"{name}: nothing is promised; {one.spent_days:,.0f} days and "
        f"{pounds(one.spent_pence)} are spent.",
    )
