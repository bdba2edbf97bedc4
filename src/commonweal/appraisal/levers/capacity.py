"""Pooled capacity: one queue needs fewer people than several."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from commonweal.appraisal.levers.arithmetic import (
    cost_left,
    figure,
    figures_by_body,
    saving_stream,
    sum_of_members,
    volumes_of,
)
from commonweal.appraisal.levers.erlang import ServiceTarget, positions_curve
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.errors import InputError, Place
from commonweal.partnership.levers import PooledCapacity

__all__ = ["apply", "offered_loads", "share_of_positions_saved"]


def share_of_positions_saved(
    loads: Array,
    members: Array,
    coincidence: Array,
    penalty: Array,
    own_target: ServiceTarget,
    joint_target: ServiceTarget,
) -> Array:
    """Return the share of its members' positions that each group does without in one queue.

    Each body alone needs N(own load). Together, contacts take (1 + penalty) times as long, and

        joint = coincidence x sum of N(own load, slowed) + (1 - coincidence) x N(sum, slowed)
        share = 1 - joint / sum of N(own load)

    with N by Erlang's C. The gain is that one body's quiet minute meets another's busy one; where
    all are busy at the same time there is nothing to gain, and slower handling makes it a loss.

    Parameters
    ----------
    loads : ndarray, shape (B, D)
        Erlangs.
    members : ndarray of 0.0 and 1.0, shape (C, B)
    coincidence, penalty : ndarray, shape (D,)
        Coincidence 1 and penalty 0 save exactly nothing.
    own_target, joint_target : ServiceTarget
        They differ in the wait, which is a multiple of the handling time.

    Returns
    -------
    ndarray, shape (C, D)
        Below nil where pooling hurts; 0 for a group of one.

    Limits: no caller gives up (Erlang A), load is steady within the period staffed for, and every
    member of staff can take every contact. `coincidence` draws a straight line between no pooling
    and full pooling, our reading of a thing seldom measured. Sources, evidence: data/levers.toml.

    Examples
    --------
    Two contact centres of 5 erlangs, 80 per cent within 20 seconds of 300: alone 7.49 each,
    together 13.28 if their peaks have nothing to do with each other, halfway between if they
    half coincide.

    >>> target = ServiceTarget(share_in_time=0.8, wait=20 / 300)
    >>> loads, both = np.full((2, 3), 5.0), np.ones((1, 2))
    >>> share_of_positions_saved(
    ...     loads, both, np.array([0.0, 0.5, 1.0]), np.zeros(3), target, target
    ... ).round(3)
    array([[0.113, 0.057, 0.   ]])
    """
    slowed = loads * (1.0 + penalty)  # (B, D)
    together = sum_of_members(members, slowed)  # (C, D)
    own_curve = positions_curve(loads, own_target)
    is_same = joint_target == own_target and not penalty.any()
    # From the smallest load of one body to the sum of all: one curve serves every group.
    joint_curve = positions_curve(np.vstack([slowed, slowed.sum(axis=0)]), joint_target)
    apart = sum_of_members(members, own_curve(loads))
    slow_apart = apart if is_same else sum_of_members(members, joint_curve(slowed))
    joint = coincidence * slow_apart + (1.0 - coincidence) * joint_curve(together)
    n_queues = sum_of_members(members, (loads > 0).astype(np.float64))
    has_gain = (n_queues > 1) & (apart > 0)
    share: Array = 1.0 - np.divide(joint, apart, out=np.ones_like(apart), where=has_gain)
    return share


def offered_loads(setting: Setting, entry: PooledCapacity, figures: Figures) -> Array:
    """Return each body's load in the period staffed for, in erlangs, (B, D).

    As given by body; or yearly volume x handling time / open hours x peak factor.

    Raises
    ------
    InputError
        If a member did not record the volume, or the open hours are nil.
    """
    if entry.volume is None:
        return figures_by_body(setting, figures, "load_by_body", entry.load_by_body)
    hours = figure(figures, "open_hours", high=None)
    if not hours.all():
        raise InputError(
            "open_hours is 0: contacts cannot arrive in no time.",
            hint="Give the hours a year in which the service is open.",
            place=Place(key="open_hours"),
        )
    handling_hours = figure(figures, "handling_seconds", high=None) / 3600.0
    peak = figure(figures, "peak_factor", high=None)
    return volumes_of(setting, entry.volume)[:, None] * (handling_hours / hours * peak)


def apply(setting: Setting, entry: PooledCapacity, figures: Figures) -> tuple[Stream, ...]:
    """Return the saving on the staff who answer the queue, laid on members by their own cost.

    Bodies without a load take no part. The staff in the queue are those that its load needs, and
    never more than a body has.
    """
    loads = offered_loads(setting, entry, figures)
    own = cost_left(setting, "staff")
    label = "Pooled capacity"
    if not loads.any():
        return (saving_stream(setting, entry, "staff", np.zeros_like(own), label),)
    penalty = figure(figures, "skills_penalty", high=None)
    own_target, joint_target = _targets(entry, figures, float(penalty[0]))
    share = share_of_positions_saved(
        loads,
        setting.members.astype(np.float64),
        figure(figures, "coincidence"),
        penalty,
        own_target,
        joint_target,
    )
    in_queue = _share_of_staff_in_queue(setting, entry, figures, loads, own_target)
    saving = own * in_queue
    saving *= share[:, None, :]
    return (saving_stream(setting, entry, "staff", saving, label),)


def _targets(
    entry: PooledCapacity, figures: Figures, penalty: float
) -> tuple[ServiceTarget, ServiceTarget]:
    """Return the target apart and together; slower handling makes the same wait a smaller part."""
    if entry.delay_probability is not None:
        target = ServiceTarget(share_in_time=1.0 - entry.delay_probability)
        return target, target
    # The wait is taken at the expected handling time: it moves the answer far less than the load
    # does, and a curve for every draw would cost a thousand times as much.
    handling = float(figure(figures, "handling_seconds", high=None)[0])
    if handling <= 0:
        raise InputError(
            "handling_seconds is 0: contacts that take no time need nobody.",
            hint="Give the mean time to handle one contact, in seconds.",
            place=Place(key="handling_seconds"),
        )
    wait = entry.seconds_to_answer / handling
    share = entry.share_answered_in_time
    return (
        ServiceTarget(share_in_time=share, wait=wait),
        ServiceTarget(share_in_time=share, wait=wait / (1.0 + penalty)),
    )


def _share_of_staff_in_queue(
    setting: Setting, entry: PooledCapacity, figures: Figures, loads: Array, target: ServiceTarget
) -> Array:
    """Return the share of each body's staff line that answers the queue, (B, D), at most 1.

    Full-time equivalents = positions x those present for one / (1 - shrinkage), over those the body
    has; or, where a cost for each is given, their cost over the staff line.
    """
    positions = positions_curve(loads, target)(loads)
    present = figure(figures, "fte_per_position", high=None)
    needed = positions * present / (1.0 - figure(figures, "shrinkage", high=0.9))
    staff = np.maximum(setting.records.costs["staff"], 0.0)
    if entry.cost_per_fte is not None:
        needed = needed * figure(figures, "cost_per_fte", high=None)
        held = staff
    else:
        held = np.broadcast_to(setting.records.fte[:, None], needed.shape)
        _check_staff_are_known(setting, (loads > 0) & (staff > 0) & ~(held > 0))
    share: Array = np.divide(needed, held, out=np.zeros_like(needed), where=held > 0)
    return np.minimum(share, 1.0, out=share)


def _check_staff_are_known(setting: Setting, is_unknown: NDArray[np.bool_]) -> None:
    """Refuse members that pay staff for a queue and did not return how many."""
    members = setting.members.any(axis=0) & is_unknown.any(axis=1)
    names = [setting.records.bodies[place] for place in np.flatnonzero(members)]
    if names:
        raise InputError(
            f"Pooled capacity needs the staff of {', '.join(names)}, and none were returned.",
            hint="Give staff_fte in the baseline of each, or cost_per_fte in the lever.",
            place=Place(key="cost_per_fte"),
        )
