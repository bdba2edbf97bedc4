"""Versions of an agreement: kept whole, compared, taken away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.agreement import matters, write_agreement
from commonweal_web.agreements.models import Agreement
from commonweal_web.agreements.presenters.passing import VersionPage, VersionsPage
from commonweal_web.agreements.queries import (
    content_of,
    find_body,
    find_version,
    positions_of,
    with_positions,
)
from commonweal_web.appraisals.policies import one_of_few
from commonweal_web.bodies.models import Body
from commonweal_web.core.exports import file_answer
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.web import check_rate
from commonweal_web.papers.queries import template_of

from .finding import AtHand, find

_FORMS = frozenset({"docx", "pdf", "html"})


@require_safe
def versions(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    page = VersionsPage.of(
        at.agreement,
        at.agreement.versions.defer("text"),
        {row.id: row.heading for row in matters()},
    )
    return render(request, "agreements/versions.html.jinja", {"page": page})


@require_safe
def version(request: HttpRequest, reference: str, number: int, version: int) -> HttpResponse:
    """One version, compared with the one before it or any other."""
    at = find(request, reference, number)
    shown = find_version(at.agreement, version)
    asked = request.GET.get("against", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 9 else version - 1
    against = find_version(at.agreement, wanted) if wanted > 0 and wanted != version else None
    page = VersionPage.of(
        at.agreement,
        shown,
        content_of(shown),
        against=against,
        before=None if against is None else content_of(against),
        numbers=list(at.agreement.versions.values_list("number", flat=True)),
        templates=[body for body in _own(at) if template_of(body) is not None],
    )
    return render(request, "agreements/version.html.jinja", {"page": page})


def _own(at: AtHand) -> list[Body]:
    return [body for body in at.bodies() if at.standing.roles_in(body.pk)]


@require_safe
def take(
    request: HttpRequest, reference: str, number: int, version: int, form: str
) -> HttpResponse:
    """A version as a file; of a draft with the bodies' positions, in Word as comments."""
    at = find(request, reference, number)
    shown = find_version(at.agreement, version)
    content = content_of(shown)
    name = f"{reference}-agreement-{number}-version-{version}.{form}"
    if form == "toml":
        return file_answer(write_agreement(content), name)
    if form not in _FORMS:
        raise HiddenError
    check_rate(request, "agreements", most=60, seconds=300)
    template = None
    wanted = request.GET.get("template", "")
    if wanted and form == "docx":
        body = find_body(at.partnership, wanted)
        kept = template_of(body) if body in _own(at) else None
        if kept is None:
            raise HiddenError
        template = kept.data
    is_signed = at.agreement.state in (Agreement.State.SIGNED, Agreement.State.SUPERSEDED)
    as_draft = not (is_signed and shown.signings.exists())
    if as_draft and shown.number == at.version.number:
        content = with_positions(content, positions_of(at.agreement))
    # What lays papers out is heavy: only a request for a file loads it.
    from commonweal.reports.agreements import render_agreement

    with one_of_few():
        data = render_agreement(content, form, template=template, as_draft=as_draft)
    return file_answer(data, name)
