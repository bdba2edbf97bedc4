"""Starting an exchange: what is asked, of whom, until when and what of it will be told is fixed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from commonweal.exchange import Question
from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.exchange import permissions, policies
from commonweal_web.exchange.models import Answer, Exchange
from commonweal_web.exchange.uses import Use
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.policies.partnership import check_is_open

__all__ = ["start_exchange"]


def start_exchange(
    *,
    by: User,
    partnership: Partnership,
    use: Use,
    title: str,
    bodies: Sequence[Body],
    deadline: datetime,
    chosen: Mapping[str, Any] | None = None,
    asked_of_all: Collection[Question] = (),
    is_never_shown: bool = False,
    shows_who_is_in: bool = False,
) -> Exchange:
    """Start an exchange among bodies that take part.

    `chosen` is what the use's own fields of the starting page gave.

    Raises
    ------
    PolicyError
        Fewer than two bodies, one that takes no part, a deadline past or over a year off, a
        question that the use does not know, or answers never shown of which nothing is asked.
    CommonwealError
        The use cannot ask what was chosen.
    """
    actor = permissions.check_can_start(by, partnership)
    check_is_open(partnership)
    now = timezone.now()
    policies.check_deadline(deadline, now)
    if len({body.pk for body in bodies}) < 2:
        raise PolicyError("An exchange needs at least two bodies.", hint="Choose who answers.")
    if not {body.pk for body in bodies} <= partnership.partner_body_ids():
        raise PolicyError("Only bodies that take part in the partnership can answer.")
    asked = [question for question in use.feasibility if question in set(asked_of_all)]
    if set(asked_of_all) - set(asked):
        raise PolicyError(f"{use.name} cannot be asked that.")
    if is_never_shown and not (use.can_stay_closed and asked):
        raise PolicyError(
            "Answers can stay closed for good only where a question is asked of all of them.",
            hint="Choose a question, or let the answers open.",
        )
    questions = use.fix(partnership, chosen or {})
    if use.check_body is not None:
        for body in bodies:
            use.check_body(questions, body)
    with recorded():
        # Whoever holds this row numbers what belongs to the partnership.
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        policies.check_not_too_many(partnership.exchanges.filter(state=Exchange.State.WAITING))
        last = partnership.exchanges.aggregate(last=Max("number"))["last"] or 0
        exchange = Exchange.objects.create(
            partnership=partnership,
            number=last + 1,
            reference=f"{partnership.reference}/{last + 1}/{secrets.token_hex(8)}"[-64:],
            use=use.id,
            title=title,
            questions_text=json.dumps(questions, ensure_ascii=False, sort_keys=True),
            asked_of_all=asked,
            is_never_shown=is_never_shown,
            shows_who_is_in=shows_who_is_in,
            deadline=deadline,
            started_by=by,
            started_as=actor.name,
        )
        Answer.objects.bulk_create(
            Answer(exchange=exchange, body=body, role=role)
            for body in bodies
            for role in use.roles(questions)
        )
        record(
            Event.EXCHANGE_STARTED,
            by=actor,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            title=title,
            number=exchange.number,
            use=use.id,
            of=[body.name for body in bodies],
            deadline=deadline,
            asked_of_all=asked,
            answers_are="never shown" if is_never_shown else "shown to those who answered",
        )
    return exchange
