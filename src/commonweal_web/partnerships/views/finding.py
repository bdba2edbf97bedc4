"""Finding a partnership for a page about it, or saying why not."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from commonweal_web.core.policy import Action, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries import partnerships as queries

__all__ = ["address_of", "find_for"]


def find_for(request: HttpRequest, reference: str, action: Action) -> Partnership:
    """Return a partnership in which this person may take an action; 404 or 403 where not."""
    standing = standing_of_request(request)
    partnership = queries.find_partnership(standing, reference)
    check(standing, action, partnership.to_thing())
    return partnership


def address_of(partnership: Partnership) -> str:
    return reverse("partnership", args=[partnership.reference])
