"""What every lever needs: drawn figures within their limits, costs left, and the stream it answers.

The costs of eight bodies in 255 groups over a thousand draws fill 16 MB a line, so the levers work
out a factor on the small axes and meet the large array once, in place where they may.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from commonweal.appraisal.streams import Array, Figures, Line, Setting, Stream
from commonweal.errors import InputError, Place
from commonweal.partnership.levers import LeverUse

__all__ = [
    "cost_left",
    "figure",
    "figures_by_body",
    "saving_stream",
    "share_of_largest",
    "share_pooled",
    "sum_of_members",
    "volumes_of",
]


def figure(figures: Figures, name: str, *, low: float = 0.0, high: float | None = 1.0) -> Array:
    """Return the drawn values of a figure, (D,), none beyond its limits.

    The expected case beyond the limits is a mistake in the file and is refused. A single draw
    beyond them is only the tail of a distribution without ends, and is held at the limit.

    Raises
    ------
    InputError
        If the expected value, draw 0, lies outside `low` to `high`.
    """
    values = figures(name)
    expected = values[0]
    if not (expected >= low and (high is None or expected <= high)):
        span = f"{low:g} or more" if high is None else f"from {low:g} to {high:g}"
        raise InputError(
            f"{name} is {expected:g} in the expected case; it must be {span}.",
            hint="Mend the figure, or the assumption that it names.",
            place=Place(key=name),
        )
    return np.clip(values, low, high)


def cost_left(setting: Setting, line: Line) -> Array:
    """Return what each body in each group still spends on a line, (C, B, D), never below nil."""
    costs = setting.costs[line]
    if costs.size and costs.min() < 0:
        return np.maximum(costs, 0.0)
    return costs


def share_of_largest(size: Array) -> Array:
    """Return the largest member's share of its group, (..., 1, D), from sizes of (..., B, D).

    A group with nothing in it counts as one member: its share is 1, so that nothing can be saved.

    >>> share_of_largest(np.array([[30.0], [20.0], [50.0]]))
    array([[0.5]])
    """
    total = size.sum(axis=-2, keepdims=True)
    largest = size.max(axis=-2, keepdims=True)
    share: Array = np.divide(largest, total, out=np.ones_like(total), where=total > 0)
    return share


def sum_of_members(inside: Array, values: Array) -> Array:
    """Return each group's sum over its members, (C, D): `inside` (C, B) against values (B, D).

    Not a matrix product: on a busy machine the threads that one wakes wait for each other, and for
    arrays as thin as these that costs ten times the sum itself.
    """
    total: Array = np.einsum("cb,bd->cd", inside, values)
    return total


def share_pooled(setting: Setting, line: Line) -> Array:
    """Return the share of its own line that each body brings into a group, (B,).

    It is below 1 where a body keeps part of its cost local. What is left and what levers have saved
    make up what was brought, in every draw alike, so the expected case tells it.
    """
    recorded = setting.records.costs[line][:, 0]
    brought = (setting.costs[line][:, :, 0] + setting.saved[line][:, :, 0]).max(axis=0)
    share = np.divide(brought, recorded, out=np.ones_like(recorded), where=recorded > 0)
    # A whole line must come out as exactly 1 however its savings were rounded.
    held: Array = np.clip(np.round(share, 12), 0.0, 1.0)
    return held


def volumes_of(setting: Setting, name: str) -> Array:
    """Return the recorded volume of a measure, (B,), with 0 for bodies in no group.

    Raises
    ------
    InputError
        If no body recorded the measure, or a member of a group did not.
    """
    volumes: Mapping[str, Array] = setting.records.volumes
    if name not in volumes:
        known = ", ".join(volumes) if volumes else "none"
        raise InputError(
            f"No body recorded a volume called {name}.",
            hint=f"Volumes recorded: {known}.",
            place=Place(key="volume"),
        )
    values = np.where(setting.members.any(axis=0), volumes[name], 0.0)
    without = [
        body
        for body, value in zip(setting.records.bodies, values, strict=True)
        if not np.isfinite(value)
    ]
    if without:
        raise InputError(
            f"The volume {name} is missing for {', '.join(without)}.",
            hint="Add it to volumes in the baseline of each, or leave the measure out.",
            place=Place(key="volume"),
        )
    return values


def figures_by_body(
    setting: Setting, figures: Figures, name: str, table: Mapping[str, object]
) -> Array:
    """Return a table of figures by body id as (B, D), with 0 for a body that the table leaves out.

    Raises
    ------
    InputError
        If the table names a body that is not in the case, or a figure is below 0.
    """
    bodies = setting.records.bodies
    strangers = [body for body in table if body not in (*bodies, *setting.records.others)]
    if strangers:
        raise InputError(
            f"{name} names {', '.join(strangers)}, which the case does not hold.",
            hint=f"Bodies of the case: {', '.join(bodies)}.",
            place=Place(key=f"{name}.{strangers[0]}"),
        )
    given = {body: figure(figures, f"{name}.{body}", high=None) for body in table if body in bodies}
    n_draws = setting.records.costs["staff"].shape[-1]
    return np.stack([given.get(body, np.zeros(n_draws)) for body in bodies])


def saving_stream(
    setting: Setting,
    entry: LeverUse,
    line: Line | Literal["income"],
    saving: Array,
    label: str,
    *,
    ramp: tuple[float, ...] | None = None,
) -> Stream:
    """Return a saving, (C, B, D), as a stream. Takes the array over and turns its sign in place."""
    # Nought minus, not a turned sign: -0.0 would show as a minus sign before nothing.
    amount = np.subtract(0.0, saving, out=saving)
    return Stream(
        id=f"{entry.lever}-{line}",
        label=f"{label}: {line}",
        line=line,
        amount=amount,
        timing="ramp",
        is_joint=setting.is_shared,
        ramp=entry.ramp if ramp is None else ramp,
    )
