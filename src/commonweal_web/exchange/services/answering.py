"""A body's own acts: sealing an answer, replacing it, saying that it is final, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from commonweal.exchange import Receipt
from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.exchange import permissions, policies
from commonweal_web.exchange.models import Answer, Exchange
from commonweal_web.exchange.sealing import seal
from commonweal_web.exchange.uses import use_of
from commonweal_web.partnerships.policies.partnership import check_is_open

from .holding import FORGOTTEN, held, held_answer, place_of
from .keeping import lost_keys
from .settling import settle

__all__ = ["finalise", "receipt_of_answer", "seal_answer", "take_back"]


def seal_answer(
    *,
    by: User,
    answer: Answer,
    given: Mapping[str, Any],
    authorised_by: str,
    is_final: bool = False,
) -> Receipt:
    """Seal an answer in the place of the one before; the exchange opens if it is the last final.

    Raises
    ------
    PolicyError
        The exchange has ended or its deadline has passed, the answer is final, or a key is lost.
    InputError
        The answer is too long, or cannot be written as JSON.
    """
    if not authorised_by.strip():
        raise PolicyError("Enter who authorised the answer.")
    with recorded():
        locked, place, actor = _hold(by, answer)
        if lost_keys(locked):
            raise PolicyError(
                "The key of the answers sealed before is lost, so this exchange can never open.",
                hint="Ask the coordinator to end it and start another.",
            )
        version = place.version + 1
        sealed = seal(
            given,
            place=place_of(place, version=version),
            authorised_by=authorised_by.strip(),
            size=use_of(locked.use).size,
        )
        place.state = Answer.State.FINAL if is_final else Answer.State.GIVEN
        place.version = version
        place.digest, place.key_id = sealed.digest, sealed.key_id
        place.nonce, place.sealed = sealed.nonce, sealed.sealed
        place.committed_by, place.committed_as = by, actor.name
        place.committed_at = timezone.now()
        place.save(update_fields=[
            "state", "version", "digest", "key_id", "nonce", "sealed",
            "committed_by", "committed_as", "committed_at",
        ])  # fmt: skip
        _record(Event.EXCHANGE_SEALED, actor, place, version=version, digest=sealed.digest)
        if is_final:
            _record(Event.EXCHANGE_FINAL, actor, place, version=version)
        receipt = receipt_of_answer(place)
        settle(locked)
    return receipt


def finalise(*, by: User, answer: Answer) -> None:
    """Say that the answer sealed last is final; the exchange opens if it is the last.

    Raises
    ------
    PolicyError
        None is sealed, it is final already, the exchange has ended or its deadline has passed.
    """
    with recorded():
        locked, place, actor = _hold(by, answer)
        if not place.is_given:
            raise PolicyError("There is no answer yet.", hint="Seal one first.")
        place.state = Answer.State.FINAL
        place.save(update_fields=["state"])
        _record(Event.EXCHANGE_FINAL, actor, place, version=place.version)
        settle(locked)


def take_back(*, by: User, answer: Answer) -> None:
    """Take an answer back, as if none had been given; its body may give another.

    Raises
    ------
    PolicyError
        None is sealed, it is final, the exchange has ended or its deadline has passed.
    """
    with recorded():
        _, place, actor = _hold(by, answer)
        if not place.is_given:
            raise PolicyError("There is no answer to take back.")
        place.state = Answer.State.NOT_GIVEN
        place.digest = ""
        for name, nothing in FORGOTTEN.items():
            setattr(place, name, nothing)
        place.save(update_fields=["state", "digest", *FORGOTTEN])
        _record(Event.EXCHANGE_TAKEN_BACK, actor, place, version=place.version)


def receipt_of_answer(answer: Answer) -> Receipt:
    """Return the receipt of what is sealed in a place now. Fetch with exchange and body."""
    return Receipt(
        exchange=answer.exchange.reference,
        body=answer.body.reference,
        role=answer.role,
        version=answer.version,
        digest=answer.digest,
    )


def _hold(by: User, answer: Answer) -> tuple[Exchange, Answer, Actor]:
    """Return an exchange and a place in it, held, once it is sure that they can change."""
    locked = held(answer.exchange)
    place = held_answer(locked, answer)
    actor = permissions.check_can_answer(by, locked, place.body_id)
    check_is_open(locked.partnership)
    policies.check_is_waiting(locked, timezone.now())
    policies.check_answer_can_change(place)
    return locked, place, actor


def _record(event: Event, actor: Actor, place: Answer, **details: Any) -> None:
    record(
        event,
        by=actor,
        chain=Chain.site(),
        about=place.exchange.title,
        body=place.body_id,
        body_name=place.whose,
        partnership=place.exchange.partnership.reference,
        exchange=place.exchange.number,
        **details,
    )
