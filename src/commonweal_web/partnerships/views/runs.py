"""An appraisal cancelled or taken away whole; its pages are in the app of appraisals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.partnerships.models import Run
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run
from commonweal_web.partnerships.reading import json_text
from commonweal_web.partnerships.results import result_of, seen_result
from commonweal_web.partnerships.services import runs as services

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
def cancel(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    run = find_run(standing, partnership, number)
    permissions.check_can_cancel(person(request), run)
    here = reverse("run", args=[reference, number])
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Cancel run {number}",
            texts=("What it was to rest on stays on record. You can start another at any time.",),
            submit="Cancel it",
            submit_kind="warning",
            back=here,
        ),
        act=lambda _: services.cancel_run(by=person(request), run=run),
        then=here,
        done=f"Run {number} is cancelled",
    )


@require_safe
def download(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The run document, of which `commonweal rerun` works every figure out again."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    run = find_run(standing, partnership, number)
    if run.state != Run.State.DONE:
        raise HiddenError
    own = permissions.own_references(standing, partnership)
    seen = seen_result(result_of(run), own=own)
    answer = HttpResponse(json_text(seen), content_type="application/json")
    name = f"{partnership.reference}-run-{run.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
