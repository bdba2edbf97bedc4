"""Keeping the rows of somebody's own sheet as a draft, and which of its columns is what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.errors import InputError
from commonweal.tables import Headings, as_compared
from commonweal_web.core.asking import person_of
from commonweal_web.figures.models import RememberedColumns
from commonweal_web.figures.queries import Part
from commonweal_web.figures.sheets import ReadSheet, Target
from commonweal_web.figures.sheets.reading import Mapped
from commonweal_web.partnerships.models import WaitingFile
from commonweal_web.partnerships.services.waiting import drop_file

from .typing import Typed, save_change

__all__ = ["keep_sheet"]


def keep_sheet(
    *,
    by: Any,
    part: Part,
    target: Target,
    read: ReadSheet,
    headings: Headings,
    mapped: Mapped,
    file: WaitingFile,
    instead: bool,
) -> Typed:
    """Save the rows that could be read as the next draft, and remember the columns.

    Raises
    ------
    InputError
        No row could be read.
    PolicyError, CommonwealError, MeanwhileError
        As `save_change` says.
    """
    if not read.rows:
        raise InputError(
            "No row of the sheet could be taken.",
            hint="Look at what is wrong with them, and at which column is what.",
        )
    rows = [_of_holder(part, target, row) for row in read.rows]

    def change(values: dict[str, Any]) -> dict[str, Any]:
        return target.with_rows(values, _with_own_ids(part, target, values, rows), instead=instead)

    typed = save_change(
        by=by,
        partnership=part.partnership,
        body=part.body,
        path=target.path,
        version=part.version,
        change=change,
        note=f"{target.title}: {len(read.rows):,} rows from {file.file_name}",
    )
    _remember(by, part, target, headings, mapped)
    drop_file(file)
    return typed


def _of_holder(part: Part, target: Target, row: Mapping[str, Any]) -> dict[str, Any]:
    needs_body = target.model is not None and "body" in target.model.model_fields
    own = {"body": part.body.reference} if needs_body and part.body is not None else {}
    return dict(row) | own


def _with_own_ids(
    part: Part, target: Target, values: Mapping[str, Any], rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the rows with short names that nothing else in the partnership's list has."""
    if target.model is None or "id" not in rows[0]:
        return rows
    section = str(target.path[0])
    start = "" if part.body is None else f"{part.body.reference}-"
    here = [*values.get(section, ()), *part.case.values.get(section, ())]
    taken = {str(one.get("id")) for one in here}
    named = []
    for row in rows:
        wanted = f"{start}{row['id']}"[:70].strip("-")
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name)
        named.append(row | {"id": name})
    return named


def _remember(by: Any, part: Part, target: Target, headings: Headings, mapped: Mapped) -> None:
    who = person_of(by)
    held = (
        {"body": part.body, "partnership": None}
        if part.body is not None
        else {"body": None, "partnership": part.partnership}
    )
    found = RememberedColumns.objects.filter(**held, kind=target.kind).first()
    words = dict(found.words) if found is not None else {}
    for key, said in mapped.words.items():
        words[key] = words.get(key, {}) | dict(said)
    RememberedColumns.objects.update_or_create(
        **held,
        kind=target.kind,
        defaults={
            "columns": {
                as_compared(headings.names[position]): key
                for key, position in mapped.positions.items()
            },
            "words": words,
            "unit": mapped.unit,
            "confirmed_as": who.name if who is not None else "a key",
        },
    )
