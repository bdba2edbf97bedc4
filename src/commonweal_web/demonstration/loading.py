"""Loading the demonstration, as its people would have done it: every step is in the log."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies import services as body_services
from commonweal_web.bodies.models import BodyCode, Invitation
from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Partnership

from . import cast, contact_centre, pennine
from .steps import WHY

__all__ = ["load"]

_PARTNERSHIPS = MappingProxyType(
    {pennine.NAME: pennine.load, contact_centre.NAME: contact_centre.load}
)


def load() -> None:
    """Load what is not there yet; see `commonweal_web.demonstration`."""
    if not settings.IS_DEMONSTRATION:
        raise PolicyError(
            "This site is not one for demonstration: anybody could sign in as anybody in it.",
            hint="Set COMMONWEAL_DEMONSTRATION to true, with a home of its own.",
        )
    keeper = _load_keeper()
    for body in cast.BODIES:
        _load_body(body, keeper)
    for name, load_partnership in _PARTNERSHIPS.items():
        if Partnership.objects.filter(is_demonstration=True, name=name).exists():
            continue
        load_partnership()
        with recorded():
            record(
                Event.DEMONSTRATION_LOADED,
                by=SystemJob.DEMONSTRATION,
                chain=Chain.site(),
                about=name,
            )


def _load_keeper() -> User:
    email = cast.KEEPER.email_at("site")
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    with recorded():
        keeper = _person(cast.KEEPER.name, email, is_site_administrator=True)
        record(
            Event.ADMINISTRATOR_MADE,
            by=SystemJob.DEMONSTRATION,
            chain=Chain.site(),
            about=keeper.name,
        )
    return keeper


def _person(name: str, email: str, *, is_site_administrator: bool = False) -> User:
    # Without a password, and at an address that gets no letters: one click is the only way in.
    return User.objects.create_user(
        email=email,
        name=name,
        is_demonstration=True,
        is_site_administrator=is_site_administrator,
    )


def _load_body(row: cast.DemoBody, keeper: User) -> None:
    if any(
        BodyCode.objects.filter(scheme=scheme, code=code).exists()
        for scheme, code in row.codes.items()
    ):
        return
    people = {one.name: _add_person(one, row.reference) for one in row.people}
    first = row.people[0]
    by = people[first.name]
    body = body_services.set_up_body(
        by=by,
        body=body_services.NewBody(name=row.name, kind=row.kind, codes=row.codes),
    )
    body_services.confirm_body(by=keeper, body=body, reason=WHY)
    for role in first.roles[1:]:
        body_services.give_role(by=by, body=body, person=by, role=role, reason=WHY)
    today = timezone.localdate()
    for one in row.people[1:]:
        ends = today + timedelta(days=one.days) if one.days is not None else None
        invitation = body_services.invite(
            by=by,
            body=body,
            email=one.email_at(row.reference),
            roles=one.roles,
            role_ends=ends,
            reason=WHY,
        )
        _accept(invitation, people[one.name])


def _add_person(one: cast.DemoPerson, body: str) -> User:
    email = one.email_at(body)
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    with recorded():
        person = _person(one.name, email)
        record(
            Event.PERSON_ADDED,
            by=SystemJob.DEMONSTRATION,
            chain=Chain.site(),
            about=person.name,
        )
    return person


def _accept(invitation: Invitation, person: User) -> None:
    body_services.accept_invitation(by=person, invitation=invitation)
