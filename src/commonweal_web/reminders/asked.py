"""Of whom something is asked: a person, a role at a body, or a role in a partnership."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import BodyRole, PartnershipRole

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whoever holds the role may answer, and its mailbox; made by one of the three below."""

    user: User | None = None
    body: Body | None = None
    role: BodyRole | PartnershipRole | None = None

    @classmethod
    def person(cls, user: User) -> Asked:
        return cls(user=user)

    @classmethod
    def at_body(cls, body: Body, role: BodyRole) -> Asked:
        return cls(body=body, role=role)

    @classmethod
    def in_partnership(cls, role: PartnershipRole) -> Asked:
        """A role in the partnership that the question is about."""
        return cls(role=role)

    @property
    def said(self) -> str:
        """Who it is, as a sentence has it: "the section 151 officer", "a coordinator"."""
        return "you" if self.role is None else self.role.with_article
