"""The link to what is said of an answer, a clause or a number: on every page that shows one.

A page about one thing says so in its view, and the link stands at its foot:

    talk_about(request, partnership, f"run/{run.number}")

A page about several asks once, however many they are, and its template lays each link out by
`talk_link` of `core/parts/talk.html.jinja`:

    talk = talk_of(standing, partnership, [f"clause/{one.id}" for one in clauses])
    {{ talk_link(talk["clause/exit"]) }}

The app that keeps comments says what the links are; without it there are none.
`commonweal_web.discussion.subjects` tells what a subject is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from commonweal_web.core.policy import Standing
from commonweal_web.core.standing import standing_of_request

__all__ = ["TalkLink", "set_source", "talk_about", "talk_of", "talk_on_page"]


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


def talk_about(request: HttpRequest, partnership: Any, *subjects: str) -> None:
    """Say what the page that answers is about: its frame shows the links, in one question."""
    request.talk = (partnership, subjects)  # type: ignore[attr-defined]


def talk_on_page(request: HttpRequest) -> tuple[TalkLink, ...]:
    """Return the links for the foot of the page that answers a request."""
    said = getattr(request, "talk", None)
    if said is None:
        return ()
    partnership, subjects = said
    return tuple(talk_of(standing_of_request(request), partnership, subjects).values())
