"""Accommodation: space given up, once payment for it can stop."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.levers.arithmetic import (
    cost_left,
    figure,
    figures_by_body,
    saving_stream,
)
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import Accommodation

__all__ = ["accommodation_saving", "apply"]


def accommodation_saving(own: Array, share_released: Array, released: Array) -> Array:
    """Return what each body saves a year by giving up space.

        saving = the smaller of own cost and what the space costs;
        where no space is counted, own x share released

    Parameters
    ----------
    own : ndarray, shape (..., B, D)
        Pounds a year on accommodation; 0 outside the group.
    share_released : ndarray, shape (D,) or (B, D)
        Share of the line that stops being paid; used where `released` is not a number.
    released : ndarray, shape (B, D)
        Pounds a year that the desks or square metres given up cost; nan where none are counted.

    Limits: space saves money only when a lease ends or somebody else pays for it. A desk left empty
    in a building that stays open saves nothing. Sources and evidence: data/levers.toml.

    Examples
    --------
    The first body gives up 12 desks at 4,500 a year; the second gives up a quarter of its space;
    the third counts 30 desks, more than its rooms cost, and saves no more than they cost.

    >>> accommodation_saving(
    ...     np.array([[90_000.0], [60_000.0], [100_000.0]]), np.array([0.25]),
    ...     np.array([[12 * 4_500.0], [np.nan], [30 * 4_500.0]]),
    ... ).ravel()
    array([ 54000.,  15000., 100000.])
    """
    return np.where(np.isnan(released), own * share_released, np.minimum(own, released))


def apply(setting: Setting, entry: Accommodation, figures: Figures) -> tuple[Stream, ...]:
    """Return the saving on accommodation; its ramp begins in the year that payment can stop."""
    own = cost_left(setting, "accommodation")
    label = "Accommodation given up"
    if entry.can_be_released_from is None:
        return (saving_stream(setting, entry, "accommodation", np.zeros_like(own), label),)
    units = figures_by_body(
        setting, figures, "units_released_by_body", entry.units_released_by_body
    )
    is_counted = np.array([body in entry.units_released_by_body for body in setting.records.bodies])
    released = units * figure(figures, "cost_per_unit", high=None)
    saving = accommodation_saving(
        own,
        figure(figures, "share_released"),
        np.where(is_counted[:, None], released, np.nan),
    )
    ramp = (0.0,) * entry.can_be_released_from + entry.ramp
    return (saving_stream(setting, entry, "accommodation", saving, label, ramp=ramp),)
