"""Tables with a column for each partner, broken into as many as the terminal needs."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from .parts import table, table_width, width_of

__all__ = ["across"]


def across(
    console: Console,
    lead: tuple[str, Sequence[str]],
    columns: Sequence[tuple[str, Sequence[str]]],
) -> None:
    """Print a leading column and as many figure columns beside it as fit, then the next block.

    Each column is its heading and its cells. The leading column never wraps.
    """
    heading, labels = lead
    rest = list(columns)
    while rest:
        count = len(rest)
        while count > 1 and table_width([[heading, *labels], *_cells(rest[:count])]) > width_of(
            console
        ):
            count -= 1
        block, rest = rest[:count], rest[count:]
        table(
            console,
            ((heading, "label"), *((name, "right") for name, _ in block)),
            [(label, *(cells[row] for _, cells in block)) for row, label in enumerate(labels)],
        )
        if rest:
            console.print()


def _cells(columns: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
    return [[name, *cells] for name, cells in columns]
