"""Each body's cost against a standard service: how far it could go without any partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.money import say_pounds
from commonweal.partnership import Partnership

from .results import OptionResult

__all__ = ["AgainstStandard", "against_standards"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstStandard:
    """One body's yearly cost of a service beside what the standard service would cost it."""

    body: str
    service: str
    standard: str
    measure: str
    volume: float | None
    """None where the body did not return it."""
    cost: float
    """Pounds a year in the expected case, at the prices of the base year."""
    at_standard: float | None
    """Pounds a year for the same volume at the standard's cost per unit."""
    sentence: str

    @property
    def gap(self) -> float | None:
        """What it spends beyond the standard, in pounds a year; below 0 it spends less."""
        return None if self.at_standard is None else self.cost - self.at_standard

    def to_dict(self) -> dict[str, Any]:
        gap = self.gap
        return {
            "body": self.body,
            "service": self.service,
            "standard": self.standard,
            "measure": self.measure,
            "volume": self.volume,
            "cost": round(self.cost, 2),
            "at_standard": None if self.at_standard is None else round(self.at_standard, 2),
            "gap": None if gap is None else round(gap, 2),
            "sentence": self.sentence,
        }


def against_standards(
    partnership: Partnership, nothing: OptionResult
) -> tuple[AgainstStandard, ...]:
    """Hold every body's cost against the standard services that the file names.

    Costs are those of all services in scope together where a file has one service, and are not
    told where it has several, since the records do not part them.
    """
    found = []
    records = nothing.scope.records
    for standard in partnership.standard_services:
        if nothing.scope.services != (standard.service,):
            continue
        volumes = records.volumes.get(standard.measure)
        for place, body in enumerate(partnership.bodies):
            cost = float(sum(costs[place, 0] for costs in records.costs.values()))
            volume = None if volumes is None else float(volumes[place])
            if volume is not None and volume != volume:  # nan: not returned
                volume = None
            at_standard = None if volume is None else volume * standard.cost_per_unit
            found.append(
                AgainstStandard(
                    body=body.id,
                    service=standard.service,
                    standard=standard.name,
                    measure=standard.measure,
                    volume=volume,
                    cost=cost,
                    at_standard=at_standard,
                    sentence=_sentence(body.name, standard.name, cost, at_standard),
                )
            )
    return tuple(found)


def _sentence(body: str, standard: str, cost: float, at_standard: float | None) -> str:
    if at_standard is None:
        return f"{body} did not return the volume that {standard} is counted in."
    gap = cost - at_standard
    if gap > 0:
        return f"{body} spends {say_pounds(gap)} a year more than {standard} would cost it."
    return f"{body} spends {say_pounds(-gap)} a year less than {standard} would cost it."
