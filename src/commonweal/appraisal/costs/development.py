"""Costs of getting to go-live: set-up, design, negotiation, procurement, unpaid staff time."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.costs.arithmetic import (
    figure,
    laid_over_members,
    one_off,
    pooled_before,
    replace_rows,
    table_by_body,
)
from commonweal.appraisal.costs.notes import ROUTES
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.costs import (
    Design,
    Negotiation,
    Procurement,
    SetUp,
    UnpaidStaffTime,
)

__all__ = [
    "design",
    "fixed_and_per_partner",
    "letting_cost",
    "negotiation",
    "negotiation_cost",
    "procurement",
    "set_up",
    "unpaid_staff_time",
]


def fixed_and_per_partner(n_members: Array, fixed: Array, per_partner: Array) -> Array:
    """Return fixed + per partner x partners, (C, 1, D), in pounds.

    `n_members` is (C, 1, 1); the others (D,). A smaller group still meets the whole fixed part.

    >>> fixed_and_per_partner(np.array([[[4.0]]]), np.array([300_000.0]), np.array([25_000.0]))
    array([[[400000.]]])
    """
    found: Array = fixed + per_partner * n_members
    return found


def negotiation_cost(
    n_members: Array, months: Array, per_month: Array, per_partner_month: Array, per_partner: Array
) -> Array:
    """Return months x (joint + each partner's) + each partner's own advice, (C, 1, D), in pounds.

    `n_members` is (C, 1, 1); the others (D,). A group of one has nobody to negotiate with: nil.

    >>> negotiation_cost(
    ...     np.array([[[3.0]]]), *(np.array([pounds]) for pounds in (36.0, 5e3, 2e3, 15e3))
    ... )
    array([[[441000.]]])
    """
    cost = months * (per_month + per_partner_month * n_members) + per_partner * n_members
    return np.where(n_members >= 2.0, cost, 0.0)


def letting_cost(value: Array, rate: Array) -> Array:
    """Return value of the contract over its life x rate, in pounds; the shape of `value`.

    >>> letting_cost(np.array([120e6]), np.array([2 / 120]))
    array([2000000.])
    """
    found: Array = value * rate
    return found


def set_up(setting: Setting, entry: SetUp, figures: Figures) -> tuple[Stream, ...]:
    fixed = (
        figure(figures, "project_team") + figure(figures, "technology") + figure(figures, "other")
    )
    total = fixed_and_per_partner(setting.n_members, fixed, figure(figures, "per_partner"))
    return (one_off(setting, entry, laid_over_members(setting, total)),)


def design(setting: Setting, entry: Design, figures: Figures) -> tuple[Stream, ...]:
    total = fixed_and_per_partner(
        setting.n_members, figure(figures, "fixed"), figure(figures, "per_partner")
    )
    return (one_off(setting, entry, laid_over_members(setting, total)),)


def negotiation(setting: Setting, entry: Negotiation, figures: Figures) -> tuple[Stream, ...]:
    per_month = figure(figures, "cost_per_month")
    if entry.months is None:
        months = np.full_like(per_month, ROUTES[entry.route].months)
    else:
        months = figure(figures, "months")
    total = negotiation_cost(
        setting.n_members,
        months,
        per_month,
        figure(figures, "cost_per_partner_month"),
        figure(figures, "cost_per_partner"),
    )
    return (one_off(setting, entry, laid_over_members(setting, total)),)


def procurement(setting: Setting, entry: Procurement, figures: Figures) -> tuple[Stream, ...]:
    value = pooled_before(setting, ("supplies",))
    value *= figure(figures, "share_of_supplies", high=1.0) * figure(figures, "contract_years")
    given = table_by_body(setting, figures, "value_by_body", tuple(entry.value_by_body))
    letting = letting_cost(replace_rows(value, given), figure(figures, "rate", high=1.0))
    fees = fixed_and_per_partner(
        setting.n_members,
        figure(figures, "legal_fees"),
        figure(figures, "legal_fees_per_partner"),
    )
    amount = laid_over_members(setting, fees)
    amount += setting.inside * letting
    return (one_off(setting, entry, amount),)


def unpaid_staff_time(
    setting: Setting, entry: UnpaidStaffTime, figures: Figures
) -> tuple[Stream, ...]:
    days = np.tile(figure(figures, "days_per_partner"), (len(setting.records.bodies), 1))
    given = table_by_body(setting, figures, "days_by_body", tuple(entry.days_by_body))
    worth = replace_rows(days, given) * figure(figures, "value_of_a_day")
    return (one_off(setting, entry, setting.inside * worth),)
