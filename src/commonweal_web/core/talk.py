"""The link to what is said of an answer, a clause or a number: on every page that shows one.

A page names its subjects and asks once, however many they are:

    talk = talk_of(standing, partnership, [f"run/{run.number}"])

and its template lays a link out by `core/parts/talk.html.jinja`: `{{ talk_links(talk) }}` for all of
them, `{{ talk_link(talk["clause/exit"]) }}` for one. The app that keeps comments says what the links
are; without it there are none. `commonweal_web.discussion` tells what a subject is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal_web.core.policy import Standing

__all__ = ["TalkLink", "set_source", "talk_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkLink:
    """A link: "Comment", or "2 comments, 1 open"."""

    said: str
    address: str
    about: str = ""
    """What a screen reader adds where a page has several: "on Exit"."""


Source = Callable[[Standing, Any, Sequence[str]], Mapping[str, TalkLink]]

_sources: list[Source] = []


def set_source(source: Source) -> None:
    """Say who knows what is said of subjects: one question of the database for all of a page."""
    _sources[:] = [source]


def talk_of(
    standing: Standing, partnership: Any, subjects: Sequence[str]
) -> Mapping[str, TalkLink]:
    """Return a link for each subject of which this person may read or write something.

    `partnership` comes from `partnerships.queries`, with its partners and their bodies.
    """
    return _sources[0](standing, partnership, subjects) if _sources and subjects else {}
