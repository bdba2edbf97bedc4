"""The register of risks: those of the appraisal with what the plan shows, and back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from commonweal.agreement.approvals import ApprovalState, say_day
from commonweal.appraisal.uncertainty import mean_of
from commonweal.partnership import Estimate, Partnership
from commonweal.partnership.papers import RiskEntry

from .critical_path import Schedule
from .document import Plan
from .people import people_findings

__all__ = ["PlanRisk", "risk_register", "with_plan_risks"]

Origin = Literal["file", "appraisal", "plan", "people", "approvals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRisk:
    """A risk with who answers for it, what it touches and where it comes from."""

    origin: Origin
    entry: RiskEntry
    """As the partnership file holds it, or would."""
    in_file: bool
    """Whether the partnership file names it already."""
    owner: str
    tasks: tuple[str, ...]
    actions: tuple[str, ...]
    holds_go_live: bool
    """Whether a task on the critical path is among those it touches."""
    open_question: str
    """What is missing: an owner, a response; empty where nothing is."""

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "entry": self.entry.model_dump(mode="json")}


def risk_register(
    partnership: Partnership,
    plan: Plan,
    found: Schedule,
    *,
    state: ApprovalState | None = None,
    today: dt.date,
) -> tuple[PlanRisk, ...]:
    """Return the risks of the file, of the appraisal’s options, and of the plan itself.

    Those that the plan shows can be taken into the file: see `with_plan_risks`.
    """
    named = {row.name for row in partnership.risks}
    links = {one.risk: one for one in plan.risks}
    critical = set(found.critical)
    rows: list[PlanRisk] = []
    sources: list[tuple[Origin, RiskEntry, tuple[str, ...]]] = [
        *(("file", row, ()) for row in partnership.risks),
        *(("appraisal", row, ()) for row in _of_appraisal(partnership)),
        *_of_plan(plan, found, today),
        *_of_people(plan, found),
        *_of_approvals(state),
    ]
    for origin, entry, tasks in sources:
        if origin != "file" and entry.name in named:
            continue
        link = links.get(entry.name)
        touched = tuple(dict.fromkeys((*tasks, *(link.tasks if link else ()))))
        owner = (link.owner if link else "") or entry.owner
        rows.append(
            PlanRisk(
                origin=origin,
                entry=entry,
                in_file=origin == "file",
                owner=owner,
                tasks=touched,
                actions=link.actions if link else (),
                holds_go_live=bool(critical & set(touched)),
                open_question=_missing(entry, owner),
            )
        )
    return tuple(rows)


def with_plan_risks(partnership: Partnership, register: tuple[PlanRisk, ...]) -> Partnership:
    """Return the partnership with the register’s risks that its file did not name.

    Those of the appraisal’s options are priced there already, so they are not added again.
    """
    named = {row.name for row in partnership.risks}
    new = tuple(
        one.entry
        for one in register
        if one.entry.name not in named and one.origin not in ("file", "appraisal")
    )
    return partnership.model_copy(update={"risks": (*partnership.risks, *new)})


def _missing(entry: RiskEntry, owner: str) -> str:
    if not owner:
        return "Who answers for it?"
    if not entry.response:
        return "What is done about it?"
    return ""


def _of_appraisal(partnership: Partnership) -> Iterator[RiskEntry]:
    """Yield the risks that the appraisal prices for the option put forward."""
    option = next((one for one in partnership.options if one.is_proposed), None)
    if option is None:
        return
    for one in option.risks:
        if one.risk == "abandonment":
            chance = _expected(partnership, one.chance)
            yield RiskEntry(
                name="It is given up before it goes live",
                cause=one.why,
                effect="What was spent by then is lost and nothing is saved.",
                likelihood=_likelihood(chance),
                source=f"{option.id}, risk abandonment: a chance of {chance:.0%}",
            )
        else:
            chance = _expected(partnership, one.yearly_chance)
            yield RiskEntry(
                name="A partner leaves after it goes live",
                cause=one.why,
                effect="Scale is lost and exit has a cost.",
                likelihood=_likelihood(1 - (1 - chance) ** _YEARS_LOOKED_AHEAD),
                cost=_expected(partnership, one.cost) or None,
                source=f"{option.id}, risk partner-exit: {chance:.1%} a year",
            )


#: A yearly chance is called low or high by what it comes to over so many years.
_YEARS_LOOKED_AHEAD: Final = 5


def _expected(partnership: Partnership, estimate: Estimate) -> float:
    """Return what a figure is expected to be: itself, its range's mean, or its assumption's."""
    if isinstance(estimate, str):
        named = estimate.removeprefix("assumption:")
        found = next(one.value for one in partnership.assumptions if one.id == named)
        return _expected(partnership, found)
    return float(mean_of(estimate))


def _likelihood(chance: float) -> Literal["low", "medium", "high"]:
    return "high" if chance >= 0.4 else "medium" if chance >= 0.1 else "low"


def _of_plan(
    plan: Plan, found: Schedule, today: dt.date
) -> Iterator[tuple[Origin, RiskEntry, tuple[str, ...]]]:
    if found.spare_days is not None and found.spare_days < 0:
        yield (
            "plan",
            RiskEntry(
                name="The service cannot begin on the day wanted",
                cause=found.sentence,
                effect="Savings begin later, and double running lasts longer.",
                likelihood="high",
                source="The plan’s critical path",
            ),
            found.critical,
        )
    elif found.go_live_range is not None and plan.go_live is not None:
        worst = found.go_live_range[1]
        if worst > plan.go_live:
            yield (
                "plan",
                RiskEntry(
                    name="The service begins later than wanted",
                    cause=f"If every step takes its longest it begins on {say_day(worst)}.",
                    effect="Savings begin later, and double running lasts longer.",
                    likelihood="medium",
                    source="The plan’s range of durations",
                ),
                found.critical,
            )
    for words in found.missed:
        yield (
            "plan",
            RiskEntry(
                name=words,
                effect="The decision is put off to a later meeting.",
                likelihood="high",
                source="The plan’s critical path",
            ),
            ("agreement-settled",) if plan.task("agreement-settled") else (),
        )
    for one in found.tasks:
        if not one.is_done and one.finish < today:
            yield (
                "plan",
                RiskEntry(
                    name=f"{one.name} is late",
                    cause=f"It was to end on {say_day(one.finish)} and is not recorded as done.",
                    effect="It holds the day of going live."
                    if one.is_critical
                    else f"It has {one.slack_days} days of slack.",
                    likelihood="high",
                    source="The plan",
                ),
                (one.task,),
            )


def _of_people(plan: Plan, found: Schedule) -> Iterator[tuple[Origin, RiskEntry, tuple[str, ...]]]:
    people = {one.id: one for one in plan.key_people}
    for one in people_findings(plan, found):
        if one.grade == "mend":
            person = people.get(one.about)
            yield (
                "people",
                RiskEntry(
                    name=one.sentence,
                    response=one.mend,
                    likelihood="medium",
                    source="The people plan",
                ),
                person.tasks if person is not None else (),
            )


def _of_approvals(
    state: ApprovalState | None,
) -> Iterator[tuple[Origin, RiskEntry, tuple[str, ...]]]:
    if state is None:
        return
    for words in state.warnings:
        yield (
            "approvals",
            RiskEntry(name=words, likelihood="high", source="The approvals"),
            (),
        )
    for one in state.standings:
        if one.standing in ("deferred", "called-in", "declined"):
            yield (
                "approvals",
                RiskEntry(
                    name=one.sentence,
                    effect="Nothing goes live until all have passed it.",
                    likelihood="high",
                    bodies=(one.body,),
                    source="The approvals",
                ),
                (),
            )
