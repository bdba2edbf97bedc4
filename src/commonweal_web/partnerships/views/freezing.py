"""Signing figures, and the page that says who has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.presenters.freezing import SignaturesPage
from commonweal_web.partnerships.queries.freezing import signing_of
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_document
from commonweal_web.partnerships.services.freezing import sign_document


@require_safe
def signatures(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    talk_about(request, partnership, "signatures")
    page = SignaturesPage.of(standing, partnership, signing_of(partnership))
    tables = (page.signatures, page.earlier, page.fingerprints)
    file = taken(request, tables, name=f"{reference}-signatures")
    return file or render(
        request,
        "partnerships/signatures.html.jinja",
        {"page": page, "take": taking(request), "width": "full"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    standing = standing_of_request(request)
    document = find_document(standing, find_partnership(standing, reference), pk)
    permissions.check_can_sign(person(request), document)
    by = (
        "By signing you say that the partners may rest their appraisal on what is held in common."
        if document.body is None
        else f"{document.prepared_as} prepared these figures. By signing you say, as the officer "
        "who answers for your body’s finances, that its decision may rest on them."
    )
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Sign version {document.version} of {document.title}",
            texts=(
                by,
                "Once everybody has signed, all figures are frozen. After that they change only "
                "with a reason that every partner sees.",
            ),
            submit="Sign",
            back=reverse("document", args=[reference, pk]),
        ),
        act=lambda _: sign_document(by=person(request), document=document),
        then=reverse("signatures", args=[reference]),
        done="Signed",
    )
