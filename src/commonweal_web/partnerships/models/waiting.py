"""A file that somebody sent and has not confirmed yet: it waits a day, and counts for nothing."""

from __future__ import annotations

from django.db import models

__all__ = ["WaitingFile"]


class WaitingFile(models.Model):
    """What was uploaded, until its sender has seen what it would change and says yes."""

    class Purpose(models.TextChoices):
        CASE = "case", "A partnership file or workbook"
        SHEET = "sheet", "A sheet of the body's own"

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.CASCADE, related_name="waiting_files"
    )
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    """Whose figures it would change; none for what is held in common."""
    purpose = models.CharField(max_length=10, choices=Purpose)
    place = models.CharField(max_length=200, blank=True)
    """The address of the list that a sheet's rows go to."""
    file_name = models.CharField(max_length=200, blank=True)
    data = models.BinaryField()
    note = models.CharField(max_length=500, blank=True)
    sent_by = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["sent_at"], name="waiting_file_by_age")]

    def __str__(self) -> str:
        return f"{self.file_name} for {self.partnership}"
