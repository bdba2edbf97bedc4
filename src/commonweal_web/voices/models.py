"""Surveys, what was answered while they are open, what may be told once they are closed."""

from __future__ import annotations

import json
import uuid

from django.db import models
from django.utils import timezone

from commonweal.exchange import GroupResult, Survey
from commonweal.exchange.suppression import USUAL_SMALL
from commonweal.exchange.voices import AUDIENCES
from commonweal_web.core.audit.guards import guard

__all__ = ["OpenAnswer", "Response", "SurveyRecord"]

PERSON = "accounts.User"


class SurveyRecord(models.Model):
    """One survey of a partnership: drafted, opened by a link, closed with its results."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        DROPPED = "dropped", "Dropped"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="surveys"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=160)
    intro = models.TextField()
    """What it is for and what becomes of it, as those who answer read it."""
    audience = models.CharField(max_length=20, choices=list(AUDIENCES.items()))
    questions_text = models.TextField()
    """As typed: a question a line, its answers below."""
    is_by_body = models.BooleanField(default=False)
    """Whether results are told apart by body; they are then never told for all together."""
    small = models.PositiveIntegerField(default=USUAL_SMALL)
    shows_results = models.BooleanField(default=True)
    """Whether whoever has the link reads the results once it is closed."""
    closes_at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)
    """The end of its public address. No secret: whoever is asked has it."""
    survey_text = models.TextField(blank=True)
    """What is asked, fixed when it opens, in JSON."""
    results_text = models.TextField(blank=True)
    """What may be told, worked out once when it closes, in JSON."""
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=240)
    made_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_as = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="survey_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "open", "closed", "dropped"]),
                name="survey_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["open", "closed"]) | ~models.Q(survey_text=""),
                name="survey_fixed_once_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | ~models.Q(state="closed") & models.Q(results_text=""),
                name="survey_results_only_once_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def survey(self) -> Survey:
        return Survey.from_dict(json.loads(self.survey_text))

    @property
    def results(self) -> tuple[GroupResult, ...]:
        return tuple(GroupResult.from_dict(row) for row in json.loads(self.results_text))

    @property
    def takes_answers(self) -> bool:
        return self.state == self.State.OPEN and timezone.now() < self.closes_at


class Response(models.Model):
    """One person's ticks, until the survey closes: then they are counted and deleted.

    Neither when it came nor from whom is kept, and its key says nothing of the order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(SurveyRecord, on_delete=models.PROTECT, related_name="responses")
    group = models.CharField(max_length=200, blank=True)
    answers = models.JSONField()

    def __str__(self) -> str:
        return f"A response to {self.survey}"


class OpenAnswer(models.Model):
    """What somebody wrote, apart from what they ticked: read by a person before it is released."""

    class State(models.TextChoices):
        WAITING = "waiting", "To be read"
        RELEASED = "released", "Released"
        WITHHELD = "withheld", "Withheld"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(SurveyRecord, on_delete=models.PROTECT, related_name="open_answers")
    question = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    """Emptied when it is withheld."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_as = models.CharField(max_length=240, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | models.Q(state="released", decided_at__isnull=False)
                | models.Q(state="withheld", decided_at__isnull=False, text=""),
                name="open_answer_decided_when_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"An answer to {self.survey}"


guard(SurveyRecord, fixed=("partnership", "number", "token", "made_by", "made_at"))
