"""Systems consolidation: one system in place of several."""

from __future__ import annotations

from commonweal.appraisal.levers.arithmetic import (
    cost_left,
    figure,
    saving_stream,
    share_of_largest,
)
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import SystemsConsolidation

__all__ = ["apply", "systems_saving"]


def systems_saving(own: Array, largest: Array, marginal: Array) -> Array:
    """Return what each body saves a year when its group keeps one system.

    Joint cost = the largest member's + marginal share x each other member's; the saving is laid on
    members in proportion to their own cost:

        saving = own x (1 - marginal) x (1 - L)

    Parameters
    ----------
    own : ndarray, shape (..., B, D)
        Pounds a year on systems, of members that run one; 0 outside the group.
    largest : ndarray, shape (..., 1, D)
        L, the largest member's share of the group's cost.
    marginal : ndarray, shape (D,)
        1 saves nothing.

    Limits: the largest is kept, not the cheapest, because a licence for the work of all costs more
    than one for the work of the smallest. Migration, early termination and local variants are
    costs of their own, and platform-led centres have cost 1.6 to 2.2 times their plan. Sources and
    evidence: data/levers.toml.

    Examples
    --------
    Systems at 90,000, 60,000 and 30,000; each other body's adds 40 per cent of what it costs now:
    the joint system costs 90,000 + 36,000, and 54,000 is saved.

    >>> own = np.array([[90_000.0], [60_000.0], [30_000.0]])
    >>> systems_saving(own, np.array([[0.5]]), np.array([0.4])).ravel().round(2)
    array([27000., 18000.,  9000.])
    """
    return own * ((1.0 - marginal) * (1.0 - largest))


def apply(setting: Setting, entry: SystemsConsolidation, figures: Figures) -> tuple[Stream, ...]:
    """Return the systems saving of every group with two or more bodies that run a system.

    A body with no legacy system in scope, or with none known, has nothing to consolidate.
    """
    runs_one = setting.records.n_systems > 0
    own = cost_left(setting, "systems")
    if not runs_one.all():
        own = own * runs_one[:, None]
    saving = systems_saving(own, share_of_largest(own), figure(figures, "marginal_share"))
    return (saving_stream(setting, entry, "systems", saving, "Systems consolidation"),)
