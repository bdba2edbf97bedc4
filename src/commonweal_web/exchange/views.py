"""Pages of sealed exchanges: which there are, one of them, answering, changing, taking away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import file_answer, table_answer
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import Action, HiddenError, Standing, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.exchange import permissions, services
from commonweal_web.exchange.forms import (
    AnswerEnd,
    ChooseUseForm,
    EndForm,
    ProposeForm,
    StartForm,
    end_of_day,
)
from commonweal_web.exchange.models import Answer, Exchange
from commonweal_web.exchange.presenters import AnswerPage, ExchangePage, ExchangesPage
from commonweal_web.exchange.queries import (
    exchanges_of,
    find_answer,
    find_exchange,
    find_proposal,
    own_answers,
)
from commonweal_web.exchange.showing import openings_text, receipt_text, receipts_text, shown_of
from commonweal_web.exchange.uses import Asked, registered_uses, use_of
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.partnerships.models import Partner
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.views.finding import find_for

_FORM = ["GET", "HEAD", "POST"]


def _find(request: HttpRequest, reference: str, number: int) -> tuple[Standing, Exchange]:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    return standing, find_exchange(standing, partnership, number)


def _address(exchange: Exchange) -> str:
    return reverse("exchange", args=[exchange.partnership.reference, exchange.number])


@require_safe
def exchanges(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    if not (standing.roles_at(partnership.pk) or _is_partner(standing, partnership)):
        raise HiddenError
    page = ExchangesPage.of(standing, partnership, exchanges_of(partnership))
    return render(request, "exchange/exchanges.html.jinja", {"page": page})


def _is_partner(standing: Standing, partnership: Any) -> bool:
    return any(standing.roles_in(body_id) for body_id in partnership.partner_body_ids())


@require_http_methods(_FORM)
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.START_EXCHANGE)
    return answer_form(
        request,
        form=ChooseUseForm(request.POST or None),
        page=FormPage(
            heading="Start a sealed exchange",
            texts=(
                "Bodies answer the same questions at the same time. Nobody reads an answer before "
                "all open at once.",
            ),
            back=reverse("exchanges", args=[reference]),
            hints={"use": {use.id: use.says for use in registered_uses()}},
        ),
        act=lambda said: said["use"],
        then=lambda use: reverse("start-exchange-of", args=[partnership.reference, use]),
    )


@require_http_methods(_FORM)
def start(request: HttpRequest, reference: str, use: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.START_EXCHANGE)
    chosen_use = {one.id: one for one in registered_uses() if one.is_startable}.get(use)
    if chosen_use is None:
        raise HiddenError
    bodies = {
        one.body.reference: one.body
        for one in partnership.partners.all()
        if one.state == Partner.State.JOINED
    }

    def act(said: dict[str, Any]) -> Exchange:
        return services.start_exchange(
            by=person(request),
            partnership=partnership,
            use=chosen_use,
            title=said["title"],
            bodies=[bodies[one] for one in said["bodies"]],
            deadline=end_of_day(said["day"]),
            chosen=said,
            asked_of_all=said.get("asked", ()),
            is_never_shown=said.get("after") == "never",
            shows_who_is_in=said["who"] == "yes",
        )

    return answer_form(
        request,
        form=StartForm(partnership, chosen_use, request.POST or None),
        page=FormPage(
            heading=f"Start a sealed exchange: {chosen_use.name.lower()}",
            texts=(chosen_use.says, "All that you choose here is fixed once it starts."),
            submit="Start it",
            back=reverse("start-exchange", args=[reference]),
        ),
        act=act,
        then=_address,
        done="It has started. Each body can answer now",
    )


@never_cache
@require_safe
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing, exchange = _find(request, reference, number)
    can_read = permissions.may_read(standing, exchange)
    page = ExchangePage.of(
        standing,
        exchange,
        shown=shown_of(exchange) if can_read else None,
        is_key_lost=exchange.is_waiting and services.lost_keys(exchange),
        now=timezone.now(),
    )
    return render(request, "exchange/exchange.html.jinja", {"page": page})


@sensitive_post_parameters()
@never_cache
@require_http_methods(_FORM)
def answer(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    standing, exchange = _find(request, reference, number)
    place = find_answer(standing, exchange, pk)
    permissions.check_can_answer(person(request), exchange, place.body_id)
    use = use_of(exchange.use)
    asked = _asked(exchange, place)
    data = request.POST if request.method == "POST" else None
    form = use.answer_form(asked, data, request.FILES if request.method == "POST" else None)
    end = AnswerEnd(asked, data)
    if data is not None and all([form.is_valid(), end.is_valid()]):
        try:
            receipt = services.seal_answer(
                by=person(request),
                answer=place,
                given=use.answer_of(asked, form.cleaned_data),
                authorised_by=end.cleaned_data["authorised_by"],
                is_final=end.cleaned_data["final"] == "yes",
            )
        except (CommonwealError, PolicyError) as error:
            if isinstance(error, CommonwealError):
                add_refusal(form, error)
            else:
                form.add_error(None, f"{error} {error.hint}".strip())
        else:
            messages.success(request, f"Version {receipt.version} is sealed. Keep its receipt")
            return redirect(_address(exchange))
    for field, errors in end.errors.items():
        form.errors.setdefault(field, errors)
    page = AnswerPage.of(exchange, place, use, has_file=form.is_multipart())
    shown = {"page": page, "form": form, "end": end}
    return render(request, "exchange/answer.html.jinja", shown)


def _asked(exchange: Exchange, place: Answer) -> Asked:
    return Asked(
        partnership=exchange.partnership,
        body=place.body,
        role=place.role,
        questions=exchange.questions,
        names={one.body.reference: one.body.name for one in exchange.answers.all()},
    )


@never_cache
@require_http_methods(_FORM)
def finalise(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    standing, exchange = _find(request, reference, number)
    place = find_answer(standing, exchange, pk)
    permissions.check_can_answer(person(request), exchange, place.body_id)
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Mark {place.whose}’s answer as final",
            texts=(
                f"Version {place.version} is then what opens. Nobody can replace it or take it "
                "back.",
                "If every other answer is final already, all open the moment you do this.",
            ),
            submit="It is final",
            back=_address(exchange),
        ),
        act=lambda _: services.finalise(by=person(request), answer=place),
        then=_address(exchange),
        done="The answer is final",
    )


@never_cache
@require_http_methods(_FORM)
def take_back(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    standing, exchange = _find(request, reference, number)
    place = find_answer(standing, exchange, pk)
    permissions.check_can_answer(person(request), exchange, place.body_id)
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Take {place.whose}’s answer back",
            texts=("It is destroyed unread, as if you had given none. You can give another.",),
            submit="Take it back",
            submit_kind="warning",
            back=_address(exchange),
        ),
        act=lambda _: services.take_back(by=person(request), answer=place),
        then=_address(exchange),
        done="The answer is taken back",
    )


@never_cache
@require_safe
def receipt(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    standing, exchange = _find(request, reference, number)
    place = find_answer(standing, exchange, pk)
    if not place.digest:
        raise HiddenError
    name = f"receipt-{exchange.number}-{place.body.reference}-version-{place.version}.json"
    return file_answer(receipt_text(place), name)


@never_cache
@require_safe
def openings(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    exchange = _opened(request, reference, number)
    return file_answer(openings_text(exchange), f"openings-{exchange.number}.json")


@never_cache
@require_safe
def receipts(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    exchange = _opened(request, reference, number)
    return file_answer(receipts_text(exchange), f"receipts-{exchange.number}.json")


@never_cache
@require_safe
def take_table(
    request: HttpRequest, reference: str, number: int, name: str, form: str
) -> HttpResponse:
    exchange = _opened(request, reference, number)
    shown = shown_of(exchange)
    for one in shown.tables if shown is not None else ():
        if one.id == name:
            return table_answer(one, form, name=f"exchange-{exchange.number}-{name}")
    raise HiddenError


def _opened(request: HttpRequest, reference: str, number: int) -> Exchange:
    """Return an exchange whose answers somebody may read; until it opens there is nothing."""
    standing, exchange = _find(request, reference, number)
    if exchange.state != Exchange.State.OPENED or exchange.is_never_shown:
        raise HiddenError
    permissions.check_can_read(standing, exchange)
    return exchange


@require_http_methods(_FORM)
def propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing, exchange = _find(request, reference, number)
    own = {one.body.reference: one.body for one in own_answers(standing, exchange)}
    if not own:
        first = next(iter(exchange.answers.all()))
        check(standing, Action.AGREE_TO_EXCHANGE, exchange.to_thing(body_id=first.body_id))
    answering = {one.body_id for one in exchange.answers.all()}
    others = {
        one.body.reference: one.body
        for one in exchange.partnership.partners.all()
        if one.state == Partner.State.JOINED and one.body_id not in answering
    }

    def act(said: dict[str, Any]) -> Any:
        is_later = said["change"] == "extend"
        return services.propose(
            by=person(request),
            exchange=exchange,
            body=own[said["body"]],
            deadline=end_of_day(said["day"]) if is_later else None,
            admit=None if is_later else others[said["admit"]],
        )

    return answer_form(
        request,
        form=ProposeForm(
            [(key, body.name) for key, body in own.items()],
            [(key, body.name) for key, body in others.items()],
            request.POST or None,
        ),
        page=FormPage(
            heading="Propose a change",
            texts=("It is taken up once every body that answers has agreed, before the deadline.",),
            submit="Propose it",
            back=_address(exchange),
        ),
        act=act,
        then=_address(exchange),
        done="Proposed. The other bodies can agree now",
    )


@require_http_methods(_FORM)
def agree(request: HttpRequest, reference: str, number: int, pk: int, body: str) -> HttpResponse:
    _, exchange = _find(request, reference, number)
    proposal = find_proposal(exchange, pk)
    found = [one.body for one in exchange.answers.all() if one.body.reference == body]
    if not found:
        raise HiddenError
    permissions.check_can_agree(person(request), exchange, found[0].pk)
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Agree for {found[0].name} to {proposal.said}",
            texts=("It is taken up once every body that answers has agreed.",),
            submit="Agree",
            back=_address(exchange),
        ),
        act=lambda _: services.agree(by=person(request), proposal=proposal, body=found[0]),
        then=_address(exchange),
        done=f"Agreed for {found[0].name}",
    )


@require_http_methods(_FORM)
def end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    _, exchange = _find(request, reference, number)
    permissions.check_can_end(person(request), exchange)
    return answer_form(
        request,
        form=EndForm(request.POST or None),
        page=FormPage(
            heading=f"End “{exchange.title}” with nothing opened",
            warning="Every answer in it is destroyed unread.",
            submit="End it",
            submit_kind="warning",
            back=_address(exchange),
        ),
        act=lambda said: services.end_exchange(
            by=person(request), exchange=exchange, reason=said["reason"]
        ),
        then=_address(exchange),
        done="It has ended, and nothing was opened",
    )
