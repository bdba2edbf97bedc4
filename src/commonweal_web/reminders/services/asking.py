"""Asking what one button answers: "Is this still true?", by a link in a letter or signed in.

An app adds a purpose when it is loaded, and asks:

    RENEW = Purpose(name="renew-interest", yes="Yes, we are still interested",
                    done="Your interest stands", still_asked=is_open, on_yes=renew)
    add_purpose(RENEW)      # in AppConfig.ready

    ask(RENEW, key=f"interest-{pk}", sentence="Is Ashby still interested in ...?", page="/...",
        to=Asked.at_body(body, BodyRole.EDITOR), partnership=partnership)

No letter is sent at once: the question waits among the tasks of whoever is asked, and stands with
its link in their next digest and in that of the role's mailbox.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import hash_of, new_token
from commonweal_web.core.audit import Actor, actor_of, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import ForbiddenError, HiddenError, Standing
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partnership
from commonweal_web.reminders.asked import Asked
from commonweal_web.reminders.models import Digest, Mailbox, Question, QuestionLink
from commonweal_web.reminders.queries.asked import find_link, is_asked, open_questions
from commonweal_web.reminders.queries.recipients import standing_of_mailbox

__all__ = [
    "DAYS_TO_ANSWER",
    "Purpose",
    "add_purpose",
    "answer",
    "answer_by_link",
    "ask",
    "is_over",
    "link_for",
    "opened",
    "purpose_of",
    "withdraw",
]

DAYS_TO_ANSWER = 30
_SALT = "commonweal.reminders.confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One kind of question, and what a yes does."""

    name: str
    yes: str
    """The button: "Yes, it is still true"."""
    done: str
    """What the page says after it."""
    on_yes: Callable[[Question, Actor], None]
    """Writes what was confirmed and records it, within the transaction of the answer."""
    still_asked: Callable[[Question], bool]
    """Whether what is asked about still stands as it did."""
    otherwise: str = "If not, sign in and change it."


_purposes: dict[str, Purpose] = {}


def add_purpose(purpose: Purpose) -> None:
    _purposes[purpose.name] = purpose


def purpose_of(question: Question) -> Purpose:
    return _purposes[question.purpose]


def ask(
    purpose: Purpose,
    *,
    key: str,
    sentence: str,
    page: str,
    to: Asked,
    partnership: Partnership | None = None,
    due: date | None = None,
) -> Question:
    """Ask a question, or return the one that is open already for this purpose and key.

    `sentence` goes into letters and is shown to whoever has the link: no figure in it.
    """
    if (asked := open_questions().filter(purpose=purpose.name, key=key).first()) is not None:
        return asked
    try:
        with transaction.atomic():
            return Question.objects.create(
                purpose=purpose.name,
                key=key,
                sentence=sentence[:500],
                page=page,
                partnership=partnership,
                user=to.user,
                body=to.body,
                role="" if to.role is None else to.role.value,
                due=due,
            )
    except IntegrityError:
        # Another worker asked between our look and our writing.
        return open_questions().get(purpose=purpose.name, key=key)


def withdraw(purpose: Purpose, *, key: str) -> None:
    """Ask no more: what it is about was changed, taken back or confirmed elsewhere."""
    open_questions().filter(purpose=purpose.name, key=key).update(withdrawn_at=timezone.now())


def link_for(
    question: Question, *, to: User | Mailbox, now: datetime, digest: Digest | None = None
) -> str:
    """Make a link that answers a question for one recipient, and return its path."""
    token = signing.dumps({"question": question.pk, "once": new_token().secret[:16]}, salt=_SALT)
    is_person = isinstance(to, User)
    QuestionLink.objects.create(
        question=question,
        user=to if is_person else None,
        mailbox=None if is_person else to,
        digest=digest,
        token_hash=hash_of(token),
        made_at=now,
        expires_at=now + timedelta(days=DAYS_TO_ANSWER),
    )
    return f"/confirm/{token}/"


def opened(token: str) -> QuestionLink:
    """Return the link of a token that this site signed for this purpose, over or not.

    Raises
    ------
    HiddenError
        It was not, or no letter had it.
    """
    try:
        signed = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise HiddenError from error
    link = find_link(token)
    if signed.get("question") != link.question_id:
        raise HiddenError
    return link


def is_over(link: QuestionLink) -> bool:
    """Return whether a link answers nothing any more: used, run out, or its reader's role ended."""
    return link.is_over or not is_asked(link.question, _standing_of(link))


def answer_by_link(link: QuestionLink) -> None:
    """Say yes, as whoever reads the address that the link was sent to: once.

    Raises
    ------
    PolicyError
        The link is over, or what it asks about has changed since.
    """
    if is_over(link):
        raise PolicyError("This link is over.", hint="Sign in to answer.")
    if link.user is not None:
        by = Actor(
            kind="letter", id=str(link.user.pk), name=f"{link.user.name}, by a link in a letter"
        )
    else:
        assert link.mailbox is not None
        by = Actor(kind="letter", id=f"mailbox-{link.mailbox.pk}", name=_said(link.mailbox))
    _answer(link.question, by)


def answer(*, by: User, question: Question) -> None:
    """Say yes, signed in.

    Raises
    ------
    PolicyError
        It has been answered, or what it asks about has changed since.
    ForbiddenError
        Somebody else is asked.
    """
    if not is_asked(question, standing_for(by)):
        raise ForbiddenError("Somebody else is asked this.")
    _answer(question, actor_of(by))


def _answer(question: Question, by: Actor) -> None:
    with recorded():
        locked = Question.objects.select_for_update().get(pk=question.pk)
        if locked.answered_at is not None:
            raise PolicyError(f"{locked.answered_as} has answered this already.")
        purpose = purpose_of(locked)
        if locked.withdrawn_at is not None or not purpose.still_asked(locked):
            raise PolicyError(
                "What this asks about has changed since, so it is not asked any more.",
                hint="Sign in to see what stands now.",
            )
        locked.answered_at = timezone.now()
        locked.answered_as = by.name
        locked.save(update_fields=["answered_at", "answered_as"])
        purpose.on_yes(locked, by)


def _standing_of(link: QuestionLink) -> Standing:
    """Return what the recipient is now: a link gives nothing that was taken from them since."""
    if link.mailbox is not None:
        return standing_of_mailbox(link.mailbox)
    return standing_for(link.user)


def _said(mailbox: Mailbox) -> str:
    return f"Whoever reads {mailbox.email}, {mailbox.as_role.label} of {mailbox.body.name}"
