"""Comments that somebody may read; who asks comes first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.discussion.permissions import check_can_see, seen_by
from commonweal_web.partnerships.models import Partner, Partnership
from commonweal_web.partnerships.queries.partnerships import people_in

__all__ = [
    "CommentFilter",
    "Tally",
    "bodies_to_ask",
    "comments_about",
    "comments_for",
    "find_comment",
    "find_remark",
    "people_to_ask",
    "tallies",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFilter:
    """What is looked for: how it stands, what it is about, by whom, who is asked."""

    state: str = ""
    about: str = ""
    who: str = ""
    asked: str = ""
    """The reference of a body."""
    within: str = ""
    """The key of a subject: what is about it, or about anything in it."""

    def narrow(self, comments: QuerySet[Comment]) -> QuerySet[Comment]:
        if self.state:
            comments = comments.filter(state=self.state)
        if self.about:
            comments = comments.filter(about__icontains=self.about)
        if self.who:
            comments = comments.filter(made_as__icontains=self.who)
        if self.asked:
            comments = comments.filter(for_body__reference=self.asked)
        if self.within:
            inside = Q(subject=self.within) | Q(subject__startswith=f"{self.within}/")
            comments = comments.filter(inside)
        return comments


def comments_for(standing: Standing, partnership: Partnership) -> QuerySet[Comment]:
    """Return the comments of a partnership that somebody may read, newest first, with what was
    said in them: three questions, however many there are.
    """
    seen = seen_by(standing, partnership)
    if seen is None:
        return Comment.objects.none()
    return (
        Comment.objects.filter(seen, partnership=partnership)
        .select_related("body", "for_body", "for_person")
        .prefetch_related(Prefetch("remarks", Remark.objects.order_by("pk")))
        .order_by("-number")
    )


def comments_about(standing: Standing, partnership: Partnership, key: str) -> list[Comment]:
    """Return what somebody may read of one subject: what is open first, each as it was written."""
    found = [
        _of(partnership, one) for one in comments_for(standing, partnership).filter(subject=key)
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.number))


def _of(partnership: Partnership, comment: Comment) -> Comment:
    # Its partners are asked of the partnership at hand: not of the database, row by row.
    comment.partnership = partnership
    return comment


def find_comment(standing: Standing, partnership: Partnership, number: int) -> Comment:
    """Return a comment that somebody may read.

    Raises
    ------
    HiddenError
        There is none of that number in the partnership, or not for them.
    """
    comment = comments_for(standing, partnership).filter(number=number).first()
    if comment is None:
        raise HiddenError
    check_can_see(standing, _of(partnership, comment))
    return comment


def find_remark(comment: Comment, pk: int) -> Remark:
    """Return words that were written in a comment; HiddenError where there are none such."""
    remark = comment.remarks.filter(
        pk=pk, kind__in=[Remark.Kind.SAID, Remark.Kind.RESOLVED]
    ).first()
    if remark is None:
        raise HiddenError
    remark.comment = comment
    return remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many comments there are on a subject, withdrawn ones left out."""

    n_all: int
    n_open: int


def tallies(
    standing: Standing, partnership: Partnership, subjects: Collection[str]
) -> Mapping[str, Tally]:
    """Return how many comments somebody may read on each subject: one question for all."""
    seen = seen_by(standing, partnership)
    if seen is None:
        return {}
    rows = (
        Comment.objects.filter(seen, partnership=partnership, subject__in=list(subjects))
        .exclude(state=Comment.State.WITHDRAWN)
        .order_by()
        .values_list("subject")
        .annotate(n_all=Count("pk"), n_open=Count("pk", filter=Q(state=Comment.State.OPEN)))
    )
    return {subject: Tally(n_all=n_all, n_open=n_open) for subject, n_all, n_open in rows}


def people_to_ask(standing: Standing, partnership: Partnership) -> dict[User, str]:
    """Return the people whom somebody may ask to answer, each with for whom they are there.

    Those the partnership names, and one's own colleagues: two questions.
    """
    found = {one.user: one.body.name for one in people_in(partnership)}
    own = [
        one.body_id
        for one in partnership.partners.all()
        if one.state == Partner.State.JOINED and standing.roles_in(one.body_id)
    ]
    held = (
        memberships_in_force(timezone.localdate())
        .filter(body__in=own, user__is_active=True)
        .select_related("user", "body")
        .order_by("user__name", "pk")
    )
    for one in held:
        found.setdefault(one.user, one.body.name)
    found.pop(User(pk=standing.user_id), None)
    return dict(sorted(found.items(), key=lambda pair: (pair[0].name, pair[0].pk)))


def bodies_to_ask(partnership: Partnership) -> list[Body]:
    """Return the bodies that take part, by name."""
    joined = (one for one in partnership.partners.all() if one.state == Partner.State.JOINED)
    return sorted((one.body for one in joined), key=lambda body: body.name)
