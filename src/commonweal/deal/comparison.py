"""Two versions of one case in plain words: what changed in the file, and what it did to the answer.

What changed is found by `commonweal.partnership.changes`; what it did, by working both out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.appraisal import Appraisal
from commonweal.money import say_pounds
from commonweal.partnership import Change, Partnership, changes

from .agree import Deal, work_out
from .verdict import Answer

__all__ = ["Comparison", "Effect", "compare", "compare_deals"]

#: A difference in pounds that is none.
_A_POUND = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What the changes together did to one figure. Present-value pounds; None where there is none
    in that version."""

    what: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def is_material(self) -> bool:
        return self.change is None or abs(self.change) >= _A_POUND

    @property
    def sentence(self) -> str:
        if self.before is None and self.after is not None:
            return f"{self.what}: {say_pounds(self.after)}, new."
        if self.after is None and self.before is not None:
            return f"{self.what}: gone; it was {say_pounds(self.before)}."
        assert self.before is not None
        assert self.after is not None
        if not self.is_material:
            return f"{self.what}: {say_pounds(self.after)}, as before."
        word = "up" if self.after > self.before else "down"
        return (
            f"{self.what}: from {say_pounds(self.before)} to {say_pounds(self.after)}, {word} "
            f"{say_pounds(abs(self.after - self.before))}."
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "before": None if self.before is None else round(self.before, 2),
            "after": None if self.after is None else round(self.after, 2),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed between two versions of a case, and what that did."""

    changes: tuple[Change, ...]
    options: tuple[Effect, ...]
    """Net present value of each option against doing nothing."""
    joint_gain: Effect
    """Gain of the sharing option proposed over the best each partner could do alone."""
    partners: tuple[Effect, ...]
    """Each partner's gain under the split proposed."""
    answer_before: Answer
    answer_after: Answer
    sentence_before: str
    sentence_after: str
    parameters_before: str
    parameters_after: str

    @property
    def turned(self) -> bool:
        return self.answer_before != self.answer_after

    @property
    def sentence(self) -> str:
        """What came of it, as one sentence."""
        if not self.changes:
            return "The two versions say the same, and so do their results."
        n_changes = len(self.changes)
        things = "1 thing has changed" if n_changes == 1 else f"{n_changes} things have changed"
        if self.turned:
            return (
                f"{things}, and the answer has turned from {_SAID[self.answer_before]} to "
                f"{_SAID[self.answer_after]}."
            )
        return f"{things}; the answer is still {_SAID[self.answer_after]}."

    def to_dict(self) -> dict[str, Any]:
        return {
            "sentence": self.sentence,
            "changes": [change.to_dict() for change in self.changes],
            "options": [effect.to_dict() for effect in self.options],
            "joint_gain": self.joint_gain.to_dict(),
            "partners": [effect.to_dict() for effect in self.partners],
            "verdict": {
                "before": {"answer": self.answer_before, "sentence": self.sentence_before},
                "after": {"answer": self.answer_after, "sentence": self.sentence_after},
                "turned": self.turned,
            },
            "parameter_set": {"before": self.parameters_before, "after": self.parameters_after},
        }


_SAID: dict[Answer, str] = {
    "share": "“share”",
    "share-if": "“share, if”",
    "not-yet": "“not yet”",
    "do-not-share": "“do not share”",
}


def compare(
    old: Partnership, new: Partnership, *, n_draws: int | None = None, seed: int | None = None
) -> Comparison:
    """Say what changed between two versions of a case and what it did to their results.

    Both are worked out by this version of Commonweal, each with its own jurisdiction's parameters,
    so that a difference in the results is a difference in the files.

    Raises
    ------
    CommonwealError
        One of them cannot be appraised.
    """
    before = work_out(old, n_draws=n_draws, seed=seed)
    after = before if old == new else work_out(new, n_draws=n_draws, seed=seed)
    return compare_deals(before, after)


def compare_deals(before: Deal, after: Deal) -> Comparison:
    """Say what changed between two deals already worked out."""
    return Comparison(
        changes=tuple(changes(before.partnership, after.partnership)),
        options=_paired(_npv_by_option(before.appraisal), _npv_by_option(after.appraisal)),
        joint_gain=Effect(
            what="Gain of sharing over the best alone",
            before=_joint_gain(before),
            after=_joint_gain(after),
        ),
        partners=_paired(_gain_by_partner(before), _gain_by_partner(after)),
        answer_before=before.verdict.answer,
        answer_after=after.verdict.answer,
        sentence_before=before.verdict.sentence,
        sentence_after=after.verdict.sentence,
        parameters_before=before.appraisal.run.parameter_set,
        parameters_after=after.appraisal.run.parameter_set,
    )


def _npv_by_option(appraisal: Appraisal) -> dict[str, tuple[str, float]]:
    return {
        option.id: (option.name, option.npv.expected)
        for option in appraisal.options
        if option.family != "nothing"
    }


def _gain_by_partner(deal: Deal) -> dict[str, tuple[str, float]]:
    return {one.id: (one.name, one.gain) for one in deal.partners if one.takes_part}


def _joint_gain(deal: Deal) -> float | None:
    return sum(share.gain for share in deal.splits[0].shares) if deal.splits else None


def _paired(
    before: Mapping[str, tuple[str, float]], after: Mapping[str, tuple[str, float]]
) -> tuple[Effect, ...]:
    return tuple(
        Effect(
            what=(after.get(key) or before[key])[0],
            before=before[key][1] if key in before else None,
            after=after[key][1] if key in after else None,
        )
        for key in dict.fromkeys([*before, *after])
    )
