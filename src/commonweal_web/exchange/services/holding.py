"""An exchange held for a change: everything that changes one takes its row first."""

from __future__ import annotations

from commonweal_web.exchange.models import Answer, Exchange
from commonweal_web.exchange.sealing import Place, Sealed
from commonweal_web.partnerships.queries.partnerships import partnerships

__all__ = ["FORGOTTEN", "forget", "held", "held_answer", "place_of", "sealed_of"]

#: What is left of a sealed answer once nobody is to open it any more.
FORGOTTEN = {"sealed": "", "nonce": "", "key_id": ""}


def held(exchange: Exchange) -> Exchange:
    """Return the exchange as it is now, held until the end of the transaction."""
    locked = Exchange.objects.select_for_update().get(pk=exchange.pk)
    locked.partnership = partnerships().get(pk=locked.partnership_id)
    return locked


def held_answer(exchange: Exchange, answer: Answer) -> Answer:
    """Return a place of a held exchange as it is now."""
    locked = Answer.objects.select_related("body").get(pk=answer.pk, exchange=exchange)
    locked.exchange = exchange
    return locked


def place_of(answer: Answer, *, version: int | None = None) -> Place:
    return Place(
        exchange=answer.exchange.reference,
        use=answer.exchange.use,
        body=answer.body.reference,
        role=answer.role,
        version=answer.version if version is None else version,
    )


def sealed_of(answer: Answer) -> Sealed:
    return Sealed(
        key_id=answer.key_id, nonce=answer.nonce, sealed=answer.sealed, digest=answer.digest
    )


def forget(exchange: Exchange) -> None:
    """Destroy what is sealed in an exchange; versions and receipts' hashes stay."""
    exchange.answers.update(**FORGOTTEN)
