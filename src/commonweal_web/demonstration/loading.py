"""Loading the demonstration, as its people would have done it: every step is in the log."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies import services as body_services
from commonweal_web.bodies.models import Body, BodyCode, Invitation
from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import PartnershipRole
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services import documents, naming, partnering, runs, starting

from . import cast
from .talking import write_comments

__all__ = ["NAME", "load"]

NAME = "Pennine Lancashire building control"
_FILE = "pennine-lancashire-building-control.toml"
_WHY = "For the demonstration"


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
    if not Partnership.objects.filter(is_demonstration=True, name=NAME).exists():
        _load_partnership()


def case_text() -> bytes:
    """Return the partnership's file: from the wheel, or from the examples of the source."""
    packed = files("commonweal_web.demonstration") / "data" / _FILE
    if packed.is_file():
        return packed.read_bytes()
    return (Path(__file__).resolve().parents[3] / "examples" / _FILE).read_bytes()


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
    if BodyCode.objects.filter(scheme="gss", code=row.gss).exists():
        return
    people = {one.name: _add_person(one, row.reference) for one in row.people}
    first = row.people[0]
    by = people[first.name]
    body = body_services.set_up_body(
        by=by,
        body=body_services.NewBody(name=row.name, kind=row.kind, codes={"gss": row.gss}),
    )
    body_services.confirm_body(by=keeper, body=body, reason=_WHY)
    for role in first.roles[1:]:
        body_services.give_role(by=by, body=body, person=by, role=role, reason=_WHY)
    today = timezone.localdate()
    for one in row.people[1:]:
        ends = today + timedelta(days=one.days) if one.days is not None else None
        invitation = body_services.invite(
            by=by,
            body=body,
            email=one.email_at(row.reference),
            roles=one.roles,
            role_ends=ends,
            reason=_WHY,
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


def _holder(body: Body, *roles: str) -> User:
    """Return the first person of a body who holds one of these roles."""
    return User.objects.filter(
        Q(memberships__body=body), memberships__role__in=roles, memberships__ended_at=None
    ).order_by("pk")[0]


def _load_partnership() -> None:
    bodies = {
        body.reference: body
        for body in Body.objects.filter(reference__in=[*cast.PARTNERS, cast.INVITED])
    }
    starter = bodies[cast.PARTNERS[0]]
    coordinator = User.objects.get(name=cast.COORDINATOR, is_demonstration=True)
    started = starting.start_partnership(
        by=coordinator,
        body=starter,
        name=NAME,
        summary="Could six neighbouring councils, each short of qualified surveyors, do better "
        "with one building control team?",
    )
    for reference in (*cast.PARTNERS[1:], cast.INVITED):
        partner = partnering.invite_body(
            by=coordinator,
            partnership=_now(started),
            body=bodies[reference],
            message="Each of us struggles to keep surveyors. Shall we look into it together?",
        )
        if reference != cast.INVITED:
            partnering.accept_for_body(
                by=_holder(bodies[reference], "administrator"), partner=partner
            )
    _name(
        started,
        coordinator,
        _holder(bodies[cast.HOST], "editor"),
        bodies[cast.HOST],
        PartnershipRole.MEMBER,
    )
    _name(
        started,
        coordinator,
        _holder(bodies[cast.HOST], "viewer"),
        bodies[cast.HOST],
        PartnershipRole.OBSERVER,
    )
    _submit(started, coordinator, [bodies[reference] for reference in cast.PARTNERS])
    runs.ask_for_run(by=coordinator, partnership=_now(started))
    work_off()
    write_comments(
        _now(started),
        asker=_holder(bodies[cast.PARTNERS[1]], "editor"),
        coordinator=coordinator,
        host=bodies[cast.HOST],
    )
    with recorded():
        record(
            Event.DEMONSTRATION_LOADED,
            by=SystemJob.DEMONSTRATION,
            chain=Chain.site(),
            about=NAME,
        )


def _now(partnership: Partnership) -> Partnership:
    """Return a partnership as it is now, with who takes part."""
    return partnerships().get(pk=partnership.pk)


def _name(
    partnership: Partnership, by: User, person: User, body: Body, role: PartnershipRole
) -> None:
    naming.name_person(
        by=by, partnership=_now(partnership), person=person, body=body, role=role, reason=_WHY
    )


def _submit(started: Partnership, coordinator: User, bodies: list[Body]) -> None:
    """Submit what is held in common, then each body's own figures; all but one are certified."""
    data = case_text()
    common = documents.save_draft(
        by=coordinator, partnership=_now(started), body=None, data=data, file_name=_FILE
    )
    documents.submit_document(by=coordinator, document=common.document)
    for body in bodies:
        editor = _holder(body, "editor")
        saved = documents.save_draft(
            by=editor, partnership=_now(started), body=body, data=data, file_name=_FILE
        )
        document = documents.submit_document(by=editor, document=saved.document)
        # One waits, so that its certifiers find something among their tasks.
        if body.reference != cast.HOST:
            documents.certify_document(by=_holder(body, "section-151"), document=document)
