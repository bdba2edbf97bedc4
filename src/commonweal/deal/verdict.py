"""The verdict: one sentence, then the reasons with their figures.

Share; share if (conditions); not yet (what is missing); do not share (what to do instead). It is
judged against the aim the partners declared, and by a rule that is data. What is missing is asked
first: a case that has not priced the alternatives is never called good or bad.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from commonweal.appraisal import Appraisal, Array, OptionResult
from commonweal.money import say_pounds
from commonweal.partnership import Partnership

from .splits import SplitResult
from .verdict_rule import VerdictRule
from .words import names_of, say_chance, say_names, say_partners

__all__ = ["Answer", "Reason", "Verdict", "judge"]

Answer = Literal["share", "share-if", "not-yet", "do-not-share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground of the verdict, with the figure it rests on."""

    about: Literal["missing", "gain", "risk", "partner", "group", "evidence", "future", "aim"]
    text: str
    figure: float | None = None
    threshold: float | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "about": self.about,
            "text": self.text,
            "figure": self.figure,
            "threshold": self.threshold,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the partners should do, why, and what would change it."""

    answer: Answer
    sentence: str
    reasons: tuple[Reason, ...]
    conditions: tuple[str, ...] = ()
    """For share-if: what must be settled. For not-yet: what must be brought."""
    instead: tuple[str, ...] = ()
    """For do-not-share: what each should do alone."""
    rule: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "answer": self.answer,
            "sentence": self.sentence,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "conditions": list(self.conditions),
            "instead": list(self.instead),
            "rule": self.rule,
        }


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """What the judgement looks at, gathered once."""

    appraisal: Appraisal
    option: OptionResult
    splits: tuple[SplitResult, ...]
    rule: VerdictRule

    @property
    def partnership(self) -> Partnership:
        return self.appraisal.partnership

    @property
    def chosen(self) -> SplitResult:
        return self.splits[0]

    @property
    def positions(self) -> list[int]:
        return [self.appraisal.body_ids.index(body) for body in self.option.bodies]

    @property
    def gains(self) -> Array:
        """Joint gain over the best each could do alone, (D,)."""
        shared = self.option.net_benefit[self.positions].sum(axis=0)
        alone = self.appraisal.alone_net_benefit[self.positions].sum(axis=0)
        gains: Array = shared - alone
        return gains

    @property
    def base(self) -> float:
        return float(self.appraisal.base[self.positions, 0].sum())

    @property
    def years(self) -> int:
        return self.partnership.horizon_years


def judge(
    appraisal: Appraisal,
    option: OptionResult | None,
    splits: tuple[SplitResult, ...],
    rule: VerdictRule,
) -> Verdict:
    """Give the verdict on a sharing option, or say what is missing before one can be given."""
    missing = _missing(appraisal, option, rule)
    if missing or option is None or not splits:
        first = _first_lower(missing[0].text) if missing else "there is nothing to judge."
        return Verdict(
            answer="not-yet",
            sentence=f"Not yet: {first}",
            reasons=missing,
            conditions=tuple(reason.text for reason in missing),
            rule=rule.id,
        )
    ground = _Ground(appraisal=appraisal, option=option, splits=splits, rule=rule)
    against = _against(ground)
    if against:
        return _do_not_share(ground, against)
    conditions = _conditions(ground)
    reasons = (_gain_reason(ground), *(reason for reason, _ in conditions))
    gain = float(ground.gains[0])
    base = _say_gain(ground, gain)
    if conditions:
        asks = tuple(ask for _, ask in conditions)
        more = f" and {len(asks) - 1} more" if len(asks) > 1 else ""
        return Verdict(
            answer="share-if",
            sentence=f"Share, if {_first_lower(asks[0].rstrip('.'))}{more}: {base}",
            reasons=reasons,
            conditions=asks,
            rule=rule.id,
        )
    return Verdict(
        answer="share",
        sentence=f"Share: {base}",
        reasons=reasons,
        rule=rule.id,
    )


def _first_lower(text: str) -> str:
    """Lower a sentence's first letter, unless it begins with a name."""
    first = text.split(" ")[0]
    return text if first[1:] != first[1:].lower() or first in ("I",) else text[0].lower() + text[1:]


