"""The public page of a survey: answered without signing in, and read once it has closed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.web import check_rate
from commonweal_web.voices import services
from commonweal_web.voices.forms import AnswerForm
from commonweal_web.voices.models import SurveyRecord
from commonweal_web.voices.presenters import PublicSurvey, Results
from commonweal_web.voices.queries import find_by_token, released

__all__ = ["answer", "thanks"]


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "no-store"
    return answer


# What people write is theirs: no error report holds it, and no session is begun for it.
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    survey = find_by_token(token)
    if not survey.takes_answers:
        return _unlisted(_closed(request, survey))
    form = AnswerForm(survey, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        check_rate(request, "survey", most=30, seconds=600)
        if form.is_valid():
            said = dict(form.cleaned_data)
            group = said.pop("group", "")
            try:
                services.answer_survey(survey=survey, answers=said, group=group)
            except PolicyError as error:
                form.add_error(None, str(error))
            except CommonwealError as error:
                add_refusal(form, error)
            else:
                return _unlisted(redirect("survey-answered", token))
    context = {"page": PublicSurvey.of(survey), "form": form}
    return _unlisted(render(request, "voices/answer.html.jinja", context))


def _closed(request: HttpRequest, survey: SurveyRecord) -> HttpResponse:
    results = None
    if survey.state == SurveyRecord.State.CLOSED and survey.shows_results:
        results = Results.of(survey, released(survey))
        if (table := taken(request, results.tables, name="survey")) is not None:
            return table
    context = {"page": PublicSurvey.of(survey), "results": results, "take": taking(request)}
    return render(request, "voices/closed.html.jinja", context)


@login_not_required
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    page = PublicSurvey.of(find_by_token(token))
    return _unlisted(render(request, "voices/thanks.html.jinja", {"page": page}))
