"""In which state an appraisal may be asked for or cancelled, whoever asks."""

from __future__ import annotations

from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Partnership, Run

__all__ = [
    "MOST_AT_ONCE",
    "MOST_DRAWS",
    "check_draws",
    "check_figures_are_open",
    "check_is_under_way",
    "check_not_too_many",
]

MOST_DRAWS = 50_000
MOST_AT_ONCE = 3


def check_draws(n_draws: int | None) -> None:
    if n_draws is not None and not 1 <= n_draws <= MOST_DRAWS:
        raise PolicyError(
            f"{n_draws:,} draws were asked for.", hint=f"Ask for between 1 and {MOST_DRAWS:,}."
        )


def check_figures_are_open(partnership: Partnership) -> None:
    if partnership.is_waiting:
        raise PolicyError(
            f"The figures of {partnership.name} are sealed until every body has submitted its own.",
            hint="An appraisal can be asked for as soon as they have opened.",
        )


def check_not_too_many(partnership: Partnership) -> None:
    n_under_way = partnership.runs.filter(state__in=[Run.State.WAITING, Run.State.RUNNING]).count()
    if n_under_way >= MOST_AT_ONCE:
        raise PolicyError(
            f"{n_under_way} appraisals of {partnership.name} are under way already.",
            hint="Wait for one to finish, or cancel one.",
        )


def check_is_under_way(run: Run) -> None:
    if not run.is_under_way:
        raise PolicyError(
            f"Run {run.number} is over: it cannot be cancelled.",
            hint="What was worked out is kept.",
        )
