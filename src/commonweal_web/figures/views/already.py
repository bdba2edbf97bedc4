"""We already share: a few questions, two pages, and a whole file held in common."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.standing import standing_of_request
from commonweal_web.figures.already import keep_answers
from commonweal_web.figures.already_forms import ChargesForm, WhoSharesForm
from commonweal_web.partnerships.models import Partner, Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.queries.partnerships import find_partnership

_FORM = ["GET", "HEAD", "POST"]


def _found(request: HttpRequest, reference: str) -> Partnership:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    permissions.check_may_prepare(standing, partnership, None)
    return partnership


@require_http_methods(_FORM)
def who_shares(request: HttpRequest, reference: str) -> HttpResponse:
    """The first page: it keeps nothing, and takes its answers to the second in the address."""
    partnership = _found(request, reference)
    joined = [
        one.body.name for one in partnership.partners.all() if one.state == Partner.State.JOINED
    ]
    return answer_form(
        request,
        form=WhoSharesForm(request.POST or None, initial={"partners": "\n".join(joined)}),
        page=FormPage(
            heading="What do you share already?",
            texts=(
                "Two pages of questions make a file that can be appraised: does each partner "
                "still win, what would leaving cost, and what becomes of it at a reorganisation. "
                "You can answer them alone.",
            ),
            submit="Continue",
            back=reverse("partnership", args=[reference]),
        ),
        act=lambda said: said,
        then=lambda said: (
            f"{reverse('already-charges', args=[reference])}?"
            + urlencode(
                {
                    "service": said["service"],
                    "year": said["year"],
                    "partners": "\n".join(said["partners"]),
                }
            )
        ),
    )


@require_http_methods(_FORM)
def charges(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = _found(request, reference)
    before = WhoSharesForm(request.GET)
    if not before.is_valid():
        return redirect("already-sharing", reference)
    said = before.cleaned_data
    form = ChargesForm(request.POST or None, partners=said["partners"], year=said["year"])
    return answer_form(
        request,
        form=form,
        page=FormPage(
            heading="What is each charged, and on what terms?",
            texts=("What nobody knows is left empty: the answer then says what is not known.",),
            submit="Save as a draft",
            back=reverse("already-sharing", args=[reference]),
        ),
        act=lambda _: keep_answers(
            by=person(request),
            partnership=partnership,
            answers=form.answers(service=said["service"], year=said["year"]),
        ),
        then=lambda document: reverse("document", args=[reference, document.pk]),
        done="Saved as a draft. Submit it, then start an appraisal: its page “The arrangement you "
        "are in” answers your questions",
    )
