"""A paper as one circle of readers may have it: nothing in it tells one person's pay.

What must be kept back is decided by the same reader as for the pages of a run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any

from commonweal.reports.charts import SwingChart
from commonweal.reports.papers import Paper, Section, Trace, cited_traces
from commonweal.reports.papers.withholding import reached
from commonweal_web.appraisals.seeing import Reader

__all__ = ["shielded"]

#: Lines of a body's baseline of which no part is anybody's pay.
_OPEN_LINES = (
    "volumes", "costs, systems", "costs, accommodation", "costs, supplies", "costs, contracts",
)  # fmt: skip


def shielded(paper: Paper, reader: Reader, *, names: Mapping[str, str]) -> Paper:
    """Return a paper without what its readers may not be told; `names` are bodies', by id."""
    if not reader.sums:
        return paper
    found: Paper = _shown(
        replace(
            paper,
            traces=tuple(_closed(trace, reader) for trace in paper.traces),
            sections=tuple(_section(section, reader, names) for section in paper.sections),
        ),
        reader,
    )
    return replace(found, traces=reached(found.traces, cited_traces(found)))


def _section(section: Section, reader: Reader, names: Mapping[str, str]) -> Section:
    blocks: list[Any] = []
    for block in section.blocks:
        table = getattr(block, "table", None)
        if table is None:
            blocks.append(block)
        elif isinstance(block, SwingChart):
            blocks += _without_pay(block, reader, names)
        elif reader.hides(asdict(block)):
            # A drawing cannot be told in part.
            blocks.append(table)
        else:
            blocks.append(block)
    inner = tuple(_section(one, reader, names) for one in section.sections)
    return replace(section, blocks=tuple(blocks), sections=inner)


def _without_pay(chart: SwingChart, reader: Reader, names: Mapping[str, str]) -> list[Any]:
    """Return a tornado without lines of pay: how far one swings would tell what somebody earns."""
    starts = tuple(f"{names[body]}'s " for body in reader.bodies if body in names)
    keep = [
        not row.name.startswith(starts) or row.name.partition("'s ")[2].startswith(_OPEN_LINES)
        for row in chart.rows
    ]
    if not any(keep):
        return []
    rows = tuple(row for row, is_kept in zip(chart.rows, keep, strict=True) if is_kept)
    kept = tuple(row for row, is_kept in zip(chart.table.rows, keep, strict=True) if is_kept)
    return [replace(chart, rows=rows, table=replace(chart.table, rows=kept))]


def _closed(trace: Trace, reader: Reader) -> Trace:
    shown = reader.trace(asdict(trace))
    if shown["inputs"]:
        return trace
    return replace(
        trace, name=shown["name"], said=shown["said"], formula=shown["formula"], inputs=()
    )


def _shown(value: Any, reader: Reader) -> Any:
    """Return values with each figure that must be kept back out of every text of theirs."""
    if isinstance(value, str):
        return reader.shown(value)
    if isinstance(value, tuple):
        return tuple(_shown(inner, reader) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        # What the figures rest on names no sum of anybody's.
        changed = {
            field.name: _shown(getattr(value, field.name), reader)
            for field in fields(value)
            if field.name not in ("id", "trace", "stamp")
        }
        return replace(value, **changed)
    return value
