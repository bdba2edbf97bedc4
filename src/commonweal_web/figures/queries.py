"""What a holder's part says now: the draft that is being typed, else what stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from commonweal.errors import CommonwealError
from commonweal.partnership import Change, changes, read_values
from commonweal.partnership.holdings import assembled, parted
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.partnerships.models import Document, Partner, Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.presenters.documents import IN_COMMON
from commonweal_web.partnerships.queries.records import CURRENT, Case, case_of

from .assumptions import Row, rows_of
from .models import AssumptionsApproval, RememberedColumns

__all__ = [
    "Part",
    "approvals_of",
    "assumptions_seen",
    "body_named",
    "changes_in",
    "find_approval",
    "find_part",
    "part_of",
    "remembered_columns",
    "standing_assumptions",
    "versions_of",
    "versions_of_assumption",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A holder's part of a partnership, as its writers see it."""

    partnership: Partnership
    body: Body | None
    """None for what is held in common."""
    document: Document | None
    """The version whose values these are; None where nothing was ever saved."""
    values: dict[str, Any]
    case: Case
    """The whole that it makes with what stands of the others."""

    @property
    def holder(self) -> str:
        return IN_COMMON if self.body is None else self.body.reference

    @property
    def name(self) -> str:
        return self.partnership.name if self.body is None else self.body.name

    @property
    def version(self) -> int:
        return 0 if self.document is None else self.document.version

    @property
    def is_draft(self) -> bool:
        return self.document is not None and self.document.state == Document.State.DRAFT


def body_named(partnership: Partnership, holder: str) -> Body | None:
    """Return the body whose part an address names, None for what is held in common.

    Raises
    ------
    HiddenError
        No body of that reference takes part.
    """
    if holder == IN_COMMON:
        return None
    for partner in partnership.partners.all():
        if partner.body.reference == holder and partner.state == Partner.State.JOINED:
            return partner.body
    raise HiddenError


def find_part(standing: Standing, partnership: Partnership, holder: str) -> Part:
    """Return a part for somebody who may write it.

    Raises
    ------
    HiddenError, ForbiddenError
        There is none of that name, or it is not theirs to write.
    """
    body = body_named(partnership, holder)
    permissions.check_may_prepare(standing, partnership, body)
    return part_of(partnership, body)


def part_of(partnership: Partnership, body: Body | None) -> Part:
    """Return a part as it stands: the newest draft or returned version, else what is current."""
    document = (
        partnership.documents.filter(body=body)
        .filter(Q(state__in=[Document.State.DRAFT, Document.State.RETURNED, *CURRENT]))
        .order_by("-version")
        .first()
    )
    case = case_of(partnership)
    if document is not None:
        values = document.values
    elif body is None:
        values = _begun(partnership)
    else:
        # A partner may have typed figures for it in the common part until it gives its own.
        held = parted(case.values).by_body if case.values else {}
        values = held.get(body.reference) or {
            "bodies": [{"id": body.reference, "name": body.name, "kind": body.kind}]
        }
    return Part(partnership=partnership, body=body, document=document, values=values, case=case)


def versions_of(partnership: Partnership, body: Body | None) -> list[Document]:
    """Return every version of a part, newest first."""
    return list(
        partnership.documents.filter(body=body)
        .select_related("prepared_by", "body")
        .order_by("-version")
    )


def changes_in(part: Part, document: Document) -> list[Change]:
    """Return what a version changed against the one before it, field by field, in words.

    Of versions that cannot be read as a whole, nothing is said.
    """
    before = (
        part.partnership.documents.filter(body=part.body, version__lt=document.version)
        .order_by("-version")
        .first()
    )
    try:
        was = read_values(_whole(part, {} if before is None else before.values), source="before")
        now = read_values(_whole(part, document.values), source="now")
    except CommonwealError:
        return []
    return list(changes(was[0], now[0]))


def _whole(part: Part, values: dict[str, Any]) -> dict[str, Any]:
    """Return the partnership with some values of this part in the place of what stands."""
    if part.body is None:
        return values
    held = parted(part.case.values)
    mine = values or {"bodies": [{"id": part.body.reference, "name": part.body.name}]}
    by_body = held.by_body | {part.body.reference: mine}
    return assembled(held.common, by_body, like=part.case.values)


def _begun(partnership: Partnership) -> dict[str, Any]:
    """Return the common part before anything is typed: its name, and who takes part."""
    return {
        "name": partnership.name,
        "summary": partnership.summary,
        "bodies": [
            {"id": partner.body.reference, "name": partner.body.name, "kind": partner.body.kind}
            for partner in partnership.partners.all()
            if partner.state == Partner.State.JOINED
        ],
    }


def remembered_columns(part: Part, kind: str) -> RememberedColumns | None:
    """Return which column was said to be what, the last time such rows came from a sheet."""
    held = {"partnership": part.partnership} if part.body is None else {"body": part.body}
    return RememberedColumns.objects.filter(kind=kind, **held).first()


def standing_assumptions(partnership: Partnership) -> list[dict[str, Any]]:
    """Return the named assumptions that stand, in common and of every body, as plain values."""
    return list(case_of(partnership).values.get("assumptions", ()))


def assumptions_seen(standing: Standing, partnership: Partnership) -> list[Row]:
    """Return every assumption that somebody may see, those that lack most first."""
    case = case_of(partnership, also=permissions.own_bodies(standing, partnership))
    return rows_of(case.seen_by(partnership, standing)) if case.values else []


def approvals_of(partnership: Partnership) -> list[AssumptionsApproval]:
    """Return who signed the assumptions off, newest first, without the texts."""
    return list(AssumptionsApproval.objects.filter(partnership=partnership).defer("text"))


def find_approval(partnership: Partnership, number: int) -> AssumptionsApproval:
    """Return an approval of a partnership's assumptions. Raises HiddenError for none."""
    found = AssumptionsApproval.objects.filter(partnership=partnership, number=number).first()
    if found is None:
        raise HiddenError
    return found


def versions_of_assumption(
    standing: Standing, partnership: Partnership, holder: str, assumption: str
) -> list[tuple[Document, dict[str, Any] | None]]:
    """Return what each version that somebody may see says of an assumption, oldest first.

    None where a version says nothing of it. Raises HiddenError where no version does.
    """
    body = body_named(partnership, holder)
    documents = partnership.documents.filter(body=body).select_related("body").order_by("version")
    found: list[tuple[Document, dict[str, Any] | None]] = []
    for document in documents:
        document.partnership = partnership
        if not permissions.may_see(standing, document):
            continue
        rows = document.values.get("assumptions", ())
        found.append((document, next((row for row in rows if row.get("id") == assumption), None)))
    if not any(row for _, row in found):
        raise HiddenError
    return found
