"""Tables: figures that carry their labels, and which column of somebody's sheet is what."""

from .labelled import LabelledTable, safe_cell
from .matching import Guess, Wanted, as_compared, match_columns
from .sheets import Headings, OwnRow, OwnSheet, find_headings, headings_at, rows_below

__all__ = [
    "Guess",
    "Headings",
    "LabelledTable",
    "OwnRow",
    "OwnSheet",
    "Wanted",
    "as_compared",
    "find_headings",
    "headings_at",
    "match_columns",
    "rows_below",
    "safe_cell",
]
