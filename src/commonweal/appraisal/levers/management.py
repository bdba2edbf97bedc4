"""Management de-duplication: a joint service needs one management team."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.levers.arithmetic import (
    cost_left,
    figure,
    saving_stream,
    share_of_largest,
    share_pooled,
)
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import ManagementDeduplication

__all__ = ["apply", "management_saving", "team_share_of_largest"]


def management_saving(own: Array, largest: Array, kept: Array, uplift: Array) -> Array:
    """Return what each body saves a year when its group keeps one management team.

    Joint cost = largest team x (1 + uplift) + kept x all other teams; the saving is the sum of the
    members' own costs less that, laid on members in proportion to their own cost:

        saving = own x ((1 - kept) x (1 - L) - uplift x L),  L the largest team's share

    Parameters
    ----------
    own : ndarray, shape (..., B, D)
        Pounds a year each member spends on management; 0 outside the group.
    largest : ndarray, shape (..., 1, D)
        L, by full-time equivalents or by cost.
    kept, uplift : ndarray, shape (D,)
        Shares. Kept 1 and uplift 0 save nothing. A group of one pays no uplift: its job has not
        grown.

    Limits: it supposes that managers of the largest team can run the whole; a manager's span, the
    geography and each council's wish for its own face are what `kept` must carry. Posts removed
    cost redundancy, which is a cost of its own. Sources and evidence: data/levers.toml.

    Examples
    --------
    Teams of 120,000, 80,000 and 50,000; a quarter of the two smaller is kept; the managers of the
    larger job are paid 5 per cent more. 130,000 less 32,500 less 6,000 is saved.

    >>> own = np.array([[120_000.0], [80_000.0], [50_000.0]])
    >>> largest = np.array([[120 / 250]])
    >>> management_saving(own, largest, np.array([0.25]), np.array([0.05])).ravel().round(2)
    array([43920., 29280., 18300.])
    """
    others = 1.0 - largest
    return own * ((1.0 - kept) * others - np.where(others > 0, uplift * largest, 0.0))


def team_share_of_largest(setting: Setting, own: Array) -> Array:
    """Return the largest team's share of each group's managers, (C, 1, D).

    By full-time equivalents where every member returned them, else by management cost: counting
    half a group in people and half in pounds would compare nothing.
    """
    by_cost = share_of_largest(own)
    fte = setting.records.management_fte
    pooled = np.nan_to_num(fte, nan=0.0) * share_pooled(setting, "management")
    counted = np.where(setting.members, pooled, 0.0)[:, :, None]  # (C, B, 1)
    is_known = ~(setting.members & ~np.isfinite(fte)).any(axis=1) & (counted.sum(axis=(1, 2)) > 0)
    return np.where(is_known[:, None, None], share_of_largest(counted), by_cost)


def apply(setting: Setting, entry: ManagementDeduplication, figures: Figures) -> tuple[Stream, ...]:
    """Return the management saving of every group."""
    own = cost_left(setting, "management")
    saving = management_saving(
        own,
        team_share_of_largest(setting, own),
        figure(figures, "kept_share_of_other_teams"),
        figure(figures, "salary_uplift"),
    )
    return (saving_stream(setting, entry, "management", saving, "Management de-duplication"),)
