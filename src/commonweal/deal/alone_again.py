"""What each body pays once it goes alone again after a time of sharing.

Going alone from a later year is not going alone from the first: what it costs to start falls then,
the savings of doing so ramp up from then, and with few years left it may not be worth starting at
all. Each body's best way is therefore chosen anew for the years that are left.
"""

from __future__ import annotations

import numpy as np

from commonweal.appraisal import Appraisal, Array, Priced, Stream

from .pots import today_by_year

__all__ = ["alone_from"]


def alone_from(appraisal: Appraisal, start: int) -> Array:
    """Return what each body pays alone by its best option begun in a year, expected, (Y, B).

    Parameters
    ----------
    start : int
        Year, from 0, in which it begins to go alone; what stands in earlier years is what it
        would pay if nothing were done.
    """
    today = today_by_year(appraisal)
    left = appraisal.factors * (np.arange(len(appraisal.years)) >= start)
    best = today.copy()
    for option in appraisal.options:
        if option.family in ("nothing", "sharing") or option.priced is None or not option.flows:
            continue
        taking_part = np.array([body in option.bodies for body in appraisal.body_ids])
        total = today + _begun_in(option.priced, start)
        is_better = taking_part & (left @ total < left @ best)
        best = np.where(is_better, total, best)
    best[:start] = today[:start]
    return best


def _begun_in(priced: Priced, start: int) -> Array:
    """Return the change in cost by year and body if an option is begun so many years later."""
    change = np.zeros((priced.timeline.n_years, priced.base.shape[0]))
    for stream in priced.streams:
        profile = _later(priced.timeline.profile(stream), start, stream)
        weights = priced.futures.weights(stream, profile) * priced.growth_of(stream)
        change += weights[:, :, 0] * stream.amount[:, :, 0].sum(axis=0)
    return change


def _later(profile: Array, n_years: int, stream: Stream) -> Array:
    """Move a profile by some years; a cost that would fall beyond the horizon falls in its last
    year, since ending the sum early escapes no cost."""
    if not n_years or stream.timing == "every-year":
        return profile
    moved = np.zeros_like(profile)
    moved[n_years:] = profile[:-n_years]
    if stream.timing == "one-off":
        moved[-1] += profile[-n_years:].sum()
    return moved
