"""Which figures the outcome hangs on: the tornado, read off the futures already drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.appraisal.streams import Array
from commonweal.appraisal.uncertainty.draws import Draws
from commonweal.errors import InputError

__all__ = ["Swing", "tornado"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How the outcome differs between the futures in which one figure is low and is high."""

    name: str
    low: float
    """The figure's mean over the tenth of the futures in which it is lowest."""
    high: float
    outcome_when_low: float
    """The outcome's mean over those same futures."""
    outcome_when_high: float
    rank_correlation: float
    """From -1 to 1: whether the outcome rises (above 0) or falls as the figure rises."""
    moves_with: str | None
    """The common factor it follows, if any: the swing then holds what that factor does too."""

    @property
    def swing(self) -> float:
        """The outcome when the figure is high less the outcome when it is low."""
        return self.outcome_when_high - self.outcome_when_low


def tornado(draws: Draws, outcome: Array) -> tuple[Swing, ...]:
    """Rank the uncertain figures by how far the outcome swings with them, widest first.

    Each figure's futures are sorted by its value; the outcome's mean over the lowest tenth is set
    against its mean over the highest. All other figures go on varying, as they would, so nothing
    is priced again, and figures that move together show their joint effect. The bars therefore do
    not add up to the whole spread, and are not one-at-a-time changes.

    Parameters
    ----------
    draws
        The futures.
    outcome
        (D,): the outcome in each, column 0 the expected case, which is left out.

    Raises
    ------
    InputError
        An outcome that is not from these futures, or fewer than 20 of them.
    """
    if outcome.shape != (draws.n_draws + 1,):
        raise InputError(
            f"The outcome has {outcome.size:,} values; these draws need {draws.n_draws + 1:,}.",
            hint="Give the outcome priced with the same draws.",
        )
    if draws.n_draws < 20:
        raise InputError(
            f"{draws.n_draws} draws are too few to set one tenth against another.",
            hint="Draw 20 futures or more; 10,000 is usual.",
        )
    names = draws.uncertain
    if not names:
        return ()
    drawn = outcome[1:]
    outcome_ranks = _ranks(drawn, np.argsort(drawn, kind="stable"))
    tenth = max(1, round(draws.n_draws / 10))

    swings = []
    for name in names:
        values = draws.values(name)[1:]
        order = np.argsort(values, kind="stable")
        lowest, highest = order[:tenth], order[-tenth:]
        estimate = draws.estimates[name]
        swings.append(
            Swing(
                name=name,
                low=float(values[lowest].mean()),
                high=float(values[highest].mean()),
                outcome_when_low=float(drawn[lowest].mean()),
                outcome_when_high=float(drawn[highest].mean()),
                rank_correlation=_correlation(_ranks(values, order), outcome_ranks),
                moves_with=None if isinstance(estimate, (int, float)) else estimate.moves_with,
            )
        )
    return tuple(sorted(swings, key=lambda each: (-abs(each.swing), each.name)))


def _ranks(values: Array, order: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Array:
    """Rank from 0, (n,), equal values sharing the mean of their places."""
    ordered = values[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    ends = np.append(starts[1:], len(values))
    shared = np.repeat((starts + ends - 1) / 2.0, ends - starts)
    ranks = np.empty(len(values))
    ranks[order] = shared
    return ranks


def _correlation(first: Array, second: Array) -> float:
    first, second = first - first.mean(), second - second.mean()
    size = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / size if size > 0.0 else 0.0
