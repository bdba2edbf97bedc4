"""Switching values: how far a figure must move before the gain is gone, or the answer turns."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scipy.optimize import brentq

from commonweal.deal.verdict import Answer
from commonweal.errors import CommonwealError
from commonweal.partnership import Partnership

from .inputs import Input, inputs_of
from .overall import overall_inputs
from .trial import Trier

__all__ = ["MOST_ANSWERED", "SwitchingValue", "nearest", "switching_values"]

#: Values tried on each side of the file's own before a figure is said to turn nothing.
_STEPS_A_SIDE = 3

#: Halvings that find where the answer turns: to less than a hundredth of a step.
_HALVINGS = 8

#: Inputs whose effect on the answer, not on the gain alone, is looked for: those that move the
#: gain most between their limits.
MOST_ANSWERED = 8

#: How far inside a limit a gain is looked at, as a share of the step.
_A_HAIR = 1e-6

#: What adding up in floating point leaves behind.
_HALF_A_PENNY = 0.005

#: A gain of less than this many pounds is nought.
_A_POUND = 1.0


@dataclass(frozen=True, kw_only=True)
class SwitchingValue:
    """One input: where the joint gain is nought, and where the answer is another."""

    input: Input
    at_nought: float | None
    """The value nearest the file's own at which the joint gain over the best alone is nought in
    the expected case, or leaps across it; None where none between the limits is."""
    gain: float
    """Joint gain as the file has it, expected case."""
    gain_at_low: float | None
    """Joint gain with the input at its least; None where that cannot be priced."""
    gain_at_high: float | None
    answer_turns_at: float | None = None
    """The value nearest the file's own from which the answer is another."""
    answer_then: Answer | None = None
    was_answered: bool = False
    """Whether the answer was looked for; the gain always is."""

    @property
    def turns_at(self) -> float | None:
        """Where the answer turns, or failing that the gain is nought; None for neither."""
        return self.at_nought if self.answer_turns_at is None else self.answer_turns_at

    @property
    def distance(self) -> float:
        """How far the turn is as a share of what the file says; infinite for no turn."""
        if self.turns_at is None:
            return math.inf
        value = self.input.value
        return abs(self.turns_at - value) / (abs(value) or self.input.high - self.input.low)

    @property
    def is_within_range(self) -> bool:
        """Whether the turn lies within the file's own range of the figure."""
        if self.turns_at is None or self.input.span is None:
            return False
        low, high = self.input.span
        return low <= self.turns_at <= high

    @property
    def sentence(self) -> str:
        """What turns the answer, as one sentence."""
        says, what = self.input.say, f"the {self.input.label}"
        what = what.replace("the what ", "what ")
        the_file = f"; the file says {says(self.input.value)}"
        if self.is_within_range and self.input.span is not None:
            low, high = self.input.span
            the_file += f", and allows from {says(low)} to {says(high)}"
        if self.input.unit.startswith("times "):
            the_file = ""
        if self.answer_turns_at is not None and self.answer_then is not None:
            side = "above" if self.answer_turns_at > self.input.value else "below"
            return (
                f"The answer turns to {_SAID[self.answer_then]} if {what} is {side} "
                f"{says(self.answer_turns_at)}{the_file}."
            )
        if self.at_nought is not None:
            side = "above" if self.at_nought > self.input.value else "below"
            turn = f"if {what} is {side} {says(self.at_nought)}{the_file}."
            if self.gain > 0:
                return f"The gain over the best alone is gone {turn}"
            return f"There is a gain over the best alone {turn}"
        within = f"No value of {what} between {says(self.input.low)} and {says(self.input.high)}"
        if self.was_answered:
            return f"{within} turns the answer."
        return f"{within} takes the gain through nought."

    def to_dict(self) -> dict[str, Any]:
        return {
            "input": self.input.id,
            "label": self.input.label,
            "unit": self.input.unit,
            "value": self.input.value,
            "low": self.input.low,
            "high": self.input.high,
            "gain_is_nought_at": self.at_nought,
            "gain": round(self.gain, 2),
            "gain_at_low": None if self.gain_at_low is None else round(self.gain_at_low, 2),
            "gain_at_high": None if self.gain_at_high is None else round(self.gain_at_high, 2),
            "answer_turns_at": self.answer_turns_at,
            "is_within_range": self.is_within_range,
            "answer_then": self.answer_then,
            "answer_was_looked_for": self.was_answered,
            "sentence": self.sentence,
        }


_SAID: dict[Answer, str] = {
    "share": "“share”",
    "share-if": "“share, if”",
    "not-yet": "“not yet”",
    "do-not-share": "“do not share”",
}


def switching_values(
    trier: Trier, partnership: Partnership, *, most_answered: int = MOST_ANSWERED
) -> tuple[SwitchingValue, ...]:
    """Find for each input where the joint gain is nought and where the answer turns, nearest first.

    The gain is that of the expected case, to within a pound. The answer is the verdict's own, on
    the trier's futures, and is looked for in the `most_answered` inputs that move the gain most.
    """
    base_gain = trier.gain(partnership)
    found = [
        (one, _gain_turn(_gain_of(trier, partnership, one), one, base_gain))
        for one in (*overall_inputs(partnership, trier), *inputs_of(partnership, trier.option))
    ]
    reach = {
        one.id: max((abs(gain - base_gain) for gain in (low, high) if gain is not None), default=0)
        for one, (_, low, high) in found
    }
    moving = sorted(reach, key=lambda name: -reach[name])[:most_answered]
    answered = {name for name in moving if reach[name] > _A_POUND}
    base_answer = trier.outcome(partnership).answer if answered else "not-yet"
    if base_answer == "not-yet":
        # No figure turns what waits for something that is missing.
        answered = set()
    values = []
    for one, (at_nought, low, high) in found:
        turn: float | None = None
        then: Answer | None = None
        if one.id in answered:
            turn, then = _answer_turn(
                _answer_of(trier, partnership, one),
                one,
                base_answer,
                _ends_tried(one, base_answer, base_gain, low, high),
                at_nought,
            )
        values.append(
            SwitchingValue(
                input=one,
                at_nought=at_nought,
                gain=base_gain,
                gain_at_low=low,
                gain_at_high=high,
                answer_turns_at=turn,
                answer_then=then,
                was_answered=one.id in answered,
            )
        )
    return tuple(sorted(values, key=lambda value: value.distance))


