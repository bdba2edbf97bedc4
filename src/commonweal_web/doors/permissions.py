"""Who is led on from a door, and who is told by whom it opens."""

from __future__ import annotations

from django.http import HttpRequest

from commonweal_web.bodies.queries.bodies import bodies_for
from commonweal_web.core.policy import Action, may
from commonweal_web.core.standing import standing_of_request

__all__ = ["may_start_a_partnership"]


def may_start_a_partnership(request: HttpRequest) -> bool:
    """Say whether whoever asks may start a partnership for any body of theirs."""
    if not request.user.is_authenticated:
        return False
    standing = standing_of_request(request)
    return any(
        may(standing, Action.START_PARTNERSHIP, body.to_thing()) for body in bodies_for(standing)
    )
