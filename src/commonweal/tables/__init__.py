"""Tables: figures that carry their labels, and which column of somebody's sheet is what."""

from .labelled import LabelledTable, safe_cell
from .matching import Guess, Wanted, match_columns

__all__ = ["Guess", "LabelledTable", "Wanted", "match_columns", "safe_cell"]
