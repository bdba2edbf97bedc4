"""What reminding itself asks of people: open questions, and what leavers left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.core.policy import BodyRole, Standing
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import Partnership
from commonweal_web.reminders.models import Question
from commonweal_web.reminders.queries.ageing import STILL_INVITED, STILL_TO_SIGN
from commonweal_web.reminders.queries.asked import open_questions, questions_for, role_of
from commonweal_web.reminders.queries.leavers import left_behind_at

__all__ = ["waits", "waits_in"]


def waits(_user: User | None, standing: Standing, today: date) -> Iterator[Waits]:
    for question in questions_for(standing):
        if question.purpose == STILL_TO_SIGN:
            # The signature itself stands among the tasks; the letter alone asks about it.
            continue
        yield _of_question(question, reverse("answer-question", args=[question.pk]))
    administers = [
        body_id for body_id, roles in standing.body_roles.items() if BodyRole.ADMINISTRATOR in roles
    ]
    if not administers:
        return
    seen: set[tuple[int, int]] = set()
    for one in left_behind_at(administers, today):
        leaver = one.leaver
        if (leaver.body_id, leaver.user_id) not in seen:
            seen.add((leaver.body_id, leaver.user_id))
            yield Waits(
                name=f"Pass on what {leaver.name} held at {leaver.body_name}",
                hint="They left, and nobody looks after it now",
                address=reverse("left-behind", args=[leaver.body_reference]),
                status="To pass on",
                since=leaver.left_at,
                asked="an administrator",
                body_id=leaver.body_id,
            )


def waits_in(partnership: Partnership, _standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield what is asked in a partnership of roles, not of one person: one question."""
    rows = (
        open_questions()
        .filter(partnership=partnership, user__isnull=True)
        # The signature and the answer that these ask about are waited for beside them.
        .exclude(purpose__in=[STILL_TO_SIGN, STILL_INVITED])
    )
    for question in rows.order_by("asked_at", "pk"):
        yield _of_question(question, reverse("confirmed", args=[partnership.reference]))


def _of_question(question: Question, address: str) -> Waits:
    role = role_of(question)
    return Waits(
        name=question.sentence,
        address=address,
        status="To confirm",
        tag="teal",
        since=question.asked_at,
        due=question.due,
        asked="you" if role is None else role.with_article,
        body_id=question.body_id,
        partnership_id=question.partnership_id,
    )
