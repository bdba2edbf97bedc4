"""Agreements in versions kept whole, where each body stands, how each passes it, who signed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly
from commonweal_web.core.policy import Kind, Thing

__all__ = [
    "Agreement",
    "Condition",
    "Passing",
    "Passings",
    "PlanVersion",
    "Position",
    "RouteAnswers",
    "RouteSignOff",
    "Signing",
    "Version",
]

PERSON = "accounts.User"
BODY = "bodies.Body"


class Agreement(models.Model):
    """One agreement, from its first draft on; its words are in its versions."""

    class Origin(models.TextChoices):
        DRAFTED = "drafted", "Drafted from the split proposed"
        THEIRS = "theirs", "Written by others, read by guided answers"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUT = "put", "Before the bodies"
        SIGNED = "signed", "Signed"
        SUPERSEDED = "superseded", "Superseded"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="agreements"
    )
    number = models.PositiveIntegerField()
    """1, 2, 3 within its partnership: what addresses call it."""
    origin = models.CharField(max_length=10, choices=Origin)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    paragraphs_text = models.TextField(blank=True)
    """Of one that others wrote: the paragraphs of their file, as JSON."""
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="successor", null=True, blank=True
    )
    started_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    started_as = models.CharField(max_length=240)
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="agreement_number"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(json.loads(self.paragraphs_text or "[]"))

    def to_thing(self, *, body_id: int | None = None) -> Thing:
        """Return it as the policy is asked about it, for one body's part in it."""
        return Thing(
            kind=Kind.AGREEMENT,
            name=self.partnership.name,
            body_id=body_id,
            partnership_id=self.partnership_id,
            partner_body_ids=self.partnership.partner_body_ids(),
        )


class Version(AppendOnly):
    """An agreement whole, as it stood; the newest is the one at hand."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    run = models.ForeignKey(
        "partnerships.Run", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """Whose figures its schedules hold; none where they were typed."""
    text = models.TextField()
    """TOML, as `commonweal agreement` reads it; positions are kept beside it."""
    sha256 = models.CharField(max_length=64)
    matter = models.CharField(max_length=80, blank=True)
    """The matter that it changed; empty where it is the first or was filled anew."""
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=240)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.agreement}"

    @staticmethod
    def hash_of(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_whole(self) -> bool:
        """Whether it is still the one whose hash was kept."""
        return self.hash_of(self.text) == self.sha256


class Position(AppendOnly):
    """Where a body stands on one clause; its newest on a matter holds."""

    class Stance(models.TextChoices):
        ACCEPT = "accept", "Accepts"
        AMEND = "amend", "Would amend"
        REJECT = "reject", "Rejects"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="positions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=80)
    body = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance)
    words = models.TextField(blank=True)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=240)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.body} on {self.matter}"


class Passings(models.Model):
    """One version put to every body; all must pass it, or it lapses for all."""

    class State(models.TextChoices):
        OPEN = "open", "Before the bodies"
        PASSED = "passed", "Passed by all"
        LAPSED = "lapsed", "Lapsed: a body declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="passings")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="passings")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    put_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    put_as = models.CharField(max_length=240)
    put_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(state="open"),
                name="agreement_put_once_at_a_time",
            ),
        ]
        verbose_name_plural = "passings"

    def __str__(self) -> str:
        return f"{self.version} before the bodies"


class Passing(models.Model):
    """How one body passes it: which meeting, when, with what notice, and what it decided."""

    class Outcome(models.TextChoices):
        AWAITED = "awaited", "Not decided"
        APPROVED = "approved", "Approved"
        DEFERRED = "deferred", "Put off"
        DECLINED = "declined", "Declined"

    class Key(models.TextChoices):
        KEY = "key", "Yes"
        NOT_KEY = "not-key", "No"
        NOT_KNOWN = "not-known", "Not known: treat it as one"

    class CallIn(models.TextChoices):
        NONE = "none", "It was not called in"
        MADE = "made", "It was called in, and is not settled"
        UPHELD = "upheld", "It was called in, and stands"
        SENT_BACK = "sent-back", "It was called in, and sent back"

    passings = models.ForeignKey(Passings, on_delete=models.PROTECT, related_name="bodies")
    body = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+")
    decider = models.CharField(max_length=30, blank=True)
    """What kind of meeting decides, as `commonweal.agreement.approvals` has them."""
    meeting = models.CharField(max_length=200, blank=True)
    """What the body calls it: the cabinet, the board, the corporation."""
    meets_on = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=10, choices=Key, default=Key.NOT_KNOWN)
    """Whether it is a key decision."""
    notice_given_on = models.DateField(null=True, blank=True)
    call_in_days = models.PositiveIntegerField(null=True, blank=True)
    """By the body's own constitution; the usual ones where left out."""
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.AWAITED)
    decided_on = models.DateField(null=True, blank=True)
    decided_as = models.CharField(max_length=240, blank=True)
    """Who recorded it."""
    minute = models.CharField(max_length=200, blank=True)
    call_in = models.CharField(max_length=10, choices=CallIn, default=CallIn.NONE)

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["passings", "body"], name="passing_of_a_body_once"),
            models.CheckConstraint(
                condition=models.Q(outcome="awaited", decided_on__isnull=True)
                | ~models.Q(outcome="awaited") & models.Q(decided_on__isnull=False),
                name="passing_decided_when_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} on {self.passings.version}"

    @property
    def open_conditions(self) -> list[Condition]:
        """What it approved on and is not met yet."""
        return [one for one in self.conditions.all() if one.met_on is None]


class Condition(models.Model):
    """One thing on which a body approved; nobody signs before it is met."""

    passing = models.ForeignKey(Passing, on_delete=models.PROTECT, related_name="conditions")
    number = models.PositiveIntegerField()
    words = models.TextField()
    """As it was decided."""
    met_on = models.DateField(null=True, blank=True)
    met_words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["passing", "number"], name="condition_number"),
        ]

    def __str__(self) -> str:
        return f"Condition {self.number} of {self.passing}"


