"""What the pages of a run show, kept as it came out: parts, tables, charts, and every figure's
working; who certified its verdict, and which what-ifs of it were kept.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly

__all__ = ["Certificate", "Piece", "WhatIf"]

PERSON = "accounts.User"


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


class Certificate(AppendOnly):
    """One body's officer answers for the verdict of a run: it follows from figures they stand by.

    It is of that run for good. A later run needs its own.
    """

    run = models.ForeignKey(
        "partnerships.Run", on_delete=models.PROTECT, related_name="certificates"
    )
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    """Of the run's result, as it was when it was certified."""
    role = models.CharField(max_length=40)
    """As what they certified, in words."""
    note = models.CharField(max_length=500, blank=True)
    """What the officer wants read with it."""
    certified_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    certified_as = models.CharField(max_length=240)
    certified_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "body"], name="certificate_of_a_body_once"),
        ]

    def __str__(self) -> str:
        return f"certificate of {self.body} for {self.run}"


class WhatIf(AppendOnly):
    """A run with one figure moved, kept as it came out: a trial with a name, never the case."""

    run = models.ForeignKey("partnerships.Run", on_delete=models.PROTECT, related_name="what_ifs")
    number = models.PositiveIntegerField()
    """1, 2, 3 within its run."""
    name = models.CharField(max_length=120)
    figure = models.CharField(max_length=300)
    """Id of the figure that was moved."""
    value = models.FloatField()
    sentence = models.CharField(max_length=500)
    text = models.TextField()
    """JSON: what its page says, whole, for whoever may see all."""
    kept_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kept_as = models.CharField(max_length=240)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="what_if_number"),
        ]

    def __str__(self) -> str:
        return f"what-if {self.number} of {self.run}"

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.text)
        return values


for _model in (Piece, Certificate, WhatIf):
    guard(_model)
