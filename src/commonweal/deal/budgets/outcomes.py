"""What is sought that is not money: graded, with the options that bring it and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.appraisal import Appraisal, OptionResult

__all__ = ["OutcomeRow", "Premium", "Unmonetised", "unmonetised"]

NOT_DESCRIBED = "not described"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """One outcome that is not money."""

    name: str
    effect: str
    """better, same, worse, not-known; `not described` for one that only an option names."""
    evidence: str
    grade: str
    """How far the evidence can be trusted, as for any figure."""
    source: str
    bought_by: tuple[str, ...]
    """Ids of the options said to bring it."""
    is_sought: bool
    """Whether the partnership says that better means this."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "effect": self.effect,
            "evidence": self.evidence,
            "grade": self.grade,
            "source": self.source,
            "bought_by": list(self.bought_by),
            "sought": self.is_sought,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Premium:
    """What the bodies of an option pay for what it buys."""

    option: str
    name: str
    buys: tuple[str, ...]
    premium_a_year: float
    """Real pounds a year, over all years, beyond the best each could do alone; 0 where it is
    cheaper, and what it buys then comes for nothing."""
    accepted_a_year: float
    """What the partners have said that they would pay."""

    @property
    def is_within_what_is_accepted(self) -> bool:
        return self.premium_a_year <= self.accepted_a_year

    def to_dict(self) -> dict[str, Any]:
        return {
            "option": self.option,
            "name": self.name,
            "buys": list(self.buys),
            "premium_a_year": round(self.premium_a_year, 2),
            "accepted_a_year": round(self.accepted_a_year, 2),
            "within_accepted": self.is_within_what_is_accepted,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmonetised:
    """Every outcome that is not money, and the price of each option that buys some."""

    outcomes: tuple[OutcomeRow, ...]
    premiums: tuple[Premium, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "outcomes": [row.to_dict() for row in self.outcomes],
            "premiums": [row.to_dict() for row in self.premiums],
        }


def unmonetised(appraisal: Appraisal) -> Unmonetised:
    """List the outcomes that are not money, none of them put at nought.

    An outcome that an option claims and the case does not describe is listed with no evidence.
    """
    partnership = appraisal.partnership
    stands = {option.id for option in appraisal.options}
    bought_by: dict[str, list[str]] = {outcome.name: [] for outcome in partnership.outcomes}
    for name in partnership.better_means:
        bought_by.setdefault(name, [])
    for option in partnership.options:
        for name in option.buys if option.id in stands else ():
            bought_by.setdefault(name, []).append(option.id)
    described = {outcome.name: outcome for outcome in partnership.outcomes}
    rows = []
    for name, options in bought_by.items():
        outcome = described.get(name)
        rows.append(
            OutcomeRow(
                name=name,
                effect=NOT_DESCRIBED if outcome is None else outcome.effect,
                evidence="" if outcome is None else outcome.evidence,
                grade="not graded" if outcome is None else outcome.grade or "not graded",
                source="" if outcome is None else outcome.source,
                bought_by=tuple(options),
                is_sought=name in partnership.better_means,
            )
        )
    buys = {option.id: option.buys for option in partnership.options}
    return Unmonetised(
        outcomes=tuple(rows),
        premiums=tuple(
            Premium(
                option=result.id,
                name=result.name,
                buys=buys[result.id],
                premium_a_year=_premium(appraisal, result),
                accepted_a_year=partnership.premium_accepted,
            )
            for result in appraisal.options
            if buys.get(result.id)
        ),
    )


def _premium(appraisal: Appraisal, result: OptionResult) -> float:
    """Return what an option costs a year beyond its bodies' best alone, as a level real sum."""
    at = [appraisal.body_ids.index(body) for body in result.bodies]
    gain = result.net_benefit[at, 0].sum() - appraisal.alone_net_benefit[at, 0].sum()
    return max(0.0, -float(gain) / float(appraisal.factors.sum()))
