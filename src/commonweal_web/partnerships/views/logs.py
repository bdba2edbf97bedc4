"""The log: of a partnership, of what concerns a body, and of the site itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal_web.bodies.queries.bodies import find_body
from commonweal_web.core.audit import Chain
from commonweal_web.core.audit.log import (
    LogFilter,
    entries_of_body,
    entries_of_chain,
    entry_of,
)
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.policy import THE_SITE, Action, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.records import LogForm
from commonweal_web.partnerships.permissions.records import own_bodies
from commonweal_web.partnerships.presenters.log import HEADINGS, LogPage, kinds_met, sheet_of
from commonweal_web.partnerships.queries.partnerships import find_partnership

__all__ = ["body_log", "partnership_log", "site_log"]

PER_PAGE = 50
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def partnership_log(request: HttpRequest, reference: str) -> HttpResponseBase:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    check(standing, Action.SEE_PARTNERSHIP_LOG, partnership.to_thing())
    return _answer(
        request,
        entries_of_chain(Chain.of(partnership.pk), own_bodies=own_bodies(standing, partnership)),
        name=partnership.reference,
        heading=f"What happened in {partnership.name}",
        text="Everything that changed something, newest first. Nothing here can be altered: each "
        "entry is chained to the one before it.",
        back=reverse("partnership", args=[reference]),
        back_text=partnership.name,
    )


@require_safe
def body_log(request: HttpRequest, reference: str) -> HttpResponseBase:
    standing = standing_of_request(request)
    body = find_body(standing, reference)
    check(standing, Action.SEE_BODY_LOG, body.to_thing())
    return _answer(
        request,
        entries_of_body(body.pk),
        name=body.reference,
        heading=f"What concerns {body.name}",
        text="Its people, roles and keys, and its part in each partnership, newest first.",
        back=reverse("body", args=[reference]),
        back_text=body.name,
    )


@require_safe
def site_log(request: HttpRequest) -> HttpResponseBase:
    standing = standing_of_request(request)
    check(standing, Action.KEEP_SITE, THE_SITE)
    return _answer(
        request,
        entries_of_chain(Chain.site(), own_bodies=()),
        name="site",
        heading="What happened on this site",
        text="People, bodies, keys and backups, newest first. What happens in a partnership is in "
        "its own log, for its own people.",
        back=reverse("keep-site"),
        back_text="Keeping this site",
    )


def _answer(
    request: HttpRequest, entries: QuerySet[AuditEvent], *, name: str, **said: str
) -> HttpResponseBase:
    kinds = entries.order_by().values_list("event", flat=True).distinct()
    form = LogForm(request.GET, kinds=kinds_met(kinds))
    # A kind that is none of those there is shows everything, with the form's word on it.
    chosen = form.cleaned_data if form.is_valid() else {}
    narrowed = LogFilter(kind=chosen.get("kind", ""), who=chosen.get("who", "").strip())
    found = narrowed.narrow(entries)
    if request.GET.get("form") == "csv":
        return _sheet(found, name)
    leaf = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page = LogPage.of(**said, leaf=leaf, entries=[entry_of(row) for row in leaf], narrowed=narrowed)
    return _page(request, form, page)


def _page(request: HttpRequest, form: LogForm, page: LogPage) -> HttpResponse:
    return render(request, "partnerships/log.html.jinja", {"form": form, "page": page})


class _Echo:
    """What a writer of CSV writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def _sheet(entries: QuerySet[AuditEvent], name: str) -> StreamingHttpResponse:
    writer: Any = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        # Spreadsheets of officers read UTF-8 where it is marked as such.
        yield "\ufeff" + writer.writerow(HEADINGS)
        for line in sheet_of(entry_of(row) for row in entries.iterator(chunk_size=500)):
            yield writer.writerow([_harmless(cell) for cell in line])

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="log-{name}.csv"'
    return answer


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
