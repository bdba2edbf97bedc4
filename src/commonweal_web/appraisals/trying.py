"""A run's case tried otherwise, while somebody waits; nothing of it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonweal.errors import CommonwealError, InputError
from commonweal.partnership import Partnership, read_values
from commonweal_web.appraisals.policies import TRIAL_DRAWS, check_is_small, one_of_few
from commonweal_web.partnerships.models import Run

if TYPE_CHECKING:
    from commonweal.deal import Deal
    from commonweal.deal.sensitivity import Input, Outcome, Trier
    from commonweal.reports.charts import LineChart

__all__ = ["Figures", "Tried", "figures_of", "partnership_of", "trial_of", "try_figure"]

_HALVINGS = 40


def partnership_of(run: Run) -> Partnership:
    """Return the partnership that a run was worked out from, whole."""
    return read_values(json.loads(run.input_text), source=run.partnership.name)[0]


@contextmanager
def trial_of(run: Run, *, partnership: Partnership | None = None) -> Iterator[Deal]:
    """Work a run's case out on a few futures, or the case with a change in it.

    Raises
    ------
    PolicyError
        The case is too large to be tried while somebody waits.
    CommonwealError
        The case with its change cannot be worked out.
    """
    from commonweal.deal import work_out

    case = partnership_of(run) if partnership is None else partnership
    check_is_small(case)
    with one_of_few():
        seed = run.stamp.get("seed") if run.stamp else None
        yield work_out(case, n_draws=TRIAL_DRAWS, seed=seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a case that can be moved."""

    inputs: tuple[Input, ...]

    def named(self, input_id: str) -> Input:
        """Raises InputError where there is none of that name."""
        for one in self.inputs:
            if one.id == input_id:
                return one
        raise InputError("There is no such figure.", hint="Choose one of the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What becomes of a case with one figure at another value."""

    input: Input
    value: float
    before: Outcome
    after: Outcome
    turns_at: float | None
    """Where the joint gain is nought, nearest to what the file says; None where nowhere."""
    chart: LineChart | None


def _trier(deal: Deal) -> Trier:
    from commonweal.appraisal import recorded_correction
    from commonweal.deal.sensitivity import trier_of

    proposed = deal.appraisal.proposed
    corrected = proposed is not None and proposed.written is not None
    return trier_of(
        deal, correction=recorded_correction() if corrected else None, n_draws=TRIAL_DRAWS
    )


def figures_of(run: Run, option: str) -> Figures:
    """Return the figures that the gain of a sharing option may hang on; none without one."""
    from commonweal.deal.sensitivity import inputs_of

    return Figures(inputs=inputs_of(partnership_of(run), option) if option else ())


def try_figure(run: Run, input_id: str, value: float) -> Tried:
    """Try a case with one figure at another value.

    Raises
    ------
    InputError
        There is no such figure, nothing is shared, or no case can be priced with that value.
    PolicyError
        The case is too large to be tried while somebody waits.
    """
    from commonweal.deal.sensitivity import inputs_of
    from commonweal.reports.charts import what_if_chart

    with trial_of(run) as deal:
        trier = _trier(deal)
        case = trier.marked(deal.partnership)
        one = Figures(inputs=inputs_of(case, trier.option)).named(input_id)
        if not one.low <= value <= one.high:
            raise InputError(
                f"{one.label[:1].upper()}{one.label[1:]} can be tried from {one.say(one.low)} to "
                f"{one.say(one.high)}.",
                hint="Enter a value between these.",
            )
        before = trier.outcome(case)
        changed, with_change = one.apply(case, trier, value)
        return Tried(
            input=one,
            value=value,
            before=before,
            after=with_change.outcome(changed),
            turns_at=_turn(one, case, trier, before.joint_gain),
            chart=what_if_chart(deal, input_id),
        )


def _turn(one: Input, case: Partnership, trier: Trier, gain_now: float) -> float | None:
    """Return where the joint gain passes nought, nearest to what the file says."""

    def gain(value: float) -> float | None:
        changed, with_change = one.apply(case, trier, value)
        try:
            return with_change.gain(changed)
        except CommonwealError:
            return None

    turns = []
    for end in (one.low, one.high):
        at_end = gain(end)
        if at_end is None or (at_end > 0) == (gain_now > 0):
            continue
        near, far = one.value, end
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            found = gain(middle)
            if found is None or (found > 0) == (gain_now > 0):
                near = middle
            else:
                far = middle
        turns.append((near + far) / 2)
    return min(turns, key=lambda turn: abs(turn - one.value)) if turns else None
