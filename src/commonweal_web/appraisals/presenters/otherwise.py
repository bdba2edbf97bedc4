"""What the pages say on which a figure is moved, and on which two runs stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonweal.deal.comparison import Comparison, Effect
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal_web.appraisals.models import WhatIf
from commonweal_web.appraisals.presenters.results import Place, table_from
from commonweal_web.appraisals.seeing import Reader
from commonweal_web.appraisals.telling import gain_cell
from commonweal_web.core.layout import Fact
from commonweal_web.core.layout.filters import say_moment, svg_address
from commonweal_web.partnerships.models import Partnership, Run

if TYPE_CHECKING:
    from commonweal.deal.sensitivity import Input

__all__ = [
    "ComparePage",
    "KeptLine",
    "KeptPage",
    "Outcome",
    "WhatIfPage",
    "figure_choices",
    "kept_lines",
    "run_choices",
    "value_hint",
]


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
class TrialChart:
    """A chart of a trial: its picture within the address, and its table."""

    id: str
    title: str
    small_print: str
    alternative: str
    picture: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a case with one figure moved, as one reader may read it."""

    moved: str
    suggested: str
    """What it could be called."""
    sentence: str
    points: tuple[str, ...]
    effects: tuple[str, ...]
    """What it did, against the run, in words."""
    table: Table
    chart: TrialChart | None

    @classmethod
    def of(cls, told: Mapping[str, Any], reader: Reader) -> Outcome:
        """Return it of `telling.told`; a drawing that would tell one person's pay is left out."""
        chart = told["chart"]
        if chart is not None and reader.hides({**chart, "drawing": ""}):
            chart = None
        shown = reader.shown({**told, "chart": None})
        return cls(
            moved=shown["moved"],
            suggested=shown["suggested"][:120],
            sentence=shown["sentence"],
            points=tuple(shown["points"]),
            effects=tuple(shown["effects"]),
            table=table_from(shown["table"]),
            chart=None
            if chart is None
            else TrialChart(
                id=chart["id"],
                title=chart["title"],
                small_print=chart["small_print"],
                alternative=chart["alternative"],
                picture=svg_address(chart["drawing"]),
                table=table_from(chart["table"]),
            ),
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.table,) if self.chart is None else (self.table, self.chart.table)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A what-if that was kept, in a list."""

    name: str
    address: str
    sentence: str
    small: str


def kept_lines(
    partnership: Partnership, run: Run, kept: Iterable[WhatIf], reader: Reader
) -> tuple[KeptLine, ...]:
    place = Place.of(partnership, run)
    return tuple(
        KeptLine(
            name=reader.shown(one.name),
            address=place("kept-what-if", str(one.number)),
            sentence=reader.shown(one.sentence),
            small=f"Kept by {one.kept_as}, {say_moment(one.kept_at)}",
        )
        for one in kept
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
    value: str
    """The value tried, as it was typed."""
    outcome: Outcome | None
    n_figures: int
    keep: str
    """Where it is kept; empty for whoever may not."""
    suggested: str
    kept: tuple[KeptLine, ...]
    take: str

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        run: Run,
        *,
        chosen: Input | None,
        value: str,
        outcome: Outcome | None,
        n_figures: int,
        may_keep: bool,
        kept: tuple[KeptLine, ...],
        take: str,
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
            value=value,
            outcome=outcome,
            n_figures=n_figures,
            keep=place("keep-what-if") if may_keep and outcome is not None else "",
            suggested="" if outcome is None else outcome.suggested,
            kept=kept,
            take=take,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A what-if that was kept, which nobody is to take for the case."""

    name: str
    partnership: str
    caption: str
    back: str
    run: str
    warning: str
    outcome: Outcome
    facts: tuple[Fact, ...]
    take: str

    @classmethod
    def of(
        cls, partnership: Partnership, kept: WhatIf, *, reader: Reader, outdated: str, take: str
    ) -> KeptPage:
        run = kept.run
        place = Place.of(partnership, run)
        values = kept.values
        facts = [
            Fact(name="Moved", said=reader.shown(values["moved"])),
            Fact(name="Against", said=f"Run {run.number}, all else as it is there"),
            Fact(name="Kept by", said=f"{kept.kept_as}, {say_moment(kept.kept_at)}"),
            Fact(name="Futures drawn", said=f"{values['draws']:,}: chances are rough"),
        ]
        if outdated:
            facts.append(Fact(name=f"Run {run.number}", said=outdated))
        return cls(
            name=reader.shown(kept.name),
            partnership=partnership.name,
            caption=f"Run {run.number}",
            back=place("what-if"),
            run=place("run"),
            warning="This is a what-if, not the case. It rests on a figure that nobody has "
            "submitted, and no paper is made of it.",
            outcome=Outcome.of(values, reader),
            facts=tuple(facts),
            take=take,
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
    said: tuple[str, ...]
    """What the changes did to each figure, in words."""
    n_others: int
    take: str

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
        take: str,
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
            said=()
            if comparison is None
            else tuple(one.sentence for one in (comparison.joint_gain, *comparison.partners)),
            n_others=n_others,
            take=take,
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
