"""What a body does with its figures: saves, submits, certifies, returns. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone

from commonweal.errors import ReaderReport
from commonweal.partnership import read_values
from commonweal.partnership.holdings import COMMON, parted, put_back, seen_by
from commonweal_web.bodies.models import Body
from commonweal_web.core.asking import person_of, standing_of_asker
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.models.records import sha256_of
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.documents import TRANSITIONS, Move, check_may
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.queries.placeholders import taken_over
from commonweal_web.partnerships.queries.records import CURRENT, case_of
from commonweal_web.partnerships.reading import Given, as_json_values, json_text, read_given

from .freezing import lift_freeze
from .judging import check_can_stand
from .placeholders import mark_taken_over
from .sealing import open_returns_if_all_in

__all__ = [
    "Looked",
    "Saved",
    "certify_document",
    "keep_draft",
    "look_at_file",
    "return_document",
    "save_draft",
    "submit_document",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file before it is saved: what its holder's part would be, and what it leaves as it is."""

    given: Given
    values: dict[str, Any]
    """Of its holder, as they would be kept."""
    report: ReaderReport
    not_taken: tuple[str, ...]
    """Names of those whose figures the file had changed without being its sender's to change."""
    not_shown: tuple[str, ...]
    """Names of those of whose figures the file changed rows that it did not show whole."""
    withheld: tuple[dict[str, str], ...]
    """A mark for each thing that a copy for its sender leaves out; all of it stays."""
    before: dict[str, Any]
    """The whole as it stands, as plain values; empty where nothing does."""
    after: dict[str, Any]
    """The whole as it would be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A draft as it was saved, and what became of everything in the file."""

    document: Document
    report: ReaderReport
    not_taken: tuple[str, ...]
    """Names of those whose figures the file had changed without being its sender's to change."""


def look_at_file(
    *, by: Any, partnership: Partnership, body: Body | None, data: bytes, file_name: str
) -> Looked:
    """Return what a file would change, without saving anything.

    Only its holder's part is taken from it: what the file could not show, or shows of others,
    stays as it is.

    Raises
    ------
    PolicyError
        The partnership is closed, or nothing is held in common yet.
    CommonwealError
        The file cannot be read, or does not make a partnership with what is held already.
    """
    permissions.check_can_prepare(by, partnership, body)
    check_is_open(partnership)
    given = read_given(data, file_name=file_name or "the file")
    return _own_part(by, partnership, body, given)


def save_draft(
    *,
    by: Any,
    partnership: Partnership,
    body: Body | None,
    data: bytes,
    file_name: str,
    note: str = "",
) -> Saved:
    """Save a file as the next version of a body's figures, or of what is held in common.

    What is taken from it, and what it raises, as `look_at_file` says. A draft that was there is
    superseded.
    """
    actor = permissions.check_can_prepare(by, partnership, body)
    looked = look_at_file(by=by, partnership=partnership, body=body, data=data, file_name=file_name)
    with recorded():
        document = keep_draft(
            by, actor, partnership, body, given=looked.given, values=looked.values, note=note
        )
    return Saved(document=document, report=looked.report, not_taken=looked.not_taken)


def keep_draft(
    by: Any,
    actor: Actor,
    partnership: Partnership,
    body: Body | None,
    *,
    given: Given,
    values: dict[str, Any],
    note: str,
) -> Document:
    """Keep a holder's part as its next version, a draft in the place of the one before.

    Within the caller's `recorded()` block; may whoever asks, the caller has asked.
    """
    # Whoever holds this row numbers the versions of this partnership's documents.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    held = partnership.documents.filter(body=body)
    for earlier in held.filter(state=Document.State.DRAFT):
        _move(earlier, Move.SUPERSEDE, superseded_at=timezone.now())
    last = held.aggregate(last=Max("version"))["last"] or 0
    document = Document.objects.create(
        partnership=partnership,
        body=body,
        version=last + 1,
        form=given.form,
        file_name=given.file_name[:200],
        text=given.text,
        sha256=sha256_of(given.text),
        values_text=json_text(values),
        note=note,
        prepared_by=person_of(by),
        prepared_as=actor.name,
    )
    _record(Event.DOCUMENT_SAVED, actor, document)
    if body is not None:
        mark_taken_over(actor, partnership, body)
    return document


