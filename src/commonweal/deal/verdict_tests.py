"""The questions that come first: is anything missing, and is there a gain at all?"""

from __future__ import annotations

import numpy as np

from commonweal.appraisal import Appraisal, OptionResult
from commonweal.money import say_pounds

from .grounds import HALF_A_PENNY, Ground, Reason
from .verdict_rule import VerdictRule
from .words import say_chance, say_names, say_part, say_partners

__all__ = ["gain_reason", "premium_value", "what_is_missing", "what_speaks_against"]


def what_is_missing(
    appraisal: Appraisal, option: OptionResult | None, rule: VerdictRule
) -> tuple[Reason, ...]:
    partnership = appraisal.partnership
    reasons = []
    if option is None:
        reasons.append(Reason(about="missing", text="No sharing option has been described."))
        return tuple(reasons)
    unpriced = [body for body in option.bodies if body in appraisal.unpriced]
    if unpriced:
        who = say_partners(partnership, unpriced, option.bodies)
        reasons.append(
            Reason(
                about="missing",
                text=f"Nobody has priced what {who} could do alone, so there is nothing to "
                "compare sharing with.",
                figure=float(len(unpriced)),
            )
        )
    unknown = [body for body in option.scope.unknown if body in option.bodies]
    if unknown:
        who = say_partners(partnership, unknown, option.bodies)
        reasons.append(Reason(about="missing", text=f"The baseline of {who} is missing."))
    placeholders = [body for body in option.scope.placeholders if body in option.bodies]
    if placeholders:
        who = say_partners(partnership, placeholders, option.bodies)
        reasons.append(
            Reason(
                about="missing",
                text=f"The figures of {who} are placeholders, not yet confirmed.",
            )
        )
    guessed = _guessed_share(option)
    if guessed > rule.most_guessed_share:
        reasons.append(
            Reason(
                about="evidence",
                text=f"{guessed:.0%} of the savings rest on guesses or on figures with no grade.",
                figure=guessed,
                threshold=rule.most_guessed_share,
            )
        )
    return tuple(reasons)


def _guessed_share(option: OptionResult) -> float:
    """Return the part of an option's savings that rests on guesses or on no grade."""
    savings = [(-row.present_value, row.grade) for row in option.flows if row.is_saving]
    total = sum(max(saving, 0.0) for saving, _ in savings)
    guessed = sum(
        max(saving, 0.0) for saving, grade in savings if grade in ("guessed", "not graded")
    )
    return guessed / total if total > 0 else 0.0


def gain_reason(ground: Ground) -> Reason:
    gain = float(ground.gains[0])
    return Reason(
        about="gain",
        text=f"Over {ground.years} years sharing is worth {say_pounds(gain)} to the partners "
        "together beyond the best each could do alone "
        f"({say_part(gain / ground.base)} of the cost in scope)."
        if ground.base > 0
        else f"Sharing is worth {say_pounds(gain)}.",
        figure=gain,
        threshold=ground.rule.least_gain_share * ground.base,
    )


def premium_value(ground: Ground) -> float:
    """Return the present value of what the partners would pay for something better."""
    if ground.partnership.aim == "cheaper":
        return 0.0
    return ground.partnership.premium_accepted * float(ground.appraisal.factors.sum())


def what_speaks_against(ground: Ground) -> tuple[Reason, ...]:
    """Return why the partners should not share, if they should not."""
    gains, rule = ground.gains, ground.rule
    gain = float(gains[0])
    premium = premium_value(ground)
    # Where the partners have named what they would pay, that is the line, and no other is added.
    is_cheap = ground.partnership.aim != "better" and not premium
    least = rule.least_gain_share * ground.base if is_cheap else 0.0
    buys = ground.partnership.option(ground.option.id).buys
    reasons = []
    if ground.partnership.aim in ("better", "both") and not buys:
        reasons.append(
            Reason(
                about="aim",
                text="The aim is a better service, and the option names nothing that it makes "
                "better.",
            )
        )
    if gain + premium < least:
        reasons.append(_too_little(ground, gain, premium, least))
    else:
        chance = float(np.mean(gains[1:] + premium < -HALF_A_PENNY))
        if chance >= rule.even_chance:
            reasons.append(
                Reason(
                    about="risk",
                    text=f"It is {say_chance(chance)} that together they do worse than each alone.",
                    figure=chance,
                    threshold=rule.even_chance,
                )
            )
    if reasons and gain < 0 and buys:
        reasons.append(_price_of_better(ground, gain, buys))
    return tuple(reasons)


def _price_of_better(ground: Ground, gain: float, buys: tuple[str, ...]) -> Reason:
    """Say what is bought for the loss, by the year, against what the partners would pay."""
    yearly = -gain / float(ground.appraisal.factors.sum())
    accepted = ground.partnership.premium_accepted
    would = (
        f"they have said they would pay {say_pounds(accepted)}"
        if accepted
        else ("they have named no sum that they would pay for it")
    )
    return Reason(
        about="aim",
        text=f"It would buy {say_names(buys)}, for {say_pounds(yearly)} a year between them; "
        f"{would}.",
        figure=yearly,
        threshold=accepted,
    )


def _too_little(ground: Ground, gain: float, premium: float, least: float) -> Reason:
    if gain < 0:
        text = (
            f"Over {ground.years} years sharing costs {say_pounds(-gain)} more than the best "
            "each could do alone"
        )
        text += (
            f", beyond the {say_pounds(premium)} that the partners would pay for a better service."
            if premium
            else "."
        )
    else:
        text = (
            f"Over {ground.years} years sharing is worth only {say_pounds(gain)} beyond the best "
            f"each could do alone, {say_part(gain / ground.base)} of the cost in scope: less than "
            "any estimate can tell from nothing."
        )
    return Reason(about="gain", text=text, figure=gain, threshold=least - premium)
