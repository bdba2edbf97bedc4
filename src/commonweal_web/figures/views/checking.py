"""The page on which a draft is looked through before it is submitted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal_web.core.standing import standing_of_request
from commonweal_web.figures.checking import CheckAnswersPage
from commonweal_web.figures.queries import find_part
from commonweal_web.partnerships.queries.partnerships import find_partnership


@require_safe
def check_answers(request: HttpRequest, reference: str, holder: str) -> HttpResponse:
    standing = standing_of_request(request)
    part = find_part(standing, find_partnership(standing, reference), holder)
    if not part.is_draft or part.document is None:
        return redirect(reverse("part", args=[reference, holder]))
    page = CheckAnswersPage.of(part, part.document)
    return render(request, "figures/check_answers.html.jinja", {"page": page})
