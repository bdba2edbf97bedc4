"""Every version of a part: what changed, and bringing one back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.figures.forms import RestoreForm
from commonweal_web.figures.presenters import ChangesPage, VersionsPage
from commonweal_web.figures.queries import changes_in, find_part, versions_of
from commonweal_web.figures.services import restore_version
from commonweal_web.partnerships.queries.partnerships import find_partnership


@require_safe
def versions(request: HttpRequest, reference: str, holder: str) -> HttpResponse:
    standing = standing_of_request(request)
    part = find_part(standing, find_partnership(standing, reference), holder)
    page = VersionsPage.of(part, versions_of(part.partnership, part.body))
    return render(request, "figures/versions.html.jinja", {"page": page})


@require_safe
def changes(request: HttpRequest, reference: str, holder: str, version: int) -> HttpResponse:
    standing = standing_of_request(request)
    part = find_part(standing, find_partnership(standing, reference), holder)
    document = part.partnership.documents.filter(body=part.body, version=version).first()
    if document is None:
        raise HiddenError
    page = ChangesPage.of(part, document, changes_in(part, document))
    return render(request, "figures/changes.html.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, reference: str, holder: str, version: int) -> HttpResponse:
    standing = standing_of_request(request)
    part = find_part(standing, find_partnership(standing, reference), holder)
    if not part.partnership.documents.filter(body=part.body, version=version).exists():
        raise HiddenError
    return answer_form(
        request,
        form=RestoreForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Bring back version {version}?",
            texts=("It becomes a new draft. The versions that came after it are kept.",),
            submit="Bring it back",
            back=reverse("part-versions", args=[reference, holder]),
        ),
        act=lambda _: restore_version(
            by=person(request), partnership=part.partnership, body=part.body, version=version
        ),
        then=reverse("part", args=[reference, holder]),
        done=f"Version {version} is brought back, as a draft.",
    )
