"""Groups of partners as bits: group 5 (binary 101) holds partners 0 and 2."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "coalition_sizes",
    "coalition_sums",
    "group_of_members",
    "is_member",
    "members_of",
    "n_players_of",
    "names_of",
    "say_group",
]


def n_players_of(worth: NDArray[np.float64]) -> int:
    """Return how many partners a table of all groups, shape (..., 2**n_players), is about."""
    return int(worth.shape[-1]).bit_length() - 1


def members_of(group: int) -> tuple[int, ...]:
    """Return the partners in a group, lowest first.

    >>> members_of(5)
    (0, 2)
    """
    return tuple(player for player in range(group.bit_length()) if group >> player & 1)


def group_of_members(members: Sequence[int]) -> int:
    """Return the group of these partners.

    >>> group_of_members((0, 2))
    5
    """
    group = 0
    for player in members:
        group |= 1 << player
    return group


def is_member(groups: NDArray[np.int64], n_players: int) -> NDArray[np.bool_]:
    """Return who is in each group, shape (n_groups, n_players)."""
    return (groups[:, np.newaxis] >> np.arange(n_players) & 1).astype(np.bool_)


def names_of(group: int, players: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a group's partners, in the order of `players`."""
    return tuple(players[player] for player in members_of(group))


def say_group(names: Sequence[str]) -> str:
    """Say a group as a person would.

    >>> say_group(("H", "K", "L"))
    'H, K and L'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


@lru_cache(maxsize=32)
def coalition_sizes(n_players: int) -> NDArray[np.uint8]:
    """Return how many partners each group holds, shape (2**n_players,). Read-only, kept."""
    sizes = np.bitwise_count(np.arange(2**n_players, dtype=np.uint32))
    sizes.setflags(write=False)
    return sizes


def coalition_sums(amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Add up each group's amounts by doubling: every sum is one addition to a shorter one.

    Parameters
    ----------
    amounts : ndarray, shape (..., n_players)

    Returns
    -------
    ndarray, shape (..., 2**n_players)

    Examples
    --------
    >>> coalition_sums(np.array([1.0, 10.0]))
    array([ 0.,  1., 10., 11.])
    """
    amounts = np.asarray(amounts, dtype=np.float64)
    n_players = amounts.shape[-1]
    sums = np.zeros((*amounts.shape[:-1], 2**n_players))
    for player in range(n_players):
        width = 1 << player
        np.add(
            sums[..., :width],
            amounts[..., player, np.newaxis],
            out=sums[..., width : 2 * width],
        )
    return sums
