"""The one-button page of a link in a letter, the same signed in, and what was confirmed when.

Mail scanners follow links: a GET shows what is asked and changes nothing.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, HiddenError, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.web import check_rate
from commonweal_web.partnerships.permissions.partnership import takes_part
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.reminders import permissions
from commonweal_web.reminders.forms import DaysForm, OneButton
from commonweal_web.reminders.presenters import ConfirmedPage
from commonweal_web.reminders.queries.ageing import aged_in, days_until_stale
from commonweal_web.reminders.queries.asked import find_question
from commonweal_web.reminders.services import ageing, asking

_FORM = ["GET", "HEAD", "POST"]


def unlisted(answer: HttpResponse) -> HttpResponse:
    """Keep a page that a secret opens out of caches and search engines.

    Its address goes to no other site: that is so of every page. "no-referrer" would take the origin
    from the button's own POST, which is then refused.
    """
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
@require_http_methods(_FORM)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a letter asks; the button answers it. No more than the sentence is shown."""
    # Many officers, and their mail scanner, may share one address.
    check_rate(request, "confirm", most=600, seconds=600)
    link = asking.opened(token)
    if asking.is_over(link):
        return _over(request)
    purpose = asking.purpose_of(link.question)
    context = {"question": link.question, "purpose": purpose, "page": link.question.page}
    if request.method != "POST":
        return unlisted(render(request, "reminders/confirm.html.jinja", context))
    try:
        asking.answer_by_link(link)
    except PolicyError:
        return _over(request)
    return unlisted(render(request, "reminders/answered.html.jinja", context))


def _over(request: HttpRequest) -> HttpResponse:
    return unlisted(render(request, "reminders/over.html.jinja", status=410))


@require_http_methods(_FORM)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question signed in."""
    question = find_question(standing_of_request(request), pk)
    if not question.is_open:
        return render(request, "reminders/over.html.jinja", status=410)
    purpose = asking.purpose_of(question)
    return answer_form(
        request,
        form=OneButton(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=question.sentence,
            submit=purpose.yes,
            back=reverse("home"),
            other=((purpose.otherwise.replace("sign in and ", ""), question.page),),
        ),
        act=lambda _: asking.answer(by=person(request), question=question),
        then=reverse("home"),
        done=purpose.done,
    )


@require_safe
def confirmed(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what was last confirmed when, to those who take part."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    if not takes_part(standing, partnership):
        raise HiddenError
    page = ConfirmedPage.of(
        standing,
        partnership,
        aged_in([partnership]),
        days=days_until_stale(partnership),
        now=timezone.now(),
    )
    return render(request, "reminders/confirmed.html.jinja", {"page": page})


@require_http_methods(_FORM)
def confirm_record(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Say from its page that a record is still true, asked or not."""
    partnership = find_partnership(standing_of_request(request), reference)
    one = next((each for each in aged_in([partnership]) if each.key == key), None)
    if one is None:
        raise HiddenError
    permissions.check_can_confirm(person(request), one)
    purpose = ageing.PURPOSES[one.purpose]
    back = reverse("confirmed", args=[reference])
    return answer_form(
        request,
        form=OneButton(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=one.question,
            submit=purpose.yes,
            back=back,
            other=(("Look at it first", one.page),),
        ),
        act=lambda _: ageing.confirm(by=person(request), record_=one),
        then=back,
        done=purpose.done,
    )


@require_http_methods(_FORM)
def change_days(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    check(standing, Action.CHANGE_PARTNERSHIP, partnership.to_thing())
    back = reverse("confirmed", args=[reference])
    return answer_form(
        request,
        form=DaysForm(
            request.POST if request.method == "POST" else None,
            initial={"days": days_until_stale(partnership)},
        ),
        page=FormPage(
            heading="When are figures asked about again?",
            texts=(
                "Figures that nobody has confirmed for so long are shown as stale, and whoever "
                "answers for them is asked whether they are still true.",
            ),
            submit="Save",
            back=back,
        ),
        act=lambda said: ageing.change_days(
            by=person(request), partnership=partnership, days=said["days"]
        ),
        then=back,
        done="Saved",
    )
