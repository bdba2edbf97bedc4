"""Words and figures in what bodies have given, as one reader may see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse

from commonweal.partnership.workbook.words import heading_of, sheet_words
from commonweal.services import catalogue
from commonweal_web.core.finding import Found, Sought
from commonweal_web.core.policy import ForbiddenError, HiddenError
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.permissions.records import check_can_see
from commonweal_web.partnerships.queries.records import CURRENT, WEIGHTY, part_seen

__all__ = ["figures", "lines_of"]

#: The newest versions that are looked through: each is read whole, as this reader may see it.
_MOST_READ = 40
_MOST_LINES = 3
_NAMES = ("name", "title", "label", "what", "service", "id", "on", "body")
_State = Document.State


def figures(sought: Sought) -> Iterator[Found]:
    """Yield each version that stands, or is being written, with the lines where the words are.

    Whether somebody may see a version is asked before any word of it is looked at.
    """
    seen = [one.pk for one in _light(sought) if _is_seen(sought, one)][:_MOST_READ]
    # The database is not asked for the words: it would look through what is kept back from this
    # reader, and miss the sums in which that is shown.
    read = Document.objects.filter(pk__in=seen).defer("text").select_related("body")
    for document in read.order_by("-pk"):
        document.partnership = sought.partnerships[document.partnership_id]
        found = _found_in(sought, document)
        if found is not None:
            yield found


def _light(sought: Sought) -> Iterator[Document]:
    """Yield the versions that may be of use, newest first, without their texts."""
    rows = (
        Document.objects.filter(
            partnership__in=list(sought.partnerships),
            state__in=[_State.DRAFT, _State.RETURNED, *CURRENT],
        )
        .defer(*WEIGHTY)
        .select_related("body")
        .order_by("-pk")
    )
    for document in rows:
        document.partnership = sought.partnerships[document.partnership_id]
        yield document


def _is_seen(sought: Sought, document: Document) -> bool:
    try:
        check_can_see(sought.standing, document)
    except (HiddenError, ForbiddenError):
        return False
    return True


def _found_in(sought: Sought, document: Document) -> Found | None:
    whose = "Held in common" if document.body is None else f"Figures of {document.body.name}"
    title = f"{whose}, version {document.version}"
    part, _ = part_seen(sought.standing, document)
    given = " ".join(part for part in (document.file_name, document.note) if part)
    found = [line for line in dict.fromkeys(lines_of(part)) if sought.is_in(whose, line)]
    # An answer that holds the words says more than one that stands beneath them.
    found.sort(key=lambda line: (not _answers(sought, line), not _is_figure(line)))
    if not found and not sought.is_in(title, given):
        return None
    more = len(found) - _MOST_LINES
    said = ". ".join(found[:_MOST_LINES]) or given or document.get_state_display()
    return Found(
        title=title,
        said=said + (f". And in {more} more places" if more > 0 else ""),
        address=reverse("document", args=[document.partnership.reference, document.pk]),
        within=document.partnership.name,
        at=document.prepared_at,
    )


def _answers(sought: Sought, line: str) -> bool:
    return sought.is_partly_in(line.rpartition(": ")[2])


def _is_figure(line: str) -> bool:
    return line[-1:].isdecimal()


def lines_of(values: Any, keys: tuple[str, ...] = (), above: str = "") -> Iterator[str]:
    """Yield every answer of a part as a line: "Baselines, Building control, Staff: 412,000"."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            name = sheet_words((*keys, key))[0] if isinstance(value, list) else heading_of((key,))
            yield from lines_of(value, (*keys, str(key)), f"{above}, {name}" if above else name)
    elif isinstance(values, list):
        for row in values:
            name = _row_name(row)
            yield from lines_of(row, keys, f"{above}, {name}" if name else above)
    elif values not in (None, ""):
        yield f"{above}: {_said(values)}"


def _row_name(row: Any) -> str:
    if not isinstance(row, Mapping):
        return ""
    said = next((str(row[key]) for key in _NAMES if row.get(key)), "")
    return _SERVICES.get(said, said)


_SERVICES = {service.id: service.name for service in catalogue().services}


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        # A year is written as one: nobody says 2,026.
        return f"{value}" if 1900 <= value <= 2200 else f"{value:,.10g}"
    return str(value)
