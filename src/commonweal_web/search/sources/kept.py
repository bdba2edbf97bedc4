"""What partnerships keep: appraisals, papers, comments; and what is published."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch, Q
from django.urls import reverse

from commonweal_web.core.finding import MOST, Found, Sought
from commonweal_web.core.policy import Action, may
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.papers.models import Paper
from commonweal_web.partnerships.models import Run
from commonweal_web.publishing.queries import published

__all__ = ["cases", "comments", "papers", "runs"]


def runs(sought: Sought) -> Iterator[Found]:
    rows = (
        Run.objects.filter(partnership__in=list(sought.partnerships))
        .defer("input_text", "result_text")
        .order_by("-pk")
    )
    for run in rows:
        run.partnership = sought.partnerships[run.partnership_id]
        title = f"Run {run.number}"
        said = run.sentence or run.get_state_display()
        if sought.is_in(title, "appraisal", said, run.asked_as, run.partnership.name) and may(
            sought.standing, Action.SEE_RUN, run.to_thing()
        ):
            yield Found(
                title=title,
                said=said,
                address=reverse("run", args=[run.partnership.reference, run.number]),
                within=run.partnership.name,
                at=run.asked_at,
            )


def papers(sought: Sought) -> Iterator[Found]:
    rows = (
        Paper.objects.filter(partnership__in=list(sought.partnerships))
        .select_related("run", "body")
        .defer("run__input_text", "run__result_text", "own_text")
        .order_by("-pk")
    )
    for paper in rows:
        paper.partnership = sought.partnerships[paper.partnership_id]
        if not may(sought.standing, Action.SEE_PAPER, paper.to_thing()):
            continue
        title = f"{paper.name} of run {paper.run.number}"
        if sought.is_in(title, "paper", paper.partnership.name):
            yield Found(
                title=title,
                said=f"{paper.get_state_display()}, asked for by {paper.asked_as}",
                address=reverse("paper", args=[paper.partnership.reference, paper.number]),
                within=paper.partnership.name,
                at=paper.asked_at,
            )


def comments(sought: Sought) -> Iterator[Found]:
    """Yield comments in whose words as they stand now what is sought is said."""
    holds = Q()
    for word in sought.written:
        holds |= Q(about__icontains=word) | Q(made_as__icontains=word)
        holds |= Q(remarks__text__icontains=word) | Q(remarks__said_as__icontains=word)
    rows = (
        Comment.objects.filter(holds, partnership__in=list(sought.partnerships))
        .exclude(state=Comment.State.WITHDRAWN)
        .prefetch_related(Prefetch("remarks", Remark.objects.order_by("pk")))
        .order_by("-pk")
        .distinct()
    )
    for comment in rows[: 5 * MOST]:
        comment.partnership = sought.partnerships[comment.partnership_id]
        if not may(sought.standing, Action.SEE_COMMENT, comment.to_thing()):
            continue
        words = list(_words_now(comment))
        if sought.is_in(comment.about, comment.made_as, *words):
            told = next((one for one in words if sought.is_in(comment.about, one)), words[0])
            yield Found(
                title=f"Comment {comment.number} on {comment.about}",
                said=told,
                address=reverse("comment", args=[comment.partnership.reference, comment.number]),
                within=comment.partnership.name,
                at=comment.made_at,
            )


def _words_now(comment: Comment) -> Iterator[str]:
    """Yield each thing said in a comment as its page shows it: by whom, and the last wording."""
    every = list(comment.remarks.all())
    for remark in every:
        later = [one for one in every if one.of_id == remark.pk]
        if remark.of_id is None and not any(one.kind == "withdrawn" for one in later):
            yield f"{remark.said_as}: {(later[-1] if later else remark).text}"


def cases(sought: Sought) -> Iterator[Found]:
    """Yield published cases: anybody's to read."""
    for one in published():
        said = one.run.sentence
        if sought.is_in(one.partnership.name, said):
            yield Found(
                title=one.partnership.name,
                said=said,
                address=reverse("published", args=[one.partnership.reference]),
                at=one.published_at,
            )
