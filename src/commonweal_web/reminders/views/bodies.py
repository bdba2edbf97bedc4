"""A body's mailboxes of roles, and what people held who have left it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.bodies import find_body
from commonweal_web.core.policy import Action, HiddenError, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.web import check_rate
from commonweal_web.reminders.forms import MailboxForm, OneButton
from commonweal_web.reminders.models import Mailbox
from commonweal_web.reminders.presenters import LeftBehindPage, MailboxesPage
from commonweal_web.reminders.queries.leavers import left_behind_at
from commonweal_web.reminders.queries.recipients import mailboxes_of
from commonweal_web.reminders.services import mailboxes as services
from commonweal_web.reminders.views.confirming import unlisted

_FORM = ["GET", "HEAD", "POST"]


def _find(request: HttpRequest, reference: str) -> Body:
    standing = standing_of_request(request)
    body = find_body(standing, reference)
    check(standing, Action.MANAGE_PEOPLE, body.to_thing())
    return body


def _find_mailbox(body: Body, pk: int) -> Mailbox:
    found = next((one for one in mailboxes_of(body.pk) if one.pk == pk), None)
    if found is None:
        raise HiddenError
    return found


@require_safe
def mailboxes(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference)
    page = MailboxesPage.of(body, mailboxes_of(body.pk))
    return render(request, "reminders/mailboxes.html.jinja", {"page": page})


@require_http_methods(_FORM)
def name_mailbox(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference)
    back = reverse("mailboxes", args=[reference])
    return answer_form(
        request,
        form=MailboxForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading="Name the mailbox of a role",
            texts=("We send a link there: whoever reads it confirms that it is the right one.",),
            submit="Send the link",
            back=back,
        ),
        act=lambda said: services.name_mailbox(
            by=person(request),
            body=body,
            role=said["role"],
            email=said["email"],
            often=said["often"],
        ),
        then=back,
        done="The link is sent",
    )


@require_POST
def mailbox_again(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    mailbox = _find_mailbox(_find(request, reference), pk)
    services.send_mailbox_letter_again(by=person(request), mailbox=mailbox)
    messages.success(request, f"Sent again to {mailbox.email}; the earlier link works no more")
    return redirect("mailboxes", reference)


@require_POST
def end_mailbox(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    mailbox = _find_mailbox(_find(request, reference), pk)
    services.end_mailbox(by=person(request), mailbox=mailbox)
    messages.success(request, f"{mailbox.email} gets no more letters")
    return redirect("mailboxes", reference)


@login_not_required
@require_http_methods(_FORM)
def confirm_mailbox(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address, for whoever reads it; a GET changes nothing."""
    check_rate(request, "confirm-mailbox", most=600, seconds=600)
    mailbox = (
        Mailbox.objects.filter(token_hash=hash_of(token)).select_related("body", "named_by").first()
    )
    if mailbox is None:
        raise HiddenError
    if services.is_link_over(mailbox):
        return unlisted(render(request, "reminders/over.html.jinja", status=410))
    role = mailbox.as_role.label
    return unlisted(
        answer_form(
            request,
            form=OneButton(request.POST if request.method == "POST" else None),
            page=FormPage(
                heading=f"Is {mailbox.email} the mailbox of the {role} of {mailbox.body.name}?",
                texts=(
                    f"{mailbox.named_by.name} ({mailbox.named_by.email}) says so.",
                    f"Once confirmed, it gets letters about what waits for the {role}. No figures "
                    "stand in them.",
                    "If it is not true, close this page.",
                ),
                submit="Yes, it is",
            ),
            act=lambda _: services.confirm_mailbox(mailbox),
            then=reverse("front"),
            done=f"{mailbox.email} is the mailbox of the {role} of {mailbox.body.name}",
        )
    )


@require_safe
def left_behind(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference)
    page = LeftBehindPage.of(body, left_behind_at([body.pk], timezone.localdate()))
    return render(request, "reminders/left_behind.html.jinja", {"page": page})
