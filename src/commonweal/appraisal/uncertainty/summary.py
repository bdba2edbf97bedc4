"""What the futures come to: percentiles, the chance of loss, and whether enough were drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from commonweal.appraisal.streams import Array
from commonweal.errors import ComputationError, InputError

__all__ = ["Percentiles", "RunningMean", "convergence", "summaries", "summary"]

# Nobody loses by less than half a penny: it is what adding up in floating point leaves behind.
_HALF_A_PENNY = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentiles:
    """An outcome over the futures, in its own unit.

    `p10` is the value that the outcome falls below in one future of ten, `p80` in eight of ten.
    """

    n_draws: int
    expected: float
    """With every figure at its mean: not quite the mean of the futures where effects multiply."""
    mean: float
    standard_error: float
    """How far the mean may be off because the draws are only so many: one standard error."""
    p10: float
    p50: float
    p80: float
    p90: float
    chance_below_nought: float
    """Share of the futures in which the outcome is a loss."""
    chance_standard_error: float
    """How far that chance may be off for the same reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningMean:
    """The mean after the first so many draws, and its standard error by then."""

    n_draws: int
    mean: float
    standard_error: float


def summary(values: Array) -> Percentiles:
    """Sum up one outcome, (D,), of which column 0 is the expected case.

    >>> summary(np.array([5.0, -10.0, 0.0, 10.0, 20.0])).chance_below_nought
    0.25
    """
    return summaries(values[None, :])[0]


def summaries(values: Array) -> tuple[Percentiles, ...]:
    """Sum up many outcomes at once, (n, D), one a row; column 0 is the expected case.

    Raises
    ------
    InputError
        Fewer than two draws.
    ComputationError
        An outcome that is not a number.
    """
    drawn = _drawn(values)
    n_draws = drawn.shape[1]
    means = drawn.mean(axis=1)
    errors = drawn.std(axis=1, ddof=1) / math.sqrt(n_draws)
    p10, p50, p80, p90 = np.quantile(drawn, [0.1, 0.5, 0.8, 0.9], axis=1)
    losses = (drawn < -_HALF_A_PENNY).mean(axis=1)
    loss_errors = np.sqrt(losses * (1.0 - losses) / n_draws)
    return tuple(
        Percentiles(
            n_draws=n_draws,
            expected=float(values[row, 0]),
            mean=float(means[row]),
            standard_error=float(errors[row]),
            p10=float(p10[row]),
            p50=float(p50[row]),
            p80=float(p80[row]),
            p90=float(p90[row]),
            chance_below_nought=float(losses[row]),
            chance_standard_error=float(loss_errors[row]),
        )
        for row in range(len(values))
    )


def convergence(values: Array, *, n_batches: int = 20) -> tuple[RunningMean, ...]:
    """Return the mean of an outcome, (D,), as the draws mount up, in even batches.

    If the draws are enough, the mean settles: each row lies within a few standard errors of the
    last. Column 0, the expected case, is left out.

    Raises
    ------
    InputError
        Fewer than one batch, or so few draws that a batch would hold fewer than two.
    """
    drawn = _drawn(values[None, :])[0]
    if n_batches < 1 or len(drawn) < 2 * n_batches:
        raise InputError(
            f"{len(drawn):,} draws do not make {n_batches} batches of two or more.",
            hint="Draw more futures, or ask for fewer batches.",
        )
    counts = np.linspace(0, len(drawn), n_batches + 1)[1:].round().astype(np.intp)
    # Sums about the first mean, so that large pounds do not drown small differences.
    middle = drawn.mean()
    apart = drawn - middle
    sums = np.cumsum(apart)[counts - 1]
    squares = np.cumsum(apart * apart)[counts - 1]
    means = sums / counts
    variances = np.maximum(squares - counts * means * means, 0.0) / (counts - 1)
    errors = np.sqrt(variances / counts)
    return tuple(
        RunningMean(n_draws=int(count), mean=float(middle + mean), standard_error=float(error))
        for count, mean, error in zip(counts, means, errors, strict=True)
    )


def _drawn(values: Array) -> Array:
    """The futures alone, (n, D - 1), once they are fit to be summed up."""
    drawn = values[:, 1:]
    if drawn.shape[1] < 2:
        raise InputError(
            f"An outcome over {drawn.shape[1]} draws has no percentiles.",
            hint="Draw two futures or more; 10,000 is usual.",
        )
    if not np.isfinite(values).all():
        row = int(np.argmin(np.isfinite(values).all(axis=1)))
        raise ComputationError(
            f"Outcome {row + 1} of {len(values)} is not a number in some futures.",
            hint="Look for a figure that divides by 0 at one end of its range.",
        )
    return drawn
