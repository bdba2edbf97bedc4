"""The verdict: one sentence, then the reasons with their figures.

Share; share if (conditions); not yet (what is missing); do not share (what to do instead). It is
judged against the aim the partners declared, and by a rule that is data. What is missing is asked
first: a case that has not priced the alternatives is never called good or bad.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from commonweal.appraisal import Appraisal, OptionResult
from commonweal.money import say_pounds

from .conditions import what_must_be_settled
from .grounds import Ground, Reason, first_lower
from .splits import SplitResult
from .verdict_rule import VerdictRule
from .verdict_tests import gain_reason, what_is_missing, what_speaks_against
from .words import names_of, say_names

__all__ = ["Answer", "Reason", "Verdict", "judge"]

Answer = Literal["share", "share-if", "not-yet", "do-not-share"]


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


def judge(
    appraisal: Appraisal,
    option: OptionResult | None,
    splits: tuple[SplitResult, ...],
    rule: VerdictRule,
) -> Verdict:
    """Give the verdict on a sharing option, or say what is missing before one can be given."""
    missing = what_is_missing(appraisal, option, rule)
    if missing or option is None or not splits:
        first = first_lower(missing[0].text) if missing else "there is nothing to judge."
        priced = (
            option is not None
            and splits
            and not any(body in appraisal.unpriced for body in option.bodies)
        )
        so_far: tuple[Reason, ...] = ()
        if priced and option is not None:
            ground = Ground(appraisal=appraisal, option=option, splits=splits, rule=rule)
            found = gain_reason(ground)
            so_far = (
                replace(found, text=f"As far as these figures go: {first_lower(found.text)}"),
            )
        return Verdict(
            answer="not-yet",
            sentence=f"Not yet: {first}",
            reasons=(*missing, *so_far),
            conditions=tuple(reason.text for reason in missing),
            rule=rule.id,
        )
    ground = Ground(appraisal=appraisal, option=option, splits=splits, rule=rule)
    against = what_speaks_against(ground)
    if against:
        return _do_not_share(ground, against)
    conditions = what_must_be_settled(ground)
    reasons = (gain_reason(ground), *(reason for reason, _ in conditions))
    gain = float(ground.gains[0])
    base = _say_gain(ground, gain)
    if conditions:
        asks = tuple(ask for _, ask in conditions)
        more = f" and {len(asks) - 1} more" if len(asks) > 1 else ""
        return Verdict(
            answer="share-if",
            sentence=f"Share, if {first_lower(asks[0].rstrip('.'))}{more}: {base}",
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


def _do_not_share(ground: Ground, against: tuple[Reason, ...]) -> Verdict:
    partnership = ground.partnership
    by_option: dict[str, list[str]] = {}
    for position, body in zip(ground.positions, ground.option.bodies, strict=True):
        by_option.setdefault(ground.appraisal.alone[position], []).append(body)
    instead = tuple(
        f"{say_names(names_of(partnership, bodies))}: "
        f"{first_lower(ground.appraisal.option(option).name)}."
        for option, bodies in by_option.items()
    )
    return Verdict(
        answer="do-not-share",
        sentence=f"Do not share: {first_lower(against[0].text)}",
        reasons=against,
        instead=instead,
        rule=ground.rule.id,
    )


def _say_gain(ground: Ground, gain: float) -> str:
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
