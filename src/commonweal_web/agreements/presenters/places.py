"""Addresses of one agreement's pages, and what every page of it begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from commonweal_web.agreements.models import Agreement
from commonweal_web.core.layout import TagKind

__all__ = ["TAGS", "Frame", "place_of"]

State = Agreement.State
TAGS: dict[str, TagKind] = {
    State.DRAFT: "yellow",
    State.PUT: "purple",
    State.SIGNED: "green",
    State.SUPERSEDED: "grey",
}


def place_of(agreement: Agreement) -> Callable[..., str]:
    """Return what gives the address of a page of an agreement by its route's name."""
    of = (agreement.partnership.reference, agreement.number)
    return lambda name, *more: reverse(name, args=[*of, *more])


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Whose page it is, and the way back."""

    name: str
    partnership: str
    state: str
    tag: TagKind
    here: str
    back: str

    @classmethod
    def of(cls, agreement: Agreement) -> Frame:
        return cls(
            name=agreement.name,
            partnership=agreement.partnership.name,
            state=agreement.get_state_display(),
            tag=TAGS[agreement.state],
            here=place_of(agreement)("agreement"),
            back=reverse("agreements", args=[agreement.partnership.reference]),
        )
