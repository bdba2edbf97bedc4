"""A table, or a file that was kept, as an answer to be taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse

from commonweal_web.core.policy import HiddenError

if TYPE_CHECKING:
    from commonweal.reports.tables import Table

__all__ = ["CONTENT_TYPES", "file_answer", "table_answer", "taken", "taking"]

#: What browsers are told of a file, by its ending.
CONTENT_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
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


def taking(request: HttpRequest) -> str:
    """Return the address by which a page's tables are taken, without the table's name at its end.

    It asks the page itself, with all that its address says, so that what was tried comes along.
    """
    query = request.GET.copy()
    query.pop("take", None)
    return f"{request.path}?{query.urlencode()}&take=" if query else f"{request.path}?take="


def taken(
    request: HttpRequest,
    tables: Iterable[Table | None],
    *,
    name: str,
    about: Sequence[tuple[str, str]] = (),
) -> HttpResponse | None:
    """Return the table of a page that its address asks to take away; None where it asks for none.

    Raises
    ------
    HiddenError
        The page has no such table for this reader, or there is no such form.
    """
    wanted = request.GET.get("take", "")
    if not wanted:
        return None
    table_id, _, form = wanted.rpartition(".")
    for table in tables:
        if table is not None and table.id == table_id:
            return table_answer(table, form, name=f"{name}-{table_id}", about=about)
    raise HiddenError
