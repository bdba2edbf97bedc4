"""Saving figures: typed page by page, read from a sheet, taken over; assumptions signed off."""

from .typing import MeanwhileError, Typed, restore_version, save_change

__all__ = ["MeanwhileError", "Typed", "restore_version", "save_change"]
