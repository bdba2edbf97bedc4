"""The Shapley value: what each partner adds on average, over every order of joining."""

from __future__ import annotations

from functools import lru_cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import InputError
from commonweal.fairness.coalitions import coalition_sizes, is_member, n_players_of

__all__ = ["shapley_values"]

#: Up to here one matrix (8 MB at 16 partners would leave the cache; 12 need 0.4 MB) is quickest.
_MOST_PLAYERS_DENSE = 12
#: A row of 2**12 float64 is 32 KB: it stays in the first cache while it is read twice.
_LOW_BITS = 12


def shapley_values(worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each partner's Shapley value, exactly.

    A group's weight depends only on its size, so no pass per partner is needed. The table is
    laid out as high bits by low bits. Each row is read once: multiplied by the weights of its
    sizes it gives the row's total, and it is added to the rows whose high half is of like size.
    These small results hold all that any partner needs, whatever the number of partners. One
    thread does it in little more than the time to read the table, and other work beside it does
    not slow it, as it does products large enough to be spread over threads.

    Parameters
    ----------
    worth : ndarray, shape (..., 2**n_players)
        Value of every group; group 0, the empty one, must be 0. Leading axes (draws) are kept.

    Returns
    -------
    ndarray, shape (..., n_players)
        Sums, over partners, to the value of everybody together.

    Raises
    ------
    InputError
        If the last axis is not a power of two of at least 2.

    Source: L. S. Shapley (1953), A value for n-person games.

    Examples
    --------
    Two councils save 4 and 6 apart and 20 together: each keeps its own and they halve the rest.

    >>> shapley_values(np.array([0.0, 4.0, 6.0, 20.0]))
    array([ 9., 11.])
    """
    worth = np.asarray(worth, dtype=np.float64)
    n_players = n_players_of(worth) if worth.ndim else 0
    if n_players < 1 or worth.shape[-1] != 2**n_players:
        raise InputError(
            f"A table of groups has 2, 4, 8 ... entries; this one has the shape {worth.shape}.",
            hint="Give a value for every group, the empty one included.",
        )
    if n_players <= _MOST_PLAYERS_DENSE:
        return worth @ _weights_by_group(n_players)
    return _by_rows(worth, n_players)


@lru_cache(maxsize=16)
def _weights_by_group(n_players: int) -> NDArray[np.float64]:
    """Return how much a group's value counts for each partner, shape (2**n_players, n_players)."""
    inside, outside = _weights_by_size(n_players)
    sizes = coalition_sizes(n_players)
    member = is_member(np.arange(2**n_players), n_players)
    return np.where(member, inside[sizes][:, np.newaxis], -outside[sizes][:, np.newaxis])


def _weights_by_size(n_players: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weight of a group of each size for its members, and for those outside it."""
    inside = np.zeros(n_players + 1)
    outside = np.zeros(n_players + 1)
    for size in range(1, n_players + 1):
        inside[size] = 1 / (n_players * comb(n_players - 1, size - 1))
    for size in range(n_players):
        outside[size] = 1 / (n_players * comb(n_players - 1, size))
    return inside, outside


def _by_rows(worth: NDArray[np.float64], n_players: int) -> NDArray[np.float64]:
    n_low = _LOW_BITS
    n_high = n_players - n_low
    tables = worth.reshape(-1, 2**n_high, 2**n_low)
    sizes_low, sizes_high = coalition_sizes(n_low), coalition_sizes(n_high)
    inside, outside = _weights_by_size(n_players)
    # The weights of a row's groups, for each size of its high half, (n_high + 1, 2**n_low).
    size = np.arange(n_high + 1)[:, np.newaxis] + sizes_low.astype(np.intp)
    both, outside_only = (inside + outside)[size], outside[size]
    member_high = is_member(np.arange(2**n_high), n_high).astype(np.float64)
    member_low = is_member(np.arange(2**n_low), n_low).astype(np.float64)

    values = np.empty((len(tables), n_players))
    row_totals = np.empty(2**n_high)
    for draw, table in enumerate(tables):
        by_high_size = np.zeros((n_high + 1, 2**n_low))
        for row, size_high in enumerate(sizes_high.tolist()):
            groups = table[row]
            row_totals[row] = groups @ both[size_high]
            by_high_size[size_high] += groups
        # Everybody loses alike for the groups they are outside, those they are inside included;
        # the weights in `both` give that back.
        from_outside = float((by_high_size * outside_only).sum())
        columns = (by_high_size * both).sum(axis=0)  # (2**n_low,)
        values[draw, :n_low] = columns @ member_low - from_outside
        values[draw, n_low:] = row_totals @ member_high - from_outside
    return values.reshape(*worth.shape[:-1], n_players)
