"""What all who answer may change together: a later deadline, one more body that answers."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.exchange import permissions, policies
from commonweal_web.exchange.models import Answer, Consent, Exchange, Proposal
from commonweal_web.exchange.uses import use_of
from commonweal_web.partnerships.policies.partnership import check_is_open

from .holding import held

__all__ = ["agree", "propose"]


def propose(
    *,
    by: User,
    exchange: Exchange,
    body: Body,
    deadline: datetime | None = None,
    admit: Body | None = None,
) -> Proposal:
    """Propose for a body that answers; give either a later deadline or who is to answer too.

    Raises
    ------
    PolicyError
        The exchange does not wait, something is proposed already, the deadline is no later one,
        or the body to admit takes no part or answers already.
    """
    with recorded():
        locked = held(exchange)
        actor = permissions.check_can_agree(by, locked, body.pk)
        _check_answers(locked, body)
        check_is_open(locked.partnership)
        now = timezone.now()
        policies.check_is_waiting(locked, now)
        if locked.proposals.filter(state=Proposal.State.OPEN).exists():
            raise PolicyError("A change is proposed already.", hint="Agree to it, or let it lapse.")
        if deadline is not None:
            policies.check_deadline(deadline, now)
            if deadline <= locked.deadline:
                raise PolicyError("The deadline can only be moved to a later day.")
        if admit is not None:
            _check_can_be_admitted(locked, admit)
        proposal = Proposal.objects.create(
            exchange=locked,
            change=Proposal.Change.EXTEND if deadline is not None else Proposal.Change.ADMIT,
            deadline=deadline,
            body=admit,
            made_by=by,
            made_as=actor.name,
        )
        _record(Event.EXCHANGE_CHANGE_PROPOSED, actor, proposal, body=body)
        _consent(by, actor, proposal, body)
    return proposal


def agree(*, by: User, proposal: Proposal, body: Body) -> Proposal:
    """Agree for a body that answers; the last agreement takes the change up.

    Raises
    ------
    PolicyError
        The exchange does not wait any more, or the proposal is taken up or has lapsed.
    """
    with recorded():
        locked = held(proposal.exchange)
        actor = permissions.check_can_agree(by, locked, body.pk)
        _check_answers(locked, body)
        check_is_open(locked.partnership)
        policies.check_is_waiting(locked, timezone.now())
        now = Proposal.objects.select_related("body").get(pk=proposal.pk, exchange=locked)
        now.exchange = locked
        if now.state != Proposal.State.OPEN:
            raise PolicyError("That is no longer proposed.")
        if not now.consents.filter(body=body).exists():
            _record(Event.EXCHANGE_CHANGE_AGREED, actor, now, body=body)
            _consent(by, actor, now, body)
    return now


def _consent(by: User, actor: Actor, proposal: Proposal, body: Body) -> None:
    Consent.objects.create(proposal=proposal, body=body, given_by=by, given_as=actor.name)
    exchange = proposal.exchange
    wanted = set(exchange.answers.values_list("body", flat=True))
    if wanted <= set(proposal.consents.values_list("body", flat=True)):
        _take_up(actor, proposal)


def _take_up(actor: Actor, proposal: Proposal) -> None:
    exchange = proposal.exchange
    if proposal.change == Proposal.Change.EXTEND:
        assert proposal.deadline is not None
        exchange.deadline = proposal.deadline
        exchange.save(update_fields=["deadline"])
    else:
        assert proposal.body is not None
        _check_can_be_admitted(exchange, proposal.body)
        Answer.objects.bulk_create(
            Answer(exchange=exchange, body=proposal.body, role=role)
            for role in use_of(exchange.use).roles(exchange.questions)
        )
    proposal.state = Proposal.State.TAKEN_UP
    proposal.save(update_fields=["state"])
    _record(Event.EXCHANGE_CHANGED, actor, proposal)


def _check_answers(exchange: Exchange, body: Body) -> None:
    if not exchange.answers.filter(body=body).exists():
        raise PolicyError(f"{body.name} is not among those who answer.")


def _check_can_be_admitted(exchange: Exchange, body: Body) -> None:
    if body.pk not in exchange.partnership.partner_body_ids():
        raise PolicyError(f"{body.name} takes no part in {exchange.partnership.name}.")
    if exchange.answers.filter(body=body).exists():
        raise PolicyError(f"{body.name} answers already.")
    check_body = use_of(exchange.use).check_body
    if check_body is not None:
        check_body(exchange.questions, body)


def _record(event: Event, actor: Actor, proposal: Proposal, *, body: Body | None = None) -> None:
    exchange = proposal.exchange
    record(
        event,
        by=actor,
        chain=Chain.of(exchange.partnership_id),
        about=exchange.partnership.name,
        body=None if body is None else body.pk,
        body_name="" if body is None else body.name,
        title=exchange.title,
        number=exchange.number,
        change=proposal.said,
    )
