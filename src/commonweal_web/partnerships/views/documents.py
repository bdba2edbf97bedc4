"""Pages of figures: everybody's, one version, uploading, submitting, certifying."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.partnership import read_values, write_toml
from commonweal.partnership.holdings import COMMON
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.bodies.models import Body
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.partnerships.forms.records import ConfirmForm, LiftForm, ReturnForm
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.presenters.documents import (
    IN_COMMON,
    DocumentPage,
    FiguresPage,
)
from commonweal_web.partnerships.presenters.freezing import say_frozen
from commonweal_web.partnerships.queries.freezing import freeze_in_force, is_frozen
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import (
    case_of,
    documents_for,
    find_document,
    has_been_given,
    part_seen,
)
from commonweal_web.partnerships.reading import json_text
from commonweal_web.partnerships.services import documents as services

_FORM = ["GET", "HEAD", "POST"]
MOST_DOUBTS = 3
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _found(request: HttpRequest, reference: str, pk: int) -> tuple[Partnership, Document]:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    return partnership, find_document(standing, partnership, pk)


def _address(document: Document) -> str:
    return reverse("document", args=[document.partnership.reference, document.pk])


@require_safe
def figures(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    documents = documents_for(standing, partnership)
    page = FiguresPage.of(
        standing,
        partnership,
        documents=documents,
        is_begun=any(one.body_id is None and one.submitted_at for one in documents),
        frozen=say_frozen(freeze_in_force(partnership)),
        given=has_been_given(partnership) if partnership.is_waiting else frozenset(),
    )
    return render(request, "partnerships/figures.html.jinja", {"page": page})


def _holder(partnership: Partnership, holder: str) -> Body | None:
    if holder == IN_COMMON:
        return None
    for partner in partnership.partners.all():
        if partner.body.reference == holder:
            return partner.body
    raise HiddenError


@require_safe
def show(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership, document = _found(request, reference, pk)
    part, withheld = part_seen(standing, document)
    talk_about(request, partnership, f"document/{document.pk}")
    page = DocumentPage.of(standing, partnership, document, part=part, withheld=withheld)
    file = taken(request, page.tables, name=f"{reference}-document-{document.pk}")
    return file or render(
        request,
        "partnerships/document.html.jinja",
        {"page": page, "take": taking(request), "width": "full"},
    )


@require_http_methods(_FORM)
def submit(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    _, document = _found(request, reference, pk)
    permissions.check_can_submit(person(request), document)
    frozen = is_frozen(document.partnership)
    return answer_form(
        request,
        form=LiftForm(request.POST or None)
        if frozen
        else ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Submit version {document.version}",
            texts=(
                "The partners will see it, and what was submitted before is superseded.",
                "A cost that could be one person’s pay is shown to them only in a larger sum.",
            ),
            warning="Everybody has signed the figures that stand, and they are frozen. Submitting "
            "others lifts the freeze: they are to be certified and signed again."
            if frozen
            else "",
            submit="Submit to the partners",
            back=_address(document),
        ),
        act=lambda said: services.submit_document(
            by=person(request), document=document, reason=said.get("reason", "").strip()
        ),
        then=_address(document),
        done="Submitted, and the freeze is lifted" if frozen else "Submitted",
    )


@require_http_methods(_FORM)
def certify(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    _, document = _found(request, reference, pk)
    permissions.check_can_certify(person(request), document)
    return _confirmed(
        request,
        document,
        FormPage(
            heading=f"Certify version {document.version}",
            texts=(
                f"{document.prepared_as} prepared these figures. By certifying them you say that "
                "they are your body’s figures, as its records have them.",
            ),
            submit="Certify",
            back=_address(document),
        ),
        act=services.certify_document,
        done="Certified",
    )


def _confirmed(
    request: HttpRequest, document: Document, page: FormPage, *, act: Any, done: str
) -> HttpResponse:
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=page,
        act=lambda _: act(by=person(request), document=document),
        then=_address(document),
        done=done,
    )


@require_http_methods(_FORM)
def send_back(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    _, document = _found(request, reference, pk)
    permissions.check_can_certify(person(request), document)
    return answer_form(
        request,
        form=ReturnForm(request.POST or None),
        page=FormPage(
            heading=f"Return version {document.version} to be mended",
            texts=("Until something is submitted again, what the common file says stands.",),
            submit="Return it",
            back=_address(document),
        ),
        act=lambda said: services.return_document(
            by=person(request), document=document, reason=said["reason"].strip()
        ),
        then=_address(document),
        done=f"Returned to {document.prepared_as}",
    )


@require_safe
def download_part(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership, document = _found(request, reference, pk)
    part, withheld = part_seen(standing, document)
    whole = dict(part) | ({"withheld": list(withheld)} if withheld else {})
    holder = COMMON if document.body is None else document.body.reference
    name = f"{partnership.reference}-{holder or IN_COMMON}-{document.version}.json"
    return _file(json_text(whole).encode(), name, "application/json")


@require_safe
def download_given(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The text as it was uploaded: for those who may see all of it."""
    standing = standing_of_request(request)
    partnership, document = _found(request, reference, pk)
    if not permissions.may_see_as_given(standing, partnership, document):
        raise HiddenError
    ending = "json" if document.form == Document.Form.JSON else "toml"
    name = f"{partnership.reference}-{document.version}-as-given.{ending}"
    return _file(document.text.encode(), name, "text/plain; charset=utf-8")


@require_safe
def download_case(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """What stands now of everybody's, as this person may see it."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    case = case_of(partnership, also=permissions.own_bodies(standing, partnership))
    if not case.values or form not in ("json", "toml", "xlsx"):
        raise HiddenError
    seen = case.seen_by(partnership, standing)
    name = f"{partnership.reference}.{form}"
    if form == "json":
        return _file(json_text(seen).encode(), name, "application/json")
    read, _ = read_values(seen, source=partnership.name)
    if form == "toml":
        return _file(write_toml(read).encode(), name, "text/plain; charset=utf-8")
    from commonweal.partnership.workbook import write_workbook

    return _file(write_workbook(read), name, _WORKBOOK)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
