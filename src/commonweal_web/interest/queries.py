"""A body's interest, as far as it may be shown, and what was mutual."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.bodies import bodies_for, find_body
from commonweal_web.core.policy import Standing
from commonweal_web.interest.models import MutualInterest, SealedInterest
from commonweal_web.interest.permissions import check_can_see, may_see

__all__ = ["bodies_with_interest", "find_body_to_see", "interest_of", "mutual_interests"]


def find_body_to_see(standing: Standing, reference: str) -> Body:
    """Return a body whose interest somebody may see. Raises HiddenError or ForbiddenError."""
    body = find_body(standing, reference)
    check_can_see(standing, body)
    return body


def bodies_with_interest(standing: Standing) -> list[Body]:
    """Return somebody's bodies of which they may see the interest, by name."""
    rows = bodies_for(standing).select_related("sealed_interest").order_by("name")
    rows = rows.defer("sealed_interest__sealed")
    return [body for body in rows if may_see(standing, body)]


def interest_of(body: Body) -> SealedInterest | None:
    """Return a body's interest; what it names is fetched by nobody but the comparison."""
    return SealedInterest.objects.filter(body=body).defer("sealed").first()


def mutual_interests(body: Body) -> QuerySet[MutualInterest]:
    """Return what was mutual with a body, newest first."""
    return MutualInterest.objects.filter(Q(one=body) | Q(other=body)).select_related("one", "other")
