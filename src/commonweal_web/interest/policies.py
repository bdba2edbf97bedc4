"""In which state of things an interest can be given, renewed and taken back."""

from __future__ import annotations

import datetime as dt

from commonweal.exchange.interest import Interest, check_may_change
from commonweal_web.bodies.models import Body
from commonweal_web.core.errors import PolicyError
from commonweal_web.interest.models import SealedInterest

__all__ = ["check_can_be_changed", "check_is_known_here", "check_names_bodies_here", "check_stands"]


def check_is_known_here(body: Body) -> None:
    """A body that somebody made up would fish in the name of another."""
    if not (body.is_confirmed or body.is_demonstration):
        raise PolicyError(
            f"{body.name} is not confirmed by this site yet.",
            hint="Ask whoever keeps the site to confirm it.",
        )


def check_can_be_changed(held: SealedInterest | None, today: dt.date) -> None:
    """Raises InputError, which says from when it can."""
    check_may_change(held.given_on if held is not None else None, on=today)


def check_stands(held: SealedInterest | None) -> SealedInterest:
    """Raises PolicyError where nothing is sealed."""
    if held is None or not held.sealed:
        raise PolicyError("There is no interest to renew or withdraw.", hint="Give one first.")
    return held


def check_names_bodies_here(interest: Interest, known: set[str]) -> None:
    unknown = sorted(set(interest.with_bodies) - known)
    if unknown:
        raise PolicyError(f"There is no body {', '.join(unknown)} on this site.")
