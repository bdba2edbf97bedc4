"""What the pages of a run say: from what was kept, with nothing worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal.reports.tables import Cell, Column, Table
from commonweal_web.appraisals.queries import Pieces
from commonweal_web.core.layout import BigFigure, Fact
from commonweal_web.partnerships.models import Partnership, Run

__all__ = [
    "Place",
    "ResultsPage",
    "SectionPage",
    "ShownChart",
    "ShownPart",
    "ShownTable",
    "TracePage",
    "parts_of",
    "table_from",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One run, for the addresses of what is beneath it."""

    reference: str
    number: int

    @classmethod
    def of(cls, partnership: Partnership, run: Run) -> Place:
        return cls(reference=partnership.reference, number=run.number)

    def __call__(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.reference, self.number, *more])

    def figure(self, trace: str) -> str:
        return self("figure", trace) if trace else ""

    def section(self, name: str) -> str:
        if name == "sharing":
            return self("shares")
        return self("run-section", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """A cell and where its figure is opened; no address where it cannot be."""

    said: str
    small_print: str
    tone: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """A table with where it can be taken from, and where it says how it was worked out."""

    id: str
    caption: str
    small_print: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    how: str
    downloads: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, place: Place, values: Mapping[str, Any]) -> ShownTable:
        name = values["id"]
        return cls(
            id=name,
            caption=values["caption"],
            small_print=values["small_print"],
            columns=tuple(Column(**column) for column in values["columns"]),
            rows=tuple(
                tuple(
                    ShownCell(
                        said=cell["said"],
                        small_print=cell["small_print"],
                        tone=cell["tone"],
                        address=place.figure(cell["trace"]),
                    )
                    for cell in row
                )
                for row in values["rows"]
            ),
            how=place.figure(values["trace"]),
            downloads=(
                ("CSV", place("run-table", name, "csv")),
                ("Excel", place("run-table", name, "xlsx")),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChart:
    """A chart: its picture, and its figures in words, in a table and to take away."""

    id: str
    title: str
    small_print: str
    alternative: str
    picture: str
    csv: str
    table: ShownTable | None

    @classmethod
    def of(cls, place: Place, values: Mapping[str, Any], table: ShownTable | None) -> ShownChart:
        return cls(
            id=values["id"],
            title=values["title"],
            small_print=values["small_print"],
            alternative=values["alternative"],
            picture=place("run-chart", values["id"], "svg"),
            csv=place("run-chart", values["id"], "csv"),
            table=table,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFold:
    summary: str
    texts: tuple[str, ...]
    tables: tuple[ShownTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """One subject of a page: the answer first, then what it rests on."""

    id: str
    heading: str
    headline: str
    small_print: str
    points: tuple[str, ...]
    chart: ShownChart | None
    tables: tuple[ShownTable, ...]
    folded: tuple[ShownFold, ...]


def parts_of(place: Place, pieces: Pieces, section: Mapping[str, Any]) -> Iterator[ShownPart]:
    """Yield the parts of a section with all that they show: two questions, however many."""
    parts = section["parts"]
    wanted = [name for part in parts for name in (part["chart_table"], *part["tables"]) if name]
    wanted += [name for part in parts for fold in part["folded"] for name in fold["tables"]]
    tables = {name: ShownTable.of(place, values) for name, values in pieces.tables(wanted).items()}
    charts = pieces.charts([part["chart"] for part in parts if part["chart"]])
    for part in parts:
        chart = charts.get(part["chart"])
        yield ShownPart(
            id=part["id"],
            heading=part["heading"],
            headline=part["headline"],
            small_print=part["small_print"],
            points=tuple(part["points"]),
            chart=None
            if chart is None
            else ShownChart.of(place, chart, tables.get(part["chart_table"])),
            tables=tuple(tables[name] for name in part["tables"]),
            folded=tuple(
                ShownFold(
                    summary=fold["summary"],
                    texts=tuple(fold["texts"]),
                    tables=tuple(tables[name] for name in fold["tables"]),
                )
                for fold in part["folded"]
            ),
        )


def table_from(values: Mapping[str, Any]) -> Table:
    """Return a kept table as the library's own, to be taken away."""
    return Table(
        id=values["id"],
        caption=values["caption"],
        small_print=values["small_print"],
        columns=tuple(Column(**column) for column in values["columns"]),
        rows=tuple(tuple(Cell(**cell) for cell in row) for row in values["rows"]),
        trace=values["trace"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsPage:
    """The first page of a run: the verdict, who gains and who loses, and where the rest is."""

    name: str
    caption: str
    back: str
    outdated: str
    answer_id: str
    sentence: str
    banner: str
    big: tuple[BigFigure, ...]
    reasons: tuple[str, ...]
    conditions_heading: str
    conditions: tuple[str, ...]
    instead: tuple[str, ...]
    parts: tuple[ShownPart, ...]
    sections: tuple[tuple[str, str], ...]
    ways_on: tuple[tuple[str, str], ...]
    opened: tuple[tuple[str, str], ...]
    """Where the large figures and the verdict are opened."""
    facts: tuple[Fact, ...]
    rests_on: tuple[str, ...]
    download: str
    certified: str
    """Which bodies have certified the verdict, in a sentence."""
    certificates: str
    certify: tuple[tuple[str, str], ...]
    """For which bodies this person may certify it: text and address of each button."""

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        pieces: Pieces,
        summary: Mapping[str, Any],
        *,
        outdated: str,
        rests_on: Iterable[str],
        facts: Iterable[Fact],
        certified: str = "",
        certify: Iterable[tuple[str, str]] = (),
    ) -> ResultsPage:
        run = pieces.run
        place = Place.of(partnership, run)
        names = [name for name, _ in summary["sections"]]
        first = pieces.section("who-gains") if "who-gains" in names else None
        return cls(
            name=partnership.name,
            caption=f"Run {run.number}",
            back=reverse("runs", args=[partnership.reference]),
            outdated=outdated,
            answer_id=summary["answer_id"],
            sentence=summary["sentence"],
            banner=summary["banner"],
            big=tuple(_big(summary)),
            reasons=tuple(summary["reasons"]),
            conditions_heading=summary["conditions_heading"],
            conditions=tuple(summary["conditions"]),
            instead=tuple(summary["instead"]),
            parts=() if first is None else tuple(parts_of(place, pieces, first)),
            sections=tuple(
                (heading, place.section(name))
                for name, heading in summary["sections"]
                if name != "who-gains"
            ),
            ways_on=(
                ("Move a figure and see what becomes of the answer", place("what-if")),
                ("Compare with another run", place("compare-runs")),
                (
                    "Papers: business case, brief, decision papers",
                    reverse("papers", args=[partnership.reference]),
                ),
            ),
            opened=tuple(
                (said, place.figure(trace))
                for said, trace in (
                    ("How the joint gain was worked out", "gain" if summary["gain"] else ""),
                    ("How likely all together lose", "chance-of-loss" if summary["gain"] else ""),
                    ("How the verdict was reached", "verdict"),
                )
                if trace
            ),
            facts=tuple(facts),
            rests_on=tuple(rests_on),
            download=place("download-run"),
            certified=certified,
            certificates=place("certificates"),
            certify=tuple(certify),
        )


def _big(summary: Mapping[str, Any]) -> Iterator[BigFigure]:
    if not summary["gain"]:
        return
    range_ = f"; 8 in 10 between {summary['gain_range']}" if summary["gain_range"] else ""
    yield BigFigure(
        said=summary["gain"],
        what=f"gained by all together beyond the best each could do alone{range_}; "
        f"{summary['basis']}"
        if not summary["gain_is_loss"]
        else f"lost by all together against the best each could do alone{range_}; "
        f"{summary['basis']}",
        tone="loss" if summary["gain_is_loss"] else "gain",
    )
    n_losing, n_partners = summary["n_losing"], summary["n_partners"]
    yield BigFigure(
        said=f"{n_partners - n_losing} of {n_partners}",
        what="partners gain under the split proposed",
        tone="loss" if n_losing else "gain",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    """One subject of a run's results."""

    heading: str
    name: str
    caption: str
    back: str
    parts: tuple[ShownPart, ...]
    others: tuple[tuple[str, str], ...]
    ways_on: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        pieces: Pieces,
        section: Mapping[str, Any],
        summary: Mapping[str, Any],
    ) -> SectionPage:
        place = Place.of(partnership, pieces.run)
        ways_on = []
        if section["id"] == "what-would-change-it":
            ways_on.append(("Move any figure and see for yourself", place("what-if")))
        if section["id"] == "rests-on":
            figures = reverse("figures", args=[partnership.reference])
            ways_on.append(("What each body spends today: the figures", figures))
        return cls(
            heading=section["heading"],
            name=partnership.name,
            caption=f"Run {pieces.run.number}",
            back=place("run"),
            parts=tuple(parts_of(place, pieces, section)),
            others=tuple(
                (heading, place.section(name))
                for name, heading in summary["sections"]
                if name not in (section["id"], "who-gains")
            ),
            ways_on=tuple(ways_on),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownInput:
    name: str
    said: str
    source: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePage:
    """One figure opened: its sum in words, what went into it, and where that comes from."""

    name: str
    said: str
    formula: str
    inputs: tuple[ShownInput, ...]
    partnership: str
    caption: str
    back: str
    id: str

    @classmethod
    def of(cls, partnership: Partnership, run: Run, trace: Mapping[str, Any]) -> TracePage:
        place = Place.of(partnership, run)
        return cls(
            name=trace["name"],
            said=trace["said"],
            formula=trace["formula"],
            inputs=tuple(
                ShownInput(
                    name=one["name"],
                    said=one["said"],
                    source="; ".join(part for part in (one["source"], one["grade"]) if part),
                    address=place.figure(one["trace"]),
                )
                for one in trace["inputs"]
            ),
            partnership=partnership.name,
            caption=f"Run {run.number}",
            back=place("run"),
            id=trace["id"],
        )
