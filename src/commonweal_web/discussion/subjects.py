"""What a comment may be about: answers, clauses and numbers, each by a key within its partnership.

The first word of a key names its kind: `run/3/figure/gain`, `paper/2`, `clause/exit`. The app whose
page shows the thing says what it is called, where it stands and who may read of it:

    def ready(self) -> None:
        from commonweal_web.discussion.subjects import add_kind
        from .talking import subject_of
        add_kind("clause", subject_of)

Words and address are never taken from whoever asks: they are worked out anew from the key, as that
person may see it, each time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import ForbiddenError, HiddenError, Standing
from commonweal_web.partnerships.models import Partnership

__all__ = ["MOST_CHARACTERS", "Subject", "add_kind", "find_subject"]

MOST_CHARACTERS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing that can be commented on, as one person may see it."""

    key: str
    said: str
    """What it is called, so that it can be read by everybody who may read of it."""
    address: str
    """The path of the page where it stands, for this person."""
    only: Body | None = None
    """The one body that may read of it: comments stay within it."""
    is_keepers: bool = False
    """Whether it is a draft of what is held in common: comments stay with its writers."""


Resolver = Callable[[Standing, Partnership, str], Subject]

_kinds: dict[str, Resolver] = {}


def add_kind(kind: str, resolver: Resolver) -> None:
    """Say what keys that begin with this word stand for.

    `resolver` is given who asks, the partnership (from `partnerships.queries`) and the whole key.
    It raises HiddenError where there is no such thing, or not for them.
    """
    _kinds[kind] = resolver


def find_subject(standing: Standing, partnership: Partnership, key: str) -> Subject:
    """Return what a key stands for.

    Raises
    ------
    HiddenError
        There is none such, or not for this person.
    """
    resolver = _kinds.get(key.partition("/")[0])
    if resolver is None or len(key) > MOST_CHARACTERS:
        raise HiddenError
    try:
        return resolver(standing, partnership, key)
    except ForbiddenError as error:
        raise HiddenError from error
