"""Named futures and standing sensitivities, each a row beside the file's own result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from commonweal.calendar import FinancialYear
from commonweal.errors import CommonwealError
from commonweal.evidence import Survival
from commonweal.jurisdictions import pack
from commonweal.partnership import Option, Partnership, Range, Scenario

from .overall import with_safe_benefits
from .trial import Outcome, Trier

__all__ = ["ScenarioRow", "in_scenario", "rows_of"]

#: The shorter horizon that every case is held against.
SHORT_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRow:
    """One future: what is different in it, and what sharing then comes to."""

    id: str
    name: str
    kind: Literal["as-filed", "scenario", "standing"]
    outcome: Outcome | None
    """None where it cannot be tried, and `note` says why."""
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "outcome": None if self.outcome is None else self.outcome.to_dict(),
            "note": self.note,
        }


def rows_of(trier: Trier, partnership: Partnership) -> tuple[ScenarioRow, ...]:
    """Return the file's own result, its scenarios and the standing sensitivities, in that order.

    All are tried on the same futures, so that a difference between rows is no chance of the draw.
    """
    rows = [_row("as-filed", "As the file has it", "as-filed", (partnership, trier))]
    for scenario in partnership.scenarios:
        case = in_scenario(partnership, scenario)
        rows.append(_row(scenario.id, scenario.name, "scenario", (case, trier)))
    for row_id, name, tried, note in _standing(partnership, trier):
        if tried is None:
            rows.append(ScenarioRow(id=row_id, name=name, kind="standing", outcome=None, note=note))
        else:
            rows.append(_row(row_id, name, "standing", tried, note))
    return tuple(rows)


def in_scenario(partnership: Partnership, scenario: Scenario) -> Partnership:
    """Return the case with the scenario's assumptions at the values it sets."""
    return partnership.model_copy(
        update={
            "assumptions": tuple(
                row.model_copy(update={"value": scenario.sets[row.id]})
                if row.id in scenario.sets
                else row
                for row in partnership.assumptions
            )
        }
    )


def _row(
    row_id: str,
    name: str,
    kind: Literal["as-filed", "scenario", "standing"],
    tried: tuple[Partnership, Trier],
    note: str = "",
) -> ScenarioRow:
    case, trier = tried
    try:
        outcome = trier.outcome(case)
    except CommonwealError as error:
        return ScenarioRow(id=row_id, name=name, kind=kind, outcome=None, note=error.message)
    return ScenarioRow(id=row_id, name=name, kind=kind, outcome=outcome, note=note)


def _standing(
    partnership: Partnership, trier: Trier
) -> Iterator[tuple[str, str, tuple[Partnership, Trier] | None, str]]:
    """Yield the sensitivities that every case is shown with: id, name, how to try it, a note."""
    for found in pack(partnership.jurisdiction).sensitivities_of(partnership.parameter_set):
        yield f"discount-{found.id}", found.name, (partnership, trier.at(parameters=found)), ""
    yield _shorter(partnership, trier)
    yield _safe(partnership, trier)
    yield _ending_sooner(partnership, trier)
    yield _dear(partnership, trier)
    yield (
        "a-year-late",
        "Savings of sharing come a year later",
        (_late(partnership, trier.option), trier),
        "",
    )


def _shorter(
    partnership: Partnership, trier: Trier
) -> tuple[str, str, tuple[Partnership, Trier] | None, str]:
    name = f"Counted over {SHORT_YEARS} years"
    if partnership.horizon_years <= SHORT_YEARS:
        return "short", name, None, f"The case runs {partnership.horizon_years} years as it is."
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    live = [
        FinancialYear.parse(option.go_live, kind=partnership.year_kind) - first
        for option in partnership.options
        if option.go_live and not option.set_aside
    ]
    if any(years >= SHORT_YEARS for years in live):
        return "short", name, None, "An option goes live only after that."
    case = partnership.model_copy(update={"horizon_years": SHORT_YEARS})
    return "short", name, (case, trier), ""


def _safe(
    partnership: Partnership, trier: Trier
) -> tuple[str, str, tuple[Partnership, Trier] | None, str]:
    tried = with_safe_benefits(partnership, trier)
    note = "" if tried else "The case is not corrected by past cases."
    return "safe-benefits", "Savings that four in five past cases reached", tried, note


def _ending_sooner(
    partnership: Partnership, trier: Trier
) -> tuple[str, str, tuple[Partnership, Trier] | None, str]:
    row_id, name = "high-hazard", "Ends sooner, at the higher chance on record"
    correction = trier.correction
    if correction is None or correction.survival is None or partnership.optimism.survival == "none":
        return row_id, name, None, "The case does not allow for ending early."
    if any(risk.risk == "partner-exit" for risk in partnership.option(trier.option).risks):
        return row_id, name, None, "The option states a chance of ending of its own."
    found: Survival = correction.survival
    # The higher count leaves out the cases of which no end is known.
    sooner = replace(found, annual_hazard=found.annual_hazard_high, others=())
    return (
        row_id,
        name,
        (partnership, trier.at(correction=replace(correction, survival=sooner))),
        "",
    )


def _dear(
    partnership: Partnership, trier: Trier
) -> tuple[str, str, tuple[Partnership, Trier] | None, str]:
    row_id, name = "one-off-high", "Every one-off cost of sharing at the top of its range"
    option = partnership.option(trier.option)
    costs = []
    n_raised = 0
    for entry in option.costs:
        raised: dict[str, Any] = {}
        if hasattr(entry, "spread"):
            for field in type(entry).model_fields:
                value = getattr(entry, field)
                if isinstance(value, Range):
                    raised[field] = _top(value)
                elif isinstance(value, dict):
                    opened = {
                        key: _top(one) if isinstance(one, Range) else one
                        for key, one in value.items()
                    }
                    if opened != value:
                        raised[field] = opened
        n_raised += len(raised)
        costs.append(entry.model_copy(update=raised))
    if not n_raised:
        return row_id, name, None, "No one-off cost has a range."
    dear = option.model_copy(update={"costs": tuple(costs)})
    return row_id, name, (_with_option(partnership, dear), trier), ""


def _top(found: Range) -> float:
    """Return the top of a range: its high end, or its highest outcome."""
    if found.high is None:
        return max(found.outcomes)
    return found.high


def _late(partnership: Partnership, option_id: str) -> Partnership:
    option = partnership.option(option_id)
    levers = tuple(lever.model_copy(update={"ramp": (0.0, *lever.ramp)}) for lever in option.levers)
    return _with_option(partnership, option.model_copy(update={"levers": levers}))


def _with_option(partnership: Partnership, changed: Option) -> Partnership:
    return partnership.model_copy(
        update={
            "options": tuple(
                changed if one.id == changed.id else one for one in partnership.options
            )
        }
    )
