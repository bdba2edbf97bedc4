"""What people do with their own account, beside what allauth does."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.policy import ForbiddenError

__all__ = ["change_name"]


def change_name(*, by: User, name: str) -> None:
    """Change one's own name. What the log says of the past keeps the name of the time."""
    if by.is_demonstration:
        raise ForbiddenError("Demonstration people stay as they are.", "Nobody can.")
    if name == by.name:
        return
    with recorded():
        was, by.name = by.name, name
        by.save(update_fields=["name"])
        record(
            Event.PERSON_CHANGED,
            by=by,
            chain=Chain.site(),
            about=by.email,
            what="the name",
            was=was,
            now=name,
        )
