"""Starting a partnership: from nothing, from a file, from an example."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries import bodies as body_queries
from commonweal_web.core.policy import Action, ForbiddenError, check, may
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.examples import examples
from commonweal_web.partnerships.forms.partnership import ExampleForm, StartForm
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.presenters.documents import IN_COMMON
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.services import starting
from commonweal_web.partnerships.services.starting_from import start_from_example

_FORM = ["GET", "HEAD", "POST"]


def _bodies_to_start_for(request: HttpRequest) -> list[Body]:
    standing = standing_of_request(request)
    return [
        body
        for body in body_queries.bodies_for(standing)
        if may(standing, Action.START_PARTNERSHIP, body.to_thing())
    ]


def _next(partnership: Partnership, begin_with: str) -> str:
    if begin_with == "file":
        return reverse("upload-figures", args=[partnership.reference, IN_COMMON])
    if begin_with == "example":
        return reverse("begin-with-example", args=[partnership.reference])
    if begin_with == "questions":
        return reverse("already-sharing", args=[partnership.reference])
    return reverse("partnership", args=[partnership.reference])


@require_http_methods(_FORM)
def start(request: HttpRequest) -> HttpResponse:
    bodies = _bodies_to_start_for(request)
    if not bodies:
        raise ForbiddenError(
            "You may start a partnership for no body.",
            "An editor or an administrator of a body can start one for it.",
        )
    by_reference = {body.reference: body for body in bodies}
    form = StartForm(
        request.POST or None, bodies=bodies, initial={"body": request.GET.get("body", "")}
    )
    page = FormPage(
        heading="Start a partnership",
        texts=("Nobody but you and your body sees it until you invite others and they accept.",),
        submit="Start",
        back=reverse("partnerships"),
    )
    return answer_form(
        request,
        form=form,
        page=page,
        act=lambda said: starting.start_partnership(
            by=person(request),
            body=by_reference[said["body"]],
            name=said["name"].strip(),
            summary=said["summary"].strip(),
            already_shares=said["already_shares"] == "yes",
            returns_are_sealed=said["opening"] == "sealed",
        ),
        then=lambda made: _next(made, form.cleaned_data["begin_with"]),
        done="The partnership is started, and you coordinate it",
    )


@require_http_methods(_FORM)
def begin_with_example(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    check(standing, Action.KEEP_COMMON_PART, partnership.to_thing())
    offered = {example.id: example for example in examples()}

    def address(document: Document) -> str:
        return reverse("document", args=[reference, document.pk])

    return answer_form(
        request,
        form=ExampleForm(
            request.POST or None,
            examples=[(example.id, example.name) for example in offered.values()],
        ),
        page=FormPage(
            heading="Start from an example",
            texts=(
                "It is saved as a draft that only you see. The bodies in it are placeholders: "
                "nobody tells them, and you change them into your own.",
            ),
            submit="Save it as a draft",
            back=reverse("partnership", args=[reference]),
            hints={"example": {example.id: example.story for example in offered.values()}},
        ),
        act=lambda said: start_from_example(
            by=person(request), partnership=partnership, example=offered[said["example"]]
        ),
        then=address,
        done="Saved as version 1, a draft: nobody else sees it until it is submitted",
    )
