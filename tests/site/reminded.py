"""A mailbox, a question and its links for the world of the route walk."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import BodyRole
from commonweal_web.partnerships.models import Document
from commonweal_web.reminders.asked import Asked
from commonweal_web.reminders.models import Mailbox
from commonweal_web.reminders.queries.ageing import STILL_TRUE, document_key
from commonweal_web.reminders.services.ageing import PURPOSES
from commonweal_web.reminders.services.asking import ask, link_for
from commonweal_web.reminders.services.letters import stop_path

__all__ = ["names_of_reminders"]


def names_of_reminders(people: dict[str, User], body: Body, submitted: Document) -> dict[str, Any]:
    """Return what routes of reminders name; the question is asked of the body's officer."""
    now = timezone.now()
    mailbox = Mailbox.objects.create(
        body=body,
        role=BodyRole.MONITORING.value,
        email="monitoring@example.gov.uk",
        token_hash=hash_of("mailbox-token"),
        token_until=now + datetime.timedelta(days=7),
        named_by=people["administrator"],
    )
    question = ask(
        PURPOSES[STILL_TRUE],
        key=document_key(submitted),
        sentence="Are these figures still true?",
        page="/home/",
        to=Asked.at_body(body, BodyRole.SECTION_151),
        partnership=submitted.partnership,
    )
    confirm = link_for(question, to=people["section-151"], now=now)
    return {
        "mailbox": mailbox.pk,
        "question": question.pk,
        "aged": question.key,
        "confirm_token": confirm.split("/")[2],
        "stop_token": stop_path(people["viewer"]).split("/")[3],
    }
