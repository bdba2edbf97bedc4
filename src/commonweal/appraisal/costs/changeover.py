"""Costs of changing over and of changing back: migration, double running, termination, exit."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.costs.arithmetic import (
    figure,
    laid_over_members,
    one_off,
    pooled_before,
    recorded,
)
from commonweal.appraisal.costs.development import fixed_and_per_partner
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.costs import DoubleRunning, EarlyTermination, Exit, Migration

__all__ = [
    "double_running",
    "double_running_cost",
    "early_termination",
    "exit_cost",
    "leave",
    "migration",
    "systems_given_up",
    "termination_cost",
]


def systems_given_up(n_systems: Array, n_kept: Array) -> Array:
    """Return legacy systems that each member gives up, (C, B, D).

    A group gives up what its members have between them beyond those it keeps; they are laid on
    the members in proportion to what each has.

    Parameters
    ----------
    n_systems : ndarray, shape (C, B, 1)
        Systems of each member; 0 outside the group.
    n_kept : ndarray, shape (D,)
        Systems that the group keeps.

    Examples
    --------
    Bodies with 2, 1 and 1 systems keep one of the four.

    >>> systems_given_up(np.array([[[2.0], [1.0], [1.0]]]), np.array([1.0])).ravel()
    array([1.5 , 0.75, 0.75])
    """
    total = n_systems.sum(axis=1, keepdims=True)  # (C, 1, 1)
    share = np.divide(
        np.maximum(total - n_kept, 0.0),
        total,
        out=np.zeros(np.broadcast_shapes(total.shape, (1, 1, n_kept.size))),
        where=total > 0.0,
    )
    found: Array = n_systems * share
    return found


def double_running_cost(yearly: Array, months: Array, share: Array) -> Array:
    """Return yearly cost x share x months / 12, in pounds; the shape of `yearly`.

    >>> double_running_cost(np.array([480_000.0]), np.array([3.0]), np.array([0.5]))
    array([60000.])
    """
    found: Array = yearly * (share * months / 12.0)
    return found


def termination_cost(yearly_value: Array, years_left: Array, penalty: Array, ended: Array) -> Array:
    """Return yearly value x years left x share ended x penalty share, (B, D), in pounds.

    `yearly_value` and `years_left` are (B,), the others (D,).

    >>> termination_cost(
    ...     np.array([90_000.0]), np.array([2.0]), np.array([0.5]), np.array([1.0])
    ... )
    array([[90000.]])
    """
    found: Array = (yearly_value * years_left)[:, None] * (penalty * ended)
    return found


def migration(setting: Setting, entry: Migration, figures: Figures) -> tuple[Stream, ...]:
    n_systems = recorded(
        setting,
        setting.records.n_systems,
        "The number of legacy systems",
        mend="Give n_systems in the baseline of each.",
    )
    given_up = systems_given_up(
        setting.inside * n_systems[:, None], figure(figures, "n_systems_kept")
    )
    given_up *= figure(figures, "cost_per_system")
    return (one_off(setting, entry, given_up),)


def double_running(setting: Setting, entry: DoubleRunning, figures: Figures) -> tuple[Stream, ...]:
    amount = double_running_cost(
        pooled_before(setting, entry.lines),
        figure(figures, "months"),
        figure(figures, "share", high=1.0),
    )
    return (one_off(setting, entry, setting.inside * amount),)


def early_termination(
    setting: Setting, entry: EarlyTermination, figures: Figures
) -> tuple[Stream, ...]:
    records = setting.records
    mend = "Give the body's contracts, with their yearly value and end, in its baseline."
    amount = termination_cost(
        recorded(setting, records.contract_value, "The value of contracts", mend=mend),
        recorded(setting, records.contract_years_left, "The years left of contracts", mend=mend),
        figure(figures, "penalty_share", high=1.0),
        figure(figures, "share_ended", high=1.0),
    )
    return (one_off(setting, entry, setting.inside * amount),)


def leave(setting: Setting, entry: Exit, figures: Figures) -> tuple[Stream, ...]:
    total = fixed_and_per_partner(
        setting.n_members, figure(figures, "fixed"), figure(figures, "per_partner")
    )
    amount = laid_over_members(setting, total)
    share = figure(figures, "share_of_yearly_cost")
    amount += setting.inside * exit_cost(pooled_before(setting), share)
    return (one_off(setting, entry, amount),)


def exit_cost(yearly: Array, share: Array) -> Array:
    """Return yearly cost before sharing x share, in pounds; the shape of `yearly`.

    >>> exit_cost(np.array([2_000_000.0]), np.array([0.1]))
    array([200000.])
    """
    found: Array = yearly * share
    return found
