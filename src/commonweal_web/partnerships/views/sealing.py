"""The page on which a coordinator says when bodies see each other's figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.policy import Action
from commonweal_web.partnerships.forms.partnership import OpeningForm
from commonweal_web.partnerships.services.sealing import choose_opening

from .finding import find_for


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.CHANGE_PARTNERSHIP)
    figures = reverse("figures", args=[reference])
    now = "sealed" if partnership.returns_are_sealed else "at-once"
    return answer_form(
        request,
        form=OpeningForm(
            request.POST if request.method == "POST" else None, initial={"opening": now}
        ),
        page=FormPage(
            heading="When the figures open",
            texts=(
                "Where figures open all together, nobody can wait to see another’s before giving "
                "their own. Until then partners see only whether a body has given its figures, and "
                "no appraisal is made.",
                "Once a body has submitted, this cannot be changed any more.",
            ),
            submit="Save",
            back=figures,
        ),
        act=lambda said: choose_opening(
            by=person(request), partnership=partnership, are_sealed=said["opening"] == "sealed"
        ),
        then=figures,
        done="Saved",
    )