class Signing(AppendOnly):
    """A body's authorised officer signs the version that every body passed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signings")
    body = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    """Of the version's text, as it was when it was signed."""
    office = models.CharField(max_length=200)
    """In which office they sign, and by whose authority."""
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=240)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "body"], name="agreement_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.signed_as} for {self.body} under {self.version}"


class RouteSignOff(AppendOnly):
    """A body's monitoring officer says that the legal route can be taken; the newest holds."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="route_sign_offs"
    )
    body = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=1000)
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=240)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.signed_as} on the route of {self.agreement}"


class RouteAnswers(AppendOnly):
    """What the bodies said that the choice of a legal route hangs on; the newest holds."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="route_answers")
    number = models.PositiveIntegerField()
    text = models.TextField()
    """JSON: answers, VAT and holders of roles, as `commonweal.agreement.routes` has them."""
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=240)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="route_answers_number"),
        ]

    def __str__(self) -> str:
        return f"answers {self.number} on the route of {self.agreement}"

    @property
    def values(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(self.text)
        return kept


class PlanVersion(AppendOnly):
    """The plan towards an agreement's going live, as it stood; the newest holds."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    text = models.TextField()
    """JSON, as `commonweal.agreement.plan` has it."""
    what = models.CharField(max_length=200)
    """What it changed, in words."""
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=240)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="plan_version"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of the plan of {self.agreement}"


guard(
    Agreement,
    fixed=(
        "partnership", "number", "origin", "paragraphs_text", "supersedes", "started_by",
        "started_as", "started_at",
    ),
)  # fmt: skip
guard(Passings, fixed=("agreement", "version", "put_by", "put_as", "put_at"))
guard(Passing, fixed=("passings", "body"))
for _model in (Version, Position, Signing, RouteSignOff, RouteAnswers, PlanVersion):
    guard(_model)