def _missing(
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


def _gain_reason(ground: _Ground) -> Reason:
    gain = float(ground.gains[0])
    return Reason(
        about="gain",
        text=f"Over {ground.years} years sharing is worth {say_pounds(gain)} to the partners "
        "together beyond the best each could do alone "
        f"({gain / ground.base:.1%} of the cost in scope)."
        if ground.base > 0
        else f"Sharing is worth {say_pounds(gain)}.",
        figure=gain,
        threshold=ground.rule.least_gain_share * ground.base,
    )


def _premium(ground: _Ground) -> float:
    """Return the present value of what the partners would pay for something better."""
    if ground.partnership.aim == "cheaper":
        return 0.0
    return ground.partnership.premium_accepted * float(ground.appraisal.factors.sum())


def _against(ground: _Ground) -> tuple[Reason, ...]:
    """Return why the partners should not share, if they should not."""
    gains, rule = ground.gains, ground.rule
    gain = float(gains[0])
    premium = _premium(ground)
    least = rule.least_gain_share * ground.base if ground.partnership.aim != "better" else 0.0
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
        chance = float(np.mean(gains[1:] + premium < 0))
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


def _price_of_better(ground: _Ground, gain: float, buys: tuple[str, ...]) -> Reason:
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


def _too_little(ground: _Ground, gain: float, premium: float, least: float) -> Reason:
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
            f"each could do alone, {gain / ground.base:.1%} of the cost in scope: less than any "
            "estimate can tell from nothing."
        )
    return Reason(about="gain", text=text, figure=gain, threshold=least - premium)


def _conditions(ground: _Ground) -> tuple[tuple[Reason, str], ...]:
    """Return what must be settled before sharing, each with its reason, gravest first."""
    return (
        *_losing_partners(ground),
        *_leaving_groups(ground),
        *_chances(ground),
        *_changes_to_come(ground),
    )


def _better_rule(ground: _Ground) -> SplitResult | None:
    """Return a rule under which everyone gains and no group would leave, if there is one."""
    for split in ground.splits[1:]:
        if split.everyone_gains and split.stability.is_stable:
            return split
    return None


def _losing_partners(ground: _Ground) -> tuple[tuple[Reason, str], ...]:
    chosen = ground.chosen
    if chosen.everyone_gains:
        return ()
    losers = chosen.losers
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
        f"the cost is shared by {better.name} and not by {chosen.name}."
        if better
        else "those who would lose are paid for it: no rule here leaves everyone better off."
    )
    return ((reason, ask[0].upper() + ask[1:]),)


def _leaving_groups(ground: _Ground) -> tuple[tuple[Reason, str], ...]:
    chosen = ground.chosen
    groups = [found for found in chosen.stability.blocking if len(found.group) > 1]
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
    if better is not None:
        if not chosen.everyone_gains:
            return ((reason, f"{who} are kept in, which {better.name} does."),)
        return ((reason, f"The cost is shared by {better.name}, which keeps {who} in."),)
    return ((reason, f"{who} agree to stay although they could do better by themselves."),)


def _chances(ground: _Ground) -> tuple[tuple[Reason, str], ...]:
    rule = ground.rule
    found: list[tuple[Reason, str]] = []
    chance = float(np.mean(ground.gains[1:] + _premium(ground) < 0))
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
        if share.p_loss > rule.most_chance_of_loss_partner
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
                f"{who} are protected by a cap.",
            )
        )
    return tuple(found)


def _changes_to_come(ground: _Ground) -> tuple[tuple[Reason, str], ...]:
    found = []
    for change in ground.partnership.reorganisations:
        touched = [body for body in change.bodies if body in ground.option.bodies]
        if change.gains_carry == "to-successors" or not touched:
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


def _do_not_share(ground: _Ground, against: tuple[Reason, ...]) -> Verdict:
    partnership = ground.partnership
    by_option: dict[str, list[str]] = {}
    for position, body in zip(ground.positions, ground.option.bodies, strict=True):
        by_option.setdefault(ground.appraisal.alone[position], []).append(body)
    instead = tuple(
        f"{say_names(names_of(partnership, bodies))}: "
        f"{_first_lower(ground.appraisal.option(option).name)}."
        for option, bodies in by_option.items()
    )
    return Verdict(
        answer="do-not-share",
        sentence=f"Do not share: {_first_lower(against[0].text)}",
        reasons=against,
        instead=instead,
        rule=ground.rule.id,
    )


def _say_gain(ground: _Ground, gain: float) -> str:
    who = f"the {len(ground.option.bodies)} partners"
    buys = ground.partnership.option(ground.option.id).buys
    if gain >= 0:
        text = (
            f"over {ground.years} years {who} gain {say_pounds(gain)} beyond the best each "
            "could do alone"
        )
    else:
        text = f"over {ground.years} years {who} pay a premium of {say_pounds(-gain)}"
    if ground.partnership.aim != "cheaper" and buys:
        text += f", and buy {say_names(buys)}"
    winners = [share for share in ground.chosen.shares if share.gain > 0]
    if len(winners) == len(ground.chosen.shares):
        text += "; under the split proposed every one of them gains"
    return text + "."
