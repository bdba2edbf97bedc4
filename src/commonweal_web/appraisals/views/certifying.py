"""Pages on which each body's officer certifies the verdict of a run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.appraisals.forms import CertifyForm
from commonweal_web.appraisals.permissions import check_can_certify, may_certify_for
from commonweal_web.appraisals.presenters.certifying import CertificatesPage, certifying_said
from commonweal_web.appraisals.presenters.runs import say_outdated
from commonweal_web.appraisals.queries import certified_by, standing_documents
from commonweal_web.appraisals.services import certify_verdict
from commonweal_web.bodies.models import Body
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.models import Partner, Partnership, Run
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run


@require_safe
def certificates(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say which bodies have certified a run, and whose certificate it waits for."""
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    run = _done(find_run(asker, partnership, number))
    page = CertificatesPage.of(
        partnership,
        run,
        certified=certified_by(partnership, run),
        may_certify=may_certify_for(asker, partnership, run),
        outdated=say_outdated(partnership, run, standing_documents(partnership)),
        take=taking(request),
    )
    file = taken(request, [page.certificates], name=f"{reference}-run-{number}")
    if file is not None:
        return file
    return render(request, "appraisals/certificates.html.jinja", {"page": page, "width": "full"})


def _done(run: Run) -> Run:
    """Raises HiddenError for a run that has no verdict."""
    if run.state != Run.State.DONE:
        raise HiddenError
    return run


@require_http_methods(["GET", "HEAD", "POST"])
def certify(request: HttpRequest, reference: str, number: int, body: str) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    run = _done(find_run(asker, partnership, number))
    held = _taking_part(partnership, body)
    check_can_certify(person(request), run, held)
    here = reverse("certificates", args=[reference, number])
    return answer_form(
        request,
        form=CertifyForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Certify the verdict of run {number} for {held.name}",
            texts=certifying_said(run, held),
            submit="Certify",
            back=here,
        ),
        act=lambda said: certify_verdict(
            by=person(request), run=run, body=held, note=said["note"].strip()
        ),
        then=here,
        done=f"Certified for {held.name}",
    )


def _taking_part(partnership: Partnership, reference: str) -> Body:
    """Return a body that takes part. Raises HiddenError where there is none of that reference."""
    for partner in partnership.partners.all():
        if partner.body.reference == reference and partner.state == Partner.State.JOINED:
            return partner.body
    raise HiddenError
