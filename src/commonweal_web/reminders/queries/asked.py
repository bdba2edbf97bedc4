"""Which questions are open for whom."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from commonweal_web.accounts.tokens import hash_of
from commonweal_web.core.policy import BodyRole, HiddenError, PartnershipRole, Standing
from commonweal_web.partnerships.models import Partnership
from commonweal_web.reminders.models import Question, QuestionLink

__all__ = ["find_link", "find_question", "is_asked", "open_questions", "questions_for", "role_of"]


def open_questions() -> QuerySet[Question]:
    return Question.objects.filter(answered_at__isnull=True, withdrawn_at__isnull=True)


def questions_for(standing: Standing) -> list[Question]:
    """Return the open questions that somebody may answer, oldest first: two questions."""
    rows = (
        open_questions()
        .filter(
            Q(user__isnull=False, user=standing.user_id)
            | Q(user__isnull=True, body__in=list(standing.body_roles))
            | Q(
                user__isnull=True,
                body__isnull=True,
                partnership__in=list(standing.partnership_roles),
            )
        )
        .select_related("partnership", "body")
        .prefetch_related("partnership__partners")
    )
    return [question for question in rows if is_asked(question, standing)]


def role_of(question: Question) -> BodyRole | PartnershipRole | None:
    """Return the role that is asked; None where it is one person."""
    if not question.role:
        return None
    if question.body_id is not None:
        return BodyRole(question.role)
    return PartnershipRole(question.role)


def is_asked(question: Question, standing: Standing) -> bool:
    """Return whether somebody is who a question is asked of, as things stand now."""
    partnership = question.partnership
    if partnership is not None and partnership.state != Partnership.State.OPEN:
        return False
    match role_of(question):
        case None:
            return standing.user_id == question.user_id
        case BodyRole() as role:
            assert question.body_id is not None
            takes_part = partnership is None or question.body_id in partnership.partner_body_ids()
            return takes_part and role in standing.roles_in(question.body_id)
        case role:
            return role in standing.roles_at(question.partnership_id)


def find_question(standing: Standing, pk: int) -> Question:
    """Return a question that somebody is or was asked.

    Raises
    ------
    HiddenError
        There is none of that number, or not for them.
    """
    question = _with_all(Question.objects.filter(pk=pk)).first()
    if question is None or not is_asked(question, standing):
        raise HiddenError
    return question


def find_link(token: str) -> QuestionLink:
    """Return the link of a token, over or not.

    Raises
    ------
    HiddenError
        No such link was ever sent.
    """
    link = (
        QuestionLink.objects.filter(token_hash=hash_of(token))
        .select_related("question__partnership", "question__body", "user", "mailbox__body")
        .first()
    )
    if link is None:
        raise HiddenError
    return link


def _with_all(rows: QuerySet[Question]) -> QuerySet[Question]:
    return rows.select_related("partnership", "body", "user")
