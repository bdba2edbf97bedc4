"""What is remembered of a body's own sheets, and who signed the assumptions off."""

from __future__ import annotations

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly

__all__ = ["AssumptionsApproval", "RememberedColumns"]

PERSON = "accounts.User"


class RememberedColumns(models.Model):
    """Which column of somebody's own sheet is what, as a person confirmed it last."""

    body = models.ForeignKey(
        "bodies.Body", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    partnership = models.ForeignKey(
        "partnerships.Partnership",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
    )
    """Of what is held in common; a body's own are its own in every partnership."""
    kind = models.CharField(max_length=80)
    """Of which rows: the names of the lists that lead there, such as baselines/establishment."""
    columns = models.JSONField(default=dict)
    """Key of the row by heading, as `commonweal.tables.as_compared` gives it."""
    words = models.JSONField(default=dict)
    """By key, what the sheet's own words stand for."""
    unit = models.CharField(max_length=4, default="£")
    confirmed_as = models.CharField(max_length=240)
    confirmed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind"],
                condition=models.Q(body__isnull=False),
                name="columns_once_for_a_body",
            ),
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=models.Q(partnership__isnull=False),
                name="columns_once_in_common",
            ),
            models.CheckConstraint(
                condition=models.Q(body__isnull=True) ^ models.Q(partnership__isnull=True),
                name="columns_of_a_body_or_in_common",
            ),
        ]

    def __str__(self) -> str:
        return f"columns of {self.kind} for {self.body or self.partnership}"


class AssumptionsApproval(AppendOnly):
    """Somebody signed the assumptions off as they stood."""

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="assumptions_approvals"
    )
    number = models.PositiveIntegerField()
    """1, 2, 3 within its partnership."""
    text = models.TextField()
    """The assumptions as they stood, as JSON. Text, for a JSON column would change their keys."""
    sha256 = models.CharField(max_length=64)
    n_assumptions = models.PositiveIntegerField()
    role = models.CharField(max_length=60)
    """As what they signed them off, in words."""
    note = models.CharField(max_length=500, blank=True)
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    approved_as = models.CharField(max_length=240)
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="assumptions_approval_number"
            ),
        ]

    def __str__(self) -> str:
        return f"approval {self.number} of the assumptions of {self.partnership}"


guard(AssumptionsApproval)
