"""A body, the codes by which it is known, and the email domains that are its own."""

from __future__ import annotations

from django.db import models

from commonweal.bodies import body_kind
from commonweal_web.core.policy import Kind, Thing

__all__ = ["Body", "BodyCode", "EmailDomain"]


class Body(models.Model):
    """An organisation that may share: what it is, never what anybody may do."""

    reference = models.SlugField(max_length=80, unique=True)
    """How addresses name it; never changed, so that links stay true."""
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    """One of `commonweal.bodies.body_kinds`."""
    is_demonstration = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When a site administrator said that it is the body it says it is."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> str:
        return body_kind(self.kind).name

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def to_thing(self) -> Thing:
        """Return the body as the policy is asked about it."""
        return Thing(kind=Kind.BODY, name=self.name, body_id=self.pk)


class BodyCode(models.Model):
    """One official code of a body; no two bodies hold the same."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=20)
    """One of `commonweal.bodies.code_schemes`."""
    code = models.CharField(max_length=80)

    class Meta:
        ordering = ["scheme"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="code_of_one_body"),
            models.UniqueConstraint(fields=["body", "scheme"], name="one_code_a_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class EmailDomain(models.Model):
    """An email domain that a body says is its own, and whether that has been confirmed.

    A confirmed domain lets people with an address in it ask to join; it never lets them in.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="domains")
    domain = models.CharField(max_length=120)
    asked_of = models.EmailField()
    """The address in the domain to which the link that confirms was sent."""
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    token_until = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    added_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["domain"]
        constraints = [
            models.UniqueConstraint(fields=["body", "domain"], name="domain_once_a_body"),
            models.UniqueConstraint(
                fields=["domain"],
                condition=models.Q(confirmed_at__isnull=False),
                name="domain_confirmed_for_one_body",
            ),
            models.CheckConstraint(
                condition=models.Q(domain=models.functions.Lower("domain")),
                name="domain_is_lower",
            ),
        ]

    def __str__(self) -> str:
        return self.domain
