"""Who did it: a person, a named job of the system, or a body's key. Never nobody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Actor", "SystemJob", "UnknownActorError", "actor_of"]


class UnknownActorError(RuntimeError):
    """Something was to be recorded with nobody having done it: a defect of ours."""


class SystemJob(StrEnum):
    """What the site does by itself, under its own name."""

    BACKUP = "Backup"
    COMMAND_LINE = "Somebody at the site's own command line"
    DEMONSTRATION = "Demonstration data"
    DIGEST = "Daily digest of the log"
    SIGN_IN = "Sign-in"
    SUPERVISOR = "Supervisor of background work"
    WORKER = "Background worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did something, as the log keeps it: the name as it was at the time."""

    kind: str
    """person, job or key."""
    id: str
    name: str

    def __post_init__(self) -> None:
        if not self.id or not self.name:
            raise UnknownActorError(f"An actor needs an id and a name: {self}.")


def actor_of(by: Any) -> Actor:
    """Return the actor for a user, a `SystemJob` or an `Actor`.

    Raises
    ------
    UnknownActorError
        It is nobody: None, an anonymous visitor, or a person not yet saved.
    """
    if isinstance(by, Actor):
        return by
    if isinstance(by, SystemJob):
        return Actor(kind="job", id=by.name.lower().replace("_", "-"), name=by.value)
    if getattr(by, "pk", None) is None or not getattr(by, "is_authenticated", False):
        raise UnknownActorError(f"The log needs to know who did it, and was given {by!r}.")
    return Actor(kind="person", id=str(by.pk), name=(by.name or by.email)[:240])
