"""What there is to divide: each partner's own cost, the joint running cost, the joint investment.

Amounts are real pounds of the base year. What falls on a partner whatever the rule (its own
redundancy, what it keeps local, services outside the option) is its own; the rest is joint. Until
go-live each still runs its own service, so that what it spends on it is its own too: there is
nothing to pool yet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.appraisal import LINES, Appraisal, Array, OptionResult, Priced
from commonweal.errors import ComputationError
from commonweal.fairness import Game

__all__ = ["Pots", "pots_of", "today_by_year", "whole_of"]


@dataclass(frozen=True, kw_only=True)
class Pots:
    """Own and joint cost of an option's partners, as present values and by year.

    Axes: n partners in the order of the game, D draws, Y years; yearly arrays are of the expected
    case.
    """

    own: Array
    """Present value, (n, D)."""
    running: Array
    """Present value of the joint running cost, savings taken off, (D,)."""
    one_off: Array
    """Present value of the joint one-off cost, (D,)."""
    now: Array
    """Present value of what each partner would spend from go-live on what is pooled, if nothing
    were done; expected, (n,)."""
    own_by_year: Array
    """(Y, n)."""
    running_by_year: Array
    """(Y,)."""
    one_off_by_year: Array
    """(Y,)."""
    today_by_year: Array
    """What each partner would spend in all if nothing were done, (Y, n)."""
    go_live: int
    """Year, from 0, from which there is a running cost to share."""

    @property
    def joint(self) -> Array:
        """Present value of all that is joint, (D,)."""
        return self.running + self.one_off


def today_by_year(appraisal: Appraisal) -> Array:
    """Return what each body would spend by year if nothing were done, expected, (Y, B)."""
    nothing = appraisal.options[0]
    records, growth = nothing.scope.records, nothing.scope.growth
    total: Array = sum(
        (growth[line][:, :, 0] * records.costs[line][None, :, 0] for line in LINES),
        np.zeros((len(appraisal.years), len(appraisal.body_ids))),
    )
    if nothing.priced is not None:
        total = total + nothing.priced.yearly_by_body()
    return total


def pots_of(
    appraisal: Appraisal, option: OptionResult, priced: Priced, partners: np.ndarray
) -> Pots:
    """Return what there is to divide among some partners of an option.

    Parameters
    ----------
    priced
        The option priced for just these partners, in one row.
    partners : ndarray of int, (n,)
        Where they stand among the partnership's bodies.

    Raises
    ------
    ComputationError
        Nothing is left to share: the levers save all that is spent, or more.
    """
    pooled = priced.pooled[partners]
    joint = [stream for stream in priced.streams if stream.is_joint]
    one_off = [stream for stream in joint if stream.timing == "one-off"]
    running = [stream for stream in joint if stream.timing != "one-off"]
    own = [stream for stream in priced.streams if not stream.is_joint]
    today = today_by_year(appraisal)[:, partners]
    pooled_by_year = (
        sum(priced.growth[line][:, :, 0] * priced.records.costs[line][None, :, 0] for line in LINES)
        * priced.pooled_share
        * priced.timeline.is_running[:, None]
    )[:, partners]
    # The file's other services, what is kept local and what is not pooled yet stay with their body.
    outside = appraisal.base[partners, : pooled.shape[1]] - pooled
    pots = Pots(
        own=outside + priced.summed(own)[partners],
        running=pooled.sum(axis=0) + priced.summed(running).sum(axis=0),
        one_off=priced.summed(one_off).sum(axis=0),
        now=pooled[:, 0],
        own_by_year=today - pooled_by_year + priced.yearly_by_body(own)[:, partners],
        running_by_year=pooled_by_year.sum(axis=1) + priced.yearly_by_body(running).sum(axis=1),
        one_off_by_year=priced.yearly_by_body(one_off).sum(axis=1),
        today_by_year=today,
        go_live=priced.timeline.go_live,
    )
    if pots.joint[0] <= 0:
        raise ComputationError(
            f"{option.name} leaves no joint cost to share.",
            hint="Check its levers: together they save all that the partners spend, or more.",
        )
    return pots


def whole_of(partners: tuple[str, ...], amount: float) -> Game:
    """Return a sum to be divided as a game of which only the whole has a value."""
    values = np.zeros(2 ** len(partners))
    values[-1] = amount
    return Game(players=partners, kind="cost", values=values)
