"""The keys of what waits: which are lost, and putting a new one in the place of an old."""

from __future__ import annotations

from collections.abc import Callable

from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded
from commonweal_web.exchange.keys import key_for_new, keys_by_id
from commonweal_web.exchange.models import Exchange
from commonweal_web.exchange.sealing import seal_again

from .holding import held, place_of, sealed_of

__all__ = ["add_holder", "change_key", "lost_keys"]

_holders: list[Callable[[], int]] = []


def add_holder(seal_all_again: Callable[[], int]) -> None:
    """Add what else keeps something sealed: it seals all of it again under the key for new ones,
    by `sealing.seal_again`, in transactions of its own, and returns how many there were."""
    if seal_all_again not in _holders:
        _holders.append(seal_all_again)


def lost_keys(exchange: Exchange) -> bool:
    """Return whether something sealed in an exchange can never be opened."""
    used = set(exchange.answers.exclude(key_id="").values_list("key_id", flat=True))
    return bool(used - set(keys_by_id()))


def change_key() -> int:
    """Seal every waiting answer again under the key for new ones; return how many.

    Receipts stay as they are. Raises KeyLostError where an old key is not here any more.
    """
    new = key_for_new()
    n_changed = 0
    waiting = Exchange.objects.filter(state=Exchange.State.WAITING).values_list("pk", flat=True)
    for pk in waiting:
        with recorded():
            exchange = held(Exchange(pk=pk))
            n_here = _change_in(exchange, new.id) if exchange.is_waiting else 0
            if n_here:
                record(
                    Event.EXCHANGE_KEY_CHANGED,
                    by=SystemJob.COMMAND_LINE,
                    chain=Chain.site(),
                    about="sealed exchanges",
                )
            n_changed += n_here
    return n_changed + sum(seal_all_again() for seal_all_again in _holders)


def _change_in(exchange: Exchange, new_id: str) -> int:
    rows = exchange.answers.exclude(key_id__in=["", new_id]).select_related("body")
    for answer in rows:
        answer.exchange = exchange
        sealed = seal_again(sealed_of(answer), place=place_of(answer))
        answer.key_id, answer.nonce, answer.sealed = sealed.key_id, sealed.nonce, sealed.sealed
        answer.save(update_fields=["key_id", "nonce", "sealed"])
    return len(rows)
