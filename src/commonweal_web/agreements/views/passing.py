"""Each body's decision, and signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.agreements.forms.passing import (
    CallInForm,
    ConditionForm,
    DecisionForm,
    MeetingForm,
    SigningForm,
    TakeBackForm,
)
from commonweal_web.agreements.models import Passing
from commonweal_web.agreements.permissions import check_can
from commonweal_web.agreements.policies import check_can_be_put
from commonweal_web.agreements.presenters.passing import PassingPage
from commonweal_web.agreements.presenters.places import place_of
from commonweal_web.agreements.queries import (
    approvals_of,
    content_of,
    find_body,
    find_version,
    passing_of,
    passings_of,
)
from commonweal_web.agreements.services import passing as services
from commonweal_web.bodies.models import Body
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.policy import Action, HiddenError
from commonweal_web.partnerships.forms.records import ConfirmForm

from .finding import FORM, AtHand, data_of, find


@require_safe
def decisions(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    rounds = passings_of(at.agreement)
    approvals = None
    if rounds:
        put_version = find_version(at.agreement, rounds[0].version.number)
        approvals = approvals_of(rounds[0], content_of(put_version))
    page = PassingPage.of(
        at.agreement,
        rounds,
        approvals,
        today=timezone.localdate(),
        records_for=at.bodies_for(Action.RECORD_DECISION),
        signs_for=at.bodies_for(Action.SIGN_AGREEMENT),
        may_put=at.may(Action.PUT_AGREEMENT),
        take=taking(request),
    )
    file = taken(request, [page.register], name=f"{reference}-agreement-{number}")
    return file or render(request, "agreements/passing.html.jinja", {"page": page})


@require_http_methods(FORM)
def put(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask once more, then put the newest version to every body; refused while it has holes."""
    at = find(request, reference, number)
    check_can(person(request), Action.PUT_AGREEMENT, at.agreement)
    check_can_be_put(at.agreement, at.content, here=at.bodies())
    here = place_of(at.agreement)("agreement-passing")
    return answer_form(
        request,
        form=ConfirmForm(data_of(request)),
        page=FormPage(
            heading=f"Put version {at.version.number} to the bodies",
            texts=(
                "Each body says when it meets and what it decided. All must pass the same words: "
                "nothing in them can be changed meanwhile, and nobody signs before all have.",
            ),
            submit="Put it to them",
            back=here,
        ),
        act=lambda _: services.put_to_bodies(by=person(request), agreement=at.agreement),
        then=here,
        done="It is before the bodies",
    )


@require_http_methods(FORM)
def take_back(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    check_can(person(request), Action.PUT_AGREEMENT, at.agreement)
    here = place_of(at.agreement)("agreement-passing")
    return answer_form(
        request,
        form=TakeBackForm(data_of(request)),
        page=FormPage(
            heading="Take it back from the bodies",
            texts=("What was decided lapses, and stays on record. Each decides on the new words.",),
            submit="Take it back",
            submit_kind="warning",
            back=here,
        ),
        act=lambda said: services.take_back(
            by=person(request), agreement=at.agreement, reason=said["reason"].strip()
        ),
        then=here,
        done="Taken back: it is a draft again",
    )


def _for_a_body(
    request: HttpRequest,
    reference: str,
    number: int,
    body: str,
    *,
    form: Callable[[Any, Passing], Form],
    heading: str,
    submit: str,
    act: Callable[[AtHand, Passing, dict[str, Any]], Any],
    texts: tuple[str, ...] = (),
) -> HttpResponse:
    """Answer a form on what one body does about the version that is before it."""
    at = find(request, reference, number)
    of: Body = find_body(at.partnership, body)
    check_can(person(request), Action.RECORD_DECISION, at.agreement, of)
    rounds = passings_of(at.agreement)
    if not rounds:
        raise HiddenError
    one = passing_of(rounds[0], of)
    here = place_of(at.agreement)("agreement-passing")
    return answer_form(
        request,
        form=form(data_of(request), one),
        page=FormPage(heading=heading.format(body=of.name), texts=texts, submit=submit, back=here),
        act=lambda said: act(at, one, said),
        then=here,
        done="Kept",
    )


@require_http_methods(FORM)
def meeting(request: HttpRequest, reference: str, number: int, body: str) -> HttpResponse:
    names = ("decider", "meeting", "meets_on", "key", "notice_given_on", "call_in_days")
    return _for_a_body(
        request,
        reference,
        number,
        body,
        form=lambda data, one: MeetingForm(
            data,
            initial={
                name: value for name in names if (value := getattr(one, name)) not in (None, "")
            },
        ),
        heading="When {body} decides",
        submit="Keep it",
        act=lambda at, one, said: services.plan_meeting(
            by=person(request), agreement=at.agreement, passing=one, **said
        ),
        texts=("From the day, the page of decisions counts back notice, report and agenda.",),
    )


@require_http_methods(FORM)
def decision(request: HttpRequest, reference: str, number: int, body: str) -> HttpResponse:
    return _for_a_body(
        request,
        reference,
        number,
        body,
        form=lambda data, one: DecisionForm(data, initial={"decided_on": one.meets_on}),
        heading="What {body} decided",
        submit="Record it",
        act=lambda at, one, said: services.record_decision(
            by=person(request), agreement=at.agreement, passing=one, **said
        ),
        texts=("A decision on record is not changed. If a body declines, it lapses for all.",),
    )


@require_http_methods(FORM)
def condition(request: HttpRequest, reference: str, number: int, body: str) -> HttpResponse:
    return _for_a_body(
        request,
        reference,
        number,
        body,
        form=lambda data, one: ConditionForm(data, conditions=one.open_conditions),
        heading="A condition of {body} is met",
        submit="Record it",
        act=lambda at, one, said: services.meet_condition(
            by=person(request), agreement=at.agreement, passing=one, **said
        ),
    )


@require_http_methods(FORM)
def call_in(request: HttpRequest, reference: str, number: int, body: str) -> HttpResponse:
    return _for_a_body(
        request,
        reference,
        number,
        body,
        form=lambda data, one: CallInForm(data, initial={"call_in": one.call_in}),
        heading="Call-in of the decision of {body}",
        submit="Record it",
        act=lambda at, one, said: services.record_call_in(
            by=person(request), agreement=at.agreement, passing=one, **said
        ),
    )


@require_http_methods(FORM)
def sign(request: HttpRequest, reference: str, number: int, body: str) -> HttpResponse:
    """Sign for a body, by its authorised officer."""
    at = find(request, reference, number)
    of = find_body(at.partnership, body)
    check_can(person(request), Action.SIGN_AGREEMENT, at.agreement, of)
    rounds = passings_of(at.agreement)
    if not rounds:
        raise HiddenError
    here = place_of(at.agreement)("agreement-passing")
    return answer_form(
        request,
        form=SigningForm(data_of(request)),
        page=FormPage(
            heading=f"Sign for {of.name}",
            texts=(
                f"You sign version {rounds[0].version.number} of {at.agreement.name}, as every "
                "body passed it. With the last signature it is in force; it is then never altered, "
                "only superseded.",
            ),
            submit="Sign",
            back=here,
        ),
        act=lambda said: services.sign(
            by=person(request), agreement=at.agreement, body=of, office=said["office"].strip()
        ),
        then=here,
        done="Signed",
    )