def nearest(values: tuple[SwitchingValue, ...]) -> SwitchingValue | None:
    """Return the input that turns the answer with the least move, or failing that the gain."""
    turning = [value for value in values if value.answer_turns_at is not None]
    turning = turning or [value for value in values if value.at_nought is not None]
    return min(turning, key=lambda value: value.distance) if turning else None


def _gain_of(trier: Trier, partnership: Partnership, one: Input) -> Callable[[float], float | None]:
    """Return the joint gain at a value, or None where no such case can be priced."""

    def gain(value: float) -> float | None:
        changed, with_change = one.apply(partnership, trier, value)
        try:
            return with_change.gain(changed)
        except CommonwealError:
            return None

    return gain


def _answer_of(
    trier: Trier, partnership: Partnership, one: Input
) -> Callable[[float], Answer | None]:
    def answer(value: float) -> Answer | None:
        changed, with_change = one.apply(partnership, trier, value)
        try:
            return with_change.outcome(changed).answer
        except CommonwealError:
            return None

    return answer


def _tried(value: float, end: float) -> list[float]:
    """Return the values tried from the file's own outwards to one limit, the limit last."""
    return [value + (end - value) * step / _STEPS_A_SIDE for step in range(1, _STEPS_A_SIDE + 1)]


def _gain_turn(
    gain: Callable[[float], float | None], one: Input, base: float
) -> tuple[float | None, float | None, float | None]:
    """Return where the gain is nought nearest the file's value, and the gain at both limits."""
    turns: list[float] = []
    ends: list[float | None] = []
    for end in (one.low, one.high):
        last_value, last_gain = one.value, base
        at_end: float | None = base if end == one.value else None
        turn: float | None = None
        for value in _tried(one.value, end) if end != one.value else ():
            now = gain(value)
            at_end = now
            if now is None:
                break
            if turn is None and _passes_nought(last_gain, now):
                # A gain may leap at a limit itself, as where a body brings no work at all.
                inside = value + (last_value - value) * _A_HAIR
                within = gain(inside) if value == end else now
                if within is not None and _passes_nought(last_gain, within):
                    turn = _nought(gain, last_value, inside if value == end else value)
            last_value, last_gain = value, now
        ends.append(at_end)
        if turn is not None:
            turns.append(turn)
    at_nought = min(turns, key=lambda turn: abs(turn - one.value)) if turns else None
    return at_nought, ends[0], ends[1]


def _passes_nought(one: float, other: float) -> bool:
    """Say whether two gains stand on either side of nought; what rounding leaves is nought."""
    is_noise = max(abs(one), abs(other)) < _HALF_A_PENNY
    return not is_noise and (one > 0) != (other > 0)


def _nought(gain: Callable[[float], float | None], near: float, far: float) -> float:
    """Return the value between two at which the gain is nought, found by Brent's method."""

    def sure(value: float) -> float:
        found = gain(value)
        assert found is not None, "Values between two that can be priced can be priced."
        return found

    if (sure(near) > 0) == (sure(far) > 0):
        return near  # nought but for rounding at the file's own value
    # A gain of a thousand million over the whole step is then still found to within a pound.
    exact = 1e-9 * max(abs(near), abs(far))
    return float(brentq(sure, near, far, xtol=exact, rtol=1e-10))


def _ends_tried(
    one: Input, answer: Answer, base: float, at_low: float | None, at_high: float | None
) -> tuple[float, ...]:
    """Return the limits towards which the answer may turn.

    A case for sharing is looked at where the gain falls, a case against it where the gain rises,
    and a case with conditions on both sides.
    """
    wanted = []
    for end, gain in ((one.low, at_low), (one.high, at_high)):
        if end == one.value or gain is None:
            continue
        rises = gain > base
        if answer == "share-if" or rises == (answer == "do-not-share"):
            wanted.append(end)
    return tuple(wanted)


def _answer_turn(
    answer: Callable[[float], Answer | None],
    one: Input,
    base: Answer,
    ends: tuple[float, ...],
    at_nought: float | None,
) -> tuple[float | None, Answer | None]:
    """Return the nearest value at which the answer is another, and what it then is."""
    turns: list[tuple[float, Answer]] = []
    for end in ends:
        tried = _tried(one.value, end)
        if at_nought is not None and (at_nought > one.value) == (end > one.value):
            tried = sorted({*tried, at_nought}, key=lambda value: abs(value - one.value))
        near = one.value
        for value in tried:
            then = answer(value)
            if then is None:
                break
            if then != base:
                turns.append(_halved(answer, near, value, base, then))
                break
            near = value
    if not turns:
        return None, None
    return min(turns, key=lambda turn: abs(turn[0] - one.value))


def _halved(
    answer: Callable[[float], Answer | None], near: float, far: float, base: Answer, then: Answer
) -> tuple[float, Answer]:
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        found = answer(middle)
        if found is None or found == base:
            near = middle
        else:
            far, then = middle, found
    return far, then
