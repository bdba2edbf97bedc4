"""What the pages of one's own account say."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.core.layout import Fact

__all__ = ["AccountPage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """One's own account: who one is, and how one signs in."""

    facts: tuple[Fact, ...]
    is_demonstration: bool

    @classmethod
    def of(
        cls, user: User, *, n_second_factors: int, n_sessions: int, n_organisations: int
    ) -> AccountPage:
        facts = [
            Fact(name="Name", said=user.name, change=reverse("account-details")),
            Fact(name="Email address", said=user.email, change=reverse("account_email")),
        ]
        has_password = user.has_usable_password()
        facts += [
            Fact(
                name="Password",
                said="Set" if has_password else "None: you sign in with a code by email",
                change=reverse(
                    "account_change_password" if has_password else "account_set_password"
                ),
            ),
            Fact(
                name="Second factors",
                said=_count(n_second_factors, "second factor") if n_second_factors else "None",
                change=reverse("mfa_index"),
            ),
            Fact(
                name="Signed in",
                said=_count(n_sessions, "place") if n_sessions > 1 else "Only here",
                change=reverse("usersessions_list"),
                change_what="where you are signed in",
            ),
        ]
        facts.append(
            Fact(
                name="Letters",
                said="What waits for you and what changed, in one letter",
                change=reverse("letters"),
                change_what="how often letters come",
            )
        )
        if n_organisations:
            facts.append(
                Fact(
                    name="Your organisation",
                    said="You can sign in with it",
                    change=reverse("socialaccount_connections"),
                )
            )
        if user.is_demonstration:
            # Anybody may be this person, so nobody may take it for their own.
            facts = [Fact(name=fact.name, said=fact.said) for fact in facts[:2]]
        return cls(facts=tuple(facts), is_demonstration=user.is_demonstration)


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
