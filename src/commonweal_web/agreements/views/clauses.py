"""One clause, its change, where bodies stand on it; the lists that clauses rest on."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.agreement import matter, matters_for
from commonweal.errors import CommonwealError, InputError
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.agreements.forms.clauses import ClauseForm
from commonweal_web.agreements.forms.passing import PositionForm
from commonweal_web.agreements.forms.rows import LISTS, RowForm, row_type
from commonweal_web.agreements.models import Agreement
from commonweal_web.agreements.permissions import check_can
from commonweal_web.agreements.policies import check_is_draft
from commonweal_web.agreements.presenters.clauses import (
    ClausePage,
    GovernancePage,
    ListPage,
    PositionsPage,
    passages_of,
)
from commonweal_web.agreements.presenters.places import place_of
from commonweal_web.agreements.queries import (
    changed_since,
    find_body,
    positions_of,
    with_positions,
)
from commonweal_web.agreements.services.drafting import change_clause, change_rows
from commonweal_web.agreements.services.passing import say_position as keep_position
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import Action, HiddenError
from commonweal_web.core.talk import talk_about
from commonweal_web.partnerships.forms.records import ConfirmForm

from .finding import FORM, AtHand, data_of, find

#: Lists whose figures a run fills: typed only where none stands behind the agreement.
_MONEY = frozenset({"charges", "exit_sums", "withdrawal_sums"})


def _matter(matter_id: str) -> Any:
    try:
        return matter(matter_id)
    except InputError as error:
        raise HiddenError from error


@require_safe
def clause(request: HttpRequest, reference: str, number: int, matter_id: str) -> HttpResponse:
    at = find(request, reference, number)
    about = _matter(matter_id)
    talk_about(request, at.partnership, f"clause/{number}/{about.id}")
    is_draft = at.agreement.state == Agreement.State.DRAFT
    page = ClausePage.of(
        at.agreement,
        at.content,
        about,
        bodies=at.bodies(),
        speaks_for=at.bodies_for(Action.SAY_POSITION) if is_draft else (),
        positions=positions_of(at.agreement),
        changed_in=changed_since(at.agreement).get(about.id, 0),
        may_change=at.may_change,
    )
    return render(request, "agreements/clause.html.jinja", {"page": page})


@require_http_methods(FORM)
def change(request: HttpRequest, reference: str, number: int, matter_id: str) -> HttpResponse:
    """Settle a matter otherwise, or answer what an agreement that others wrote says of it."""
    at = find(request, reference, number)
    check_can(person(request), Action.DRAFT_AGREEMENT, at.agreement)
    check_is_draft(at.agreement)
    about = _matter(matter_id)
    form = ClauseForm(
        data_of(request),
        about=about,
        clause=at.content.clause(about.id),
        version=at.version.number,
    )
    if request.method == "POST" and form.is_valid():
        # Made on the version that the page showed: another since then is refused.
        shown = at.agreement.versions.filter(number=form.cleaned_data["version"]).first()
        try:
            change_clause(
                by=person(request),
                agreement=at.agreement,
                version=shown or at.version,
                clause=form.clause(),
                note=form.cleaned_data["note"].strip(),
            )
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            messages.success(request, f"Saved: {about.heading}")
            return redirect(_after(at, about.id, go_on="next" in request.POST))
    page = {
        "heading": about.heading,
        "why": about.why,
        "passages": passages_of(at.agreement, at.content, about),
        "back": place_of(at.agreement)("clause", about.id),
        "name": at.agreement.name,
        "is_guided": at.agreement.origin == Agreement.Origin.THEIRS,
        "lists": [
            (LISTS[one.table][2], place_of(at.agreement)("agreement-list", one.table))
            for one in about.parameters
            if one.table
        ],
    }
    return render(request, "agreements/change.html.jinja", {"page": page, "form": form})


def _after(at: AtHand, matter_id: str, *, go_on: bool) -> str:
    """Return where to go once a clause is saved: the next question of a guided reading."""
    place = place_of(at.agreement)
    ids = [row.id for row in matters_for(at.content.route)]
    if go_on and matter_id in ids[:-1]:
        return place("change-clause", ids[ids.index(matter_id) + 1])
    return place("clause", matter_id)


@require_http_methods(FORM)
def say_position(
    request: HttpRequest, reference: str, number: int, matter_id: str, body: str
) -> HttpResponse:
    at = find(request, reference, number)
    about = _matter(matter_id)
    of = find_body(at.partnership, body)
    check_can(person(request), Action.SAY_POSITION, at.agreement, of)
    check_is_draft(at.agreement)
    here = place_of(at.agreement)("clause", about.id)
    held = positions_of(at.agreement).get((about.id, of.pk))
    initial = {} if held is None else {"stance": held.stance, "words": held.words}
    return answer_form(
        request,
        form=PositionForm(data_of(request), initial=initial),
        page=FormPage(
            heading=f"{about.heading}: where {of.name} stands",
            texts=("Every partner sees it, with your name. What was said before stays on record.",),
            submit="Say so",
            back=here,
        ),
        act=lambda said: keep_position(
            by=person(request),
            agreement=at.agreement,
            body=of,
            matter_id=about.id,
            stance=said["stance"],
            words=said["words"],
        ),
        then=here,
        done="Kept",
    )


@require_safe
def positions(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    content = with_positions(at.content, positions_of(at.agreement))
    page = PositionsPage.of(at.agreement, content)
    return render(request, "agreements/positions.html.jinja", {"page": page, "width": "full"})


@require_safe
def governance(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    page = GovernancePage.of(at.agreement, at.version, may_change=at.may_change)
    return render(request, "agreements/governance.html.jinja", {"page": page})


def _list(request: HttpRequest, reference: str, number: int, table: str) -> tuple[AtHand, bool]:
    """Return an agreement of which a list is asked, and whether this person may change it."""
    at = find(request, reference, number)
    if table not in LISTS:
        raise HiddenError
    is_filled = table in _MONEY and at.version.run_id is not None
    return at, at.may_change and not is_filled


@require_safe
def rows(request: HttpRequest, reference: str, number: int, table: str) -> HttpResponse:
    at, may_change = _list(request, reference, number, table)
    page = ListPage.of(at.agreement, at.version, table, may_change=may_change)
    return render(request, "agreements/list.html.jinja", {"page": page})


def _to_change(request: HttpRequest, reference: str, number: int, table: str) -> AtHand:
    at, may_change = _list(request, reference, number, table)
    check_can(person(request), Action.DRAFT_AGREEMENT, at.agreement)
    check_is_draft(at.agreement)
    if not may_change:
        raise PolicyError(
            "These figures are a run’s own, and are never typed.",
            hint="Propose another split to the agreement, and fill the schedules again.",
        )
    return at


def _held(at: AtHand, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(at.version.text).get(table, [])
    return found


def _row_page(
    request: HttpRequest, at: AtHand, table: str, row: dict[str, Any], place: int | None
) -> HttpResponse:
    one, about, heading = LISTS[table]
    here = place_of(at.agreement)("agreement-list", table)
    form = RowForm(
        data_of(request), table=table, content=at.content, row=row, version=at.version.number
    )

    def act(said: dict[str, Any]) -> Any:
        held = _held(at, table)
        kept = {key: row[key] for key in ("reference",) if key in row} | form.row()
        new = [*held, kept] if place is None else [*held[:place], kept, *held[place + 1 :]]
        shown = at.agreement.versions.filter(number=said["version"]).first()
        return change_rows(
            by=person(request),
            agreement=at.agreement,
            version=shown or at.version,
            table=table,
            rows=new,
            matter_id=about,
            note=said["note"].strip(),
        )

    return answer_form(
        request,
        form=form,
        page=FormPage(
            heading=f"Add a {one}" if place is None else f"Change this {one}",
            texts=(heading,),
            submit="Save",
            back=here,
            other=()
            if place is None
            else ((f"Take this {one} out", place_of(at.agreement)("remove-row", table, place)),),
        ),
        act=act,
        then=here,
        done="Saved",
    )


@require_http_methods(FORM)
def add_row(request: HttpRequest, reference: str, number: int, table: str) -> HttpResponse:
    at = _to_change(request, reference, number, table)
    new: dict[str, Any] = {}
    if "id" in row_type(table).model_fields:
        new["id"] = f"{LISTS[table][0].replace(' ', '-')}-{len(_held(at, table)) + 1}"
    return _row_page(request, at, table, new, None)


@require_http_methods(FORM)
def change_row(
    request: HttpRequest, reference: str, number: int, table: str, at: int
) -> HttpResponse:
    hand = _to_change(request, reference, number, table)
    held = _held(hand, table)
    if at >= len(held):
        raise HiddenError
    return _row_page(request, hand, table, held[at], at)


@require_http_methods(FORM)
def remove_row(
    request: HttpRequest, reference: str, number: int, table: str, at: int
) -> HttpResponse:
    hand = _to_change(request, reference, number, table)
    held = _held(hand, table)
    if at >= len(held):
        raise HiddenError
    one, about, _ = LISTS[table]
    here = place_of(hand.agreement)("agreement-list", table)
    return answer_form(
        request,
        form=ConfirmForm(data_of(request)),
        page=FormPage(
            heading=f"Take this {one} out",
            texts=("Versions before this one keep it.",),
            submit="Take it out",
            submit_kind="warning",
            back=here,
        ),
        act=lambda _: change_rows(
            by=person(request),
            agreement=hand.agreement,
            version=hand.version,
            table=table,
            rows=[*held[:at], *held[at + 1 :]],
            matter_id=about,
        ),
        then=here,
        done="Taken out",
    )
