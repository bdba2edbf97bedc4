"""What a partnership publishes, which bodies agreed to it, and links for guests."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly
from commonweal_web.core.policy import Kind, Thing

__all__ = ["Agreement", "GuestLink", "Publication"]

PERSON = "accounts.User"


class Publication(models.Model):
    """One run, with papers of it, on its way to the public: proposed, agreed to, published."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for the bodies to agree"
        PUBLISHED = "published", "Published"
        DROPPED = "dropped", "Not published"
        REPLACED = "replaced", "Replaced by a later one"
        WITHDRAWN = "withdrawn", "Taken back"

    class Licence(models.TextChoices):
        OGL = "ogl-3.0", "Open Government Licence v3.0"
        CC_BY = "cc-by-4.0", "Creative Commons Attribution 4.0"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="publications"
    )
    run = models.ForeignKey("partnerships.Run", on_delete=models.PROTECT, related_name="+")
    papers = models.ManyToManyField("papers.Paper", related_name="publications", blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    licence = models.CharField(max_length=20, choices=Licence, default=Licence.OGL)
    contact = models.CharField(max_length=200)
    """Whom the public asks: an office and how to reach it."""
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_as = models.CharField(max_length=240)
    proposed_at = models.DateTimeField(auto_now_add=True)
    published_as = models.CharField(max_length=240, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=240, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    """Why it was taken back or dropped."""

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=models.Q(state="published"),
                name="publication_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=models.Q(state="proposed"),
                name="publication_one_proposal",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["proposed", "published", "dropped", "replaced", "withdrawn"]
                ),
                name="publication_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "replaced", "withdrawn"])
                | models.Q(published_at__isnull=False),
                name="publication_published_when_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.run.number} of {self.partnership} for the public"

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED

    def to_thing(self) -> Thing:
        """Return it as the policy is asked about it."""
        return Thing(
            kind=Kind.PUBLICATION,
            name=self.partnership.name,
            partnership_id=self.partnership_id,
            partner_body_ids=self.partnership.partner_body_ids(),
            is_public=self.is_public,
        )


class Agreement(AppendOnly):
    """One body's agreement that a run and its papers be published."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="agreements"
    )
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agreed_as = models.CharField(max_length=240)
    agreed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "body"], name="agreement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} agrees to {self.publication}"


class GuestLink(models.Model):
    """A link by which one named person reads one run or paper, until a date, and nothing else."""

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="guest_links"
    )
    run = models.ForeignKey(
        "partnerships.Run", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    paper = models.ForeignKey(
        "papers.Paper", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    person = models.CharField(max_length=200)
    """Who reads: a name, and for whom."""
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=240)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    n_opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(run__isnull=True, paper__isnull=False)
                | models.Q(run__isnull=False, paper__isnull=True),
                name="guest_link_to_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"link of {self.person} to {self.what}"

    @property
    def what(self) -> str:
        """What it leads to, in words."""
        if self.run is not None:
            return f"run {self.run.number}"
        assert self.paper is not None
        return self.paper.said

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


guard(Publication, fixed=("partnership", "run", "licence", "proposed_by", "proposed_at"))
guard(Agreement)
guard(
    GuestLink,
    fixed=("partnership", "run", "paper", "person", "token_hash", "made_by", "made_at"),
)
