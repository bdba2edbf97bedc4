"""Erlang's arithmetic: how many people a queue needs, exactly and fast.

Contacts arrive at random, are handled one at a time and wait if all are busy. `load` is the work
offered, in erlangs: contacts an hour times hours each. The chance of waiting is Erlang's C.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, exp, floor, log

import numpy as np
from numpy.typing import NDArray

from commonweal.appraisal.streams import Array
from commonweal.errors import ComputationError, InputError

__all__ = [
    "ServiceTarget",
    "erlang_c",
    "positions_curve",
    "positions_needed",
    "square_root_staffing",
]

#: Largest load that is counted up one position at a time. A service of 100,000 people is a mistake
#: in the units.
LARGEST_LOAD = 100_000.0

#: Points at which the curve is solved, to each e-fold of load. They lie at fixed loads, so that the
#: answer for a load never depends on which others were asked. Read between them, it stays within
#: 0.002 of a position from 0.001 to 2,000 erlangs.
_POINTS_PER_E_FOLD = 32

_N_HALVINGS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTarget:
    """A share of contacts to be answered within a wait, the wait as a multiple of handling time.

    "At most one in five waits at all" is a share of 0.8 within a wait of 0. "80 per cent within 20
    seconds", for contacts of 300 seconds, is a share of 0.8 within a wait of 20 / 300.
    """

    share_in_time: float
    wait: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.share_in_time < 1:
            raise InputError(
                f"The share answered in time is {self.share_in_time:g}; it must lie between 0 "
                "and 1.",
                hint="Write 80 per cent as 0.8. Nobody can answer all contacts at once.",
            )
        if not self.wait >= 0:
            raise InputError(
                f"The wait is {self.wait:g} handling times; it must be 0 or more.",
                hint="Give the seconds within which a contact is to be answered.",
            )


def erlang_c(positions: int, load: float) -> float:
    """Return the chance that a contact has to wait, by recursion.

    1 / B(n) = 1 + (n / load) / B(n - 1), from B(0) = 1, gives the chance B that n positions without
    a queue are all busy; then C = n B / (n - load (1 - B)). No factorial is formed, so nothing
    overflows. With no more positions than load the queue grows without end and all wait.

    Source: Tijms, A First Course in Stochastic Models (2003), section 5.

    >>> round(erlang_c(2, 1.0), 6), erlang_c(1, 2.0), erlang_c(3, 0.0)
    (0.333333, 1.0, 0.0)
    """
    if load <= 0:
        return 0.0
    if positions <= load:
        return 1.0
    inverse = 1.0
    for n in range(1, positions + 1):
        inverse = 1.0 + n / load * inverse
    return _c_from_inverse_b(positions, load, inverse)


def positions_needed(load: float, target: ServiceTarget) -> int:
    """Return the fewest positions that meet a target: Erlang's C, counted up one at a time.

    Contacts that wait, wait with an exponential law, so the share answered within a wait w is
    1 - C exp(-(n - load) w).

    Raises
    ------
    ComputationError
        If the load is beyond 100,000 erlangs.

    Source: Tijms (2003), table of c* for chances of waiting of 0.5, 0.2 and 0.1.

    >>> positions_needed(10.0, ServiceTarget(share_in_time=0.8))
    14
    >>> positions_needed(5.0, ServiceTarget(share_in_time=0.8, wait=20 / 300))
    8
    """
    if load <= 0:
        return 0
    if load > LARGEST_LOAD:
        raise ComputationError(
            f"A load of {load:,.0f} erlangs is more than {LARGEST_LOAD:,.0f}.",
            hint="A load is contacts an hour times hours each: check the units.",
        )
    first = floor(load) + 1
    inverse = 1.0
    for n in range(1, first):
        inverse = 1.0 + n / load * inverse
    n = first
    while True:
        inverse = 1.0 + n / load * inverse
        waiting = _c_from_inverse_b(n, load, inverse)
        if 1.0 - waiting * exp(-(n - load) * target.wait) >= target.share_in_time:
            return n
        n += 1


def square_root_staffing(load: float, delay_probability: float) -> float:
    """Return positions by the square-root rule: load + beta x square root of load.

    Beta solves Halfin and Whitt's limit, chance of waiting = 1 / (1 + beta Phi(beta) / phi(beta)),
    so it depends on the target alone: that is why safety staff grow with the root of the load and
    two equal queues put together free (2 - sqrt 2) beta sqrt(load) positions.

    Source: Borst, Mandelbaum and Reiman, Operations Research 52 (2004); Tijms (2003).

    >>> [round(square_root_staffing(load, 0.2), 1) for load in (10.0, 100.0, 1000.0)]
    [13.4, 110.6, 1033.6]
    """
    from scipy.special import ndtr  # slow to import, and few need it

    low, high = 0.0, 40.0
    for _ in range(_N_HALVINGS):
        beta = (low + high) / 2
        density = exp(-beta * beta / 2) / np.sqrt(2 * np.pi)
        # Multiplied through by the density, which is 0 in floating point far from the middle.
        if density <= delay_probability * (density + beta * ndtr(beta)):
            high = beta
        else:
            low = beta
    return float(load + high * np.sqrt(load))


def positions_curve(loads: Array, target: ServiceTarget) -> Callable[[Array], Array]:
    """Return a function from load to positions needed, for any load up to the largest in `loads`.

    Positions here may be a fraction: a roster over a week is not made of whole people, and whole
    numbers would make the saving jump. Erlang's C is carried to fractions by the integral form of
    B (a Poisson density over an incomplete gamma function), solved by halving at fixed loads, read
    between them; rounded up it is the exact whole number. Where there is any work at all somebody
    must be there: never below 1.

    Parameters
    ----------
    loads : ndarray, any shape
        Erlangs, 0 or more. Only the range is used.

    Returns
    -------
    callable
        ndarray of loads, any shape, to ndarray of positions; 0 for a load of 0.

    Raises
    ------
    ComputationError
        If a load is beyond 100,000 erlangs.

    >>> target = ServiceTarget(share_in_time=0.8, wait=20 / 300)
    >>> curve = positions_curve(np.array([5.0, 20.0]), target)
    >>> curve(np.array([0.0, 5.0, 10.0, 20.0])).round(2)
    array([ 0.  ,  7.49, 13.28, 24.32])
    """
    positive = loads[loads > 0]
    if positive.size == 0:
        return np.zeros_like
    smallest, largest = float(positive.min()), float(positive.max())
    if largest > LARGEST_LOAD:
        raise ComputationError(
            f"A load of {largest:,.0f} erlangs is more than {LARGEST_LOAD:,.0f}.",
            hint="A load is contacts an hour times hours each: check the units.",
        )
    first = floor(log(smallest) * _POINTS_PER_E_FOLD) - 1
    last = ceil(log(largest) * _POINTS_PER_E_FOLD) + 1
    log_points = np.arange(first, last + 1) / _POINTS_PER_E_FOLD
    log_needed = np.log(_fractional_positions(np.exp(log_points), target))

    def curve(at: Array) -> Array:
        is_work = at > 0
        needed = np.exp(np.interp(np.log(np.where(is_work, at, 1.0)), log_points, log_needed))
        return np.where(is_work, np.maximum(needed, 1.0), 0.0)

    return curve


def _c_from_inverse_b(positions: int, load: float, inverse: float) -> float:
    return positions / (positions + (positions - load) * (inverse - 1.0))


def _fractional_positions(loads: Array, target: ServiceTarget) -> Array:
    """Solve for the positions at which the target is just met, (n,), by halving on all at once."""
    from scipy.special import gammaincc, gammaln  # slow to import, and few need it

    log_loads = np.log(loads)

    def is_met(positions: Array) -> NDArray[np.bool_]:
        log_density = positions * log_loads - loads - gammaln(positions + 1.0)
        inverse = gammaincc(positions + 1.0, loads) * np.exp(-log_density)
        waiting = positions / (positions + (positions - loads) * (inverse - 1.0))
        in_time = 1.0 - waiting * np.exp(-(positions - loads) * target.wait)
        met: NDArray[np.bool_] = in_time >= target.share_in_time
        return met

    low = loads.copy()
    step = np.sqrt(loads) + 1.0
    high = loads + step
    while not (met := is_met(high)).all():
        step = step * 2.0
        high = np.where(met, high, loads + step)
    for _ in range(_N_HALVINGS):
        middle = (low + high) / 2
        met = is_met(middle)
        high = np.where(met, middle, high)
        low = np.where(met, low, middle)
    return high
