"""Records that age: what was last confirmed, when, by whom, and what is to be asked about again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.layout import TagKind
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import BodyRole, PartnershipRole
from commonweal_web.partnerships.models import (
    Document,
    Partner,
    PartnerInvitation,
    Partnership,
)
from commonweal_web.partnerships.queries.records import CURRENT, WEIGHTY
from commonweal_web.reminders.asked import Asked
from commonweal_web.reminders.models import (
    DAYS_UNTIL_STALE,
    Confirmation,
    Mailbox,
    Staleness,
)

__all__ = ["Aged", "Freshness", "aged_in", "days_until_stale", "document_key", "freshness_of"]

DAYS_UNTIL_ASKED = 14
"""How long an invitation or a signature may wait before somebody is asked about it."""

STILL_TRUE = "still-true"
STILL_INVITED = "still-invited"
STILL_TO_SIGN = "still-to-sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """One record that grows old: since when it stands, and whom one asks about it."""

    purpose: str
    key: str
    partnership: Partnership
    name: str
    """What it is, as a heading: "Ashby’s figures, version 3"."""
    question: str
    said: str
    """What the log says was confirmed: a clause that follows "that"."""
    page: str
    last_at: datetime
    last_by: str
    """Who confirmed it last; empty for what nobody has."""
    days: int
    asked: Asked
    document: Document | None = None

    @property
    def stale_at(self) -> datetime:
        return self.last_at + timedelta(days=self.days)

    def is_stale(self, now: datetime) -> bool:
        return self.stale_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How old a record is, for a line on a page; its tag is empty while it is fresh."""

    said: str
    """"Last confirmed 3 March 2026 by Ann Lee"."""
    is_stale: bool

    @property
    def status(self) -> str:
        return "Stale" if self.is_stale else "Fresh"

    @property
    def tag(self) -> TagKind:
        return "orange" if self.is_stale else ""

    @classmethod
    def of(cls, one: Aged, now: datetime) -> Freshness:
        # A name as the log begins a line by it, here within one.
        by = f" by {one.last_by.replace('Whoever ', 'whoever ', 1)}" if one.last_by else ""
        return cls(said=f"Last confirmed {say_date(one.last_at)}{by}", is_stale=one.is_stale(now))


def freshness_of(partnership: Partnership) -> Mapping[int, Freshness]:
    """Return how fresh each submitted version is, by the document's id: six questions.

    For any page that lists documents: `freshness_of(partnership)[document.pk].said`.
    """
    now = timezone.now()
    return {
        one.document.pk: Freshness.of(one, now)
        for one in aged_in([partnership])
        if one.document is not None and one.purpose == STILL_TRUE
    }


def days_until_stale(partnership: Partnership) -> int:
    row = Staleness.objects.filter(partnership=partnership).first()
    return DAYS_UNTIL_STALE if row is None else row.days


def document_key(document: Document) -> str:
    return f"document-{document.pk}"


def aged_in(partnerships: Sequence[Partnership]) -> list[Aged]:
    """Return every record of these partnerships that ages: six questions, however many there are.

    Fetch them by `partnerships.queries.partnerships`.
    """
    by_id = {one.pk: one for one in partnerships if one.state == Partnership.State.OPEN}
    confirmed = {
        (one.partnership_id, one.key): one
        for one in Confirmation.objects.filter(partnership__in=by_id).order_by("pk")
    }
    days = dict(Staleness.objects.filter(partnership__in=by_id).values_list("partnership", "days"))
    officers = _bodies_with_officer(by_id.values())
    found: list[Aged] = []
    documents = (
        Document.objects.filter(partnership__in=by_id, state__in=CURRENT)
        .select_related("body", "certified_by", "signature")
        .defer(*WEIGHTY)
    )
    for document in documents:
        partnership = document.partnership = by_id[document.partnership_id]
        if document.body_id is None or document.body_id in partnership.partner_body_ids():
            limit = days.get(partnership.pk, DAYS_UNTIL_STALE)
            found += _of_document(document, confirmed, limit, officers)
    for partnership in by_id.values():
        found += _of_partners(partnership, confirmed)
    for letter in PartnerInvitation.objects.filter(
        partnership__in=by_id,
        taken_up_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    ):
        partnership = by_id[letter.partnership_id]
        key = f"letter-{letter.pk}"
        found.append(_invitation(partnership, key, letter.body_name, letter.invited_at, confirmed))
    return found


