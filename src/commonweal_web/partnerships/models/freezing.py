"""Signatures under figures, and the baseline that is frozen once everybody has signed.

Rows are only added: a freeze that no longer holds has a lifting beside it, and stays.
"""

from __future__ import annotations

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly

__all__ = ["Freeze", "Lifting", "Signature"]

PERSON = "accounts.User"


class Signature(AppendOnly):
    """Somebody answers for one version: of a body's figures its section 151 officer."""

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="signatures"
    )
    document = models.OneToOneField(
        "partnerships.Document", on_delete=models.PROTECT, related_name="signature"
    )
    sha256 = models.CharField(max_length=64)
    """Of the document's text, as it was when it was signed."""
    role = models.CharField(max_length=40)
    """As what they signed, in words."""
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=240)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.signed_as} under {self.document}"


class Freeze(AppendOnly):
    """The figures that everybody signed, as they stood: what a decision may rest on."""

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="freezes"
    )
    number = models.PositiveIntegerField()
    """1, 2, 3 within its partnership."""
    documents = models.JSONField()
    """Of each document: id, body, version, hash, who signed it and when."""
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="freeze_number"),
        ]

    def __str__(self) -> str:
        return f"freeze {self.number} of {self.partnership}"


class Lifting(AppendOnly):
    """Why a freeze holds no more: somebody submitted other figures, with a reason."""

    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="lifting")
    document = models.ForeignKey(
        "partnerships.Document", on_delete=models.PROTECT, related_name="+"
    )
    """What was submitted."""
    reason = models.CharField(max_length=500)
    lifted_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """None where a key of the body's submitted it."""
    lifted_as = models.CharField(max_length=240)
    lifted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"lifting of {self.freeze}"


for _model in (Signature, Freeze, Lifting):
    guard(_model)
