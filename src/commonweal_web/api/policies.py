"""In which state a key may be made or revoked, whoever does it."""

from __future__ import annotations

from datetime import datetime, timedelta

from commonweal_web.api.models import ApiKey
from commonweal_web.core.errors import PolicyError

__all__ = ["LONGEST_DAYS", "check_expiry", "check_is_not_revoked"]

LONGEST_DAYS = 366


def check_expiry(expires_at: datetime, now: datetime) -> None:
    """Refuse a key that would be over already, or outlive the year in which it is known."""
    if expires_at <= now:
        raise PolicyError(
            f"The last day, {expires_at:%d %B %Y}, has passed.", hint="Give a day still to come."
        )
    if expires_at > now + timedelta(days=LONGEST_DAYS):
        raise PolicyError(
            f"The key would work until {expires_at:%d %B %Y}.",
            hint="Give a day within a year: a key is made anew each year.",
        )


def check_is_not_revoked(key: ApiKey) -> None:
    if key.revoked_at is not None:
        raise PolicyError(f"The key {key.name} was revoked already.")
