"""A sealed interest and its place: sealing it, and opening it for the daily comparison alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from commonweal.exchange import Interest
from commonweal_web.core.audit import recorded
from commonweal_web.exchange.keys import key_for_new
from commonweal_web.exchange.sealing import Place, Sealed, open_sealed, seal, seal_again
from commonweal_web.interest.models import SealedInterest

__all__ = ["OpenedInterest", "opened", "seal_all_again", "seal_interest"]

#: Bytes that every interest is filled up to: twelve bodies and five services fit well.
_SIZE: Final = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedInterest:
    """What a body named, and whom of it another body may ring: for comparing, never for a page."""

    interest: Interest
    contact: str


def _place_of(body: str, version: int) -> Place:
    return Place(exchange="interest", use="interest", body=body, role="", version=version)


def seal_interest(interest: Interest, *, contact: str, authorised_by: str, version: int) -> Sealed:
    """Seal what a body names. Raises InputError where it is too long."""
    return seal(
        interest.to_dict() | {"contact": contact},
        place=_place_of(interest.body, version),
        authorised_by=authorised_by,
        size=_SIZE,
    )


def _sealed_of(held: SealedInterest) -> Sealed:
    return Sealed(key_id=held.key_id, nonce=held.nonce, sealed=held.sealed, digest=held.digest)


def opened(held: SealedInterest) -> OpenedInterest:
    """Open an interest, with the day on which it lapses by now.

    Raises
    ------
    KeyLostError
        Its key is not here.
    TamperedError
        It was altered or moved.
    """
    answer = dict(
        open_sealed(_sealed_of(held), place=_place_of(held.body.reference, held.version)).answer
    )
    contact = answer.pop("contact")
    answer |= {"given_on": str(held.given_on), "lapses_on": str(held.lapses_on)}
    return OpenedInterest(interest=Interest.from_dict(answer), contact=contact)


def seal_all_again() -> int:
    """Seal every interest that lies under an old key again; return how many there were.

    Raises KeyLostError where an old key is not here any more.
    """
    rows = SealedInterest.objects.exclude(sealed="").exclude(key_id=key_for_new().id)
    with recorded():
        held = list(rows.select_for_update(of=("self",)).select_related("body"))
        for row in held:
            again = seal_again(_sealed_of(row), place=_place_of(row.body.reference, row.version))
            row.key_id, row.nonce, row.sealed = again.key_id, again.nonce, again.sealed
            row.save(update_fields=["key_id", "nonce", "sealed"])
    return len(held)
