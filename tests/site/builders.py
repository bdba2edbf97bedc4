"""Bodies, people and partnerships for tests, each in one line, with names that read as a story."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body, Membership
from commonweal_web.core.policy import LIMITED_IN_TIME, BodyRole, PartnershipRole
from commonweal_web.partnerships.models import Partner, Partnership, PartnershipMembership

if TYPE_CHECKING:
    from django.test import Client

__all__ = [
    "PASSWORD",
    "give_role",
    "join",
    "make_body",
    "make_partnership",
    "make_person",
    "name_in",
    "sign_in",
]

#: Of every person in tests.
PASSWORD = "quiet-teal-otter-41"


def make_body(name: str = "Ashby", *, kind: str = "district") -> Body:
    """Make a body, or return the one of that name."""
    made, _ = Body.objects.get_or_create(
        reference=slugify(name), defaults={"name": name, "kind": kind}
    )
    return made


def make_person(
    name: str = "Alex Brook",
    *,
    body: Body | None = None,
    role: BodyRole | str | None = None,
    roles: tuple[BodyRole | str, ...] = (),
    is_site_administrator: bool = False,
) -> User:
    """Make a person, with roles at a body where one is given; viewer where no role is."""
    user = User.objects.create_user(
        email=f"{slugify(name)}@example.gov.uk",
        password=PASSWORD,
        name=name,
        is_site_administrator=is_site_administrator,
    )
    wanted = (*roles, *([role] if role else []))
    if body is not None:
        for each in wanted or (BodyRole.VIEWER,):
            give_role(user, body, each)
    return user


def give_role(user: User, body: Body, role: BodyRole | str) -> Membership:
    """Give a role from today; for ninety days where the role is limited in time."""
    given = BodyRole(role)
    today = timezone.localdate()
    ends = today + datetime.timedelta(days=90) if given in LIMITED_IN_TIME else None
    return Membership.objects.create(
        body=body, user=user, role=given.value, starts=today, ends=ends, reason="For a test."
    )


def make_partnership(
    name: str = "Ashby and Barton",
    *,
    bodies: tuple[Body, ...] = (),
    coordinator: User | None = None,
) -> Partnership:
    """Make a partnership in which these bodies take part; the coordinator is of the first."""
    bodies = bodies or (make_body("Ashby"), make_body("Barton"))
    creator = coordinator or make_person(f"Coordinator of {name}", body=bodies[0])
    partnership = Partnership.objects.create(reference=slugify(name), name=name, created_by=creator)
    for body in bodies:
        join(partnership, body, by=creator)
    name_in(partnership, creator, PartnershipRole.COORDINATOR, body=bodies[0])
    return partnership


def join(partnership: Partnership, body: Body, *, by: User) -> Partner:
    """Let a body take part."""
    return Partner.objects.create(
        partnership=partnership,
        body=body,
        state=Partner.State.JOINED,
        invited_by=by,
        answered_by=by,
        answered_at=timezone.now(),
    )


def name_in(
    partnership: Partnership, user: User, role: PartnershipRole | str, *, body: Body
) -> PartnershipMembership:
    """Name somebody in a partnership's own roles."""
    return PartnershipMembership.objects.create(
        partnership=partnership,
        user=user,
        body=body,
        role=PartnershipRole(role).value,
        reason="For a test.",
        given_by=partnership.created_by,
    )


def sign_in(client: Client, user: User) -> Client:
    """Return a client that this person has signed in with."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
