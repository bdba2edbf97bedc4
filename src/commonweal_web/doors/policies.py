"""What the third door takes: enough for every case that a handful of bodies has, and no more.

Anybody may knock, so what one visitor asks may not keep others waiting. The command line has none
of these limits.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from commonweal.errors import InputError
from commonweal.fairness import Game
from commonweal.partnership import Partnership
from commonweal_web.core import uploads
from commonweal_web.core.errors import BusyError
from commonweal_web.core.web import check_rate

__all__ = [
    "MOST_BODIES",
    "MOST_DRAWS",
    "MOST_OPTIONS",
    "MOST_PLAYERS",
    "check_file_is_small",
    "check_game_is_small",
    "check_not_too_often",
    "check_partnership_is_small",
    "one_of_few",
]

MOST_BODIES = 10
MOST_OPTIONS = 20
MOST_DRAWS = 10_000
MOST_PLAYERS = 12

_MOST_AT_ONCE = 2
_LONGEST_WAIT_SECONDS = 20
_slots = threading.BoundedSemaphore(_MOST_AT_ONCE)

_BY_COMMAND = "The command line has no such limit: `commonweal appraise FILE`."
_ELSEWHERE = f"{_BY_COMMAND} Signed in, the site works it out in the background."


def check_not_too_often(request: HttpRequest) -> None:
    """Raise TooManyError for a visitor who has asked for very much in a short while."""
    check_rate(request, "doors", most=30, seconds=300)


def check_file_is_small(data: bytes, name: str) -> None:
    """Raise InputError for a file that would take long only to be read."""
    uploads.check_file_is_small(data, name, elsewhere=_BY_COMMAND)


def check_partnership_is_small(partnership: Partnership) -> None:
    """Raise InputError for a case that would keep others waiting."""
    for what, count, most in (
        ("bodies", len(partnership.bodies), MOST_BODIES),
        ("options", len(partnership.options), MOST_OPTIONS),
        ("futures to draw", partnership.simulation.draws, MOST_DRAWS),
    ):
        if count > most:
            raise InputError(
                f"The file has {count:,} {what}, and this page takes {most:,} or fewer.",
                hint=_ELSEWHERE,
            )


def check_game_is_small(game: Game) -> None:
    """Raise InputError for a game that would keep others waiting."""
    if len(game.players) > MOST_PLAYERS:
        raise InputError(
            f"The game has {len(game.players)} partners, and this page takes {MOST_PLAYERS} or "
            "fewer.",
            hint="The command line takes up to 24: `commonweal game FILE`.",
        )


@contextmanager
def one_of_few() -> Iterator[None]:
    """Hold a place among the few that may have figures worked out at once.

    Raises BusyError where none is free for a good while.
    """
    if not _slots.acquire(timeout=_LONGEST_WAIT_SECONDS):
        raise BusyError
    try:
        yield
    finally:
        _slots.release()
