"""Costs of running shared: variants kept, the client side, coordination, contract management."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.costs.arithmetic import (
    cost_left,
    figure,
    laid_over_members,
    pooled_before,
    table_by_body,
    yearly,
)
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.costs import (
    ClientSide,
    ContractManagement,
    Coordination,
    LocalVariants,
)

__all__ = [
    "client_side",
    "client_side_cost",
    "contract_management",
    "coordination",
    "coordination_cost",
    "local_variants",
]


def coordination_cost(n_members: Array, per_further_partner: Array, exponent: Array) -> Array:
    """Return a x (m - 1) ^ e, (C, 1, D), in pounds a year; nil for a group of one.

    Parameters
    ----------
    n_members : ndarray, shape (C, 1, 1)
        m, partners in each group.
    per_further_partner : ndarray, shape (D,)
        a, what the second partner adds.
    exponent : ndarray, shape (D,)
        e: 1 if everybody deals only with the host, about 2 if each deals with each.

    Examples
    --------
    >>> partners = np.array([1.0, 2.0, 3.0, 8.0])[:, None, None]
    >>> coordination_cost(partners, np.array([20_000.0]), np.array([1.3])).ravel().round()
    array([     0.,  20000.,  49246., 250991.])
    """
    further = np.maximum(n_members - 1.0, 1.0)
    return np.where(n_members >= 2.0, per_further_partner * further**exponent, 0.0)


def client_side_cost(left: Array, share: Array, per_body: Array, inside: Array) -> Array:
    """Return cost left x share + the same sum for each body, (C, B, D), in pounds a year.

    >>> client_side_cost(
    ...     np.array([[[600_000.0]]]), np.array([0.03]), np.array([20_000.0]), np.array([[[1.0]]])
    ... )
    array([[[38000.]]])
    """
    cost = left * share
    cost += inside * per_body
    return cost


def local_variants(setting: Setting, entry: LocalVariants, figures: Figures) -> tuple[Stream, ...]:
    price = figure(figures, "cost_per_variant")
    given = table_by_body(setting, figures, "variants_by_body", tuple(entry.variants_by_body))
    none = np.zeros_like(price)
    n_variants = np.stack([given.get(place, none) for place in range(len(setting.records.bodies))])
    # A body by itself has nothing to vary from.
    varies = setting.inside * (setting.n_members >= 2.0)  # (C, B, 1)
    return (yearly(setting, entry, varies * (n_variants * price)),)


def client_side(setting: Setting, entry: ClientSide, figures: Figures) -> tuple[Stream, ...]:
    amount = client_side_cost(
        cost_left(setting),
        figure(figures, "share_of_cost", high=1.0),
        figure(figures, "per_body"),
        setting.inside,
    )
    given = table_by_body(setting, figures, "pounds_by_body", tuple(entry.pounds_by_body))
    for place, pounds in given.items():
        amount[:, place, :] = setting.inside[:, place, :] * pounds
    return (yearly(setting, entry, amount),)


def coordination(setting: Setting, entry: Coordination, figures: Figures) -> tuple[Stream, ...]:
    total = coordination_cost(
        setting.n_members, figure(figures, "per_further_partner"), figure(figures, "exponent")
    )
    return (yearly(setting, entry, laid_over_members(setting, total)),)


def contract_management(
    setting: Setting, entry: ContractManagement, figures: Figures
) -> tuple[Stream, ...]:
    let = figure(figures, "share_of_supplies", high=1.0) * figure(figures, "rate", high=1.0)
    amount = laid_over_members(setting, figure(figures, "fixed"))
    amount += setting.inside * (pooled_before(setting, ("supplies",)) * let)
    return (yearly(setting, entry, amount),)
