"""A partnership's figures: what stands, each version, a draft, submitting it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router

from commonweal.errors import InputError
from commonweal_web.bodies.models import Body
from commonweal_web.core.errors import TooLargeError
from commonweal_web.core.policy import HiddenError
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import (
    case_of,
    documents_seen,
    find_document,
    part_seen,
)
from commonweal_web.partnerships.services.documents import save_draft, submit_document

from .keys import asker
from .paging import Paging, page_of_rows
from .shapes import CaseShape, DocumentShape, DocumentsShape, DraftShape, FullDocumentShape
from .showing import show_document

__all__ = ["FILE_BODY", "file_name_of", "router", "sent"]

router = Router(tags=["Figures"])

OF = "/partnerships/{slug:reference}"

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAMES = {
    "application/json": "figures.json",
    "application/toml": "figures.toml",
    "text/plain": "figures.toml",
    _WORKBOOK: "figures.xlsx",
}
FILE_BODY = {
    "requestBody": {
        "required": True,
        "description": "A partnership file: JSON, TOML or a workbook.",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "application/toml": {"schema": {"type": "string"}},
            _WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


def file_name_of(request: HttpRequest) -> str:
    """Return a name for what was sent, by the form that it says it has.

    Raises
    ------
    InputError
        It says it has a form that cannot be read.
    """
    kind = (request.content_type or "").lower()
    if kind not in _NAMES:
        raise InputError(
            f"What was sent says that it is {kind or 'nothing'}.",
            hint=f"Send one of {', '.join(_NAMES)}, and name it in the header Content-Type.",
        )
    return _NAMES[kind]


def sent(request: HttpRequest) -> bytes:
    """Return the file that was sent, which may be as large as one uploaded on a page.

    Raises
    ------
    TooLargeError
        It is larger.
    """
    # Django's own limit on a body is for forms, and lower.
    data = request.read(settings.MOST_UPLOAD_BYTES + 1)
    if len(data) > settings.MOST_UPLOAD_BYTES:
        raise TooLargeError
    return data


@router.get(f"{OF}/case", response={200: CaseShape}, summary="What stands now of everybody's")
def case(request: HttpRequest, reference: str) -> dict[str, Any]:
    standing = asker(request).standing
    partnership = find_partnership(standing, reference)
    found = case_of(partnership)
    if not found.values:
        raise HiddenError
    return {
        "partnership": found.seen_by(partnership, standing),
        "documents": found.to_stamp(),
    }


@router.get(f"{OF}/documents", response={200: DocumentsShape}, summary="Every version of figures")
def documents(request: HttpRequest, reference: str, paging: Query[Paging]) -> dict[str, Any]:
    standing = asker(request).standing
    partnership = find_partnership(standing, reference)
    return page_of_rows(request, documents_seen(standing, partnership), paging, show_document)


@router.get(
    f"{OF}/documents/{{int:number}}",
    response={200: FullDocumentShape},
    summary="One version, whole",
)
def document(request: HttpRequest, reference: str, number: int) -> dict[str, Any]:
    standing = asker(request).standing
    partnership = find_partnership(standing, reference)
    found = find_document(standing, partnership, number)
    values, withheld = part_seen(standing, found)
    return {**show_document(found), "values": values, "withheld": withheld}


@router.put(
    f"{OF}/draft",
    response={200: DraftShape},
    summary="Save the body's figures as its next draft",
    openapi_extra=FILE_BODY,
)
def draft(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Only the body's own part is taken from the file."""
    by = asker(request)
    partnership = find_partnership(by.standing, reference)
    body = Body.objects.get(pk__in=list(by.standing.body_roles))
    saved = save_draft(
        by=by,
        partnership=partnership,
        body=body,
        data=sent(request),
        file_name=file_name_of(request),
    )
    return {
        "document": show_document(saved.document),
        "not_taken": list(saved.not_taken),
        "warnings": [caution.to_dict() for caution in saved.report.warnings],
    }


@router.post(
    f"{OF}/documents/{{int:number}}/submission",
    response={200: DocumentShape},
    summary="Submit a draft to the partners",
)
def submission(request: HttpRequest, reference: str, number: int) -> dict[str, Any]:
    by = asker(request)
    partnership = find_partnership(by.standing, reference)
    found: Document = find_document(by.standing, partnership, number)
    return show_document(submit_document(by=by, document=found))
