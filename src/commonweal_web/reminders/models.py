"""What reminding keeps: who wants letters and where, what was sent, what is asked and confirmed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly
from commonweal_web.core.policy import BodyRole, PartnershipRole

__all__ = [
    "DAYS_UNTIL_STALE",
    "Confirmation",
    "Digest",
    "Mailbox",
    "Often",
    "Preference",
    "Question",
    "QuestionLink",
    "Staleness",
]

PERSON = "accounts.User"
DAYS_UNTIL_STALE = 180
"""Where a partnership has chosen no other number."""

MAILBOX_ROLES = (
    BodyRole.EDITOR,
    BodyRole.CERTIFIER,
    BodyRole.SECTION_151,
    BodyRole.MONITORING,
    BodyRole.ADMINISTRATOR,
)
"""Roles that can be asked for something."""

_BODY_ROLES = [(role.value, role.label) for role in BodyRole]
_ALL_ROLES = [*_BODY_ROLES, *((role.value, role.label) for role in PartnershipRole)]


class Often(models.TextChoices):
    """How often a letter says what waits and what changed."""

    DAILY = "daily", "Each working day that brings something new"
    WEEKLY = "weekly", "Once a week"
    OFF = "off", "Never"


class Preference(models.Model):
    """How often somebody wants letters; who has none gets them daily."""

    user = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    often = models.CharField(max_length=10, choices=Often, default=Often.DAILY)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(often__in=["daily", "weekly", "off"]), name="preference_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.often}"


class Mailbox(models.Model):
    """An address of a role at a body: it stays while the people who hold the role change."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="mailboxes")
    role = models.CharField(max_length=20, choices=_BODY_ROLES)
    email = models.EmailField()
    often = models.CharField(max_length=10, choices=Often, default=Often.DAILY)
    token_hash = models.CharField(max_length=64, unique=True)
    """Of the link that confirms it."""
    token_until = models.DateTimeField()
    named_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="mailbox_one_a_role",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in MAILBOX_ROLES]),
                name="mailbox_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(often__in=["daily", "weekly", "off"]), name="mailbox_often_known"
            ),
        ]

    def __str__(self) -> str:
        return f"the mailbox of the {self.as_role.label} of {self.body.name} ({self.email})"

    @property
    def as_role(self) -> BodyRole:
        return BodyRole(self.role)

    @property
    def is_used(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None


class Digest(models.Model):
    """One look, on one day, at what there is to tell a person or a mailbox.

    The row is claimed before the letter is sent and settled after, so that two workers send one,
    and what a dead mail server would not take is sent with the next.
    """

    class State(models.TextChoices):
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        NOTHING = "nothing", "Nothing to tell"

    recipient = models.CharField(max_length=40)
    """"person-12" or "mailbox-3"."""
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.SENDING)
    looked_at = models.DateTimeField()
    leased_until = models.DateTimeField()
    n_tries = models.PositiveSmallIntegerField(default=1)
    covers = models.BigIntegerField(default=0)
    """The last entry of the log that it tells of, or left out with a reason."""
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "day"], name="digest_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(state__in=["sending", "sent", "nothing"]),
                name="digest_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} on {self.day}: {self.state}"


class Question(models.Model):
    """Something asked that one button answers: "Is this still true?".

    Asked of one person, of a role at a body, or of a role in a partnership.
    """

    purpose = models.CharField(max_length=40)
    """One that an app has added: see `services.asking`."""
    key = models.CharField(max_length=80)
    """What it is about, for the app that asks: "document-12"."""
    sentence = models.CharField(max_length=500)
    """The question, as the page and the letter have it. No figure stands in it."""
    page = models.CharField(max_length=300)
    """The path of the page that shows what is asked about, for whoever signs in."""
    partnership = models.ForeignKey(
        "partnerships.Partnership",
        on_delete=models.PROTECT,
        related_name="questions",
        null=True,
        blank=True,
    )
    user = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="questions", null=True, blank=True
    )
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="questions", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=_ALL_ROLES, blank=True)
    due = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_as = models.CharField(max_length=240, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """When it was no longer to be asked: what it is about was changed or taken back."""

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "key"],
                condition=models.Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="question_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, role="")
                | models.Q(user__isnull=True, body__isnull=False) & ~models.Q(role="")
                | models.Q(user__isnull=True, body__isnull=True, partnership__isnull=False)
                & ~models.Q(role=""),
                name="question_asked_of_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="question_answered_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None


class QuestionLink(models.Model):
    """A link of a letter that answers one question for one recipient; only its hash is kept."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="links")
    user = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.ForeignKey(
        Digest, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    """The letter it stands in: only once that is sent has anybody been asked by it."""
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True, mailbox__isnull=False)
                | models.Q(user__isnull=False, mailbox__isnull=True),
                name="question_link_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"link to: {self.question}"

    @property
    def is_over(self) -> bool:
        return self.expires_at <= timezone.now() or not self.question.is_open


class Confirmation(AppendOnly):
    """Somebody said that a record is still true."""

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="confirmations"
    )
    key = models.CharField(max_length=80)
    """As `Question.key` has it."""
    confirmed_as = models.CharField(max_length=240)
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["partnership", "key"], name="confirmation_of_record")]

    def __str__(self) -> str:
        return f"{self.key} by {self.confirmed_as}"


class Staleness(models.Model):
    """After how many days the figures of a partnership are asked about again."""

    partnership = models.OneToOneField(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="staleness"
    )
    days = models.PositiveIntegerField(default=DAYS_UNTIL_STALE)

    class Meta:
        verbose_name_plural = "staleness"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__gte=30, days__lte=1000), name="staleness_in_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.days} days"


guard(Confirmation)
guard(QuestionLink, fixed=("question", "user", "mailbox", "token_hash", "made_at"))
