"""What people alone held at a body that they have left: nobody looks after it now."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from commonweal_web.bodies.models import Membership
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.policy import BodyRole, PartnershipRole
from commonweal_web.partnerships.models import (
    Document,
    Partner,
    Partnership,
    PartnershipMembership,
)
from commonweal_web.partnerships.queries.grants import roles_in_force
from commonweal_web.partnerships.queries.records import CURRENT
from commonweal_web.reminders.models import Mailbox

__all__ = ["Leaver", "LeftBehind", "left_behind_at"]

_State = Document.State
_NEEDED = (BodyRole.EDITOR, BodyRole.CERTIFIER, BodyRole.SECTION_151, BodyRole.MONITORING)
"""Roles without whose holder a body comes to a stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Somebody who held roles at a body and holds none now."""

    body_id: int
    body_name: str
    body_reference: str
    user_id: int
    name: str
    email: str
    left_at: datetime
    roles: frozenset[BodyRole]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """One thing that nobody looks after, and the page where somebody else takes it up."""

    leaver: Leaver
    what: str
    address: str


def left_behind_at(bodies: Collection[int], today: date) -> list[LeftBehind]:
    """Return what leavers of these bodies alone held, by body and name.

    One question where nobody has left, eight where somebody has, however many.
    """
    leavers = _leavers(bodies, today)
    if not leavers:
        return []
    found = [
        *_drafts(leavers),
        *_coordinating(leavers, today),
        *_mailboxes(leavers),
        *_roles(leavers, today),
        *_assumptions(leavers),
    ]
    return sorted(found, key=lambda one: (one.leaver.body_name, one.leaver.name))


def _leavers(bodies: Collection[int], today: date) -> list[Leaver]:
    still = Membership.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=today),
        body=OuterRef("body"),
        user=OuterRef("user"),
        ended_at__isnull=True,
    )
    rows: dict[tuple[int, int], list[Membership]] = {}
    for one in (
        Membership.objects.filter(Q(user__is_active=False) | ~Exists(still), body__in=bodies)
        .select_related("user", "body")
        .order_by("pk")
    ):
        rows.setdefault((one.body_id, one.user_id), []).append(one)
    return [_leaver(held) for held in rows.values()]


def _leaver(held: list[Membership]) -> Leaver:
    one = held[0]
    return Leaver(
        body_id=one.body_id,
        body_name=one.body.name,
        body_reference=one.body.reference,
        user_id=one.user_id,
        name=one.user.name,
        email=one.user.email,
        left_at=max(each.ended_at or _end_of(each.ends) for each in held),
        roles=frozenset(each.as_role for each in held),
    )


def _end_of(day: date | None) -> datetime:
    return timezone.make_aware(datetime.combine(day or timezone.localdate(), time()))


def _drafts(leavers: Collection[Leaver]) -> Iterator[LeftBehind]:
    by_place = {(one.body_id, one.user_id): one for one in leavers}
    drafts = Document.objects.filter(
        state=_State.DRAFT,
        body__in={one.body_id for one in leavers},
        prepared_by__in={one.user_id for one in leavers},
        partnership__state=Partnership.State.OPEN,
    ).select_related("partnership", "body")
    for draft in drafts.defer("text", "values_text").order_by("pk"):
        leaver = by_place.get((draft.body_id or 0, draft.prepared_by_id or 0))
        if leaver is not None:
            yield LeftBehind(
                leaver=leaver,
                what=f"A draft: version {draft.version} of {draft.title}",
                address=reverse("document", args=[draft.partnership.reference, draft.pk]),
            )


def _coordinating(leavers: Collection[Leaver], today: date) -> Iterator[LeftBehind]:
    by_place = {(one.body_id, one.user_id): one for one in leavers}
    coordinator = PartnershipRole.COORDINATOR.value
    led = roles_in_force(today).filter(partnership=OuterRef("partnership"), role=coordinator)
    rows = PartnershipMembership.objects.filter(
        ~Exists(led),
        ended_at__isnull=True,
        role=coordinator,
        body__in={one.body_id for one in leavers},
        user__in={one.user_id for one in leavers},
        partnership__state=Partnership.State.OPEN,
    ).select_related("partnership")
    for row in rows.order_by("pk"):
        leaver = by_place.get((row.body_id, row.user_id))
        if leaver is not None:
            yield LeftBehind(
                leaver=leaver,
                what=f"Coordinating {row.partnership.name}, which has no coordinator now",
                address=reverse("partnership-people", args=[row.partnership.reference]),
            )


def _mailboxes(leavers: Collection[Leaver]) -> Iterator[LeftBehind]:
    by_address = {(one.body_id, one.email.lower()): one for one in leavers}
    rows = Mailbox.objects.filter(body__in={one.body_id for one in leavers}, ended_at__isnull=True)
    for mailbox in rows:
        leaver = by_address.get((mailbox.body_id, mailbox.email))
        if leaver is not None:
            yield LeftBehind(
                leaver=leaver,
                what=f"Their own address is the mailbox of the {mailbox.as_role.label}",
                address=reverse("mailboxes", args=[leaver.body_reference]),
            )


def _roles(leavers: Collection[Leaver], today: date) -> Iterator[LeftBehind]:
    held = set(
        memberships_in_force(today)
        .filter(body__in={one.body_id for one in leavers}, user__is_active=True)
        .values_list("body", "role")
    )
    for leaver in leavers:
        for role in _NEEDED:
            if role in leaver.roles and (leaver.body_id, role.value) not in held:
                yield LeftBehind(
                    leaver=leaver,
                    what=f"The role of {role.label}, which nobody holds now",
                    address=reverse("body", args=[leaver.body_reference]),
                )


def _assumptions(leavers: Collection[Leaver]) -> Iterator[LeftBehind]:
    """Yield the assumptions whose owner is a leaver by name; other owners are not looked at."""
    named = Q()
    for name in {one.name for one in leavers}:
        named |= Q(values_text__contains=json.dumps(name, ensure_ascii=False))
    bodies = {one.body_id for one in leavers}
    joined = Partner.objects.filter(body__in=bodies, state=Partner.State.JOINED)
    takes_part: dict[int, set[int]] = {}
    for partnership_id, body_id in joined.values_list("partnership", "body"):
        takes_part.setdefault(partnership_id, set()).add(body_id)
    documents = Document.objects.filter(
        named,
        Q(body__in=bodies) | Q(body__isnull=True, partnership__in=takes_part),
        state__in=CURRENT,
        partnership__state=Partnership.State.OPEN,
    ).select_related("partnership")
    for document in documents.defer("text").order_by("pk"):
        owned: dict[str, int] = {}
        for row in document.values.get("assumptions", ()):
            owned[row.get("owner", "")] = owned.get(row.get("owner", ""), 0) + 1
        own = {document.body_id} if document.body_id else takes_part[document.partnership_id]
        for leaver in leavers:
            if leaver.name in owned and leaver.body_id in own:
                n_owned = owned[leaver.name]
                noun = "an assumption" if n_owned == 1 else f"{n_owned} assumptions"
                yield LeftBehind(
                    leaver=leaver,
                    what=f"Owner of {noun} in {document.partnership.name}",
                    address=reverse("figures", args=[document.partnership.reference]),
                )
