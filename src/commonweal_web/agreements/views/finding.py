"""What every page of an agreement begins with: who asks, of which agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from commonweal.agreement import Agreement as Content
from commonweal_web.agreements.models import Agreement, Version
from commonweal_web.agreements.permissions import may_act
from commonweal_web.agreements.queries import (
    bodies_of,
    content_of,
    find_agreement,
    newest_version,
)
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import Action, Standing
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.partnerships import find_partnership

__all__ = ["FORM", "AtHand", "data_of", "find"]

#: What a page with a form takes.
FORM = ["GET", "HEAD", "POST"]


def data_of(request: HttpRequest) -> Any:
    """Return what a form was sent with; None while it is only shown."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """An agreement and its newest version, as one person sees them."""

    standing: Standing
    partnership: Partnership
    agreement: Agreement
    version: Version
    content: Content

    def may(self, action: Action, body: Body | None = None) -> bool:
        return may_act(self.standing, action, self.agreement, body)

    @property
    def may_change(self) -> bool:
        is_draft = self.agreement.state == Agreement.State.DRAFT
        return is_draft and self.may(Action.DRAFT_AGREEMENT)

    def bodies(self) -> list[Body]:
        """Return the bodies here that are parties."""
        parties = {party.id for party in self.content.parties}
        return [body for body in bodies_of(self.partnership) if body.reference in parties]

    def bodies_for(self, action: Action) -> list[Body]:
        return [body for body in self.bodies() if self.may(action, body)]


def find(request: HttpRequest, reference: str, number: int) -> AtHand:
    """Return an agreement with its newest version. Raises HiddenError."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    agreement = find_agreement(standing, partnership, number)
    version = newest_version(agreement)
    return AtHand(
        standing=standing,
        partnership=partnership,
        agreement=agreement,
        version=version,
        content=content_of(version),
    )
