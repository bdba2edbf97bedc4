"""What bodies would share and with whom, sealed; on which days it was compared; what was mutual."""

from __future__ import annotations

from django.db import models

from commonweal_web.core.audit.guards import guard
from commonweal_web.core.models.append_only import AppendOnly

__all__ = ["LookedOn", "MutualInterest", "SealedInterest"]

PERSON = "accounts.User"


class SealedInterest(models.Model):
    """One body's interest. What it names is ciphertext, which nobody reads, its own people neither.

    The row stays when the interest is withdrawn, so that withdrawing is no way to name others soon.
    """

    body = models.OneToOneField(
        "bodies.Body", on_delete=models.PROTECT, related_name="sealed_interest"
    )
    version = models.PositiveIntegerField(default=1)
    key_id = models.CharField(max_length=16, blank=True)
    nonce = models.CharField(max_length=32, blank=True)
    sealed = models.TextField(blank=True)
    """Ciphertext in base64, of one size for every body."""
    digest = models.CharField(max_length=64, blank=True)
    given_on = models.DateField()
    """When what it names was named: it cannot be changed for a while from then on."""
    confirmed_on = models.DateField()
    lapses_on = models.DateField()
    """The first day on which it does not stand any more."""
    withdrawn_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_as = models.CharField(max_length=240)

    class Meta:
        ordering = ["body__name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed="") | models.Q(withdrawn_on__isnull=True),
                name="interest_forgotten_when_withdrawn",
            ),
            models.CheckConstraint(
                condition=models.Q(lapses_on__gt=models.F("given_on")),
                name="interest_lapses_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"interest of {self.body}"


class LookedOn(AppendOnly):
    """A day on which interests were compared: once a day, whoever gave one and when."""

    day = models.DateField(unique=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.day)


class MutualInterest(AppendOnly):
    """Two bodies that named each other, told to both at once."""

    one = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    services = models.JSONField()
    """Ids of the services that both named."""
    contact_of_one = models.CharField(max_length=200)
    contact_of_other = models.CharField(max_length=200)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")), name="mutual_interest_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


guard(SealedInterest, fixed=("body",))
guard(LookedOn)
guard(MutualInterest)
