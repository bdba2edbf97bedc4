"""Surveys of a partnership: made, opened, closed, read and put into a paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.policy import ForbiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.voices import permissions, policies, services
from commonweal_web.voices.forms import DecideForm, InPaperForm, SurveyForm
from commonweal_web.voices.models import SurveyRecord
from commonweal_web.voices.presenters import ReadPage, SurveyPage, SurveysPage
from commonweal_web.voices.queries import find_survey, released, surveys_of, to_read

__all__ = [
    "change",
    "close",
    "drop",
    "in_paper",
    "make",
    "open_it",
    "read",
    "show",
    "surveys",
]

_FORM = ["GET", "HEAD", "POST"]


def _find(request: HttpRequest, reference: str, number: int) -> SurveyRecord:
    partnership = permissions.find_partnership_to_see(standing_of_request(request), reference)
    return find_survey(partnership, number)


def _to_ask(request: HttpRequest, reference: str, number: int) -> SurveyRecord:
    survey = _find(request, reference, number)
    permissions.check_can_ask(person(request), survey.partnership)
    return survey


def _address(survey: SurveyRecord) -> str:
    return reverse("survey", args=[survey.partnership.reference, survey.number])


@require_safe
def surveys(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = permissions.find_partnership_to_see(standing, reference)
    page = SurveysPage.of(standing, partnership, surveys_of(partnership))
    return render(request, "voices/surveys.html.jinja", {"page": page})


@require_safe
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    survey = _find(request, reference, number)
    page = SurveyPage.of(
        standing_of_request(request),
        survey,
        released(survey),
        n_to_read=len(to_read(survey)),
        public=request.build_absolute_uri(reverse("answer-survey", args=[survey.token])),
    )
    tables = page.results.tables if page.results is not None else ()
    if (table := taken(request, tables, name=f"survey-{number}")) is not None:
        return table
    context = {"page": page, "take": taking(request)}
    return render(request, "voices/survey.html.jinja", context)


@require_http_methods(_FORM)
def make(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = permissions.find_partnership_to_see(standing_of_request(request), reference)
    permissions.check_can_ask(person(request), partnership)
    form = _form(request, None)
    return answer_form(
        request,
        form=form,
        page=FormPage(
            heading="Make a survey",
            texts=("It is a draft until you open it.",),
            submit="Save the draft",
            back=reverse("surveys", args=[reference]),
        ),
        act=lambda _: services.keep_survey(
            by=person(request), partnership=partnership, **form.to_survey()
        ),
        then=_address,
    )


@require_http_methods(_FORM)
def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    survey = _to_ask(request, reference, number)
    policies.check_is_draft(survey)
    form = _form(request, survey)
    return answer_form(
        request,
        form=form,
        page=FormPage(heading="Change the survey", submit="Save the draft", back=_address(survey)),
        act=lambda _: services.keep_survey(
            by=person(request), partnership=survey.partnership, survey=survey, **form.to_survey()
        ),
        then=_address(survey),
    )


def _form(request: HttpRequest, survey: SurveyRecord | None) -> SurveyForm:
    return SurveyForm(
        request.POST if request.method == "POST" else None, initial=SurveyForm.initial_of(survey)
    )


def _confirmed(
    request: HttpRequest,
    survey: SurveyRecord,
    *,
    heading: str,
    texts: tuple[str, ...],
    submit: str,
    submit_kind: str = "",
    act: Callable[[], Any],
    then: str = "",
    done: str,
) -> HttpResponse:
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=heading,
            texts=texts,
            submit=submit,
            submit_kind=submit_kind,
            back=_address(survey),
        ),
        act=lambda _: act(),
        then=then or _address(survey),
        done=done,
    )


@require_http_methods(_FORM)
def open_it(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    survey = _to_ask(request, reference, number)
    return _confirmed(
        request,
        survey,
        heading=f"Open “{survey.title}”",
        texts=("Whoever has its link can then answer, and what it asks does not change any more.",),
        submit="Open it",
        act=lambda: services.open_survey(by=person(request), survey=survey),
        done="The survey is open: send its link to those whom you ask",
    )


@require_http_methods(_FORM)
def close(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    survey = _to_ask(request, reference, number)
    return _confirmed(
        request,
        survey,
        heading=f"Close “{survey.title}” now",
        texts=(
            "It is counted once, and what each person ticked is then deleted. It cannot be opened "
            "again.",
        ),
        submit="Close it",
        submit_kind="warning",
        act=lambda: services.close_survey(by=person(request), survey=survey),
        done="The survey is closed",
    )


@require_http_methods(_FORM)
def drop(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    survey = _to_ask(request, reference, number)
    return _confirmed(
        request,
        survey,
        heading=f"Drop the draft “{survey.title}”",
        texts=("Nobody has been asked anything yet.",),
        submit="Drop it",
        submit_kind="warning",
        act=lambda: services.drop_survey(by=person(request), survey=survey),
        then=reverse("surveys", args=[reference]),
        done="The draft is dropped",
    )


@require_http_methods(_FORM)
def read(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    survey = _find(request, reference, number)
    permissions.check_can_release(person(request), survey.partnership)
    policies.check_is_closed(survey)
    answers = to_read(survey)
    if request.method == "POST":
        form = DecideForm(answers, request.POST)
        if form.is_valid():
            n_decided = services.decide_on(
                by=person(request), survey=survey, decisions=form.cleaned_data
            )
            answered = "answer" if n_decided == 1 else "answers"
            messages.success(request, f"You decided on {n_decided} {answered}")
            return redirect("read-voices" if to_read(survey) else "survey", reference, number)
    else:
        form = DecideForm(answers)
    context = {"page": ReadPage.of(survey, answers, form), "form": form}
    return render(request, "voices/read.html.jinja", context)


@require_http_methods(_FORM)
def in_paper(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    survey = _find(request, reference, number)
    policies.check_is_closed(survey)
    bodies = permissions.bodies_to_prepare_for(standing_of_request(request), survey.partnership)
    if not bodies:
        raise ForbiddenError("You prepare the paper of no body here.", "An editor of a body can.")
    by_reference = {body.reference: body for body in bodies}
    return answer_form(
        request,
        form=InPaperForm(bodies, request.POST if request.method == "POST" else None),
        page=FormPage(
            heading="Put the results into a paper",
            texts=(
                "They stand under consultation in the body’s own decision paper, from a new draft "
                "of its figures on. Submit the draft for the next paper to hold them.",
            ),
            submit="Put them in",
            back=_address(survey),
        ),
        act=lambda said: services.put_in_paper(
            by=person(request), survey=survey, body=by_reference[said["body"]]
        ),
        then=_address(survey),
        done="The results stand in the paper’s draft",
    )
