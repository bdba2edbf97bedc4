"""What the pages of bodies say, as values, without a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from commonweal.bodies import code_schemes
from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import (
    Body,
    Delegation,
    EmailDomain,
    Invitation,
    JoinRequest,
    Membership,
)
from commonweal_web.bodies.queries.bodies import PersonAtBody
from commonweal_web.core.layout import Fact
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import Action, BodyRole, Standing, may

__all__ = [
    "BodiesPage",
    "BodyPage",
    "DomainsPage",
    "PersonPage",
    "RequestsPage",
    "say_first",
    "say_membership",
    "say_roles",
]


def say_first(said: str) -> str:
    """Return words as they begin a line: only the first letter changes, names keep theirs."""
    return said[:1].upper() + said[1:]


def say_roles(roles: Iterable[BodyRole]) -> str:
    """Return roles in a sentence: "editor and certifier"."""
    labels = [role.label for role in BodyRole if role in set(roles)]
    return f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) > 1 else "".join(labels)


def say_membership(membership: Membership, today: date) -> str:
    """Return a role with its days: "auditor until 31 March 2027"."""
    said = membership.as_role.label
    if membership.starts > today:
        said += f" from {say_date(membership.starts)}"
    if membership.ends is not None:
        said += f" until {say_date(membership.ends)}"
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line about somebody or something: a name, what is said, and a link."""

    name: str
    said: str
    address: str = ""
    small: str = ""
    again: str = ""
    """Where to send its letter again, by POST."""
    end: str = ""
    """Where to withdraw, remove or end it, by POST."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodiesPage:
    """The bodies that somebody belongs to, and how to come to another."""

    bodies: tuple[Row, ...]
    invitations: tuple[Row, ...]
    asked: tuple[str, ...]
    can_join: bool

    @classmethod
    def of(
        cls,
        standing: Standing,
        *,
        bodies: Iterable[Body],
        invitations: Iterable[Invitation],
        asked: Iterable[JoinRequest],
        can_join: bool,
    ) -> BodiesPage:
        return cls(
            bodies=tuple(
                Row(
                    name=body.name,
                    said=say_first(say_roles(standing.roles_in(body.pk))),
                    address=reverse("body", args=[body.reference]),
                )
                for body in bodies
            ),
            invitations=tuple(
                Row(
                    name=one.body.name,
                    said=f"{one.invited_by.name} invites you as {say_roles(one.as_roles)}",
                    address=reverse("accept-own-invitation", args=[one.pk]),
                )
                for one in invitations
            ),
            asked=tuple(one.body.name for one in asked),
            can_join=can_join,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPage:
    """A body: what it is, who its people are, and what this person may do here."""

    name: str
    reference: str
    is_confirmed: bool
    facts: tuple[Fact, ...]
    people: tuple[Row, ...]
    deputies: tuple[Row, ...]
    invitations: tuple[Row, ...]
    can_manage: bool
    n_requests: int
    ways_on: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls,
        standing: Standing,
        body: Body,
        *,
        people: Sequence[PersonAtBody],
        delegations: Iterable[Delegation],
        invitations: Iterable[Invitation],
        n_requests: int,
        today: date,
    ) -> BodyPage:
        thing = body.to_thing()
        can_manage = may(standing, Action.MANAGE_PEOPLE, thing)
        named = {scheme.id: scheme.name for scheme in code_schemes()}
        change = reverse("change-body", args=[body.reference])
        facts = [
            Fact(
                name="Name",
                said=body.name,
                change=change if may(standing, Action.CHANGE_BODY, thing) else "",
            ),
            Fact(name="Kind", said=body.kind_name),
            *(
                Fact(name=named.get(code.scheme, code.scheme), said=code.code)
                for code in body.codes.all()
            ),
            Fact(name="Your roles", said=say_first(say_roles(standing.roles_in(body.pk)))),
        ]
        return cls(
            name=body.name,
            reference=body.reference,
            is_confirmed=body.is_confirmed,
            facts=tuple(facts),
            people=tuple(_person_row(body, one, can_manage, today) for one in people),
            deputies=tuple(_deputy_row(one, standing, can_manage) for one in delegations),
            invitations=tuple(_invitation_row(body, one) for one in invitations)
            if can_manage
            else (),
            can_manage=can_manage,
            n_requests=n_requests if can_manage else 0,
            ways_on=tuple(_ways_on(standing, body)),
        )


def _person_row(body: Body, one: PersonAtBody, can_manage: bool, today: date) -> Row:
    return Row(
        name=one.user.name,
        said=say_first(", ".join(say_membership(held, today) for held in one.memberships)),
        address=reverse("person-at-body", args=[body.reference, one.user.pk]) if can_manage else "",
        small=one.user.email,
    )


def _deputy_row(one: Delegation, standing: Standing, can_manage: bool) -> Row:
    may_end = can_manage or one.giver_id == standing.user_id
    return Row(
        name=one.deputy.name,
        said=f"acts as {one.as_role.label} for {one.giver.name} from {say_date(one.starts)} "
        f"until {say_date(one.ends)}",
        small=one.reason,
        end=reverse("end-deputy", args=[one.body.reference, one.pk]) if may_end else "",
    )


def _invitation_row(body: Body, one: Invitation) -> Row:
    return Row(
        name=one.email,
        said=f"as {say_roles(one.as_roles)}, by {one.invited_by.name}",
        small=f"The link works until {say_date(one.expires_at)}",
        again=reverse("invitation-again", args=[body.reference, one.pk]),
        end=reverse("withdraw-invitation", args=[body.reference, one.pk]),
    )


_WAYS_ON = (
    (Action.MANAGE_DOMAINS, "Email domains", "body-domains"),
    (Action.MANAGE_PEOPLE, "Mailboxes of roles", "mailboxes"),
    (Action.MANAGE_PEOPLE, "What leavers held", "left-behind"),
    (Action.MANAGE_KEYS, "Keys for the programming interface", "body-keys"),
    (Action.SEE_BODY_LOG, "What happened: the log", "body-log"),
    (Action.NAME_DEPUTY, "Name a deputy", "name-deputy"),
    (Action.START_PARTNERSHIP, "Start a partnership", "start-partnership"),
    (Action.LEAVE_BODY, "Leave this body", "leave-body"),
)


def _ways_on(standing: Standing, body: Body) -> Iterable[tuple[str, str]]:
    thing = body.to_thing()
    for action, text, name in _WAYS_ON:
        if may(standing, action, thing):
            address = _address(name, body)
            if address:
                yield text, address


def _address(name: str, body: Body) -> str:
    if name == "start-partnership":
        return f"{reverse(name)}?body={body.reference}"
    try:
        return reverse(name, args=[body.reference])
    except NoReverseMatch:
        # A page of an app that stands above bodies, where that app is left out.
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Somebody at a body: each role, why, by whom, and how to end it."""

    name: str
    email: str
    body_name: str
    back: str
    roles: tuple[Row, ...]
    give: str

    @classmethod
    def of(cls, body: Body, one: PersonAtBody, today: date) -> PersonPage:
        return cls(
            name=one.user.name,
            email=one.user.email,
            body_name=body.name,
            back=reverse("body", args=[body.reference]),
            give=reverse("give-role", args=[body.reference, one.user.pk]),
            roles=tuple(
                Row(
                    name=say_first(say_membership(membership, today)),
                    said=membership.reason,
                    small=_given(membership),
                    end=reverse("end-role", args=[body.reference, membership.pk]),
                )
                for membership in one.memberships
            ),
        )


