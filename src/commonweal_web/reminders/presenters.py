"""What the pages of letters, mailboxes, confirming and leavers say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from commonweal_web.bodies.models import Body
from commonweal_web.bodies.presenters import Row, say_first
from commonweal_web.core.layout import TagKind
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import Standing
from commonweal_web.partnerships.models import Partnership
from commonweal_web.reminders import permissions
from commonweal_web.reminders.models import Mailbox, Often
from commonweal_web.reminders.queries.ageing import STILL_TRUE, Aged, Freshness
from commonweal_web.reminders.queries.leavers import LeftBehind

__all__ = ["ConfirmedPage", "LeftBehindPage", "MailboxesPage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxesPage:
    """A body's mailboxes, by role."""

    body_name: str
    back: str
    add: str
    mailboxes: tuple[Row, ...]

    @classmethod
    def of(cls, body: Body, mailboxes: Iterable[Mailbox]) -> MailboxesPage:
        return cls(
            body_name=body.name,
            back=reverse("body", args=[body.reference]),
            add=reverse("name-mailbox", args=[body.reference]),
            mailboxes=tuple(_mailbox_row(body, one) for one in mailboxes),
        )


def _mailbox_row(body: Body, one: Mailbox) -> Row:
    small = "Gets no letters: whoever reads it stopped them"
    if one.often != Often.OFF:
        small = f"Letters: {Often(one.often).label.lower()}"
    if one.confirmed_at is None:
        small = "Waits for whoever reads it to open our letter and confirm it"
    return Row(
        name=say_first(one.as_role.label),
        said=one.email,
        small=small,
        again=""
        if one.confirmed_at is not None
        else reverse("mailbox-again", args=[body.reference, one.pk]),
        end=reverse("end-mailbox", args=[body.reference, one.pk]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedLine:
    """One record: how fresh it is, and where to say that it is still true."""

    name: str
    said: str
    status: str
    tag: TagKind
    confirm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedPage:
    """What was last confirmed when, and by whom: figures first, then what waits for an answer."""

    name: str
    back: str
    days: int
    change_days: str
    figures: tuple[AgedLine, ...]
    open_ends: tuple[AgedLine, ...]

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        aged: Iterable[Aged],
        *,
        days: int,
        now: datetime,
    ) -> ConfirmedPage:
        lines = [(one.purpose, _line(standing, one, now)) for one in aged]
        reference = partnership.reference
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            days=days,
            change_days=reverse("change-days", args=[reference])
            if permissions.may_change_days(standing, partnership)
            else "",
            figures=tuple(line for purpose, line in lines if purpose == STILL_TRUE),
            open_ends=tuple(line for purpose, line in lines if purpose != STILL_TRUE),
        )


def _line(standing: Standing, one: Aged, now: datetime) -> AgedLine:
    fresh = Freshness.of(one, now)
    said = fresh.said
    if one.purpose != STILL_TRUE and not one.last_by:
        said = f"Waits since {say_date(one.last_at)}"
    return AgedLine(
        name=one.name,
        said=said,
        status="Stale" if one.purpose == STILL_TRUE else "To ask about",
        tag=fresh.tag,
        confirm=reverse("confirm-record", args=[one.partnership.reference, one.key])
        if permissions.may_confirm(standing, one)
        else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehindPage:
    """What leavers alone held, by leaver: each thing and the page where it is passed on."""

    body_name: str
    back: str
    leavers: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]

    @classmethod
    def of(cls, body: Body, found: Iterable[LeftBehind]) -> LeftBehindPage:
        return cls(
            body_name=body.name,
            back=reverse("body", args=[body.reference]),
            leavers=tuple(
                (
                    leaver.name,
                    f"Left on {say_date(leaver.left_at)}",
                    tuple((one.what, one.address) for one in held),
                )
                for leaver, held in groupby(found, key=lambda one: one.leaver)
            ),
        )
