"""What people are to a body: roles, and deputies who act in them for a time."""

from __future__ import annotations

from django.db import models

from commonweal_web.core.policy import LIMITED_IN_TIME, BodyRole

from .body import Body

__all__ = ["ROLE_CHOICES", "Delegation", "Membership"]

ROLE_CHOICES = [(role.value, role.label) for role in BodyRole]
_LASTING = [role.value for role in BodyRole if role not in LIMITED_IN_TIME]


class Membership(models.Model):
    """One role of one person at one body, from a day until a day.

    A role that has ended stays as a row: who could do what, when, is never forgotten.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    """The last day, included; none where it is for as long as nobody ends it."""
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When somebody ended it; a role whose last day has passed is over without."""
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["user__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="role_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="role_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=_LASTING) | models.Q(ends__isnull=False),
                name="role_of_auditor_and_scrutiny_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[value for value, _ in ROLE_CHOICES]),
                name="role_known",
            ),
        ]
        indexes = [models.Index(fields=["user", "ended_at"], name="membership_by_person")]

    def __str__(self) -> str:
        return f"{self.user} is {self.as_role.label} at {self.body}"

    @property
    def as_role(self) -> BodyRole:
        return BodyRole(self.role)


class Delegation(models.Model):
    """A deputy acts in one of somebody's roles, from a day until a day.

    It gives nothing once the one who gave it no longer holds the role.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="delegations_given"
    )
    deputy = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="delegations_held"
    )
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("deputy")), name="deputy_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")),
                name="delegation_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["deputy", "ended_at"], name="delegation_by_deputy")]

    def __str__(self) -> str:
        return f"{self.deputy} acts as {self.as_role.label} for {self.giver}"

    @property
    def as_role(self) -> BodyRole:
        return BodyRole(self.role)
