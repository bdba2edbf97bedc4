"""How a workbook looks: one place for fonts, fills and number formats."""

from __future__ import annotations

from typing import Any

from .leaves import Leaf

__all__ = ["LINE", "RIGHT", "Styles", "is_number", "number_format"]

FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
DARK = "#12436D"
GREY = "#505A5F"
#: Behind what is there to be read and not to be filled in.
PALE = "#F3F2F1"
#: Under each filled row, for printing and for programs that draw no table styles.
LINE = {"bottom": 1, "bottom_color": "#B1B4B6"}

HEADING = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": DARK,
    "text_wrap": True,
    "valign": "vcenter",
}
#: Numbers stand to the right, with room before the text of the next column.
RIGHT = {"align": "right", "indent": 1}


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.title = self.of(font_size=18, bold=True, font_color=DARK)
        self.lead = self.of(font_size=11)
        self.heading = self.of(**HEADING)
        self.heading_of_numbers = self.of(**HEADING, **RIGHT)
        self.meaning = self.of(font_size=9, font_color=GREY, text_wrap=True)
        self.unit = self.of(font_size=9, italic=True, font_color=GREY, text_wrap=True)
        self.link = self.of(font_color="#1D70B8", underline=1)
        self.plain = self.of(text_wrap=True)
        self.told = self.of(text_wrap=True, bg_color=PALE, **LINE)
        self.bold = self.of(bold=True, text_wrap=True)

    def of(self, **how: Any) -> Any:
        """Return the format with these properties beside the font that all have."""
        key = tuple(sorted(how.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, **how})
        return self._made[key]

    def of_leaf(
        self,
        leaf: Leaf,
        *,
        has_pence: bool = False,
        is_lined: bool = True,
        is_answer: bool = False,
    ) -> Any:
        """Return the format of a cell that holds what a leaf says; answers stand to the left."""
        pattern = number_format(leaf, has_pence=has_pence)
        side = RIGHT if is_number(leaf) else {"text_wrap": True}
        side = {"align": "left", "text_wrap": True} if is_answer else side
        return self.of(num_format=pattern, **side, **(LINE if is_lined else {}))


def is_number(leaf: Leaf) -> bool:
    return leaf.kind in ("whole", "number", "estimate")


def number_format(leaf: Leaf, *, has_pence: bool = False) -> str:
    """Return how Excel shows what a leaf holds. Text is marked as text, so that `=1+1` typed over
    a text stays one, and 2011-12 does not become a month."""
    if is_number(leaf):
        if leaf.unit.startswith("pounds"):
            return "#,##0.00;-#,##0.00" if has_pence else "#,##0;-#,##0"
        if leaf.is_share:
            return "0.0##%"
        return "0" if leaf.kind == "whole" else "General"
    if leaf.kind == "day":
        return "d mmm yyyy"
    if leaf.kind == "list" and leaf.item is not None and leaf.item.kind == "number":
        return "General"
    return "@"
