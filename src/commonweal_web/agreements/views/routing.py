"""The legal route: which are open and why, what they hang on, who has signed it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.agreement.routes import (
    ActivityYear,
    Company,
    RoleHolder,
    RouteAdvice,
    RouteBody,
    RouteFacts,
    VatPosition,
    choose_routes,
    facts_of,
)
from commonweal.bodies import body_kinds
from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.agreements.forms.passing import RouteSignOffForm
from commonweal_web.agreements.forms.routing import (
    RouteBodiesForm,
    RouteCompanyForm,
    RouteQuestionsForm,
)
from commonweal_web.agreements.models import RouteAnswers
from commonweal_web.agreements.permissions import check_can
from commonweal_web.agreements.presenters.places import place_of
from commonweal_web.agreements.presenters.routing import RoutePage
from commonweal_web.agreements.queries import find_body, sign_offs_of
from commonweal_web.agreements.services import passing as services
from commonweal_web.agreements.services.routing import answer_route
from commonweal_web.appraisals.trying import partnership_of
from commonweal_web.core.policy import Action
from commonweal_web.core.talk import talk_about

from .finding import FORM, AtHand, data_of, find


@require_safe
def route(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Which legal routes are open to these bodies, why, and who has signed the route off."""
    at = find(request, reference, number)
    talk_about(request, at.partnership, f"clause/{number}/powers")
    _, advice, trouble = _weigh(at, _kept(at))
    page = RoutePage.of(
        at.agreement,
        at.content,
        advice,
        trouble=trouble,
        bodies=at.bodies(),
        given=sign_offs_of(at.agreement),
        signs_for=at.bodies_for(Action.SIGN_OFF_ROUTE),
        answered=at.agreement.route_answers.first(),
        may_answer=at.may(Action.DRAFT_AGREEMENT),
    )
    return render(request, "agreements/route.html.jinja", {"page": page})


@require_http_methods(FORM)
def answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Answer the questions that the choice of route hangs on."""
    return _answer(request, reference, number, RouteQuestionsForm)


@require_http_methods(FORM)
def answer_bodies(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say what each body's VAT adviser said, and who holds its statutory roles."""
    return _answer(request, reference, number, RouteBodiesForm)


@require_http_methods(FORM)
def answer_company(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give the figures behind the exemptions from procurement."""
    return _answer(request, reference, number, RouteCompanyForm)


def _answer(
    request: HttpRequest,
    reference: str,
    number: int,
    part: type[RouteQuestionsForm | RouteBodiesForm | RouteCompanyForm],
) -> HttpResponse:
    at = find(request, reference, number)
    check_can(person(request), Action.DRAFT_AGREEMENT, at.agreement)
    here = place_of(at.agreement)("agreement-route")
    newest = at.agreement.route_answers.first()
    kept = newest.values if newest else {}
    facts, advice, _ = _weigh(at, kept)
    form = part(
        data_of(request),
        advice=advice,
        names={body.id: body.name for body in facts.bodies},
        number=newest.number if newest else 0,
        kept=kept,
    )

    def keep(cleaned: dict[str, Any]) -> RouteAnswers:
        # The other parts stay as they were when this one was looked at.
        said = {**kept, **form.said()}
        # Answers that the figures contradict are refused before they are kept.
        choose_routes(_facts(at, said))
        return answer_route(
            by=person(request), agreement=at.agreement, number=cleaned["number"], said=said
        )

    return answer_form(
        request,
        form=form,
        page=FormPage(
            heading=part.heading,
            texts=(
                "Answer what you know; the rest stays not known, and counts neither for a route "
                "nor against it. Nothing here is legal advice.",
                part.hint,
            ),
            submit="Save the answers",
            back=here,
        ),
        act=keep,
        then=here,
        done="Answers saved",
    )


def _kept(at: AtHand) -> Mapping[str, Any]:
    newest = at.agreement.route_answers.first()
    return newest.values if newest else {}


def _weigh(at: AtHand, kept: Mapping[str, Any]) -> tuple[RouteFacts, RouteAdvice, str]:
    """Return the facts, what follows, and why what was answered is left out where it is."""
    facts = _facts(at, kept)
    try:
        return facts, choose_routes(facts), ""
    except CommonwealError as error:
        # The case changed under the answers: whoever opens the page must be able to mend them.
        facts = _facts(at, {})
        return facts, choose_routes(facts), str(error)


def _facts(at: AtHand, said: Mapping[str, Any]) -> RouteFacts:
    """Return what the choice of route rests on: the case or the parties, and what was answered."""
    facts = _facts_of_case(at)
    there = {body.id for body in facts.bodies}
    company = Company.model_validate(said["company"]) if said.get("company") else None
    if company and any(one.is_public and one.body not in there for one in company.owners):
        # It was said of other bodies than those that take part now.
        company = None
    return facts.model_copy(
        update={
            "answers": said.get("answers", {}),
            "company": company,
            "activity": tuple(ActivityYear.model_validate(one) for one in said.get("activity", ())),
            "vat": tuple(
                VatPosition.model_validate(one)
                for one in said.get("vat", ())
                if one["body"] in there
            ),
            "roles": tuple(
                RoleHolder.model_validate(one)
                for one in said.get("roles", ())
                if one["body"] in there
            ),
        }
    )


def _facts_of_case(at: AtHand) -> RouteFacts:
    """Return the run's own case, else the parties alone."""
    if at.version.run_id is not None:
        run = at.partnership.runs.get(pk=at.version.run_id)
        facts = facts_of(partnership_of(run))
        return facts.model_copy(update={"route": at.content.route, "host": at.content.host})
    kinds = {kind.id for kind in body_kinds()}
    kind_by_body = {body.reference: body.kind for body in at.bodies()}
    return RouteFacts(
        name=at.content.name,
        route=at.content.route,
        bodies=tuple(
            RouteBody(
                id=party.id,
                name=party.name,
                kind=kind if (kind := kind_by_body.get(party.id, "other")) in kinds else "other",
            )
            for party in at.content.parties
        ),
    )


@require_http_methods(FORM)
def sign_off(request: HttpRequest, reference: str, number: int, body: str) -> HttpResponse:
    at = find(request, reference, number)
    of = find_body(at.partnership, body)
    check_can(person(request), Action.SIGN_OFF_ROUTE, at.agreement, of)
    here = place_of(at.agreement)("agreement-route")
    return answer_form(
        request,
        form=RouteSignOffForm(data_of(request)),
        page=FormPage(
            heading=f"Sign the legal route off for {of.name}",
            texts=(
                "You say, as monitoring officer, that your body can take this route. It stands on "
                "record with your name and the day.",
            ),
            submit="Sign it off",
            back=here,
        ),
        act=lambda said: services.sign_off_route(
            by=person(request), agreement=at.agreement, body=of, words=said["words"].strip()
        ),
        then=here,
        done="Signed off",
    )
