"""What the pages say on which a figure is moved, and on which two runs stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonweal.deal.comparison import Comparison, Effect
from commonweal.money import say_pounds
from commonweal.reports import ANSWERS
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal_web.appraisals.presenters.results import Place
from commonweal_web.appraisals.trying import Tried
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.partnerships.models import Partnership, Run

if TYPE_CHECKING:
    from commonweal.deal.sensitivity import Input

__all__ = ["ComparePage", "WhatIfPage", "figure_choices", "gain_cell", "run_choices", "value_hint"]


def gain_cell(amount: float) -> Cell:
    return Cell(said=say_pounds(amount), tone="loss" if amount < -0.5 else "")


def figure_choices(inputs: Iterable[Input]) -> list[tuple[str, str]]:
    """Return every figure that can be moved, as a list offers it."""
    return [(one.id, f"{one.label[:1].upper()}{one.label[1:]}") for one in inputs]


def value_hint(one: Input) -> str:
    unit = f" ({one.unit})" if one.unit and not one.unit.startswith("pounds") else ""
    return (
        f"The file says {one.say(one.value)}{unit}. It can be tried from {one.say(one.low)} to "
        f"{one.say(one.high)}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfPage:
    """A figure moved: what becomes of the answer, of the whole and of each partner."""

    name: str
    caption: str
    back: str
    here: str
    figure: str
    """The figure chosen, in words; empty before one is."""
    figure_id: str
    sentence: str
    points: tuple[str, ...]
    tables: tuple[Table, ...]
    chart: Any
    n_figures: int

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        run: Run,
        *,
        chosen: Input | None,
        tried: Tried | None,
        names: Mapping[str, str],
        n_figures: int,
    ) -> WhatIfPage:
        place = Place.of(partnership, run)
        label = "" if chosen is None else f"{chosen.label[:1].upper()}{chosen.label[1:]}"
        return cls(
            name=partnership.name,
            caption=f"Run {run.number}",
            back=place("run"),
            here=place("what-if"),
            figure=label,
            figure_id="" if chosen is None else chosen.id,
            sentence="" if tried is None else _sentence(tried),
            points=() if tried is None else tuple(_points(tried)),
            tables=() if tried is None else tuple(_tables(tried, names)),
            chart=None if tried is None else tried.chart,
            n_figures=n_figures,
        )


def _sentence(tried: Tried) -> str:
    before, after = tried.before, tried.after
    at = tried.input.say(tried.value)
    if before.answer == after.answer:
        return f"At {at} the answer stays “{ANSWERS[after.answer]}”."
    return f"At {at} the answer turns from “{ANSWERS[before.answer]}” to “{ANSWERS[after.answer]}”."


def _points(tried: Tried) -> Iterator[str]:
    yield tried.after.sentence
    if tried.turns_at is None:
        yield "Nowhere within those limits does the joint gain turn."
    else:
        yield f"The joint gain turns at {tried.input.say(tried.turns_at)}."
    yield (
        "Gains are of the expected case, all else as in the run. Nothing of this is kept: to keep "
        "it, change the figure in the figures and start a run."
    )


def _tables(tried: Tried, names: Mapping[str, str]) -> Iterator[Table]:
    before, after = tried.before, tried.after
    rows = [("All partners together", before.joint_gain, after.joint_gain)]
    rows += [
        (names.get(body, body), gain, after.gain_by_body.get(body, gain))
        for body, gain in before.gain_by_body.items()
    ]
    yield table(
        "tried-table",
        "Gain over the best alone, before and after",
        (
            text("Partner"),
            figure(f"At {tried.input.say(tried.input.value)}", "as the file has it"),
            figure(f"At {tried.input.say(tried.value)}", "as tried"),
            figure("Difference"),
        ),
        [(name, gain_cell(was), gain_cell(now), gain_cell(now - was)) for name, was, now in rows],
        small_print="present value in pounds, under the split proposed",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Two runs side by side: what changed in what they rest on, and what it did."""

    name: str
    caption: str
    back: str
    here: str
    heading: str
    sentence: str
    verdicts: tuple[str, ...]
    changes: tuple[str, ...]
    effects: Table | None
    n_others: int

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        run: Run,
        *,
        other: Run | None,
        comparison: Comparison | None,
        changes: Iterable[str],
        n_others: int,
    ) -> ComparePage:
        place = Place.of(partnership, run)
        heading = "Compare with another run"
        verdicts: tuple[str, ...] = ()
        if other is not None and comparison is not None:
            first, last = sorted((run, other), key=lambda one: one.number)
            heading = f"Run {first.number} and run {last.number}"
            verdicts = (
                f"Run {first.number}: {comparison.sentence_before}",
                f"Run {last.number}: {comparison.sentence_after}",
            )
        return cls(
            name=partnership.name,
            caption=f"Run {run.number}",
            back=place("run"),
            here=place("compare-runs"),
            heading=heading,
            sentence="" if comparison is None else comparison.sentence,
            verdicts=verdicts,
            changes=tuple(changes),
            effects=None if comparison is None else _effects(comparison),
            n_others=n_others,
        )


def run_choices(runs: Iterable[Run]) -> list[tuple[str, str]]:
    return [(str(one.number), f"Run {one.number}, {say_moment(one.asked_at)}") for one in runs]


def _effects(comparison: Comparison) -> Table:
    return table(
        "effects-table",
        "What the changes together did",
        (text("Figure"), figure("Before"), figure("After"), figure("Difference")),
        [
            _effect(one)
            for one in (comparison.joint_gain, *comparison.partners, *comparison.options)
        ],
        small_print="present value in pounds: gains over the best alone, then each option against "
        "doing nothing",
    )


def _effect(one: Effect) -> tuple[str, Cell | str, Cell | str, Cell | str]:
    return (
        one.what,
        "none" if one.before is None else gain_cell(one.before),
        "none" if one.after is None else gain_cell(one.after),
        "–" if one.change is None else gain_cell(one.change),
    )
