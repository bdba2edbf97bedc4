"""Who has signed what of a partnership's figures, and whether they are frozen."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal_web.bodies.models import Body
from commonweal_web.partnerships.models import Document, Freeze, Partner, Partnership, Signature
from commonweal_web.partnerships.queries.records import CURRENT, WEIGHTY

__all__ = ["Held", "Signing", "freeze_in_force", "is_frozen", "signing_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What stands of one holder, and who signed it."""

    body: Body | None
    """None for what is held in common."""
    document: Document | None
    signature: Signature | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How far the signatures have come."""

    held: tuple[Held, ...]
    """What is held in common first, then the bodies that take part, by name."""
    freezes: tuple[Freeze, ...]
    """Newest first, each with its lifting where it has one."""

    @property
    def n_signed(self) -> int:
        return sum(one.signature is not None for one in self.held)

    @property
    def is_all_signed(self) -> bool:
        return self.n_signed == len(self.held) > 1

    @property
    def in_force(self) -> Freeze | None:
        return next((one for one in self.freezes if not hasattr(one, "lifting")), None)


def signing_of(partnership: Partnership) -> Signing:
    """Return who has signed what: three questions, however many bodies take part.

    Fetch the partnership by `queries.partnerships`.
    """
    documents = {
        document.body_id: document
        for document in partnership.documents.filter(state__in=CURRENT)
        .select_related("body", "certified_by", "signature")
        .defer(*WEIGHTY)
    }
    joined = sorted(
        (one.body for one in partnership.partners.all() if one.state == Partner.State.JOINED),
        key=lambda body: body.name,
    )
    holders: list[Body | None] = [None, *joined]
    return Signing(
        held=tuple(
            _held(body, documents.get(None if body is None else body.pk)) for body in holders
        ),
        freezes=tuple(partnership.freezes.select_related("lifting__document__body")),
    )


def _held(body: Body | None, document: Document | None) -> Held:
    signature = None if document is None else getattr(document, "signature", None)
    return Held(body=body, document=document, signature=signature)


def freeze_in_force(partnership: Partnership) -> Freeze | None:
    """Return the freeze that holds now, if one does."""
    return partnership.freezes.filter(lifting__isnull=True).first()


def is_frozen(partnership: Partnership) -> bool:
    """Return whether everybody's figures are signed and frozen, and none has been put in since."""
    return freeze_in_force(partnership) is not None
