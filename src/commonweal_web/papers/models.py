"""Papers as they were made, whole, and each body's own Word template."""

from __future__ import annotations

import base64
import hashlib

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly
from commonweal_web.core.policy import Kind, Thing

__all__ = ["Paper", "PaperFile", "Template", "sha256_of_bytes"]

PERSON = "accounts.User"


def sha256_of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _Held(models.Model):
    """A file, in a column of text: backups are text, and read the same in every database."""

    file_name = models.CharField(max_length=200)
    encoded = models.TextField()
    """Base64."""
    sha256 = models.CharField(max_length=64)
    """Of the file's own bytes."""
    n_bytes = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def hold(self, data: bytes) -> None:
        self.encoded = base64.b64encode(data).decode("ascii")
        self.sha256 = sha256_of_bytes(data)
        self.n_bytes = len(data)

    @property
    def data(self) -> bytes:
        return base64.b64decode(self.encoded)

    @property
    def is_whole(self) -> bool:
        """Whether the file is still the one whose hash was kept."""
        return sha256_of_bytes(self.data) == self.sha256


class Template(_Held):
    """A version of a body's own Word template; the newest that is not ended is used."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="templates")
    kept_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=models.Q(ended_at__isnull=True), name="template_one_used"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} of {self.body}"


class Paper(models.Model):
    """One paper that somebody asked for: made once in the background, then never altered."""

    class PaperKind(models.TextChoices):
        BUSINESS_CASE = "business-case", "Business case"
        DECISION = "decision", "Decision paper"
        BRIEF = "brief", "Brief for members"
        WORKBOOK = "workbook", "Workbook of results"

    class Size(models.TextChoices):
        QUICK = "quick", "quick look"
        OUTLINE = "outline", "outline"
        FULL = "full", "full"

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        DONE = "done", "Made"
        FAILED = "failed", "Not made"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="papers"
    )
    run = models.ForeignKey("partnerships.Run", on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    """1, 2, 3 within its partnership: what addresses call it."""
    kind = models.CharField(max_length=20, choices=PaperKind)
    size = models.CharField(max_length=10, choices=Size, default=Size.OUTLINE)
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="papers", null=True, blank=True
    )
    """Whose decision it is for; none for what is the partnership's."""
    own_text = models.TextField(blank=True)
    """The body's own headings, texts and dates as they stood, as JSON; empty for those of the
    run."""
    template = models.ForeignKey(
        Template, on_delete=models.PROTECT, related_name="papers", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=240)
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)
    failure = models.CharField(max_length=1000, blank=True)
    has_exempt_part = models.BooleanField(default=False)
    released_as = models.CharField(max_length=240, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="paper_number"),
            models.CheckConstraint(
                condition=models.Q(kind="decision", body__isnull=False)
                | ~models.Q(kind="decision") & models.Q(body__isnull=True),
                name="paper_of_a_body_is_its_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["business-case", "decision", "brief", "workbook"]),
                name="paper_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", finished_at__isnull=True)
                | models.Q(state__in=["done", "failed"], finished_at__isnull=False),
                name="paper_finished_when_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said} of run {self.run.number} of {self.partnership}"

    @property
    def said(self) -> str:
        """What lists and the log call it."""
        if self.kind == self.PaperKind.BUSINESS_CASE:
            return f"the business case ({self.get_size_display()})"
        if self.body is not None:
            return f"the decision paper of {self.body.name}"
        return "the brief" if self.kind == self.PaperKind.BRIEF else "the workbook of results"

    @property
    def name(self) -> str:
        """The same as a heading."""
        said = self.said.removeprefix("the ")
        return said[:1].upper() + said[1:]

    def to_thing(self) -> Thing:
        """Return it as the policy is asked about it: a partnership's paper is all partners'."""
        return Thing(
            kind=Kind.PAPER,
            name=self.partnership.name if self.body is None else self.body.name,
            body_id=self.body_id,
            partnership_id=self.partnership_id,
            partner_body_ids=self.partnership.partner_body_ids(),
            is_submitted=self.body_id is None or self.released_at is not None,
        )


class PaperFile(_Held, AppendOnly):
    """One file of a paper: a part of it in one form."""

    class Part(models.TextChoices):
        WHOLE = "whole", "The whole"
        PUBLIC = "public", "For the public"
        EXEMPT = "exempt", "Exempt part"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    part = models.CharField(max_length=10, choices=Part)
    form = models.CharField(max_length=10)
    """`html`, `pdf`, `docx` or `xlsx` to take away; `fragment` and `css` for a page of ours."""

    class Meta(_Held.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["paper", "part", "form"], name="paper_file_once"),
        ]

    def __str__(self) -> str:
        return self.file_name


guard(
    Template,
    fixed=("body", "file_name", "encoded", "sha256", "n_bytes", "kept_by", "kept_at"),
)
guard(
    Paper,
    fixed=(
        "partnership", "run", "number", "kind", "size", "body", "own_text", "template",
        "asked_by", "asked_as", "asked_at",
    ),
)  # fmt: skip
guard(PaperFile)
