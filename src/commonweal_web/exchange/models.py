"""A sealed exchange, its answers, what was opened, and what its bodies agree to change in it."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.core.models.append_only import AppendOnly
from commonweal_web.core.policy import Kind, Thing

__all__ = ["Answer", "Consent", "Exchange", "Opened", "Proposal"]

PERSON = "accounts.User"


class Exchange(models.Model):
    """Bodies that answer the same questions at the same time. What is asked, of whom and until
    when is fixed when it starts."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        OPENED = "opened", "Opened"
        VOID = "void", "Ended, nothing opened"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="exchanges"
    )
    number = models.PositiveIntegerField()
    """1, 2, 3 within its partnership: what addresses call it."""
    reference = models.CharField(max_length=64, unique=True)
    """What receipts and ciphertexts are bound to."""
    use = models.CharField(max_length=30)
    """Which kind of exchange: `uses.use_of` knows it."""
    title = models.CharField(max_length=200)
    questions_text = models.TextField(default="{}")
    """What is asked, as the use fixed it, in JSON."""
    asked_of_all = models.JSONField(default=list)
    """Questions of feasibility: each is answered once, yes or no, when the answers lock."""
    is_never_shown = models.BooleanField(default=False)
    """Whether the answers are destroyed unread once the questions of feasibility are answered."""
    shows_who_is_in = models.BooleanField(default=False)
    deadline = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    told = models.JSONField(null=True, blank=True)
    """By question of feasibility, true or false; set once, when it opens."""
    void_reason = models.CharField(max_length=500, blank=True)
    started_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    started_as = models.CharField(max_length=240)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="exchange_number"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", ended_at__isnull=True, told__isnull=True)
                | models.Q(state="opened", ended_at__isnull=False, told__isnull=False)
                | models.Q(state="void", ended_at__isnull=False, told__isnull=True),
                name="exchange_ended_when_it_says",
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline"], name="exchange_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def questions(self) -> dict[str, Any]:
        fixed: dict[str, Any] = json.loads(self.questions_text)
        return fixed

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    def to_thing(self, *, body_id: int | None = None) -> Thing:
        """Return it as the policy is asked about it, for one body's part in it."""
        return Thing(
            kind=Kind.EXCHANGE,
            name=self.partnership.name,
            body_id=body_id,
            partnership_id=self.partnership_id,
            partner_body_ids=self.partnership.partner_body_ids(),
        )


class Answer(models.Model):
    """The place of one answer: of a body, or of one role in it. The row stands from the start.

    What it holds is ciphertext: `sealing` alone makes it, and `services.settling` alone reads it.
    """

    class State(models.TextChoices):
        NOT_GIVEN = "not-given", "Not sealed yet"
        GIVEN = "given", "Sealed; can be replaced"
        FINAL = "final", "Sealed, final"

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="answers")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NOT_GIVEN)
    version = models.PositiveIntegerField(default=0)
    """Of the answer sealed last, also where it was taken back."""
    digest = models.CharField(max_length=64, blank=True)
    """Of the receipt: a salted hash."""
    key_id = models.CharField(max_length=16, blank=True)
    nonce = models.CharField(max_length=32, blank=True)
    sealed = models.TextField(blank=True)
    """Ciphertext in base64, of one size for every answer of a use; the salt is inside."""
    committed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    committed_as = models.CharField(max_length=240, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["body__name", "role"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "body", "role"], name="answer_place_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["not-given", "given", "final"]),
                name="answer_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose} in {self.exchange}"

    @property
    def whose(self) -> str:
        return f"{self.body.name}, {self.role}" if self.role else self.body.name

    @property
    def is_given(self) -> bool:
        return self.state != self.State.NOT_GIVEN


class Opened(AppendOnly):
    """An answer once it is open, whole: all that its receipt was made from. Never altered."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="opened")
    text = models.TextField()
    """The opening, in JSON."""
    digest = models.CharField(max_length=64)
    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"What {self.answer} was"

    @property
    def opening(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.text)
        return values


class Proposal(models.Model):
    """A later deadline, or one more body that answers: taken up once every body has agreed."""

    class Change(models.TextChoices):
        EXTEND = "extend", "A later deadline"
        ADMIT = "admit", "One more body that answers"

    class State(models.TextChoices):
        OPEN = "open", "To be agreed"
        TAKEN_UP = "taken-up", "Taken up"
        LAPSED = "lapsed", "Lapsed"

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="proposals")
    change = models.CharField(max_length=10, choices=Change)
    deadline = models.DateTimeField(null=True, blank=True)
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=240)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(change="extend", deadline__isnull=False, body__isnull=True)
                | models.Q(change="admit", deadline__isnull=True, body__isnull=False),
                name="proposal_says_what_changes",
            ),
            models.UniqueConstraint(
                fields=["exchange"],
                condition=models.Q(state="open"),
                name="proposal_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_change_display()} in {self.exchange}"

    @property
    def said(self) -> str:
        """What changes, as it follows "to": "move the deadline to 4 May 2027 at 5:00pm"."""
        if self.body is None:
            return f"move the deadline to {say_moment(self.deadline)}"
        return f"let {self.body.name} answer too"


class Consent(AppendOnly):
    """One body's agreement to a proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="consents")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_as = models.CharField(max_length=240)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "body"], name="consent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} to {self.proposal}"


guard(
    Exchange,
    fixed=(
        "partnership", "number", "reference", "use", "title", "questions_text", "asked_of_all",
        "is_never_shown", "shows_who_is_in", "started_by", "started_as", "started_at",
    ),
)  # fmt: skip
guard(Answer, fixed=("exchange", "body", "role"))
guard(Opened)
guard(Proposal, fixed=("exchange", "change", "deadline", "body", "made_by", "made_at"))
guard(Consent)
