"""How much may be worked out while somebody waits, enough to try a figure and no more; and in
which state a run's verdict may be certified.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from commonweal.partnership import Partnership
from commonweal_web.core.errors import BusyError, PolicyError
from commonweal_web.partnerships.models import Run

__all__ = [
    "MOST_KEPT",
    "TRIAL_DRAWS",
    "check_can_be_certified",
    "check_is_small",
    "check_not_too_many_kept",
    "check_rests_on_what_stands",
    "one_of_few",
]

#: Futures on which something is tried: gains are of the expected case, chances are rough.
TRIAL_DRAWS = 200
MOST_BODIES = 10
MOST_OPTIONS = 20
#: What-ifs kept of one run.
MOST_KEPT = 50

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


def check_can_be_certified(run: Run) -> None:
    check_rests_on_what_stands(run, then="certify that one")


def check_rests_on_what_stands(run: Run, *, then: str) -> None:
    """Refuse a run that is not done, or does not rest on what stands now; `then` ends the hint."""
    from commonweal_web.appraisals.queries import standing_documents

    if run.state != Run.State.DONE:
        raise PolicyError(
            f"Run {run.number} is not done, so it has no verdict yet.", hint="Wait for it."
        )
    used = {one["body"]: one["id"] for one in run.documents}
    now = {holder: number for holder, (number, _) in standing_documents(run.partnership).items()}
    if used != now:
        raise PolicyError(
            f"Figures were submitted since run {run.number} that it does not rest on.",
            hint=f"Start a new appraisal and {then}.",
        )


def check_not_too_many_kept(run: Run) -> None:
    if run.what_ifs.count() >= MOST_KEPT:
        raise PolicyError(
            f"{MOST_KEPT} what-ifs of run {run.number} are kept already.",
            hint="Change the figures and start a run of its own.",
        )
