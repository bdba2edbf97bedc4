"""Marks of figures in print: those that follow one another are said from first to last."""

from __future__ import annotations

from collections.abc import Sequence

from .laid import Opened

__all__ = ["runs_of"]


def runs_of(sources: Sequence[Opened]) -> list[tuple[Opened, ...]]:
    """Return marks in their order, each alone or, where three or more follow, first and last."""
    ordered = sorted(sources, key=_place)
    runs: list[list[Opened]] = []
    for source in ordered:
        if runs and _place(source) == _place(runs[-1][-1]) + 1:
            runs[-1].append(source)
        else:
            runs.append([source])
    said: list[tuple[Opened, ...]] = []
    for run in runs:
        if len(run) > 2:
            said.append((run[0], run[-1]))
        else:
            said.extend((source,) for source in run)
    return said


def _place(source: Opened) -> int:
    return int(source.mark.removeprefix("F"))
