"""Pages on which partners propose, agree, publish and take back. Each change is asked twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, HiddenError, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.papers.presenters import runs_said
from commonweal_web.papers.queries import runs_done
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run
from commonweal_web.publishing import permissions, policies, services
from commonweal_web.publishing.forms import AgreeForm, ProposeForm, ReasonForm, SureForm
from commonweal_web.publishing.models import Publication
from commonweal_web.publishing.presenters import PublishingPage
from commonweal_web.publishing.queries import (
    find_publication,
    papers_to_publish,
    publications_of,
)

_FORM = ["GET", "HEAD", "POST"]


def _partner(request: HttpRequest, reference: str) -> Partnership:
    """Return a partnership for somebody who takes part in it: others see what is public, alone."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    check(standing, Action.SEE_PUBLICATION, Publication(partnership=partnership).to_thing())
    return partnership


@require_safe
def publishing(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = _partner(request, reference)
    page = PublishingPage.of(
        standing_of_request(request), partnership, publications_of(partnership)
    )
    return render(request, "publishing/publishing.html.jinja", {"page": page})


@require_http_methods(_FORM)
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = _partner(request, reference)
    permissions.check_can_propose(person(request), partnership)
    runs = runs_said(runs_done(partnership)[:50])
    if not runs:
        raise PolicyError("There is no finished appraisal to publish.", hint="Start one first.")
    papers = {str(one.number): one for one in papers_to_publish(partnership)}

    def act(said: dict[str, Any]) -> Publication:
        return services.propose(
            by=person(request),
            partnership=partnership,
            run=find_run(standing_of_request(request), partnership, int(said["run"])),
            papers=[papers[number] for number in said.get("papers", ())],
            contact=said["contact"].strip(),
            licence=said["licence"],
        )

    return answer_form(
        request,
        form=ProposeForm(
            request.POST if request.method == "POST" else None,
            runs=runs,
            papers=[
                (number, f"{one.name} (run {one.run.number})") for number, one in papers.items()
            ],
        ),
        page=FormPage(
            heading="Propose that a case be published",
            texts=(
                "Nothing is public yet: each body that takes part agrees first, by its section "
                "151 officer, monitoring officer or administrator.",
                "The public would read the verdict, who gains and who loses, and the tables, "
                "without what would tell one person’s pay.",
            ),
            submit="Propose it",
            back=reverse("publishing", args=[reference]),
        ),
        act=act,
        then=reverse("publishing", args=[reference]),
        done="Proposed: each body can agree to it now",
    )


@require_http_methods(_FORM)
def agree(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = _partner(request, reference)
    publication = find_publication(partnership, pk)
    bodies = permissions.bodies_to_agree_for(standing_of_request(request), partnership)
    if not bodies:
        check(standing_of_request(request), Action.AGREE_TO_PUBLISH, partnership.to_thing())
    by_reference = {body.reference: body for body in bodies}
    return answer_form(
        request,
        form=AgreeForm(
            request.POST if request.method == "POST" else None,
            bodies=[(body.reference, body.name) for body in bodies],
            initial={"body": bodies[0].reference if len(bodies) == 1 else None},
        ),
        page=FormPage(
            heading=f"Agree that run {publication.run.number} be published",
            texts=(
                publication.run.sentence,
                "Anyone could read the verdict, what your body gains or loses, and the papers "
                "chosen. The coordinator publishes it once every body has agreed.",
            ),
            submit="Agree",
            back=reverse("publishing", args=[reference]),
        ),
        act=lambda said: services.agree(
            by=person(request), publication=publication, body=by_reference[said["body"]]
        ),
        then=reverse("publishing", args=[reference]),
        done="You have agreed",
    )


def _asked_twice(
    request: HttpRequest,
    *,
    first: FormPage,
    needs_reason: bool,
    act: Callable[[str], Any],
    then: str,
    done: str,
) -> HttpResponse:
    """Ask once, and once more; only the second answer changes anything."""
    is_second = "is_sure" in request.POST or "second" in request.POST
    if request.method == "POST" and not is_second:
        asked = ReasonForm(request.POST) if needs_reason else None
        if asked is None or asked.is_valid():
            reason = asked.cleaned_data["reason"] if asked is not None else ""
            return _second(request, first, SureForm(initial={"reason": reason}))
        return render(request, "accounts/form_page.html.jinja", {"form": asked, "page": first})
    if request.method == "POST":
        sure = SureForm(request.POST)
        if not sure.is_valid():
            return _second(request, first, sure)
        return answer_form(
            request,
            form=sure,
            page=first,
            act=lambda said: act(said["reason"].strip()),
            then=then,
            done=done,
        )
    form = ReasonForm() if needs_reason else SureForm()
    if not needs_reason:
        form.fields.clear()
    return render(request, "accounts/form_page.html.jinja", {"form": form, "page": first})


def _second(request: HttpRequest, first: FormPage, form: SureForm) -> HttpResponse:
    page = FormPage(
        heading=f"{first.heading}: are you sure?",
        warning=first.warning,
        submit=first.submit,
        submit_kind=first.submit_kind,
        back=first.back,
    )
    return render(request, "publishing/sure.html.jinja", {"form": form, "page": page})


@require_http_methods(_FORM)
def publish(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = _partner(request, reference)
    publication = find_publication(partnership, pk)
    permissions.check_can_publish(person(request), partnership)
    policies.check_is_proposed(publication)
    policies.check_all_agreed(publication, partnership.partner_body_ids())
    here = reverse("publishing", args=[reference])
    return _asked_twice(
        request,
        first=FormPage(
            heading=f"Publish run {publication.run.number}",
            texts=(publication.run.sentence, "Every body that takes part has agreed."),
            warning="Anyone will be able to read it, copy it and keep it, for good.",
            submit="Publish it",
            back=here,
        ),
        needs_reason=False,
        act=lambda _: services.publish(by=person(request), publication=publication),
        then=here,
        done="It is public now",
    )


@require_http_methods(_FORM)
def unpublish(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = _partner(request, reference)
    publication = find_publication(partnership, pk)
    permissions.check_can_unpublish(person(request), partnership)
    policies.check_is_published(publication)
    here = reverse("publishing", args=[reference])
    return _asked_twice(
        request,
        first=FormPage(
            heading=f"Take run {publication.run.number} back from the public",
            texts=("Its page will say that it was taken back, why, and whom to ask.",),
            warning="Copies that others made stay theirs.",
            submit="Take it back",
            submit_kind="warning",
            back=here,
        ),
        needs_reason=True,
        act=lambda reason: services.unpublish(
            by=person(request), publication=publication, reason=reason
        ),
        then=here,
        done="It is not public any more",
    )


@require_http_methods(_FORM)
def drop(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = _partner(request, reference)
    publication = find_publication(partnership, pk)
    permissions.check_can_propose(person(request), partnership)
    if publication.state != Publication.State.PROPOSED:
        raise HiddenError
    here = reverse("publishing", args=[reference])
    return answer_form(
        request,
        form=ReasonForm(request.POST or None),
        page=FormPage(
            heading="Take the proposal back",
            texts=("What bodies agreed to stays on record.",),
            submit="Take it back",
            back=here,
        ),
        act=lambda said: services.drop_proposal(
            by=person(request), publication=publication, reason=said["reason"].strip()
        ),
        then=here,
        done="The proposal is taken back",
    )
