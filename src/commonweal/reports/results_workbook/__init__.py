"""The results workbook: the run as live formulas that an officer can trace, change and recalculate.

What flows in: a `Deal` and the reader report of its file. What flows out: the bytes of a workbook.
"""

from .workbook import results_workbook

__all__ = ["results_workbook"]
