"""In which state something may be published, taken back or lent, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal_web.core.errors import PolicyError
from commonweal_web.papers.models import Paper
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.publishing.models import Publication

__all__ = [
    "MOST_GUEST_DAYS",
    "check_all_agreed",
    "check_is_proposed",
    "check_is_published",
    "check_no_proposal",
    "check_papers_fit",
    "check_run_is_done",
]

MOST_GUEST_DAYS = 90


def check_run_is_done(run: Run) -> None:
    if run.state != Run.State.DONE:
        raise PolicyError(f"Run {run.number} is not done.", hint="Wait for it, or choose another.")


def check_no_proposal(partnership: Partnership) -> None:
    if partnership.publications.filter(state=Publication.State.PROPOSED).exists():
        raise PolicyError(
            "Something is proposed for publication already.",
            hint="Publish it or take the proposal back first.",
        )


def check_papers_fit(run: Run, papers: Iterable[Paper]) -> None:
    """Check that papers are made of the run, and given to the partners where they are a body's."""
    for paper in papers:
        if paper.run_id != run.pk or paper.state != Paper.State.DONE:
            raise PolicyError(f"{paper.name} is not a finished paper of run {run.number}.")
        if paper.body_id is not None and paper.released_at is None:
            raise PolicyError(
                f"{paper.name} has not been given to the partners.",
                hint="Its body gives it to them first.",
            )


def check_is_proposed(publication: Publication) -> None:
    if publication.state != Publication.State.PROPOSED:
        raise PolicyError(
            f"This is no proposal any more: {publication.get_state_display().lower()}."
        )


def check_is_published(publication: Publication) -> None:
    if publication.state != Publication.State.PUBLISHED:
        raise PolicyError("This is not published now.")


def check_all_agreed(publication: Publication, joined: frozenset[int]) -> None:
    """Check that every body that takes part now has agreed."""
    agreed = set(publication.agreements.values_list("body_id", flat=True))
    n_missing = len(joined - agreed)
    if n_missing:
        bodies = "One body has" if n_missing == 1 else f"{n_missing} bodies have"
        raise PolicyError(
            f"{bodies} not agreed yet.", hint="It is published once every body that takes part has."
        )
