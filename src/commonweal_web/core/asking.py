"""Who asks a service: a person, or a body through one of its API keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal_web.core.audit import Actor
from commonweal_web.core.policy import Standing
from commonweal_web.core.standing import standing_for

__all__ = ["KeyHolder", "person_of", "standing_of_asker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder:
    """A body that asks by one of its keys. Given to a service as `by`, like a person."""

    actor: Actor
    standing: Standing


def standing_of_asker(by: Any) -> Standing:
    """Return what whoever asks is at this moment."""
    return by.standing if isinstance(by, KeyHolder) else standing_for(by)


def person_of(by: Any) -> Any:
    """Return the person who asks, for a column that holds one; None where it is a key."""
    return None if isinstance(by, KeyHolder) else by
