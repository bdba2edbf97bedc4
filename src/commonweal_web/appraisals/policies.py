"""How much may be worked out while somebody waits: enough to try a figure, and no more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from commonweal.partnership import Partnership
from commonweal_web.core.errors import BusyError, PolicyError

__all__ = ["TRIAL_DRAWS", "check_is_small", "one_of_few"]

#: Futures on which something is tried: gains are of the expected case, chances are rough.
TRIAL_DRAWS = 200
MOST_BODIES = 10
MOST_OPTIONS = 20

_MOST_AT_ONCE = 2
_LONGEST_WAIT_SECONDS = 15
_slots = threading.BoundedSemaphore(_MOST_AT_ONCE)


def check_is_small(partnership: Partnership) -> None:
    """Raise PolicyError for a case whose trial would keep others waiting."""
    for what, count, most in (
        ("bodies", len(partnership.bodies), MOST_BODIES),
        ("options", len(partnership.options), MOST_OPTIONS),
    ):
        if count > most:
            raise PolicyError(
                f"The case has {count} {what}; up to {most} can be tried while you wait.",
                hint="Change the figure in the figures and start a run, which is worked out in "
                "the background.",
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
