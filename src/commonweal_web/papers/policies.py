"""In which state a paper may be asked for or given to the partners, whoever asks."""

from __future__ import annotations

from commonweal_web.core.errors import PolicyError
from commonweal_web.papers.models import Paper
from commonweal_web.partnerships.models import Partnership, Run

__all__ = ["MOST_WAITING", "check_can_be_released", "check_not_too_many", "check_run_is_done"]

MOST_WAITING = 12


def check_run_is_done(run: Run) -> None:
    if run.state != Run.State.DONE:
        raise PolicyError(
            f"Run {run.number} is not done, so no paper can be made of it.",
            hint="Wait for it, or choose another run.",
        )


def check_not_too_many(partnership: Partnership) -> None:
    n_waiting = partnership.papers.filter(state=Paper.State.WAITING).count()
    if n_waiting >= MOST_WAITING:
        raise PolicyError(
            f"{n_waiting} papers of {partnership.name} are being made already.",
            hint="Wait for some of them.",
        )


def check_can_be_released(paper: Paper) -> None:
    if paper.state != Paper.State.DONE:
        raise PolicyError("This paper is not made yet.", hint="Wait until it is.")
    if paper.released_at is not None:
        raise PolicyError("The partners have this paper already.")
