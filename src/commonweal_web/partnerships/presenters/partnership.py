"""What the pages about a partnership, its bodies and its people say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from commonweal_web.bodies.models import Body
from commonweal_web.bodies.presenters import say_first
from commonweal_web.core.layout import Fact, Step
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import Action, PartnershipRole, Standing, may
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import (
    Partner,
    PartnerInvitation,
    Partnership,
    PartnershipMembership,
)

__all__ = [
    "Line",
    "PartnersPage",
    "PartnershipPage",
    "PartnershipsPage",
    "PeoplePage",
    "SearchPage",
    "WaitingFor",
    "may_name",
    "say_names",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line about a body, a person or a partnership; laid out by bodies/rows.html.jinja."""

    name: str
    said: str
    address: str = ""
    small: str = ""
    again: str = ""
    end: str = ""


def say_names(names: Sequence[str]) -> str:
    """Return names in a sentence: "Ashby, Barton and Corby"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _joined(partnership: Partnership) -> list[Partner]:
    return [one for one in partnership.partners.all() if one.state == Partner.State.JOINED]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipsPage:
    """The partnerships that somebody takes part in, and the invitations that wait."""

    invitations: tuple[Line, ...]
    partnerships: tuple[Line, ...]
    can_start: bool

    @classmethod
    def of(
        cls,
        standing: Standing,
        *,
        partnerships: Iterable[Partnership],
        invitations: Iterable[Partner],
        bodies: Iterable[Body],
    ) -> PartnershipsPage:
        return cls(
            invitations=tuple(
                Line(
                    name=one.partnership.name,
                    said=f"{one.invited_by.name} invites {one.body.name}",
                    address=reverse("answer-invitation", args=[one.pk]),
                )
                for one in invitations
            ),
            partnerships=tuple(
                Line(
                    name=one.name,
                    said=say_names([partner.body.name for partner in _joined(one)]) or "Nobody",
                    address=reverse("partnership", args=[one.reference]),
                    small="Closed" if one.state == Partnership.State.CLOSED else "",
                )
                for one in partnerships
            ),
            can_start=any(
                may(standing, Action.START_PARTNERSHIP, body.to_thing()) for body in bodies
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFor:
    """Whom a partnership waits for, and for what: each line's text, small print and address."""

    name: str
    lines: tuple[tuple[str, str, str], ...]

    @classmethod
    def by_body(cls, partnership: Partnership, waiting: Iterable[Waits]) -> tuple[WaitingFor, ...]:
        """Return what waits by body, by name; what no one body is asked for comes first."""
        names = {one.body_id: one.body.name for one in partnership.partners.all()}
        lines: dict[str, list[tuple[str, str, str]]] = {}
        for one in waiting:
            small = f"{say_first(one.asked)}, since {say_date(one.since)}"
            held = lines.setdefault(names.get(one.body_id or 0, ""), [])
            held.append((one.name, small, one.address))
        return tuple(
            cls(name=name or "The partnership", lines=tuple(held))
            for name, held in sorted(lines.items())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipPage:
    """A partnership's home: what it is, and how far each stage has come."""

    name: str
    summary: str
    is_closed: bool
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    ways_on: tuple[tuple[str, str], ...]
    waiting: tuple[WaitingFor, ...] = ()

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        *,
        people: Sequence[PartnershipMembership],
        waiting: Iterable[Waits] = (),
        steps: Iterable[Step] = (),
        ways_on: Iterable[tuple[str, str]] = (),
    ) -> PartnershipPage:
        thing = partnership.to_thing()
        change = (
            reverse("change-partnership", args=[partnership.reference])
            if may(standing, Action.CHANGE_PARTNERSHIP, thing)
            else ""
        )
        led_by = [
            f"{one.user.name} ({one.body.name})"
            for one in people
            if one.as_role is PartnershipRole.COORDINATOR
        ]
        facts = [
            Fact(name="Name", said=partnership.name, change=change),
            Fact(
                name="Aim",
                said="They share already, and ask whether it still pays"
                if partnership.already_shares
                else "They think of sharing",
            ),
            Fact(name="Coordinated by", said=say_names(led_by) or "Nobody at present"),
        ]
        own = [role.label for role in PartnershipRole if role in standing.roles_at(partnership.pk)]
        if own:
            facts.append(Fact(name="Your role", said=say_names(own).capitalize()))
        return cls(
            name=partnership.name,
            summary=partnership.summary,
            is_closed=partnership.state == Partnership.State.CLOSED,
            facts=tuple(facts),
            steps=(*_own_steps(partnership, len({one.user_id for one in people})), *steps),
            ways_on=(*ways_on, *_leaving(standing, partnership)),
            waiting=WaitingFor.by_body(partnership, waiting),
        )


def _own_steps(partnership: Partnership, n_named: int) -> Iterable[Step]:
    joined = len(_joined(partnership))
    invited = sum(one.state == Partner.State.INVITED for one in partnership.partners.all())
    names = say_names([one.body.name for one in _joined(partnership)])
    yield Step(
        name="Bodies that take part",
        address=reverse("partners", args=[partnership.reference]),
        hint=names,
        status=f"{invited} to answer" if invited else _bodies(joined),
        tag="yellow" if invited else "",
    )
    yield Step(
        name="People named",
        address=reverse("partnership-people", args=[partnership.reference]),
        status="1 person" if n_named == 1 else f"{n_named} people",
    )


