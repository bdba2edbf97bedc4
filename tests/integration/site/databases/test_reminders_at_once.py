"""Several workers remind at the same moment, and one link is pressed twice: nothing is doubled."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import check_chains
from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document
from commonweal_web.reminders.models import Confirmation, Digest, Question
from commonweal_web.reminders.services import asking
from commonweal_web.reminders.services.ageing import ask_about_the_aged
from commonweal_web.reminders.services.digests import send_digests

from .test_at_once import N, at_once

A_DAY = datetime.timedelta(days=1)


def test_reminders_of_several_workers_ask_once_send_once_and_are_answered_once(lived_in):
    cora = User.objects.get(name="Cora Lane")
    EmailAddress.objects.filter(user=cora).update(verified=True)
    now = timezone.now()
    Document.objects.filter(submitted_at__isnull=False).update(submitted_at=now - 200 * A_DAY)

    at_once(lambda _: ask_about_the_aged(now))

    assert [question.purpose for question in Question.objects.all()] == ["still-true"]

    # Monday at nine; another look an hour later finds that it was sent.
    monday = timezone.localtime(now).replace(hour=9, minute=0) + A_DAY * (
        7 - timezone.localdate().weekday()
    )
    n_sent = sum(at_once(lambda _: send_digests(monday)))
    n_sent += send_digests(monday + datetime.timedelta(hours=1))

    assert (n_sent, len(mail.outbox), Digest.objects.count()) == (1, 1, 1)

    question = Question.objects.get(purpose="still-true")
    path = asking.link_for(question, to=cora, now=now)
    link = asking.opened(path.split("/")[2])

    answers = at_once(lambda _: asking.answer_by_link(link))

    assert sum(isinstance(answer, PolicyError) for answer in answers) == N - 1
    assert Confirmation.objects.count() == 1
    assert check_chains().is_whole
