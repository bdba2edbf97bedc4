"""What others typed for a body in what is held in common, until it makes it its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.partnership.holdings import parted
from commonweal_web.bodies.models import Body
from commonweal_web.partnerships.models import Document, Partner, Partnership

from .records import CURRENT

__all__ = ["Placeholder", "placeholder_of", "placeholders_unclaimed", "taken_over"]

#: What is known of a body before anybody typed a figure for it.
_NO_FIGURES = frozenset({"id", "name", "kind", "nation", "codes", "is_placeholder"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """Figures that stand for a body without being its own."""

    id: str
    """What the common part calls the body."""
    name: str
    values: dict[str, Any]
    """Its part, as others typed it."""
    document: Document
    """The version of the common part that holds it: who typed it, and when."""

    @property
    def has_figures(self) -> bool:
        row = next(iter(self.values.get("bodies", ())), {})
        return len(self.values) > 1 or bool(set(row) - _NO_FIGURES)


def taken_over(partnership: Partnership) -> frozenset[str]:
    """Return the references of bodies whose figures nobody else may change any more.

    Fetch the partnership by `queries.partnerships`.
    """
    return frozenset(
        partner.body.reference
        for partner in partnership.partners.all()
        if partner.state == Partner.State.JOINED and partner.took_over_at is not None
    )


def placeholder_of(partnership: Partnership, body: Body) -> Placeholder | None:
    """Return what was typed for a body that has not taken it over; None where nothing was."""
    if body.reference in taken_over(partnership):
        return None
    return next((one for one in _all(partnership) if one.id == body.reference), None)


def placeholders_unclaimed(partnership: Partnership) -> list[Placeholder]:
    """Return what was typed for bodies that are not here, or not under that name."""
    here = {
        partner.body.reference
        for partner in partnership.partners.all()
        if partner.state in (Partner.State.JOINED, Partner.State.INVITED)
    }
    return [one for one in _all(partnership) if one.id not in here]


def _all(partnership: Partnership) -> list[Placeholder]:
    document = (
        partnership.documents.filter(body=None, state__in=CURRENT)
        .select_related("prepared_by")
        .first()
    )
    if document is None:
        return []
    found = []
    for id_, part in parted(document.values).by_body.items():
        row = next(iter(part.get("bodies", ())), {})
        one = Placeholder(id=id_, name=str(row.get("name", id_)), values=part, document=document)
        if row and one.has_figures:
            found.append(one)
    return found
