"""What a partnership keeps: each body's submissions, and the appraisals made from them.

Kept whole and superseded, never altered: the database itself refuses to change a text once it is
there. Columns beside the texts are only what permissions and queries need.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.policy import Kind, Thing

__all__ = ["Document", "Run", "sha256_of"]

PERSON = "accounts.User"


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _both_or_neither(*fields: str, name: str) -> models.CheckConstraint:
    """Return the rule that fields are all set or all empty."""
    none = models.Q(**{f"{field}__isnull": True for field in fields})
    every = models.Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(condition=none | every, name=name)


class Document(models.Model):
    """One version of what a body holds of a partnership's file, or of what is held in common."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        CERTIFIED = "certified", "Certified"
        RETURNED = "returned", "Returned"
        SUPERSEDED = "superseded", "Superseded"

    class Form(models.TextChoices):
        TOML = "toml", "Partnership file (TOML)"
        JSON = "json", "Partnership file (JSON)"
        WORKBOOK = "xlsx", "Workbook"
        TYPED = "typed", "Typed page by page"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="documents"
    )
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="documents", null=True, blank=True
    )
    """Whose figures they are; none for what the partners hold in common."""
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    form = models.CharField(max_length=10, choices=Form)
    file_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    """As it was given; a workbook as the file it was read to."""
    sha256 = models.CharField(max_length=64)
    """Of `text`."""
    values_text = models.TextField()
    """This holder's own part as JSON. Text, for a JSON column would change the order of keys."""
    note = models.CharField(max_length=500, blank=True)

    prepared_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """None where a key of the body's wrote it."""
    prepared_as = models.CharField(max_length=240)
    prepared_at = models.DateTimeField(auto_now_add=True)
    submitted_as = models.CharField(max_length=240, null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    certified_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    certified_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.CharField(max_length=500, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # What is held in common first: databases differ on where nothing stands in an order.
        ordering = [models.F("body__name").asc(nulls_first=True), "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "body", "version"], name="document_version_of_body"
            ),
            models.UniqueConstraint(
                fields=["partnership", "version"],
                condition=models.Q(body__isnull=True),
                name="document_version_in_common",
            ),
            models.UniqueConstraint(
                fields=["partnership", "body"],
                condition=models.Q(state="draft"),
                name="document_one_draft",
            ),
            models.UniqueConstraint(
                fields=["partnership", "body"],
                condition=models.Q(state__in=["submitted", "certified"]),
                name="document_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["draft", "submitted", "certified", "returned", "superseded"]
                ),
                name="document_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(prepared_by__isnull=True)
                | models.Q(certified_by__isnull=True)
                | ~models.Q(certified_by=models.F("prepared_by")),
                name="document_certified_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="certified") | models.Q(certified_at__isnull=False),
                name="document_certified_when_it_says",
            ),
            _both_or_neither("submitted_as", "submitted_at", name="document_submitted_by_and_at"),
            _both_or_neither("certified_by", "certified_at", name="document_certified_by_and_at"),
            _both_or_neither("returned_by", "returned_at", name="document_returned_by_and_at"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @property
    def title(self) -> str:
        """What pages and the log call it, whatever the version."""
        if self.body_id is None:
            return f"what {self.partnership.name} holds in common"
        return f"{self.body.name}’s figures for {self.partnership.name}"

    @property
    def values(self) -> dict[str, Any]:
        """This holder's part of the file, as plain values."""
        part: dict[str, Any] = json.loads(self.values_text)
        return part

    @property
    def is_whole(self) -> bool:
        """Whether the text is still the one whose hash was kept."""
        return sha256_of(self.text) == self.sha256

    @property
    def is_open(self) -> bool:
        """Whether others than the body's own may see it: submitted, and not waiting to be opened.

        What is held in common waits for nobody. Fetch with its partnership.
        """
        is_closed = self.body_id is not None and self.partnership.is_waiting
        return self.submitted_at is not None and not is_closed

    def to_thing(self) -> Thing:
        """Return it as the policy is asked about it: what is held in common is the partnership's.

        Fetch with its partnership and that one's partners, else this asks the database.
        """
        if self.body_id is None:
            return self.partnership.to_thing()
        return Thing(
            kind=Kind.DOCUMENT,
            name=self.body.name,
            body_id=self.body_id,
            partnership_id=self.partnership_id,
            partner_body_ids=self.partnership.partner_body_ids(),
            prepared_by=self.prepared_by_id,
            certified_by=self.certified_by_id,
            is_submitted=self.is_open,
            is_public=self.partnership.is_public and self.is_open,
        )


class Run(models.Model):
    """One appraisal of what the partners had submitted, kept with all that it rests on."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        FAILED = "failed", "Not finished"
        CANCELLED = "cancelled", "Cancelled"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="runs"
    )
    number = models.PositiveIntegerField()
    """1, 2, 3 within its partnership: what addresses and people call it."""
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    input_text = models.TextField()
    """The whole partnership as it was put together, as JSON."""
    documents = models.JSONField()
    """Of what it was put together: id, body and version of each document."""
    n_draws = models.PositiveIntegerField(null=True, blank=True)
    """As asked for; none for as many as the file says."""
    seed = models.BigIntegerField(null=True, blank=True)
    asked_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    asked_as = models.CharField(max_length=240)
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    result_text = models.TextField(null=True, blank=True)
    """The run document whole, as `commonweal appraise --json` prints it; set once."""
    result_sha256 = models.CharField(max_length=64, blank=True)
    result_version = models.PositiveIntegerField(null=True, blank=True)
    """Form of the result: each has its reader."""
    stamp = models.JSONField(null=True, blank=True)
    """Input hash, parameter set, seed, draws, version, verdict rule."""
    answer = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=1000, blank=True)
    failure = models.CharField(max_length=1000, blank=True)
    """Why it could not be finished, for the person."""

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="run_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed", "cancelled"]),
                name="run_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", result_text__isnull=False)
                | ~models.Q(state="done") & models.Q(result_text__isnull=True),
                name="run_has_a_result_once_done",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["done", "failed", "cancelled"], finished_at__isnull=False
                )
                | models.Q(state__in=["waiting", "running"], finished_at__isnull=True),
                name="run_finished_when_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.number} of {self.partnership.name}"

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def is_whole(self) -> bool:
        """Whether the result is still the one whose hash was kept."""
        return self.result_text is None or sha256_of(self.result_text) == self.result_sha256

    def to_thing(self) -> Thing:
        """Return it as the policy is asked about it."""
        return Thing(
            kind=Kind.RUN,
            name=self.partnership.name,
            partnership_id=self.partnership_id,
            partner_body_ids=self.partnership.partner_body_ids(),
            is_public=self.partnership.is_public,
        )


guard(
    Document,
    fixed=(
        "partnership", "body", "version", "form", "file_name", "text", "sha256", "values_text",
        "prepared_by", "prepared_as", "prepared_at",
    ),
)  # fmt: skip
guard(
    Run,
    fixed=("partnership", "number", "input_text", "documents", "n_draws", "seed", "asked_at"),
)
