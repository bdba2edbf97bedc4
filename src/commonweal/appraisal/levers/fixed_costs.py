"""Fixed-cost spreading: what does not grow with the work is met once."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.levers.arithmetic import (
    cost_left,
    figure,
    saving_stream,
    share_of_largest,
)
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import FixedCostSpreading

__all__ = ["apply", "fixed_cost_saving"]

#: A saving smaller than this share of the fixed part is the rounding of the division, not a saving.
_ROUNDING = 1e-12


def fixed_cost_saving(
    own: Array, fixed_share: Array, growth: Array, largest: Array, n_members: Array
) -> Array:
    """Return what each body saves a year when its group meets its fixed need once.

    Fixed part = fixed share x own cost. The joint fixed need is the largest member's fixed part x
    (1 + growth x (members - 1)), and never more than the sum of the parts. The difference is laid
    on members in proportion to their own fixed part:

        saving = own x fixed share x max(0, 1 - L x (1 + growth x (members - 1)))

    Parameters
    ----------
    own : ndarray, shape (..., B, D)
        Pounds a year; 0 outside the group.
    fixed_share, growth : ndarray, shape (D,)
        Fixed share 0, or growth 1, saves nothing.
    largest : ndarray, shape (..., 1, D)
        L, the largest member's share of the group's cost of this line.
    n_members : ndarray, shape (..., 1, 1)

    Limits: few costs are fixed over ten years, and the fixed share of a small body is larger than
    a large one's. A body that leaves takes its need with it: a smaller group is priced anew.
    Sources and evidence: data/levers.toml.

    Examples
    --------
    Costs of 60,000, 40,000 and 20,000, half of them fixed: parts of 30,000, 20,000 and 10,000. Each
    further partner adds a fifth of the largest part: 30,000 x 1.4 is 42,000, so 18,000 is saved.

    >>> own = np.array([[60_000.0], [40_000.0], [20_000.0]])
    >>> fixed_cost_saving(
    ...     own, np.array([0.5]), np.array([0.2]), np.array([[0.5]]), np.array([[3.0]])
    ... ).ravel().round(2)
    array([9000., 6000., 3000.])
    """
    saved = 1.0 - largest * (1.0 + growth * (n_members - 1.0))
    return own * (fixed_share * np.where(saved > _ROUNDING, saved, 0.0))


def apply(setting: Setting, entry: FixedCostSpreading, figures: Figures) -> tuple[Stream, ...]:
    """Return the saving of every group on each line chosen, and each line with a share of its own.

    The lines default to `other`: subscriptions, insurance, audit, a technical library, which a
    service of any size must have. Management, systems and supplies have levers of their own, and
    rooms save nothing until they are given up, so the other lines must be chosen by name.
    """
    growth = figure(figures, "growth_per_further_member", high=None)
    streams = []
    for line in dict.fromkeys((*entry.lines, *entry.fixed_share_by_line)):
        has_own_share = line in entry.fixed_share_by_line
        name = f"fixed_share_by_line.{line}" if has_own_share else "fixed_share"
        own = cost_left(setting, line)
        saving = fixed_cost_saving(
            own, figure(figures, name), growth, share_of_largest(own), setting.n_members
        )
        streams.append(saving_stream(setting, entry, line, saving, "Fixed-cost spreading"))
    return tuple(streams)
