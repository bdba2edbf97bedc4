"""What somebody may be told of, by its words; who asks comes first."""

from __future__ import annotations

from typing import Any

from commonweal_web.core.finding import Found, Sought, find
from commonweal_web.core.policy import Standing
from commonweal_web.partnerships.queries.partnerships import partnerships_for

__all__ = ["found_for"]


def found_for(
    standing: Standing, user: Any, words: tuple[str, ...], kind: str = ""
) -> dict[str, list[Found]]:
    """Return all that is found, by kind: a fixed number of questions."""
    theirs = {one.pk: one for one in partnerships_for(standing)}
    return find(Sought(user=user, standing=standing, words=words, partnerships=theirs), kind)
