"""The workbook as the partnership file's twin: the same case, for people who live in Excel."""

from .gathering import Aside
from .reading import WorkbookReading, read_workbook
from .writing import write_workbook

__all__ = ["Aside", "WorkbookReading", "read_workbook", "write_workbook"]
