"""Partnerships, bodies and people."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.bodies import bodies_for
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.finding import Found, Sought
from commonweal_web.core.policy import Action, BodyRole, may
from commonweal_web.partnerships.models import Partner
from commonweal_web.partnerships.queries.grants import roles_in_force

__all__ = ["bodies", "partnerships", "people"]


def partnerships(sought: Sought) -> Iterator[Found]:
    for one in sought.partnerships.values():
        names = [
            partner.body.name
            for partner in one.partners.all()
            if partner.state == Partner.State.JOINED
        ]
        if sought.is_in(one.name, one.summary):
            yield Found(
                title=one.name,
                said=one.summary or ", ".join(names),
                address=reverse("partnership", args=[one.reference]),
                at=one.created_at,
            )


def bodies(sought: Sought) -> Iterator[Found]:
    own = list(bodies_for(sought.standing).prefetch_related("codes"))
    for body in own:
        codes = [code.code for code in body.codes.all()]
        if sought.is_in(body.name, body.kind_name, *codes) and may(
            sought.standing, Action.SEE_BODY, body.to_thing()
        ):
            yield Found(
                title=body.name,
                said=f"One of your bodies: {body.kind_name.lower()}",
                address=reverse("body", args=[body.reference]),
            )
    yield from _partners(sought, {body.pk for body in own})


def _partners(sought: Sought, own: set[int]) -> Iterator[Found]:
    """Yield bodies that take part where one does: of each its place in one partnership."""
    seen: set[int] = set()
    for partnership in sought.partnerships.values():
        for partner in partnership.partners.all():
            body: Body = partner.body
            is_new = body.pk not in own | seen and partner.state == Partner.State.JOINED
            if is_new and sought.is_in(body.name, body.kind_name):
                seen.add(body.pk)
                yield Found(
                    title=body.name,
                    said=f"{body.kind_name}. It takes part in {partnership.name}",
                    address=reverse("partners", args=[partnership.reference]),
                    within=partnership.name,
                )


def people(sought: Sought) -> Iterator[Found]:
    """Yield colleagues at one's bodies, and those whom one's partnerships name."""
    today = timezone.localdate()
    colleagues = (
        memberships_in_force(today)
        .filter(body__in=list(sought.standing.body_roles), user__is_active=True)
        .select_related("user", "body")
        .order_by("user__name", "pk")
    )
    roles: dict[tuple[int, int], list[str]] = {}
    who = {}
    for one in colleagues:
        if may(sought.standing, Action.SEE_BODY, one.body.to_thing()):
            roles.setdefault((one.user_id, one.body_id), []).append(BodyRole(one.role).label)
            who[one.user_id, one.body_id] = one
    for key, one in who.items():
        if sought.is_in(one.user.name):
            yield Found(
                title=one.user.name,
                said=", ".join(roles[key]).capitalize(),
                address=reverse("person-at-body", args=[one.body.reference, one.user_id]),
                within=one.body.name,
            )
    named = (
        roles_in_force(today)
        .filter(partnership__in=list(sought.partnerships))
        .select_related("user", "body")
        .order_by("user__name", "pk")
    )
    for role in named:
        partnership = sought.partnerships[role.partnership_id]
        if sought.is_in(role.user.name):
            yield Found(
                title=role.user.name,
                said=f"{role.as_role.label.capitalize()}, for {role.body.name}",
                address=reverse("partnership-people", args=[partnership.reference]),
                within=partnership.name,
            )