def _own_part(by: Any, partnership: Partnership, body: Body | None, given: Given) -> Looked:
    """Return what the file says of its holder's own, judged together with what others hold."""
    latest = (
        partnership.documents.filter(body=body)
        .exclude(submitted_at__isnull=True, state=Document.State.SUPERSEDED)
        .order_by("-version")
        .first()
    )
    case = case_of(partnership, instead=latest)
    if body is not None and not case.has_common_part:
        raise PolicyError(
            f"{partnership.name} holds nothing in common yet: no services, no years.",
            hint="Ask its coordinator to upload a partnership file first.",
        )
    others = case.own_parts
    # What a body has made its own stays as it is until it submits, whoever typed it.
    closed = others | taken_over(partnership)
    holders = {body.reference} if body is not None else {COMMON, *_named(given.values)} - closed
    seen = case.seen_by(partnership, standing_of_asker(by)) if case.values else {}
    back = put_back(given.values, original=case.values, seen=seen, holders=holders)
    # Lines of the file can be named only where the file is all that is judged.
    text = given.text if back.document == given.values and given.form == "toml" else ""
    judged, report = read_values(back.document, source=given.file_name, text=text)
    document = as_json_values(judged)
    if body is None:
        values = _common_part(document, others)
    elif body.reference in parted(document).by_body:
        values = parted(document).by_body[body.reference]
    else:
        raise PolicyError(
            f"The file says nothing of {body.name}.",
            hint=f'It stands there under [[bodies]] with id = "{body.reference}".',
        )
    return Looked(
        given=given,
        values=values,
        report=report,
        not_taken=_said(back.not_taken, document),
        not_shown=_said(tuple(dict.fromkeys(one for one, _ in back.not_shown)), document),
        withheld=tuple(seen.get("withheld", ())),
        before=case.values,
        after=document,
    )


def _named(values: dict[str, Any]) -> set[str]:
    return {str(row.get("id", "")) for row in values.get("bodies", ()) if isinstance(row, dict)}


def _common_part(document: dict[str, Any], others: Collection[str]) -> dict[str, Any]:
    """Return what its coordinator holds: all but the figures that bodies have given themselves."""
    theirs = _named(document) - set(others)
    common = seen_by(document, own=theirs, shared=())
    common.pop("withheld", None)
    return common


def _said(holders: tuple[str, ...], document: dict[str, Any]) -> tuple[str, ...]:
    names = {row["id"]: row["name"] for row in document.get("bodies", ())}
    return tuple(
        "what is held in common" if holder == COMMON else names.get(holder, holder)
        for holder in holders
    )


def submit_document(*, by: Any, document: Document, reason: str = "") -> Document:
    """Submit a draft: partners see it, and it stands in the place of what was submitted before.

    Where the figures are frozen, `reason` says why, and the freeze is lifted.

    Raises
    ------
    PolicyError
        It is no draft any more, the partnership is closed, or its figures are frozen and no
        reason is given.
    RefusedError
        Something in it cannot stand: what was typed page by page may still be incomplete.
    """
    actor = permissions.check_can_submit(by, document)
    check_is_open(document.partnership)
    check_can_stand(case_of(document.partnership), document.body, document.values)
    with recorded():
        locked = _locked(document, Move.SUBMIT)
        lift_freeze(by, actor, locked, reason=reason)
        now = timezone.now()
        before = locked.partnership.documents.filter(body=locked.body_id, state__in=CURRENT)
        for earlier in before.select_related("body", "partnership"):
            _move(earlier, Move.SUPERSEDE, superseded_at=now)
            _record(
                Event.DOCUMENT_SUPERSEDED, actor, earlier,
                was=earlier.version, now=locked.version,
            )  # fmt: skip
        _move(locked, Move.SUBMIT, submitted_as=actor.name, submitted_at=now)
        _record(Event.DOCUMENT_SUBMITTED, actor, locked)
        open_returns_if_all_in(actor, locked.partnership_id)
    return locked


def certify_document(*, by: Any, document: Document) -> Document:
    """Certify figures that somebody else prepared.

    Raises
    ------
    ForbiddenError
        Whoever asks prepared them, or is no certifier of the body.
    PolicyError
        They are not submitted, or are certified already.
    """
    actor = permissions.check_can_certify(by, document)
    check_is_open(document.partnership)
    with recorded():
        locked = _locked(document, Move.CERTIFY)
        _move(locked, Move.CERTIFY, certified_by=by, certified_at=timezone.now())
        _record(Event.DOCUMENT_CERTIFIED, actor, locked)
    return locked


def return_document(*, by: Any, document: Document, reason: str) -> Document:
    """Return figures to their preparer, saying why; until they are submitted again none stand."""
    actor = permissions.check_can_certify(by, document)
    check_is_open(document.partnership)
    with recorded():
        locked = _locked(document, Move.RETURN)
        _move(
            locked, Move.RETURN,
            returned_by=by, returned_at=timezone.now(), returned_reason=reason[:500],
        )  # fmt: skip
        _record(Event.DOCUMENT_RETURNED, actor, locked, reason=reason)
    return locked


def _locked(document: Document, move: str) -> Document:
    """Return the document as it is now, held until the end of the transaction."""
    # The partnership first, as saving does: two who ask at once wait in one order.
    Partnership.objects.select_for_update().get(pk=document.partnership_id)
    locked = Document.objects.select_related("body").get(pk=document.pk)
    locked.partnership = partnerships().get(pk=document.partnership_id)
    check_may(locked, move)
    return locked


def _move(document: Document, move: str, **facts: Any) -> None:
    """Write a document's new state and the facts of it, and nothing else."""
    document.state = TRANSITIONS[move].after
    for name, value in facts.items():
        setattr(document, name, value)
    document.save(update_fields=["state", *facts])


def _record(event: Event, actor: Actor, document: Document, **details: Any) -> None:
    record(
        event,
        by=actor,
        chain=Chain.of(document.partnership_id),
        about=document.title,
        body=document.body_id,
        version=document.version,
        sha256=document.sha256,
        **details,
    )
