"""Costs that fall on or with people: redundancy, pension strain, harmonised pay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from commonweal.appraisal.costs.arithmetic import cost_left, figure, one_off, table_by_body, yearly
from commonweal.appraisal.streams import Array, Figures, Line, Setting, Stream
from commonweal.errors import InputError, Place
from commonweal.partnership.costs import Harmonisation, PensionStrain, Redundancy

__all__ = [
    "harmonisation",
    "harmonisation_cost",
    "pension_strain",
    "posts_removed",
    "redundancy",
]

_PAY: tuple[Line, ...] = ("management", "staff")


def posts_removed(saved: Array, cost_per_post: Array) -> Array:
    """Return yearly pay saved / yearly cost of a post, in full-time equivalents.

    `saved` is (C, B, D); `cost_per_post` meets it. A body that saves no pay removes no post.

    >>> posts_removed(np.array([180_000.0, -5_000.0]), np.array([45_000.0, 45_000.0]))
    array([4., 0.])
    """
    # Dividing on the small axes first spares the large array a pass.
    posts_per_pound = np.divide(
        1.0, cost_per_post, out=np.zeros_like(cost_per_post), where=cost_per_post > 0.0
    )
    posts = np.maximum(saved, 0.0)
    posts *= posts_per_pound
    return posts


def harmonisation_cost(pay: Array, level: Array, best: Array, share_closed: Array) -> Array:
    """Return pay x (best level / own level - 1) x share of the gap closed, in pounds a year.

    `pay` is (C, B, D), `level` (B, D), `best` (C, 1, D) the highest level in the group. The best
    payer pays nothing more, and neither does a group of one.

    >>> harmonisation_cost(
    ...     np.array([[[480_000.0]]]), np.array([[0.96]]), np.array([[[1.0]]]), np.array([1.0])
    ... )
    array([[[20000.]]])
    """
    gap = np.divide(best, level, out=np.ones(np.broadcast(best, level).shape), where=level > 0.0)
    gap -= 1.0
    np.maximum(gap, 0.0, out=gap)
    gap *= share_closed
    gap *= pay
    return gap


def redundancy(setting: Setting, entry: Redundancy, figures: Figures) -> tuple[Stream, ...]:
    return (one_off(setting, entry, _for_posts_removed(setting, entry, figures)),)


def pension_strain(setting: Setting, entry: PensionStrain, figures: Figures) -> tuple[Stream, ...]:
    return (one_off(setting, entry, _for_posts_removed(setting, entry, figures)),)


def harmonisation(setting: Setting, entry: Harmonisation, figures: Figures) -> tuple[Stream, ...]:
    levels = _pay_levels(setting, entry, figures)  # (B, D)
    best = setting.inside[:, :1, :] * levels[0]  # (C, 1, D)
    for place, level in enumerate(levels[1:], start=1):
        best = np.maximum(best, setting.inside[:, place : place + 1, :] * level)
    amount = harmonisation_cost(
        cost_left(setting, entry.lines),
        levels,
        best,
        figure(figures, "share_of_gap_closed", high=1.0),
    )
    line = entry.lines[0] if len(entry.lines) == 1 else "running"
    return (yearly(setting, entry, amount, line=line),)


def _for_posts_removed(
    setting: Setting, entry: Redundancy | PensionStrain, figures: Figures
) -> Array:
    """Posts removed x share x cost per post, (C, B, D)."""
    saved = setting.saved["management"] + setting.saved["staff"]
    if entry.average_cost_per_post is None:
        cost_per_post = _own_cost_per_post(setting, saved)
    else:
        cost_per_post = figure(figures, "average_cost_per_post")
    posts = posts_removed(saved, cost_per_post)
    posts *= figure(figures, "share_of_posts", high=1.0) * figure(figures, "cost_per_post")
    return posts


def _own_cost_per_post(setting: Setting, saved: Array) -> Array:
    """Each body's pay over its staff, (B, D); 0 where it saves no pay, so that none is needed."""
    records = setting.records
    needs: NDArray[np.bool_] = np.any(saved > 0.0, axis=(0, 2))
    without = [
        body
        for body, is_needed, staff in zip(records.bodies, needs, records.fte, strict=True)
        if is_needed and not staff > 0.0
    ]
    if without:
        raise InputError(
            f"The staff of {', '.join(without)} are not known, so the posts removed cannot be.",
            hint="Give staff_fte in its baseline, or average_cost_per_post here.",
            place=Place(key="average_cost_per_post"),
        )
    pay = sum((records.costs[line] for line in _PAY), start=np.zeros(saved.shape[1:]))
    return np.where(needs[:, None], pay / np.where(needs, records.fte, 1.0)[:, None], 0.0)


def _pay_levels(setting: Setting, entry: Harmonisation, figures: Figures) -> Array:
    """Each body's pay level, (B, D); 0 for bodies in no group."""
    by_place = table_by_body(setting, figures, "pay_level_by_body", tuple(entry.pay_level_by_body))
    bodies = setting.records.bodies
    taking_part: NDArray[np.bool_] = np.any(setting.members, axis=0)
    without = [
        body for place, body in enumerate(bodies) if taking_part[place] and place not in by_place
    ]
    if without:
        raise InputError(
            f"pay_level_by_body has no level for {', '.join(without)}.",
            hint="Give the level of every body that takes part, on one scale.",
            place=Place(key="pay_level_by_body"),
        )
    none = np.zeros_like(next(iter(by_place.values())))
    return np.stack([by_place.get(place, none) for place in range(len(bodies))])
