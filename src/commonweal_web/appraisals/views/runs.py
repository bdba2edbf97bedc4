"""Pages of a partnership's runs: which there are, and asking for one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import person
from commonweal_web.appraisals.presenters.runs import AskPage, RunsPage
from commonweal_web.appraisals.queries import (
    lacking_for_run,
    latest_what_ifs,
    standing_documents,
)
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.records import RunForm
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import runs_of
from commonweal_web.partnerships.services.runs import ask_for_run

PER_PAGE = 20


@require_safe
def runs(request: HttpRequest, reference: str) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    leaf = Paginator(runs_of(partnership), PER_PAGE).get_page(request.GET.get("page"))
    page = RunsPage.of(
        asker,
        partnership,
        runs=leaf,
        standing=standing_documents(partnership),
        leaf=leaf,
        what_ifs=latest_what_ifs(partnership),
    )
    return render(request, "appraisals/runs.html.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    permissions.check_can_run(person(request), partnership)
    form = RunForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            run = ask_for_run(
                by=person(request), partnership=partnership, n_draws=form.cleaned_data["draws"]
            )
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            return redirect(reverse("run", args=[reference, run.number]))
    page = AskPage.of(partnership, lacking_for_run(asker, partnership))
    return render(request, "appraisals/ask.html.jinja", {"page": page, "form": form})
