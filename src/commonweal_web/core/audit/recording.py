"""Writing entries: in the same transaction as the change, and the chain's head locked last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonweal_web.core.models import AuditEvent, ChainHead

from .actors import Actor, actor_of
from .chains import Chain, hash_of, text_of
from .events import Event

__all__ = ["NotRecordingError", "record", "recorded"]


class NotRecordingError(RuntimeError):
    """`record` was called outside `recorded()`: a defect of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    event: Event
    actor: Actor
    chain: Chain
    about: str
    body_id: int | None
    details: dict[str, Any]


_waiting: ContextVar[list[_Entry] | None] = ContextVar("entries_waiting", default=None)


@contextmanager
def recorded() -> Iterator[None]:
    """Open a transaction whose changes are recorded; one within another joins it.

    The outermost block must be the outermost transaction too (Django refuses it otherwise), for
    else a head would stay locked while other work went on.
    """
    entries = _waiting.get()
    if entries is not None:
        n_before = len(entries)
        try:
            with transaction.atomic():
                yield
        except BaseException:
            # What was undone did not happen.
            del entries[n_before:]
            raise
        return

    entries = []
    token = _waiting.set(entries)
    try:
        with transaction.atomic(durable=True):
            yield
            _write(entries)
    finally:
        _waiting.reset(token)


def record(
    event: Event,
    *,
    by: Any,
    chain: Chain,
    about: str,
    body: int | None = None,
    **details: Any,
) -> None:
    """Record that something happened, to be written when the transaction is about to end.

    `by` is a user, a `SystemJob` or an `Actor`; `body` the id of the body that it concerns, so
    that the body finds it among its own events; `details` are what the event's sentence names,
    and anything else worth keeping.

    Raises
    ------
    NotRecordingError
        It is called outside `recorded()`.
    UnknownActorError
        Nobody did it.
    ValueError
        A detail that the sentence names is not given.
    """
    entries = _waiting.get()
    if entries is None:
        raise NotRecordingError(
            f"{event.name} was recorded outside a transaction. Open it by `with recorded():`."
        )
    plain = {name: _plain(value) for name, value in details.items()}
    event.say(about, plain)
    entries.append(
        _Entry(
            event=event,
            actor=actor_of(by),
            chain=chain,
            about=about[:240],
            body_id=body,
            details=plain,
        )
    )


def _plain(value: Any) -> Any:
    """Return a detail as JSON has it, so that it reads back as it was kept."""
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return json.loads(json.dumps(value, allow_nan=False))


def _write(entries: list[_Entry]) -> None:
    """Add each chain's entries to it. Chains are taken by name, so that no two wait in a ring."""
    in_order = sorted(entries, key=lambda entry: entry.chain)
    for chain, of_chain in groupby(in_order, key=lambda entry: entry.chain):
        _append(chain, list(of_chain))


def _append(chain: Chain, entries: list[_Entry]) -> None:
    ChainHead.objects.bulk_create([ChainHead(chain=chain.name)], ignore_conflicts=True)
    head = ChainHead.objects.select_for_update().get(chain=chain.name)
    rows = []
    for entry in entries:
        head.sequence += 1
        now = timezone.now()
        text = text_of(
            chain=chain.name,
            sequence=head.sequence,
            at=now,
            event=entry.event.value,
            actor=entry.actor,
            about=entry.about,
            body_id=entry.body_id,
            details=entry.details,
        )
        previous_hash, head.hash = head.hash, hash_of(head.hash, text)
        rows.append(
            AuditEvent(
                chain=chain.name,
                sequence=head.sequence,
                text=text,
                previous_hash=previous_hash,
                hash=head.hash,
                at=now,
                event=entry.event.value,
                actor_kind=entry.actor.kind,
                actor_id=entry.actor.id,
                actor_name=entry.actor.name,
                about=entry.about,
                body_id=entry.body_id,
            )
        )
    AuditEvent.objects.bulk_create(rows)
    head.save()
