"""Whether sealed exchanges are sound: keys that are here, and openings that are what was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from commonweal.errors import CommonwealError
from commonweal.exchange import Opening, receipt_of
from commonweal_web.core.audit import Event
from commonweal_web.core.models import AuditEvent
from commonweal_web.exchange.keys import key_file, keys_by_id
from commonweal_web.exchange.models import Answer, Exchange, Opened

__all__ = ["faults"]

_PATIENCE = timedelta(minutes=30)
_FOR_OTHERS = 0o077


def faults() -> Iterator[str]:
    """Yield a sentence for each thing that is not as it should be; none tells who has answered."""
    yield from _keys()
    yield from _late()
    yield from _openings()


def _keys() -> Iterator[str]:
    here = set(keys_by_id())
    for key_id in sorted(set(_used()) - here):
        yield (
            f"The key {key_id} of sealed answers is not here: bring back COMMONWEAL_EXCHANGE_KEY "
            "or the file exchange-key, or what is sealed under it can never be opened."
        )
    file = key_file()
    if not settings.EXCHANGE_KEYS and file.exists() and file.stat().st_mode & _FOR_OTHERS:
        yield f"Others on this machine may read {file.name}, the key of sealed answers: chmod 600."


def _used() -> Iterator[str]:
    rows = Answer.objects.filter(exchange__state=Exchange.State.WAITING).exclude(key_id="")
    yield from rows.values_list("key_id", flat=True).distinct()


def _late() -> Iterator[str]:
    late = Exchange.objects.filter(
        state=Exchange.State.WAITING, deadline__lt=timezone.now() - _PATIENCE
    )
    for exchange in late:
        yield (
            f"The sealed exchange “{exchange.title}” should have opened or ended by now: no "
            "worker is there, its key is lost, or what is kept is not what was sealed."
        )


def _openings() -> Iterator[str]:
    logged = set(_logged())
    for opened in Opened.objects.select_related("answer__body", "answer__exchange").iterator(50):
        try:
            digest = receipt_of(Opening.from_dict(opened.opening, source="it")).digest
        except (CommonwealError, ValueError):
            digest = ""
        if digest != opened.digest:
            yield f"{opened} is not what was sealed: it was altered after it opened."
        elif digest not in logged:
            yield f"The receipt of {opened.answer} is not the one in the log: it was altered."


def _logged() -> Iterator[str]:
    for event in AuditEvent.objects.filter(event=Event.EXCHANGE_OPENED.value).iterator():
        yield from json.loads(event.text)["details"]["receipts"].values()
