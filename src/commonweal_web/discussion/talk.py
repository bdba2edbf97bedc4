"""The links to comments that every page shows beside an answer or a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonweal_web.core.policy import Standing
from commonweal_web.core.talk import TalkLink
from commonweal_web.discussion.permissions import may_write_any
from commonweal_web.discussion.presenters import about_address
from commonweal_web.discussion.queries import Tally, tallies
from commonweal_web.partnerships.models import Partnership

__all__ = ["links"]


def links(
    standing: Standing, partnership: Partnership, subjects: Sequence[str]
) -> Mapping[str, TalkLink]:
    """Return a link for each subject: to what is said of it, or to say the first word."""
    can_write = may_write_any(standing, partnership)
    counted = tallies(standing, partnership, subjects)
    return {
        key: TalkLink(said=_said(counted.get(key)), address=about_address(partnership, key))
        for key in subjects
        if can_write or key in counted
    }


def _said(tally: Tally | None) -> str:
    if tally is None:
        return "Comment"
    comments = "1 comment" if tally.n_all == 1 else f"{tally.n_all} comments"
    if tally.n_all == tally.n_open == 1:
        return f"{comments}, open"
    return f"{comments}, {tally.n_open} open"
