"""The page on which a body takes over what others typed for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.figures.filled_in import filled_in
from commonweal_web.figures.queries import Part, find_part
from commonweal_web.figures.services.taking_over import claim_figures, take_over_figures
from commonweal_web.figures.taking_over import TakeOverPage, ThroughForm, WhichForm
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.placeholders import (
    placeholder_of,
    placeholders_unclaimed,
)


@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, reference: str, holder: str) -> HttpResponse:
    standing = standing_of_request(request)
    part = find_part(standing, find_partnership(standing, reference), holder)
    if part.body is None:
        raise HiddenError
    if part.document is not None:
        return redirect(reverse("part", args=[reference, holder]))
    found = placeholder_of(part.partnership, part.body)
    if found is None:
        return _which(request, part)
    form = ThroughForm(
        request.POST if request.method == "POST" else None, filled=filled_in(found.values)
    )
    if request.method == "POST" and form.is_valid():
        try:
            take_over_figures(
                by=person(request),
                partnership=part.partnership,
                body=part.body,
                answers=form.answers,
            )
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            messages.success(
                request,
                f"They are the figures of {part.body.name} now: a draft, until you submit it.",
            )
            return redirect(reverse("part", args=[reference, holder]))
    context = {"page": TakeOverPage.of(part, found), "form": form}
    return render(request, "figures/take_over.html.jinja", context)


def _which(request: HttpRequest, part: Part) -> HttpResponse:
    """Ask which body of the figures one's own is, where it goes by another name there."""
    body = part.body
    assert body is not None
    offered = placeholders_unclaimed(part.partnership)
    if not offered:
        raise HiddenError
    arguments = [part.partnership.reference, part.holder]
    return answer_form(
        request,
        form=WhichForm(request.POST if request.method == "POST" else None, offered=offered),
        page=FormPage(
            heading=f"Which of these is {body.name}?",
            texts=(
                "Others filled in figures for these bodies. The one that you choose is called "
                f"{body.name} from now on, wherever the figures name it.",
            ),
            submit="Continue",
            back=reverse("part", args=arguments),
            other=(("It is none of them: type your own", reverse("part", args=arguments)),),
        ),
        act=lambda said: claim_figures(
            by=person(request),
            partnership=part.partnership,
            body=body,
            placeholder_id=said["placeholder"],
        ),
        then=reverse("take-over", args=arguments),
    )