def _bodies_with_officer(partnerships: Iterable[Partnership]) -> frozenset[int]:
    """Return the bodies with a section 151 officer, or a mailbox of one."""
    bodies = {
        partner.body_id for partnership in partnerships for partner in partnership.partners.all()
    }
    role = BodyRole.SECTION_151.value
    held = memberships_in_force(timezone.localdate()).filter(body__in=bodies, role=role)
    boxes = Mailbox.objects.filter(
        body__in=bodies, role=role, confirmed_at__isnull=False, ended_at__isnull=True
    )
    return frozenset([*held.values_list("body", flat=True), *boxes.values_list("body", flat=True)])


def _of_document(
    document: Document,
    confirmed: Mapping[tuple[int, str], Confirmation],
    limit: int,
    officers: frozenset[int],
) -> Iterator[Aged]:
    partnership, body = document.partnership, document.body
    assert document.submitted_at is not None
    signature = getattr(document, "signature", None)
    key = document_key(document)
    last = [(document.submitted_at, document.submitted_as or "")]
    if document.certified_at is not None and document.certified_by is not None:
        last.append((document.certified_at, document.certified_by.name))
    if signature is not None:
        last.append((signature.signed_at, signature.signed_as))
    if (word := confirmed.get((partnership.pk, key))) is not None:
        last.append((word.confirmed_at, word.confirmed_as))
    last_at, last_by = max(last)
    if body is None:
        asked = Asked.in_partnership(PartnershipRole.COORDINATOR)
        name = f"What is held in common, version {document.version}"
        what = f"what {partnership.name} holds in common (its scope, options and assumptions)"
    else:
        role = BodyRole.SECTION_151 if body.pk in officers else BodyRole.EDITOR
        asked = Asked.at_body(body, role)
        name = f"{body.name}’s figures, version {document.version}"
        what = f"{body.name}’s figures for {partnership.name}"
    page = reverse("document", args=[partnership.reference, document.pk])
    yield Aged(
        purpose=STILL_TRUE,
        key=key,
        partnership=partnership,
        name=name,
        question=f"Is {what}, last confirmed on {say_date(last_at)}, still true?"
        if body is None
        else f"Are {what}, last confirmed on {say_date(last_at)}, still true?",
        said=f"version {document.version} of {document.title} is still true",
        page=page,
        last_at=last_at,
        last_by=last_by,
        days=limit,
        asked=asked,
        document=document,
    )
    certified = document.certified_at if body is not None else document.submitted_at
    if signature is not None or certified is None:
        return
    since, by = certified, ""
    word = confirmed.get((partnership.pk, f"signature-{document.pk}"))
    if word is not None:
        since, by = word.confirmed_at, word.confirmed_as
    wait = "certified" if body is not None else "submitted"
    yield Aged(
        purpose=STILL_TO_SIGN,
        key=f"signature-{document.pk}",
        partnership=partnership,
        name=f"Signature under {name[:1].lower()}{name[1:]}"
        if body is None
        else f"Signature under {name}",
        question=f"{_first(document.title)} {'was' if body is None else 'were'} {wait} on "
        f"{say_date(certified)} and {'waits' if body is None else 'wait'} for a signature. "
        "Is it still to be signed?",
        said=f"version {document.version} of {document.title} is still to be signed",
        page=page,
        last_at=since,
        last_by=by,
        days=DAYS_UNTIL_ASKED,
        asked=asked if body is None else Asked.at_body(body, BodyRole.SECTION_151),
        document=document,
    )


def _of_partners(
    partnership: Partnership, confirmed: Mapping[tuple[int, str], Confirmation]
) -> Iterator[Aged]:
    for partner in partnership.partners.all():
        if partner.state == Partner.State.INVITED:
            key = f"partner-{partner.pk}"
            yield _invitation(partnership, key, partner.body.name, partner.invited_at, confirmed)


def _invitation(
    partnership: Partnership,
    key: str,
    body_name: str,
    invited_at: datetime,
    confirmed: Mapping[tuple[int, str], Confirmation],
) -> Aged:
    word = confirmed.get((partnership.pk, key))
    return Aged(
        purpose=STILL_INVITED,
        key=key,
        partnership=partnership,
        name=f"Invitation of {body_name}",
        question=f"{body_name} was invited to {partnership.name} on {say_date(invited_at)} and has "
        "not answered. Is the invitation to stand?",
        said=f"the invitation of {body_name} is to stand",
        page=reverse("partners", args=[partnership.reference]),
        last_at=invited_at if word is None else word.confirmed_at,
        last_by="" if word is None else word.confirmed_as,
        days=DAYS_UNTIL_ASKED,
        asked=Asked.in_partnership(PartnershipRole.COORDINATOR),
    )


def _first(said: str) -> str:
    return said[:1].upper() + said[1:]
