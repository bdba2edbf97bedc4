"""What every group of partners would cost by itself: the game behind a sharing option.

The values are not typed in and not scaled: each group is priced again by the appraisal from the
records of its own members, and a group is allowed its own best, which may be that its members each
go alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.appraisal import Appraisal, Array, OptionResult, price
from commonweal.errors import ComputationError
from commonweal.fairness import Game

__all__ = ["MOST_PARTNERS", "PartnerGame", "partner_game"]

#: 2**16 groups, each priced from its members' records, take some seconds; beyond it the number of
#: groups doubles with each partner and a table no longer serves.
MOST_PARTNERS = 16

#: Numbers held at once while groups are priced: arrays of 1 MB stay in the processor's cache.
_CELLS_AT_ONCE = 131_072

#: Numbers held for the drawn games.
_CELLS_KEPT = 16_000_000


@dataclass(frozen=True, kw_only=True)
class PartnerGame:
    """The cost game of one sharing option, in present-value pounds over the horizon.

    Groups are numbered by bits: bit k is the k-th partner taking part.
    """

    option: OptionResult
    partners: tuple[str, ...]
    positions: NDArray[np.int64]
    """Where each partner stands among the partnership's bodies, (n,)."""
    game: Game
    """Expected case; every proper group at its own best, everybody as the option proposes."""
    drawn: Array
    """The same for the futures drawn, (draws, 2**n); the choice of each group is kept."""
    goes_alone: NDArray[np.bool_]
    """Groups whose best is that each member goes alone, (2**n,)."""
    alone: Array
    """Cost of each partner's best option alone, (n, D)."""


def partner_game(
    appraisal: Appraisal, option: OptionResult, *, n_draws: int = 1_000
) -> PartnerGame:
    """Price every group of an option's partners.

    Raises
    ------
    ComputationError
        For more than 16 partners.
    """
    everybody = appraisal.body_ids
    positions = np.array([index for index, body in enumerate(everybody) if body in option.bodies])
    n_partners = len(positions)
    if n_partners > MOST_PARTNERS:
        raise ComputationError(
            f"{option.name} has {n_partners} partners; every group of them is priced one by one, "
            f"and that is done for up to {MOST_PARTNERS}.",
            hint="Appraise it in parts, or for the likeliest partners first.",
        )
    n_draws = max(1, min(n_draws, appraisal.book.size - 1, _CELLS_KEPT >> n_partners))
    size = n_draws + 1
    groups = np.arange(2**n_partners)
    holds = ((groups[:, None] >> np.arange(n_partners)) & 1).astype(bool)  # (groups, n)
    alone = (appraisal.base - appraisal.alone_net_benefit)[positions]  # (n, D)
    base = appraisal.base[positions, :size]
    each_alone = holds.astype(np.float64) @ alone[:, :size]  # (groups, size)
    together = holds.astype(np.float64) @ base + _net_costs(
        appraisal, option, positions, holds, size
    )
    goes_alone = each_alone[:, 0] <= together[:, 0]
    goes_alone[-1] = False  # the whole is priced as it is proposed
    goes_alone[holds.sum(axis=1) < 2] = True
    values = np.where(goes_alone[:, None], each_alone, together)
    values[0] = 0.0
    return PartnerGame(
        option=option,
        partners=tuple(everybody[position] for position in positions),
        positions=positions,
        game=Game(
            players=tuple(everybody[position] for position in positions),
            kind="cost",
            values=values[:, 0].copy(),
        ),
        drawn=np.ascontiguousarray(values[:, 1:].T),
        goes_alone=goes_alone,
        alone=alone,
    )


def _net_costs(
    appraisal: Appraisal,
    option: OptionResult,
    positions: NDArray[np.int64],
    holds: NDArray[np.bool_],
    size: int,
) -> Array:
    """Return the change in cost when each group shares, (groups, size); 0 for fewer than two."""
    assert option.priced is not None
    chosen = appraisal.partnership.option(option.id)
    n_bodies = len(appraisal.body_ids)
    net = np.zeros((len(holds), size))
    shared = np.flatnonzero(holds.sum(axis=1) >= 2)
    at_once = max(1, _CELLS_AT_ONCE // (n_bodies * size))
    for start in range(0, len(shared), at_once):
        rows = shared[start : start + at_once]
        members = np.zeros((len(rows), n_bodies), dtype=bool)
        members[:, positions] = holds[rows]
        priced = price(
            chosen,
            option.scope,
            appraisal.book,
            members=members,
            timeline=option.priced.timeline,
            is_shared=True,
            futures=option.priced.futures,
            allowance=option.allowance,
            avoided=option.priced.avoided,
            n_draws=size - 1,
        )
        net[rows] = priced.net_cost
    return net
