"""A body's own sheet, of any shape: opened, its columns matched, its rows read with a report."""

from .opening import open_sheets
from .reading import ReadSheet, read_sheet
from .targets import Target, target_at

__all__ = ["ReadSheet", "Target", "open_sheets", "read_sheet", "target_at"]
