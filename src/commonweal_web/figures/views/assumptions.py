"""The assumptions log: every assumption, its history, and who signed them off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.exports import table_answer
from commonweal_web.core.policy import Action, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.figures.assumption_presenters import (
    ApprovalPage,
    ApproveForm,
    AssumptionsForm,
    AssumptionsPage,
    HistoryPage,
    assumptions_table,
)
from commonweal_web.figures.assumptions import ROLES
from commonweal_web.figures.permissions import may_approve
from commonweal_web.figures.queries import (
    approvals_of,
    assumptions_seen,
    find_approval,
    standing_assumptions,
    versions_of_assumption,
)
from commonweal_web.figures.services.approving import approve_assumptions
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.models.records import sha256_of
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.reading import json_text


def _digest(partnership: Partnership) -> str:
    return sha256_of(json_text(standing_assumptions(partnership)))


@require_safe
def log(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    rows = assumptions_seen(standing, partnership)
    form = AssumptionsForm(request.GET, rows=rows)
    page = AssumptionsPage.of(
        partnership,
        rows,
        form.to_filter().narrow(rows),
        approvals_of(partnership),
        now=_digest(partnership),
        may_approve=may_approve(standing, partnership),
        query=request.GET.urlencode(),
    )
    return render(
        request, "figures/assumptions.html.jinja", {"page": page, "form": form, "width": "full"}
    )


@require_safe
def take_away(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """What the log shows, with the same filters, as a sheet."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    rows = assumptions_seen(standing, partnership)
    shown = AssumptionsForm(request.GET, rows=rows).to_filter().narrow(rows)
    return table_answer(
        assumptions_table(shown),
        form,
        name=f"{reference}-assumptions",
        about=(("Partnership", partnership.name),),
    )


@require_safe
def history(request: HttpRequest, reference: str, holder: str, assumption: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    versions = versions_of_assumption(standing, partnership, holder, assumption)
    page = HistoryPage.of(partnership, versions)
    talk_about(request, partnership, f"figures/{holder}/assumptions/{assumption}")
    return render(request, "figures/assumption_history.html.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    check(standing, Action.APPROVE_ASSUMPTIONS, partnership.to_thing())
    rows = standing_assumptions(partnership)
    n_unchecked = sum(not row.get("assurer") for row in rows)
    back = reverse("assumptions", args=[reference])
    return answer_form(
        request,
        form=ApproveForm(
            request.POST if request.method == "POST" else None,
            initial={"sha256": _digest(partnership)},
        ),
        page=FormPage(
            heading="Approve the assumptions",
            texts=(
                "You sign off every assumption that has a name of its own, as it stands now "
                f"({len(rows):,} in all); what changes later is shown against what you approved.",
                f"Those who answer for each are its {', '.join(ROLES[:-1])} and {ROLES[-1]}.",
            ),
            warning=f"Without an assurer named, so that nobody says they were checked: "
            f"{n_unchecked:,} of {len(rows):,}."
            if n_unchecked
            else "",
            submit="Approve",
            back=back,
        ),
        act=lambda said: approve_assumptions(
            by=person(request),
            partnership=partnership,
            sha256=said["sha256"],
            note=said["note"].strip(),
        ),
        then=back,
        done="Approved",
    )


@require_safe
def approved(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    approval = find_approval(partnership, number)
    page = ApprovalPage.of(partnership, approval, standing_assumptions(partnership))
    return render(
        request, "figures/assumptions_approval.html.jinja", {"page": page, "width": "full"}
    )
