"""The shapes of what is sent and answered, which the OpenAPI description is made from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Field, Schema

__all__ = [
    "AppraisalShape", "BodiesShape", "BodyShape", "CaseShape", "DocumentShape", "DocumentsShape",
    "DraftShape", "FullDocumentShape", "MeShape", "PartnershipShape", "PartnershipsShape",
    "ProblemShape", "RunAsked", "RunShape", "RunsShape", "WithNext",
]  # fmt: skip


class ErrorShape(Schema):
    place: str = ""
    reason: str
    mend: str = ""


class ProblemShape(Schema):
    """A problem document (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[ErrorShape] = []


class WithNext(Schema):
    next: str | None = Field(None, description="The address of the next page; null at the end.")


class MeShape(Schema):
    """Whose key this is, and what it may be used for."""

    body: str
    body_name: str
    scopes: list[str]
    key: str


class CodeShape(Schema):
    scheme: str
    code: str


class BodyShape(Schema):
    reference: str
    name: str
    kind: str
    codes: list[CodeShape]
    is_confirmed: bool


class BodiesShape(WithNext):
    items: list[BodyShape]


class PartnerShape(Schema):
    body: str
    name: str
    state: str


class PartnershipShape(Schema):
    reference: str
    name: str
    summary: str
    state: str
    already_shares: bool
    partners: list[PartnerShape]


class PartnershipsShape(WithNext):
    items: list[PartnershipShape]


class CaseShape(Schema):
    """What stands now of everybody's, as the key's body may see it."""

    partnership: dict[str, Any] = Field(..., description="In the partnership schema, version 1.")
    documents: list[dict[str, Any]]


class DocumentShape(Schema):
    id: int
    body: str | None = Field(None, description="Whose figures; null for what is held in common.")
    version: int
    state: str
    form: str
    sha256: str
    note: str
    prepared_by: str
    prepared_at: datetime
    submitted_at: datetime | None = None
    certified_by: str | None = None
    certified_at: datetime | None = None
    returned_reason: str = ""


class DocumentsShape(WithNext):
    items: list[DocumentShape]


class FullDocumentShape(DocumentShape):
    values: dict[str, Any] = Field(..., description="The body's part of the partnership.")
    withheld: list[dict[str, str]] = []


class CautionShape(Schema):
    place: str
    message: str


class DraftShape(Schema):
    document: DocumentShape
    not_taken: list[str] = Field(
        [], description="Whose parts the file had changed without being the body's to change."
    )
    warnings: list[CautionShape] = []


class RunAsked(Schema):
    draws: int | None = Field(None, ge=100, le=50_000, description="As the file says if left out.")
    seed: int | None = Field(None, ge=0, lt=2**63, description="As the file says if left out.")


class RunShape(Schema):
    number: int
    state: str
    asked_by: str
    asked_at: datetime
    finished_at: datetime | None = None
    progress: float | None = Field(None, description="From 0 to 1, while it is under way.")
    note: str = ""
    answer: str = ""
    sentence: str = ""
    failure: str = ""
    stamp: dict[str, Any] | None = None
    documents: list[dict[str, Any]]


class RunsShape(WithNext):
    items: list[RunShape]


class AppraisalShape(Schema):
    """A run document, as `commonweal appraise --json` prints it."""

    run: dict[str, Any]
    warnings: list[CautionShape] = []
