"""The page of a search: one address for every question and filter, and nothing changed by it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal_web.accounts.form_pages import person
from commonweal_web.core.finding import words_of
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.web import check_rate
from commonweal_web.search.forms import SearchForm
from commonweal_web.search.presenters import SearchPage
from commonweal_web.search.queries import found_for


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    is_sound = form.is_valid()
    said = form.cleaned_data.get("q", "").strip() if is_sound else ""
    kind = form.cleaned_data.get("kind", "") if is_sound else ""
    words = words_of(said)
    found = {}
    if words:
        check_rate(request, "search", most=120, seconds=300)
        found = found_for(standing_of_request(request), person(request), words, kind)
    page = SearchPage.of(said, kind, words, found, page=request.GET.get("page"))
    return render(request, "search/search.html.jinja", {"page": page, "form": form})
