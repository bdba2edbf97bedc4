"""A partnership, the bodies that take part in it, and the people it names."""

from __future__ import annotations

from django.db import models

from commonweal_web.core.policy import Kind, PartnershipRole, Thing

__all__ = ["Partner", "PartnerInvitation", "Partnership", "PartnershipMembership"]

ROLE_CHOICES = [(role.value, role.label) for role in PartnershipRole]


class Partnership(models.Model):
    """Bodies that look into doing something together, or already do."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    reference = models.SlugField(max_length=80, unique=True)
    """How addresses name it: its first name and a few random letters, so that nobody guesses it."""
    name = models.CharField(max_length=200)
    summary = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    already_shares = models.BooleanField(default=False)
    """Whether the bodies share already, and ask whether it still pays."""
    is_demonstration = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    returns_are_sealed = models.BooleanField(default=False)
    """Whether bodies see each other's figures only once every body has submitted its own."""
    returns_opened_at = models.DateTimeField(null=True, blank=True)
    """When every body had; what is submitted later is open at once."""
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "closed"]), name="partnership_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    is_led: bool
    """Whether somebody coordinates it; `queries.partnerships` adds it."""

    @property
    def is_waiting(self) -> bool:
        """Whether what bodies have submitted is still closed to the others."""
        return self.returns_are_sealed and self.returns_opened_at is None

    def partner_body_ids(self) -> frozenset[int]:
        """Return the bodies that take part now, from what was fetched with the partnership.

        Fetch by `queries.partnerships`, else this asks the database.
        """
        return frozenset(
            partner.body_id
            for partner in self.partners.all()
            if partner.state == Partner.State.JOINED
        )

    def to_thing(self, *, body_id: int | None = None) -> Thing:
        """Return the partnership as the policy is asked about it, for one body's part in it.

        One that was not fetched by `queries.partnerships` counts as led.
        """
        return Thing(
            kind=Kind.PARTNERSHIP,
            name=self.name,
            body_id=body_id,
            partnership_id=self.pk,
            partner_body_ids=self.partner_body_ids(),
            has_coordinator=getattr(self, "is_led", True),
            is_public=self.is_public,
        )


class Partner(models.Model):
    """A body's part in a partnership: invited, then joined or declined; joined, then left."""

    class State(models.TextChoices):
        INVITED = "invited", "Invited"
        JOINED = "joined", "Takes part"
        DECLINED = "declined", "Declined"
        LEFT = "left", "Left"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="partners")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="partners")
    state = models.CharField(max_length=20, choices=State, default=State.INVITED)
    message = models.CharField(max_length=500, blank=True)
    invited_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    took_over_at = models.DateTimeField(null=True, blank=True)
    """When it made the figures its own that others had typed for it."""
    took_over_as = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "body"],
                condition=models.Q(state__in=["invited", "joined"]),
                name="partner_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="invited", answered_at__isnull=True)
                | models.Q(state__in=["joined", "declined", "left"], answered_at__isnull=False),
                name="partner_answered_when_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} in {self.partnership}"

    def to_thing(self) -> Thing:
        """Return the invitation of this body as the policy is asked about it."""
        return Thing(
            kind=Kind.INVITATION,
            name=self.body.name,
            body_id=self.body_id,
            partnership_id=self.partnership_id,
        )


class PartnerInvitation(models.Model):
    """An invitation to a body that is not here yet, sent to a person of it.

    Whoever takes it up answers for a body of which they are administrator.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="partner_invitations"
    )
    body_name = models.CharField(max_length=200)
    email = models.EmailField()
    message = models.CharField(max_length=500, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    taken_up_as = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_up_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "email"],
                condition=models.Q(taken_up_at__isnull=True, withdrawn_at__isnull=True),
                name="partner_invited_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name} to {self.partnership}"


class PartnershipMembership(models.Model):
    """A role of a person at a partnership, for the body that they come from."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="memberships"
    )
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="partnership_memberships"
    )
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    """The body for which they are named: if it leaves, their role ends with it."""
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    ends = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="partnership_role_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[value for value, _ in ROLE_CHOICES]),
                name="partnership_role_known",
            ),
        ]
        indexes = [models.Index(fields=["user", "ended_at"], name="partnership_role_by_person")]

    def __str__(self) -> str:
        return f"{self.user} is {self.as_role.label} of {self.partnership}"

    @property
    def as_role(self) -> PartnershipRole:
        return PartnershipRole(self.role)
