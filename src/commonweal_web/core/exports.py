"""A table, or a file that was kept, as an answer to be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse

from commonweal_web.core.policy import HiddenError

if TYPE_CHECKING:
    from commonweal.reports.tables import Table

__all__ = ["CONTENT_TYPES", "file_answer", "table_answer"]

#: What browsers are told of a file, by its ending.
CONTENT_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "toml": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_answer(data: bytes | str, name: str) -> HttpResponse:
    """Return a file to be saved under a name, never shown as a page of ours.

    Raises
    ------
    KeyError
        The name's ending is none that we send: a defect of ours.
    """
    answer = HttpResponse(data, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def table_answer(
    table: Table, form: str, *, name: str, about: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """Return a table as CSV or as a workbook; `about` are facts for the workbook's first sheet.

    Raises
    ------
    HiddenError
        There is no such form.
    """
    from commonweal.reports.taking_away import table_csv, table_workbook

    if form == "csv":
        return file_answer(table_csv(table), f"{name}.csv")
    if form == "xlsx":
        return file_answer(table_workbook(table, about=about), f"{name}.xlsx")
    raise HiddenError
