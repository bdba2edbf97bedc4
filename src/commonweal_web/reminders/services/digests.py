"""Digests: one letter a day at most to each who wants it, safe to send twice, lost by nobody.

Each recipient is looked at once a day. The row of that look is written first, so that of two
workers one sends; it is settled after the mail server has taken the letter. What it did not take
is tried again each hour, and on the next day told with the rest: a letter begins where the last
one that was sent, or had nothing to tell, left off.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from commonweal_web.accounts.letters import address_of
from commonweal_web.core.policy import Standing
from commonweal_web.core.waiting import Waits, waiting_for
from commonweal_web.reminders.models import Digest, Often, Question, QuestionLink
from commonweal_web.reminders.queries.asked import questions_for
from commonweal_web.reminders.queries.changes import changes_for, last_entry
from commonweal_web.reminders.queries.recipients import Recipient, recipients_on
from commonweal_web.reminders.services.asking import link_for
from commonweal_web.reminders.services.letters import stop_path
from commonweal_web.reminders.writing import Told, text_of

__all__ = ["send_digests"]

log = logging.getLogger(__name__)

FIRST_HOUR = 7
SATURDAY = 5
A_WEEK = timedelta(days=7)
LEASE = timedelta(minutes=10)
AGAIN_AFTER = timedelta(minutes=30)
SOON = timedelta(days=3)
KEPT = timedelta(days=400)
_State = Digest.State


class ServerAwayError(Exception):
    """The mail server takes no letters at all just now."""


def send_digests(now: datetime) -> int:
    """Send what is due at this moment, and return how many letters went.

    From seven in the morning on working days, in the time of the site.
    """
    here = timezone.localtime(now)
    if settings.IS_DEMONSTRATION or here.hour < FIRST_HOUR or here.weekday() >= SATURDAY:
        return 0
    n_sent = 0
    for recipient in recipients_on(here.date()):
        try:
            n_sent += _send_to(recipient, here.date(), now)
        except ServerAwayError:
            # Whoever comes next would wait for it as long: all of them in an hour.
            break
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("What to tell %s could not be gathered.", recipient.key)
    Digest.objects.filter(day__lt=here.date() - KEPT).delete()
    return n_sent


def _send_to(recipient: Recipient, today: date, now: datetime) -> bool:
    last = (
        Digest.objects.filter(recipient=recipient.key, day__lt=today)
        .exclude(state=_State.SENDING)
        .first()
    )
    if recipient.often == Often.WEEKLY and _is_within_a_week(last, today):
        return False
    row = _claim(recipient, today, now)
    if row is None:
        return False
    standing = recipient.standing()
    told = _told(recipient, standing, last, row, today, now)
    if not told.is_news:
        _settle(row, _State.NOTHING)
        return False
    try:
        _message(recipient, told, today).send()
    except OSError as error:  # smtplib's errors are OSErrors too
        log.exception("The digest of %s could not be sent.", recipient.key)
        row.leased_until, row.failure = now + AGAIN_AFTER, str(error)[:300]
        row.save(update_fields=["leased_until", "failure"])
        if isinstance(error, SMTPRecipientsRefused | SMTPDataError):
            return False
        raise ServerAwayError from error
    _settle(row, _State.SENT)
    return True


def _is_within_a_week(last: Digest | None, today: date) -> bool:
    return last is not None and last.day > today - A_WEEK


def _claim(recipient: Recipient, today: date, now: datetime) -> Digest | None:
    """Return the row of today's look, if it is this worker's; None where another has it."""
    until = now + LEASE
    try:
        with transaction.atomic():
            return Digest.objects.create(
                recipient=recipient.key,
                day=today,
                looked_at=now,
                leased_until=until,
                covers=last_entry(),
            )
    except IntegrityError:
        row = Digest.objects.get(recipient=recipient.key, day=today)
    taken = Digest.objects.filter(
        pk=row.pk, state=_State.SENDING, leased_until=row.leased_until, leased_until__lte=now
    ).update(leased_until=until, n_tries=row.n_tries + 1)
    if not taken:
        return None
    row.refresh_from_db()
    return row


def _settle(row: Digest, state: str) -> None:
    row.state, row.failure = state, ""
    row.save(update_fields=["state", "failure"])


def _told(
    recipient: Recipient,
    standing: Standing,
    last: Digest | None,
    row: Digest,
    today: date,
    now: datetime,
) -> Told:
    waiting = waiting_for(recipient.user, standing, today)
    # What is asked stands among the tasks too: here once, with its link.
    asked = questions_for(standing)
    pages = {f"/questions/{question.pk}/" for question in asked}
    tasks = tuple(one for one in waiting if one.address not in pages)
    fresh = _not_asked_lately(recipient, asked, now)
    changes = changes_for(
        standing,
        after=0 if last is None else last.covers,
        until=row.covers,
        since=now - (2 * A_WEEK if last is None else KEPT),
    )
    sent = Digest.objects.filter(recipient=recipient.key, state=_State.SENT).first()
    is_news = (
        bool(changes or fresh)
        or any(_is_new(one, sent, today) for one in tasks)
        or (bool(tasks) and not _is_within_a_week(sent, today))
    )
    return Told(
        waiting=tasks,
        questions=tuple(
            (question.sentence, link_for(question, to=recipient.holder, now=now, digest=row))
            for question in fresh
        ),
        changes=changes,
        is_news=is_news,
    )


def _is_new(one: Waits, sent: Digest | None, today: date) -> bool:
    is_due = one.due is not None and today <= one.due <= today + SOON
    return sent is None or one.since > sent.looked_at or is_due


def _not_asked_lately(recipient: Recipient, asked: list[Question], now: datetime) -> list[Question]:
    """Return the questions that no letter of theirs has had for a week."""
    holder = "user" if recipient.user is not None else "mailbox"
    lately = set(
        QuestionLink.objects.filter(
            **{holder: recipient.holder},
            question__in=asked,
            made_at__gt=now - A_WEEK,
            digest__state=_State.SENT,
        ).values_list("question", flat=True)
    )
    return [question for question in asked if question.pk not in lately]


def _message(recipient: Recipient, told: Told, today: date) -> EmailMessage:
    stop = stop_path(recipient.holder)
    if recipient.mailbox is None:
        who, choosing = "You get this as somebody with an account there.", "/accounts/me/letters/"
    else:
        body, role = recipient.mailbox.body, recipient.mailbox.as_role.label
        who = f"This address is the mailbox of the {role} of {body.name}."
        choosing = f"/bodies/{body.reference}/mailboxes/"
    host = settings.SITE_ADDRESS.rpartition("/")[2].partition(":")[0] or "commonweal.invalid"
    return EmailMessage(
        subject=told.subject,
        body=text_of(told, who=who, today=today, settings=choosing, stop=stop),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[recipient.email],
        headers={
            "Auto-Submitted": "auto-generated",
            # RFC 8058: a mail program's own button for it sends a POST there.
            "List-Unsubscribe": f"<{address_of(stop)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # The same when it is sent again, so that a mailbox can tell.
            "Message-ID": f"<{recipient.key}-{today.isoformat()}@{host}>",
        },
    )