def _given(membership: Membership) -> str:
    by = f" by {membership.given_by.name}" if membership.given_by else ""
    return f"Given{by} on {say_date(membership.given_at)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsPage:
    """Who asks to join a body."""

    body_name: str
    back: str
    requests: tuple[Row, ...]

    @classmethod
    def of(cls, body: Body, requests: Iterable[JoinRequest]) -> RequestsPage:
        return cls(
            body_name=body.name,
            back=reverse("body", args=[body.reference]),
            requests=tuple(
                Row(
                    name=one.user.name,
                    said=one.message,
                    small=f"{one.user.email}, {say_date(one.asked_at)}",
                    address=reverse("answer-request", args=[body.reference, one.pk]),
                )
                for one in requests
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainsPage:
    """A body's email domains."""

    body_name: str
    back: str
    add: str
    domains: tuple[Row, ...]

    @classmethod
    def of(cls, body: Body, domains: Iterable[EmailDomain]) -> DomainsPage:
        return cls(
            body_name=body.name,
            back=reverse("body", args=[body.reference]),
            add=reverse("add-domain", args=[body.reference]),
            domains=tuple(_domain_row(body, one) for one in domains),
        )


def _domain_row(body: Body, one: EmailDomain) -> Row:
    is_confirmed = one.confirmed_at is not None
    return Row(
        name=one.domain,
        said=f"Confirmed on {say_date(one.confirmed_at)}"
        if is_confirmed
        else f"Waits for {one.asked_of} to open our letter",
        again="" if is_confirmed else reverse("domain-again", args=[body.reference, one.pk]),
        end=reverse("remove-domain", args=[body.reference, one.pk]),
    )


def people_of(people: Sequence[PersonAtBody], *, but: int) -> list[User]:
    """Return a body's people but one, for choosing among them."""
    return [one.user for one in people if one.user.pk != but]
