"""Links for guests: made and ended by the coordinator, opened by the guest's own button.

A mail scanner that follows a link changes nothing and is not counted: only the button is.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.appraisals.presenters.results import table_from
from commonweal_web.core.exports import file_answer, table_answer
from commonweal_web.core.layout import Fact
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.web import check_rate
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.papers.queries import runs_done
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run
from commonweal_web.publishing import permissions, services
from commonweal_web.publishing.forms import GuestForm, OpenForm
from commonweal_web.publishing.models import GuestLink
from commonweal_web.publishing.presenters import CasePage, GuestPlace, GuestsPage, offered
from commonweal_web.publishing.queries import (
    find_link,
    find_secret,
    links_of,
    outsiders_pieces,
    papers_to_publish,
    public_file,
    public_part_of,
)
from commonweal_web.publishing.views.public import chart_answer, names_shown

_FORM = ["GET", "HEAD", "POST"]
_OPENED = "guest_links"


@require_safe
def guests(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_partnership(standing_of_request(request), reference)
    permissions.check_can_lend(person(request), partnership)
    page = GuestsPage.of(partnership, links_of(partnership))
    return render(request, "publishing/guests.html.jinja", {"page": page})


@require_http_methods(_FORM)
def lend(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    permissions.check_can_lend(person(request), partnership)
    papers = {str(one.number): one for one in papers_to_publish(partnership)}
    things = [(f"run/{run.number}", f"Run {run.number}") for run in runs_done(partnership)[:50]]
    things += [
        (f"paper/{number}", f"{one.name} (run {one.run.number})") for number, one in papers.items()
    ]
    form = GuestForm(request.POST if request.method == "POST" else None, things=things)
    back = reverse("guests", args=[reference])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        check_rate(request, "lend", most=60, seconds=3600)
        kind, _, number = said["what"].partition("/")
        lent = services.lend(
            by=person(request),
            partnership=partnership,
            person=said["person"].strip(),
            n_days=said["days"],
            run=find_run(standing, partnership, int(number)) if kind == "run" else None,
            paper=papers[number] if kind == "paper" else None,
            email=said["email"],
        )
        address = request.build_absolute_uri(reverse("open-guest-link", args=[lent.secret]))
        context = {
            "link": lent.link,
            "address": address,
            "back": back,
            "sent_to": said["email"],
        }
        return render(request, "publishing/lent.html.jinja", context)
    return render(
        request,
        "accounts/form_page.html.jinja",
        {
            "form": form,
            "page": FormPage(
                heading="Give a guest a link to read with",
                texts=("They need no account. You can end the link at any time.",),
                submit="Make the link",
                back=back,
            ),
        },
    )


@require_http_methods(_FORM)
def revoke(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = find_partnership(standing_of_request(request), reference)
    permissions.check_can_lend(person(request), partnership)
    link = links_of(partnership).filter(pk=pk).first()
    if link is None:
        raise HiddenError
    link.partnership = partnership
    back = reverse("guests", args=[reference])
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"End the link of {link.person}",
            texts=(f"They will no longer read {link.what}.",),
            submit="End it",
            submit_kind="warning",
            back=back,
        ),
        act=lambda _: services.revoke_link(by=person(request), link=link),
        then=back,
        done="The link is ended",
    )


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
@require_http_methods(_FORM)
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the link leads to; the guest's button opens it."""
    check_rate(request, "guest-link", most=60, seconds=600)
    link = find_secret(token)
    if not link.is_open:
        over = render(request, "publishing/link_over.html.jinja", {"link": link}, status=410)
        return _unlisted(over)
    if request.method == "POST" and OpenForm(request.POST).is_valid():
        services.open_link(link)
        opened = request.session.get(_OPENED, [])
        request.session[_OPENED] = [*(pk for pk in opened if pk != link.pk), link.pk][-20:]
        return _unlisted(redirect("guest", link.pk))
    return _unlisted(render(request, "publishing/open_link.html.jinja", {"link": link}))


def _opened(request: HttpRequest, pk: int) -> GuestLink:
    """Return a link that this browser has opened. Raises HiddenError for any other."""
    if pk not in request.session.get(_OPENED, []):
        raise HiddenError
    return find_link(pk)


@login_not_required
@require_safe
def guest(request: HttpRequest, pk: int) -> HttpResponse:
    link = _opened(request, pk)
    if link.paper is not None:
        fragment = ""
        if link.paper.kind != Paper.PaperKind.WORKBOOK:
            fragment = public_file(link.paper, "fragment").data.decode()
        files = PaperFile.objects.filter(paper=link.paper, part=public_part_of(link.paper))
        shown = offered(
            link.paper,
            files.defer("encoded"),
            lambda form: reverse("guest-file", args=[pk, form]),
        )
        context = {
            "link": link,
            "fragment": fragment,
            "paper": shown,
            "style": reverse("guest-file", args=[pk, "css"]) if fragment else "",
            "until": say_date(link.expires_at),
            "width": "full",
        }
        return _unlisted(render(request, "publishing/guest_paper.html.jinja", context))
    assert link.run is not None
    pieces = outsiders_pieces(link.run)
    summary = pieces.summary()
    if summary is None:
        raise HiddenError
    page = CasePage.of(
        GuestPlace(reference=link.partnership.reference, number=link.run.number, link=pk),
        pieces,
        summary,
        name=link.partnership.name,
        caption=f"Run {link.run.number}, for {link.person}",
        facts=[Fact(name="You can read this until", said=say_date(link.expires_at))],
    )
    context = {"page": page, "width": "full", "is_unlisted": True}
    return _unlisted(render(request, "publishing/case.html.jinja", context))


@login_not_required
@require_safe
def guest_table(request: HttpRequest, pk: int, name: str, form: str) -> HttpResponse:
    link = _opened(request, pk)
    if link.run is None:
        raise HiddenError
    pieces = outsiders_pieces(link.run)
    if name not in names_shown(pieces, "table"):
        raise HiddenError
    table = table_from(pieces.table(name))
    return _unlisted(table_answer(table, form, name=f"{link.partnership.reference}-{name}"))


@login_not_required
@require_safe
def guest_chart(request: HttpRequest, pk: int, name: str, form: str) -> HttpResponse:
    link = _opened(request, pk)
    if link.run is None:
        raise HiddenError
    reference = link.partnership.reference
    return _unlisted(chart_answer(outsiders_pieces(link.run), reference, name, form))


@login_not_required
@require_safe
def guest_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    link = _opened(request, pk)
    if link.paper is None or form == "fragment":
        raise HiddenError
    file = public_file(link.paper, form)
    answer = file_answer(file.data, file.file_name)
    if form == "css":
        del answer["Content-Disposition"]
    return _unlisted(answer)
