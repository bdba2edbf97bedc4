"""Comments and what was said in them. Remarks are only added: a new wording stands over the old.

A comment is about a subject (`discussion.subjects`), for an audience, perhaps for somebody to
answer, and open until somebody says what was decided.
"""

from __future__ import annotations

import hashlib

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly
from commonweal_web.core.policy import Kind, Thing

__all__ = ["Comment", "Remark"]

PERSON = "accounts.User"


class Comment(models.Model):
    """One comment on one subject of a partnership, with its replies."""

    class Audience(models.TextChoices):
        PARTNERS = "partners", "Everybody in the partnership"
        BODY = "body", "One body alone"
        KEEPERS = "keepers", "Those who write what is held in common"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        RESOLVED = "resolved", "Resolved"
        WITHDRAWN = "withdrawn", "Withdrawn"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="comments"
    )
    number = models.PositiveIntegerField()
    """1, 2, 3 within its partnership: what people call it."""
    subject = models.CharField(max_length=240)
    """The key of what it is about: `run/3`, `figures/ashby/baselines/building-control`."""
    about = models.CharField(max_length=240)
    """What the subject was called when it was written."""
    audience = models.CharField(max_length=10, choices=Audience)
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """Within which body it stays; none where it is for others too."""
    for_body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """Who is asked to answer, if a body is."""
    for_person = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """Who is asked to answer, if one person is."""
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=480)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["partnership", "subject"], name="comment_by_subject")]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="comment_number"),
            models.CheckConstraint(
                condition=models.Q(audience="body", body__isnull=False)
                | models.Q(audience__in=["partners", "keepers"], body__isnull=True),
                name="comment_within_a_body_names_it",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "resolved", "withdrawn"]),
                name="comment_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(for_body__isnull=True) | models.Q(for_person__isnull=True),
                name="comment_asks_one",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.number} of {self.partnership}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def to_thing(self, *, writer: int | None = None) -> Thing:
        """Return it as the policy is asked about it; `writer` is who wrote the words in question.

        Fetch its partnership by `queries.partnerships`, else this asks the database.
        """
        return Thing(
            kind=Kind.COMMENT,
            name=self.partnership.name,
            body_id=self.body_id,
            partnership_id=self.partnership_id,
            partner_body_ids=self.partnership.partner_body_ids()
            if self.audience == self.Audience.PARTNERS
            else frozenset(),
            prepared_by=writer,
        )


class Remark(AppendOnly):
    """One thing said or done in a comment, by whom and when."""

    class Kind(models.TextChoices):
        SAID = "said", "Wrote"
        RESOLVED = "resolved", "Resolved it"
        REOPENED = "reopened", "Opened it again"
        REWORDED = "reworded", "Changed the words"
        WITHDRAWN = "withdrawn", "Withdrew the words"

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=10, choices=Kind)
    of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="later", null=True, blank=True
    )
    """Which remark's words it changes or withdraws."""
    text = models.TextField(max_length=4000, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=480)
    """By whom, for which body, as it was then."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["said", "resolved", "reopened", "reworded", "withdrawn"]
                ),
                name="remark_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["reworded", "withdrawn"], of__isnull=False)
                | models.Q(kind__in=["said", "resolved", "reopened"], of__isnull=True),
                name="remark_changes_one_or_none",
            ),
            models.UniqueConstraint(
                fields=["of"],
                condition=models.Q(kind="withdrawn"),
                name="remark_withdrawn_once",
            ),
        ]

    def __str__(self) -> str:
        return f"remark in {self.comment}"

    @property
    def sha256(self) -> str:
        """The hash of its words, by whom they are, as the log keeps it."""
        return hashlib.sha256(f"{self.said_as}\n{self.text}".encode()).hexdigest()


guard(
    Comment,
    fixed=(
        "partnership",
        "number",
        "subject",
        "about",
        "audience",
        "body",
        "for_body",
        "for_person",
        "made_by",
        "made_at",
    ),
)
guard(Remark)
