"""Purchasing: the price that a larger buyer, or a framework's member, pays."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.levers.arithmetic import (
    cost_left,
    figure,
    saving_stream,
    share_pooled,
    sum_of_members,
    volumes_of,
)
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import PurchasingVolume

__all__ = ["apply", "share_saved_by_volume"]


def share_saved_by_volume(
    volume: Array, group_volume: Array, elasticity: Array, together: Array, cap: Array
) -> Array:
    """Return the share of its supplies that each body saves by buying with its group.

        share = min(cap, together x (1 - (group volume / own volume) ** -elasticity))

    Parameters
    ----------
    volume : ndarray, shape (B, D) or (B, 1)
        What each body buys, as recorded: a lower price is not a lower volume.
    group_volume : ndarray, shape (C, 1, D) or (C, 1, 1)
        What each group buys together: less than the sum where members keep part to themselves.
    elasticity, together, cap : ndarray, shape (D,)
        Elasticity 0 saves nothing. `together` is the share of supplies really bought together.

    Returns
    -------
    ndarray, shape (C, B, D)
        Below nil where a group buys less together than the body alone, who would then stay with
        its own price. Meaningless for a body outside the group, whose supplies are 0.

    Limits: small bodies gain more than large ones, since their volume grows more. Savings claimed
    from procurement are the least certain of all and may come anyway; the cap is ours, not
    evidence. Sources and evidence: data/levers.toml.

    Examples
    --------
    Bodies that buy 300,000 and 100,000; doubling the volume takes about 3.4 per cent off the price
    (elasticity 0.05). The small body's volume grows fourfold, the large one's by a third.

    >>> share_saved_by_volume(
    ...     np.array([[300_000.0], [100_000.0]]), np.array([[[400_000.0]]]),
    ...     np.array([0.05]), np.array([1.0]), np.array([0.1]),
    ... ).ravel().round(4)
    array([0.0143, 0.067 ])
    """
    # Two powers on small arrays in place of one on the whole; a group of one divides a number by
    # itself, which is exactly 1.
    own_power = volume**elasticity  # (B, D)
    group_power = group_volume**elasticity  # (C, 1, D)
    share = own_power / np.where(group_power > 0, group_power, 1.0)  # (C, B, D)
    np.subtract(1.0, share, out=share)
    share *= together
    found: Array = np.minimum(share, cap, out=share)
    return found


def apply(setting: Setting, entry: PurchasingVolume, figures: Figures) -> tuple[Stream, ...]:
    """Return each body's saving on supplies at the best of its own, joint and framework prices.

    They do not add: a framework's price already rests on the volume of all who use it.
    """
    if entry.volume is None:
        volume = np.maximum(setting.records.costs["supplies"], 0.0)  # (B, D)
    else:
        volume = volumes_of(setting, entry.volume)[:, None]  # (B, 1)
    brought = volume * share_pooled(setting, "supplies")[:, None]
    group_volume = sum_of_members(setting.inside[:, :, 0], brought)[:, None, :]
    saving = share_saved_by_volume(
        volume,
        group_volume,
        figure(figures, "price_elasticity"),
        figure(figures, "share_bought_together"),
        figure(figures, "cap"),
    )
    np.maximum(saving, figure(figures, "framework_discount"), out=saving)
    saving *= cost_left(setting, "supplies")
    return (saving_stream(setting, entry, "supplies", saving, "Purchasing"),)
