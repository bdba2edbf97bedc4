"""Comments that somebody is asked to answer, among their tasks until they are resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Prefetch, Q
from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.core.waiting import Waits
from commonweal_web.discussion.models import Comment
from commonweal_web.discussion.permissions import seen_by
from commonweal_web.partnerships.models import Partner, Partnership

__all__ = ["waits", "waits_in"]


def waits(user: User | None, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield the open comments that ask somebody, or a body for which they write: two questions."""
    asked = Q(for_body__in=list(standing.body_roles))
    if user is not None:
        asked |= Q(for_person=user.pk)
    rows = (
        Comment.objects.filter(
            asked, state=Comment.State.OPEN, partnership__state=Partnership.State.OPEN
        )
        .select_related("partnership", "for_body", "for_person")
        .prefetch_related(Prefetch("partnership__partners", Partner.objects.all()))
        .order_by("made_at")
    )
    for one in rows:
        # A body that has left reads nothing of the partnership, its own comments neither.
        is_there = may(standing, Action.SEE_PARTNERSHIP, one.partnership.to_thing())
        can_answer = may(standing, Action.ADD_COMMENT, one.to_thing())
        if is_there and can_answer and _is_of(standing, one):
            yield _waits(one)


def _is_of(standing: Standing, comment: Comment) -> bool:
    """Return whether somebody may write for the body that is asked, or is the person."""
    if comment.for_person_id is not None:
        return comment.for_person_id == standing.user_id
    assert comment.for_body_id is not None
    as_theirs = Comment(
        partnership=comment.partnership,
        audience=Comment.Audience.BODY,
        body_id=comment.for_body_id,
    )
    return may(standing, Action.ADD_COMMENT, as_theirs.to_thing())


def _waits(comment: Comment) -> Waits:
    partnership = comment.partnership
    for_body = comment.for_body
    return Waits(
        name=f"Answer comment {comment.number} in {partnership.name}",
        # Words of a draft may stand in what it is about, and no letter holds those.
        hint=f"It is for {for_body.name} to answer." if for_body else "You are asked by name.",
        address=reverse("comment", args=[partnership.reference, comment.number]),
        status="To answer",
        since=comment.made_at,
        asked=f"those who write for {for_body.name}" if for_body else "",
        body_id=comment.for_body_id,
        partnership_id=comment.partnership_id,
    )


def waits_in(partnership: Partnership, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield how many comments wait for each body, of those that the reader may read: one
    question."""
    seen = seen_by(standing, partnership)
    if seen is None:
        return
    rows = (
        Comment.objects.filter(
            seen, partnership=partnership, state=Comment.State.OPEN, for_body__isnull=False
        )
        .order_by("made_at")
        .values_list("for_body", "for_body__name", "for_body__reference", "made_at")
    )
    counted: Counter[tuple[int, str, str]] = Counter()
    oldest: dict[int, datetime] = {}
    for body_id, name, reference, made_at in rows:
        counted[body_id, name, reference] += 1
        oldest.setdefault(body_id, made_at)
    for (body_id, name, reference), n_open in counted.items():
        comments = "1 comment" if n_open == 1 else f"{n_open} comments"
        asked = urlencode({"asked": reference, "state": Comment.State.OPEN.value})
        yield Waits(
            name=f"Answer {comments}",
            address=f"{reverse('comments', args=[partnership.reference])}?{asked}",
            status="To answer",
            since=oldest[body_id],
            asked=f"those who write for {name}",
            body_id=body_id,
            partnership_id=partnership.pk,
        )
