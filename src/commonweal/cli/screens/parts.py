"""What several screens share: paragraphs, lists, tables that fit the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = [
    "MOST_WIDTH",
    "bullets",
    "heading",
    "paragraph",
    "plural",
    "table",
    "table_width",
    "width_of",
]

#: Longer lines than this are hard to read, however wide the terminal.
MOST_WIDTH = 100
_INDENT = 2
_GAP = 3


def width_of(console: Console) -> int:
    """Return how many characters a line may hold."""
    return max(20, min(console.width, MOST_WIDTH))


def paragraph(console: Console, text: str, style: str = "", *, indent: int = 0) -> None:
    """Print text, wrapped at words to the terminal or to a readable width."""
    _print_hanging(console, " " * indent, text, style)


def heading(console: Console, text: str, *, small_print: str = "") -> None:
    """Print a heading after a blank line, and below it what its figures are counted in."""
    console.print()
    paragraph(console, text, "bold")
    if small_print:
        paragraph(console, small_print, "dim")


def bullets(console: Console, texts: Iterable[str]) -> None:
    """Print texts as a list whose wrapped lines hang."""
    for text in texts:
        _print_hanging(console, f"{' ' * _INDENT}• ", text, "")


def _print_hanging(console: Console, lead: str, text: str, style: str) -> None:
    wrapped = Text(text, style=style).wrap(console, width_of(console) - len(lead))
    for number, line in enumerate(wrapped):
        line.rstrip()
        console.print(Text(lead if not number else " " * len(lead)) + line, soft_wrap=True)


def table(
    console: Console, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str | Text]]
) -> None:
    """Print a table. Each column is its heading and `left`, `label` or `right`.

    Labels stand left and, like figures, never wrap.
    """
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="")
    for name, side in columns:
        is_figure = side == "right"
        shown.add_column(
            Text(name, style="dim"),
            justify="right" if is_figure else "left",
            no_wrap=is_figure or side == "label",
            overflow="fold",
        )
    for row in rows:
        shown.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    options = console.options.update(width=width_of(console) - _INDENT)
    for line in console.render_lines(shown, options, pad=False):
        said = Text.assemble(
            " " * _INDENT, *((segment.text, segment.style or "") for segment in line)
        )
        # Trailing blanks would be carried along by whoever copies the table.
        said.rstrip()
        console.print(said, soft_wrap=True)


def table_width(columns: Sequence[Sequence[str]]) -> int:
    """Return the width of a table none of whose columns, heading first, would wrap."""
    widest = [max(map(cell_len, column), default=0) for column in columns]
    return _INDENT + sum(widest) + _GAP * max(0, len(widest) - 1)


def plural(count: int, thing: str, things: str = "") -> str:
    """Say how many: "1 warning", "3 warnings", "no warnings"."""
    said = f"{count:,}" if count else "no"
    return f"{said} {thing}" if count == 1 else f"{said} {things or thing + 's'}"
