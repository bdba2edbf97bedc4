"""A body that was typed as a placeholder is called by its own name in what is held in common."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.utils import timezone

from commonweal.partnership.holdings import renamed
from commonweal_web.bodies.models import Body
from commonweal_web.core.asking import person_of
from commonweal_web.core.audit import Actor, Chain, Event, record
from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document, Partner, Partnership
from commonweal_web.partnerships.models.records import sha256_of
from commonweal_web.partnerships.queries.placeholders import placeholders_unclaimed
from commonweal_web.partnerships.queries.records import CURRENT
from commonweal_web.partnerships.reading import json_text

from .freezing import lift_freeze

__all__ = ["claim_placeholder", "mark_taken_over"]


def claim_placeholder(
    by: Any, actor: Actor, partnership: Partnership, body: Body, placeholder_id: str
) -> None:
    """Have the common part call a placeholder by the body that it stands for.

    Every figure stays; what stands and the draft beside it each become a next version. Within the
    caller's `recorded()` block, by an editor of the body.

    Raises
    ------
    PolicyError
        It is no placeholder, or the body is named in the figures beside it.
    """
    if placeholder_id not in {one.id for one in placeholders_unclaimed(partnership)}:
        raise PolicyError(
            "The figures name no such body any more.", hint="Look at the list once again."
        )
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    held = partnership.documents.filter(
        body=None, state__in=[*CURRENT, Document.State.DRAFT]
    ).order_by("version")
    for document in held:
        ids = {str(row.get("id")) for row in document.values.get("bodies", ())}
        if body.reference in ids:
            raise PolicyError(
                f"{body.name} is named in the figures beside it.",
                hint="Ask the coordinator to take one of the two out.",
            )
        if placeholder_id in ids:
            _rename(by, actor, document, body, placeholder_id)


def _rename(by: Any, actor: Actor, document: Document, body: Body, old: str) -> None:
    values = renamed(document.values, old=old, new=body.reference)
    for row in values["bodies"]:
        if row["id"] == body.reference:
            row |= {"name": body.name, "kind": body.kind}
    text = json_text(values)
    state, now = document.state, timezone.now()
    last = document.partnership.documents.filter(body=None).aggregate(last=Max("version"))["last"]
    document.state = Document.State.SUPERSEDED
    document.superseded_at = now
    document.save(update_fields=["state", "superseded_at"])
    is_draft = state == Document.State.DRAFT
    made = Document.objects.create(
        partnership=document.partnership,
        body=None,
        version=last + 1,
        state=Document.State.DRAFT if is_draft else Document.State.SUBMITTED,
        form=Document.Form.TYPED,
        text=text,
        sha256=sha256_of(text),
        values_text=text,
        note=f"{body.name} took over what was typed for it as “{old}”",
        prepared_by=person_of(by),
        prepared_as=actor.name,
        submitted_as=None if is_draft else actor.name,
        submitted_at=None if is_draft else now,
    )
    _record(Event.DOCUMENT_SAVED, actor, made)
    if not is_draft:
        lift_freeze(by, actor, made, reason=f"{body.name} took over its placeholder.")
        _record(Event.DOCUMENT_SUPERSEDED, actor, document, was=document.version, now=made.version)
        _record(Event.DOCUMENT_SUBMITTED, actor, made)


def _record(event: Event, actor: Actor, document: Document, **details: Any) -> None:
    record(
        event,
        by=actor,
        chain=Chain.of(document.partnership_id),
        about=document.title,
        body=None,
        version=document.version,
        sha256=document.sha256,
        **details,
    )


def mark_taken_over(actor: Actor, partnership: Partnership, body: Body) -> None:
    """Say that a body's figures are its own from now on: nobody else changes what was typed."""
    partnership.partners.filter(
        body=body, state=Partner.State.JOINED, took_over_at__isnull=True
    ).update(took_over_at=timezone.now(), took_over_as=actor.name)
