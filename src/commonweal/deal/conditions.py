"""What must be settled before sharing: losers, leavers, chances of loss, changes to come."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from commonweal.calendar import FinancialYear
from commonweal.money import say_pounds

from .grounds import HALF_A_PENNY, Ground, Reason
from .splits import SplitResult
from .verdict_tests import premium_value
from .words import names_of, say_chance, say_names

__all__ = ["what_must_be_settled"]


def what_must_be_settled(ground: Ground) -> tuple[tuple[Reason, str], ...]:
    """Return what must be settled before sharing, each with its reason, gravest first."""
    return (
        *_losing_partners(ground),
        *_leaving_groups(ground),
        *_chances(ground),
        *_changes_to_come(ground),
    )


def _better_rule(ground: Ground) -> SplitResult | None:
    """Return a rule under which everyone gains and no group would leave, if there is one."""
    for split in ground.splits[1:]:
        if split.everyone_gains and split.stability.is_stable:
            return split
    return None


def _accepted(ground: Ground, bodies: Iterable[str]) -> float:
    """Return the part of the premium that some partners would bear by the split's percentages."""
    premium = premium_value(ground)
    parts = {share.body: share.percentage for share in ground.chosen.shares}
    return premium * sum(max(parts[body], 0.0) for body in bodies)


def _losing_partners(ground: Ground) -> tuple[tuple[Reason, str], ...]:
    chosen = ground.chosen
    losers = [
        share for share in chosen.losers if -share.gain > _accepted(ground, [share.body]) + 1.0
    ]
    if not losers:
        return ()
    who = "; ".join(
        f"{names_of(ground.partnership, [share.body])[0]} pays {say_pounds(-share.gain)} more "
        "than it would alone"
        for share in losers
    )
    reason = Reason(
        about="partner",
        text=f"Under {chosen.name}, {who}.",
        figure=losers[0].gain,
        threshold=-chosen.stability.tolerance,
    )
    better = _better_rule(ground)
    ask = (
        f"The cost is shared by {better.name} and not by {chosen.name}."
        if better
        else "Those who would lose are paid for it: no rule here leaves everyone better off."
    )
    return ((reason, ask),)


def _leaving_groups(ground: Ground) -> tuple[tuple[Reason, str], ...]:
    chosen = ground.chosen
    groups = [
        found
        for found in chosen.stability.blocking
        if len(found.group) > 1 and found.amount > _accepted(ground, found.group) + 1.0
    ]
    if not groups:
        return ()
    worst = groups[0]
    who = say_names(names_of(ground.partnership, worst.group))
    reason = Reason(
        about="group",
        text=f"Under {chosen.name}, {who} together would pay {say_pounds(worst.amount)} less "
        "without the rest.",
        figure=worst.amount,
        threshold=chosen.stability.tolerance,
    )
    better = _better_rule(ground)
    if better is None:
        return ((reason, f"It is agreed that {who} stay, though they could do better alone."),)
    if chosen.everyone_gains:
        return ((reason, f"The cost is shared by {better.name}, which keeps {who} in."),)
    return ((reason, f"The rule keeps {who} in, as {better.name} does."),)


def _chances(ground: Ground) -> tuple[tuple[Reason, str], ...]:
    rule = ground.rule
    found: list[tuple[Reason, str]] = []
    premium = premium_value(ground)
    chance = float(np.mean(ground.gains[1:] + premium < -HALF_A_PENNY))
    if chance > rule.most_chance_of_loss_whole:
        found.append(
            (
                Reason(
                    about="risk",
                    text=f"It is {say_chance(chance)} that together they do worse than each alone.",
                    figure=chance,
                    threshold=rule.most_chance_of_loss_whole,
                ),
                "The figures that make a loss possible are firmed up first.",
            )
        )
    risky = [
        share
        for share in ground.chosen.shares
        if not premium  # who accepts a premium pays more than alone, and means to
        and share.p_loss > rule.most_chance_of_loss_partner
        and share.gain >= -ground.chosen.stability.tolerance
    ]
    if risky:
        worst = max(risky, key=lambda share: share.p_loss)
        who = say_names(names_of(ground.partnership, [share.body for share in risky]))
        found.append(
            (
                Reason(
                    about="partner",
                    text=f"{who} may well pay more than alone: up to {worst.p_loss:.0%} of "
                    "futures.",
                    figure=worst.p_loss,
                    threshold=rule.most_chance_of_loss_partner,
                ),
                f"There is a cap that protects {who}.",
            )
        )
    blocked = ground.chosen.blocked.chance
    if not premium and ground.chosen.stability.is_stable and blocked > rule.most_chance_blocked:
        found.append(
            (
                Reason(
                    about="group",
                    text=f"As things turn out some partner or group may do better by itself: it is "
                    f"{say_chance(blocked)}.",
                    figure=blocked,
                    threshold=rule.most_chance_blocked,
                ),
                "The agreement says how the split is reviewed when that happens.",
            )
        )
    return tuple(found)


def _changes_to_come(ground: Ground) -> tuple[tuple[Reason, str], ...]:
    found = []
    partnership = ground.partnership
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    years = (first, first + (partnership.horizon_years - 1))
    for change in partnership.reorganisations:
        touched = [body for body in change.bodies if body in ground.option.bodies]
        is_near = years[0].start <= change.on <= years[1].end
        if change.gains_carry == "to-successors" or not touched or not is_near:
            continue
        found.append(
            (
                Reason(
                    about="future",
                    text=f"On {change.on.day} {change.on:%B %Y} {len(touched)} of the "
                    f"{len(ground.option.bodies)} partners are due to be reorganised, within the "
                    "horizon.",
                    figure=float(len(touched)),
                ),
                "The successor councils take the arrangement over, with its gains and its costs.",
            )
        )
    return tuple(found)
