"""What may be commented on among papers: each of them."""

from __future__ import annotations

from django.urls import reverse

from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.discussion.subjects import Subject
from commonweal_web.papers.queries import find_paper
from commonweal_web.partnerships.models import Partnership

__all__ = ["subject_of"]


def subject_of(standing: Standing, partnership: Partnership, key: str) -> Subject:
    """Return what `paper/2` stands for. Raises HiddenError."""
    _, _, number = key.partition("/")
    if not number.isdecimal() or len(number) > 9:
        raise HiddenError
    paper = find_paper(standing, partnership, int(number))
    is_own = paper.body is not None and not paper.to_thing().is_submitted
    return Subject(
        key=f"paper/{paper.number}",
        said=f"{paper.name} of run {paper.run.number}",
        address=reverse("paper", args=[partnership.reference, paper.number]),
        only=paper.body if is_own else None,
    )
