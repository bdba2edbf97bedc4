"""The split that the partners carry to their agreement, by the run that worked it out."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly

__all__ = ["Choice"]

PERSON = "accounts.User"


class Choice(AppendOnly):
    """A run's own split, said to be the one that goes to the agreement; the newest holds."""

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="split_choices"
    )
    run = models.ForeignKey("partnerships.Run", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    """The rule's short name, as the partnership file has it."""
    name = models.CharField(max_length=200)
    """The split in words."""
    text = models.TextField()
    """JSON: the split as the file has it, and the yearly charges that the run worked out."""
    note = models.CharField(max_length=500, blank=True)
    chosen_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chosen_as = models.CharField(max_length=240)
    chosen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name} for the agreement of {self.partnership}"

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.text)
        return values


guard(Choice)
