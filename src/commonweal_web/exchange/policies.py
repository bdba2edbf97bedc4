"""In which state something may be done in a sealed exchange, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from commonweal_web.core.errors import PolicyError
from commonweal_web.exchange.models import Answer, Exchange

__all__ = [
    "LONGEST",
    "check_answer_can_change",
    "check_deadline",
    "check_is_waiting",
    "check_not_too_many",
]

LONGEST = timedelta(days=366)
_MOST_WAITING = 10


def check_is_waiting(exchange: Exchange, now: datetime) -> None:
    """Check that answers can still be given: it has neither ended nor passed its deadline."""
    if exchange.state == Exchange.State.OPENED:
        raise PolicyError(
            f"“{exchange.title}” has opened, and opens once.",
            hint="Start another exchange to ask again.",
        )
    if exchange.state == Exchange.State.VOID:
        raise PolicyError(
            f"“{exchange.title}” has ended with nothing opened.", hint="Start another exchange."
        )
    if now >= exchange.deadline:
        raise PolicyError(f"The deadline of “{exchange.title}” has passed: its answers are locked.")


def check_answer_can_change(answer: Answer) -> None:
    if answer.state == Answer.State.FINAL:
        raise PolicyError(
            "This answer is final.", hint="It was marked so, and nobody can replace it now."
        )


def check_deadline(deadline: datetime, now: datetime) -> None:
    if deadline <= now:
        raise PolicyError("The deadline must be in the future.")
    if deadline > now + LONGEST:
        raise PolicyError("The deadline must be within a year.")


def check_not_too_many(waiting: Iterable[Exchange]) -> None:
    if len(list(waiting)) >= _MOST_WAITING:
        raise PolicyError(
            f"{_MOST_WAITING} exchanges of this partnership wait already.",
            hint="Let one open, or end one, first.",
        )
