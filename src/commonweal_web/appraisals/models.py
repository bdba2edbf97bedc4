"""What the pages of a run show, kept as it came out: parts, tables, charts, and every figure's
working.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly

__all__ = ["Piece"]


class Piece(AppendOnly):
    """One thing that a page of a run shows, as plain values; whole, for whoever may see all."""

    class Kind(models.TextChoices):
        SUMMARY = "summary", "Summary"
        SECTION = "section", "Section"
        TABLE = "table", "Table"
        CHART = "chart", "Chart"
        DRAWING = "drawing", "Drawing"
        TRACE = "trace", "Where a figure comes from"

    run = models.ForeignKey("partnerships.Run", on_delete=models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=300)
    """Its id among those of its kind, as addresses say it."""
    text = models.TextField()
    """JSON; of a drawing, the SVG."""

    class Meta:
        verbose_name_plural = "pieces of runs"
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "key"], name="piece_of_run"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["summary", "section", "table", "chart", "drawing", "trace"]
                ),
                name="piece_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of run {self.run_id}"

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.text)
        return values


guard(Piece)
