"""Can a body pay for it: which years are dearer than doing nothing, and what pays for capital."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.money import pounds

from .rows import Pence
from .ways import WayBudget

__all__ = ["Affordability", "affordability"]


@dataclass(frozen=True, kw_only=True)
class Affordability:
    """One budget against doing nothing, in cash and whole pence; dearer is above 0."""

    name: str
    years: tuple[str, ...]
    dearer: tuple[int, ...]
    """By how much each year's call on revenue exceeds that of doing nothing; below 0 it is less."""
    cumulative: tuple[int, ...]
    """The same, each year with all before it."""
    one_off: int
    """Revenue spending met once, before funding."""
    capital: int
    capital_not_funded: int
    """Capital that no funding in the file pays for, so that revenue must."""
    outstanding: int
    """Borrowing still to be repaid after the last year."""

    @property
    def dearer_years(self) -> tuple[str, ...]:
        return tuple(year for year, pence in zip(self.years, self.dearer, strict=True) if pence > 0)

    @property
    def worst(self) -> tuple[str, int] | None:
        """The year that is dearest against doing nothing, and by how much; None if none is."""
        at = int(np.argmax(self.dearer))
        return (self.years[at], self.dearer[at]) if self.dearer[at] > 0 else None

    @property
    def deepest(self) -> tuple[str, int] | None:
        """The year by which most has been paid out over doing nothing, and how much by then."""
        at = int(np.argmax(self.cumulative))
        return (self.years[at], self.cumulative[at]) if self.cumulative[at] > 0 else None

    @property
    def made_good_by(self) -> str | None:
        """The first year from which no more has been paid out than by doing nothing, and none is
        again; None where more is never paid out, or never made good."""
        if self.deepest is None:
            return None
        for at in range(self.years.index(self.deepest[0]), len(self.years)):
            if max(self.cumulative[at:]) <= 0:
                return self.years[at]
        return None

    @property
    def is_capital_funded(self) -> bool:
        return self.capital_not_funded == 0

    @property
    def sentence(self) -> str:
        """Say it as a finance officer would."""
        worst = self.worst
        if worst is None:
            said = f"{self.name} would in no year pay more than by doing nothing"
        else:
            said = (
                f"{self.name} would pay more than by doing nothing in {len(self.dearer_years)} of "
                f"{len(self.years)} years, most in {worst[0]}, by {pounds(worst[1])}"
            )
            if self.deepest is None:
                said += "; savings of earlier years cover it"
            elif self.made_good_by is not None:
                said += f"; by {self.made_good_by} that is made good"
            else:
                said += f"; over all years, {pounds(self.cumulative[-1])} more"
        if not self.is_capital_funded:
            said += (
                f". Of {pounds(self.capital)} of capital, {pounds(self.capital_not_funded)} is not "
                "funded and falls on revenue"
            )
        elif self.capital:
            said += f". All {pounds(self.capital)} of capital is funded"
        if self.outstanding:
            said += f"; {pounds(self.outstanding)} is still to be repaid after the last year"
        return said + "."

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "dearer": list(self.dearer),
            "cumulative": list(self.cumulative),
            "dearer_years": list(self.dearer_years),
            "worst": _year_and_pence(self.worst),
            "deepest": _year_and_pence(self.deepest),
            "made_good_by": self.made_good_by,
            "one_off": self.one_off,
            "capital": self.capital,
            "capital_not_funded": self.capital_not_funded,
            "outstanding": self.outstanding,
            "sentence": self.sentence,
        }


def _year_and_pence(found: tuple[str, int] | None) -> dict[str, Any] | None:
    return None if found is None else {"year": found[0], "pence": found[1]}


def affordability(
    name: str,
    years: Sequence[str],
    nothing: Sequence[WayBudget],
    option: Sequence[WayBudget],
) -> Affordability:
    """Hold one body's budget, or several bodies' together, against doing nothing."""
    dearer: Pence = np.asarray(
        sum(way.net for way in option) - sum(way.net for way in nothing), dtype=np.int64
    )
    return Affordability(
        name=name,
        years=tuple(years),
        dearer=tuple(dearer.tolist()),
        cumulative=tuple(np.cumsum(dearer).tolist()),
        one_off=int(sum(way.one_off.sum() for way in option)),
        capital=int(sum(way.capital.sum() for way in option)),
        capital_not_funded=sum(sum(way.not_funded) for way in option),
        outstanding=sum(way.outstanding[-1] for way in option),
    )