def _bodies(number: int) -> str:
    return "1 body" if number == 1 else f"{number} bodies"


def _leaving(standing: Standing, partnership: Partnership) -> Iterable[tuple[str, str]]:
    for partner in _joined(partnership):
        thing = partnership.to_thing(body_id=partner.body_id)
        if may(standing, Action.LEAVE_PARTNERSHIP, thing):
            yield (
                f"Take {partner.body.name} out of this partnership",
                reverse("leave-partnership", args=[partnership.reference, partner.body.reference]),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersPage:
    """The bodies of a partnership: those that take part, are invited, declined or left."""

    name: str
    back: str
    joined: tuple[Line, ...]
    invited: tuple[Line, ...]
    past: tuple[Line, ...]
    invite: str
    named: tuple[tuple[str, str], ...]
    """Bodies that the figures name and that are not here: text and address of each way to invite;
    empty for whoever may not."""

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        *,
        by_email: Iterable[PartnerInvitation],
        named: Iterable[str] = (),
    ) -> PartnersPage:
        reference = partnership.reference
        can_invite = may(standing, Action.INVITE_BODY, partnership.to_thing())
        rows = list(partnership.partners.all())
        invited = [
            Line(
                name=one.body.name,
                said=f"Invited on {say_date(one.invited_at)}",
                end=reverse("withdraw-partner", args=[reference, one.pk]) if can_invite else "",
            )
            for one in rows
            if one.state == Partner.State.INVITED
        ]
        invited += [
            Line(
                name=one.body_name,
                said=f"Invited on {say_date(one.invited_at)} by an email to {one.email}",
                small=f"The link works until {say_date(one.expires_at)}",
                end=reverse("withdraw-by-email", args=[reference, one.pk]) if can_invite else "",
            )
            for one in by_email
        ]
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            joined=tuple(
                Line(
                    name=one.body.name,
                    said=f"Since {say_date(one.answered_at)}",
                    small="" if one.body.is_confirmed else "Not yet confirmed by this site",
                )
                for one in rows
                if one.state == Partner.State.JOINED
            ),
            invited=tuple(invited),
            past=tuple(
                Line(
                    name=one.body.name,
                    said=f"{one.get_state_display()} on {say_date(one.answered_at)}",
                    small=one.reason,
                )
                for one in rows
                if one.state in (Partner.State.DECLINED, Partner.State.LEFT)
            ),
            invite=reverse("invite-body", args=[reference]) if can_invite else "",
            named=tuple(
                (name, f"{reverse('invite-body', args=[reference])}?{urlencode({'q': name})}")
                for name in (named if can_invite else ())
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The people that a partnership names."""

    name: str
    back: str
    people: tuple[Line, ...]
    add: str

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        people: Iterable[PartnershipMembership],
    ) -> PeoplePage:
        reference = partnership.reference
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            people=tuple(
                Line(
                    name=one.user.name,
                    said=f"{one.as_role.label.capitalize()}, for {one.body.name}",
                    small=_until(one),
                    end=reverse("end-partnership-role", args=[reference, one.pk])
                    if one.user_id == standing.user_id or _may_end(standing, partnership, one)
                    else "",
                )
                for one in people
            ),
            add=reverse("name-person", args=[reference]) if may_name(standing, partnership) else "",
        )


def _until(one: PartnershipMembership) -> str:
    until = f"until {say_date(one.ends)}. " if one.ends else ""
    return f"{until}{one.reason}".strip()


def _may_end(standing: Standing, partnership: Partnership, one: PartnershipMembership) -> bool:
    action = (
        Action.NAME_COORDINATOR
        if one.as_role is PartnershipRole.COORDINATOR
        else Action.NAME_MEMBER
    )
    return may(standing, action, partnership.to_thing(body_id=one.body_id))


def may_name(standing: Standing, partnership: Partnership) -> tuple[PartnershipRole, ...]:
    """Return the roles that somebody may give in a partnership, to people of some partner."""
    things = [partnership.to_thing()]
    things += [partnership.to_thing(body_id=one.body_id) for one in _joined(partnership)]
    roles: list[PartnershipRole] = []
    if any(may(standing, Action.NAME_COORDINATOR, thing) for thing in things):
        roles.append(PartnershipRole.COORDINATOR)
    if any(may(standing, Action.NAME_MEMBER, thing) for thing in things):
        roles += [PartnershipRole.MEMBER, PartnershipRole.OBSERVER]
    return tuple(roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Bodies found for an invitation."""

    name: str
    back: str
    words: str
    found: tuple[Line, ...]
    by_email: str

    @classmethod
    def of(cls, partnership: Partnership, words: str, found: Iterable[Body]) -> SearchPage:
        reference = partnership.reference
        taken = {
            one.body_id: one.get_state_display()
            for one in partnership.partners.all()
            if one.state in (Partner.State.INVITED, Partner.State.JOINED)
        }
        return cls(
            name=partnership.name,
            back=reverse("partners", args=[reference]),
            words=words,
            found=tuple(
                Line(
                    name=body.name,
                    said=taken.get(body.pk, body.kind_name),
                    small=", ".join(code.code for code in body.codes.all()),
                    address=""
                    if body.pk in taken
                    else reverse("invite-this-body", args=[reference, body.reference]),
                )
                for body in found
            ),
            by_email=reverse("invite-by-email", args=[reference]),
        )
