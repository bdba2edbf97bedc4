"""What each partner would pay in each year, to the penny, with caps, floors and phasing.

A charge is a partner's own cost and its part of the joint cost of the year, in pounds of the base
year. Every year's charges add up to the year's cost, no penny lost. Limits and phasing begin with
go-live, and years are counted from it: before, nothing is shared but what it costs to start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.appraisal import Array
from commonweal.errors import ComputationError
from commonweal.fairness import Limits, apply_limits, phase_in, split_by_amounts
from commonweal.money import pence_array, to_pence
from commonweal.partnership import Split

from .pots import Pots

__all__ = ["Charges", "charges_of", "no_limits"]

Pence = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Charges:
    """Charges by year and partner in whole pence, (Y, n)."""

    partners: tuple[str, ...]
    years: tuple[str, ...]
    by_rule: Pence
    """As the rule alone would have it."""
    pence: Pence
    """As the partners would pay them, within the limits and phasing of the split."""
    today: Pence
    """What each would spend if nothing were done."""

    @property
    def dampening(self) -> Pence:
        """What limits and phasing add to each charge; below nought where they spare, (Y, n)."""
        return self.pence - self.by_rule

    def to_dict(self) -> dict[str, Any]:
        """Return pounds by partner and year."""
        return {
            "years": list(self.years),
            "partners": [
                {
                    "body": body,
                    "charge": [pence / 100 for pence in self.pence[:, place].tolist()],
                    "by_rule": [pence / 100 for pence in self.by_rule[:, place].tolist()],
                    "today": [pence / 100 for pence in self.today[:, place].tolist()],
                }
                for place, body in enumerate(self.partners)
            ],
        }


def no_limits(split: Split) -> Split:
    """Return the same split without caps, floors, protection and phasing."""
    return split.model_copy(
        update={"no_more_than_now_years": 0, "phase_in_years": 0, "cap": {}, "floor": {}}
    )


def charges_of(
    pots: Pots,
    *,
    partners: tuple[str, ...],
    years: tuple[str, ...],
    running: Array,
    one_off: Array,
    split: Split,
) -> Charges:
    """Divide each year's cost to the penny.

    Parameters
    ----------
    running, one_off : ndarray, (n,)
        Each partner's part of joint running and joint one-off cost; each adds up to 1.
    split
        Whose caps, floors, protection and phasing apply.

    Raises
    ------
    ComputationError
        The limits cannot hold; it says in which year and by how much.
    """
    own = pence_array(pots.own_by_year)
    one_offs = split_by_amounts(pence_array(pots.one_off_by_year), one_off)
    running_pence = pence_array(pots.running_by_year)
    by_rule = own + one_offs + split_by_amounts(running_pence, running)
    phased = by_rule
    if split.phase_in_years:
        phased = (
            own + one_offs + phase_in(running_pence, pots.now, running, steps=_steps(split, pots))
        )
    limits = _limits(split, partners)
    return Charges(
        partners=partners,
        years=years,
        by_rule=by_rule,
        pence=phased if limits is None else _within(phased, limits, partners, years, split, pots),
        today=pence_array(pots.today_by_year),
    )


def _steps(split: Split, pots: Pots) -> list[float]:
    """Return how far each year goes from today's cost to the rule, up to the rule itself."""
    n_steps = split.phase_in_years + 1
    return [0.0] * pots.go_live + [step / n_steps for step in range(1, n_steps)] + [1.0]


def _within(
    proposed: Pence,
    limits: Limits,
    partners: tuple[str, ...],
    years: tuple[str, ...],
    split: Split,
    pots: Pots,
) -> Pence:
    """Bring each year's charges within the limits, what each would pay anyway growing by year."""
    rows = []
    for year, label in enumerate(years):
        if year < pots.go_live:
            rows.append(proposed[year])
            continue
        is_protected = year - pots.go_live < split.no_more_than_now_years
        of_year = replace(limits, now=_now(pots, year), protected_years=int(is_protected))
        try:
            rows.append(apply_limits(proposed[[year]], partners, of_year).pence[0])
        except ComputationError as error:
            # One year is asked about at a time, so that each is the first.
            raise ComputationError(
                error.message.replace("Year 1:", f"{label}:", 1), hint=error.hint
            ) from error
    return np.stack(rows)


def _now(pots: Pots, year: int) -> tuple[int, ...]:
    """Return what each partner would pay in a year if nothing were done: now, as it would grow."""
    return tuple(pence_array(pots.today_by_year[year]).tolist())


def _limits(split: Split, partners: tuple[str, ...]) -> Limits | None:
    if not (split.no_more_than_now_years or split.cap or split.floor):
        return None
    at_most, at_least = _by_partner(split.cap, partners), _by_partner(split.floor, partners)
    match split.funded_by:
        case "everyone":
            return Limits(at_most=at_most, at_least=at_least, funded_by="everyone")
        case "those-who-gain":
            return Limits(at_most=at_most, at_least=at_least, funded_by="gainers")
        case payer:
            return Limits(at_most=at_most, at_least=at_least, funded_by="named", payers=(payer,))


def _by_partner(
    pounds: dict[str, float], partners: tuple[str, ...]
) -> tuple[int | None, ...] | None:
    if not pounds:
        return None
    return tuple(to_pence(pounds[body]) if body in pounds else None for body in partners)
