"""The plan of an agreement: drafted, kept, and taken away as a calendar."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.agreement.approvals import Approvals
from commonweal.agreement.plan import Plan, calendar_text, schedule
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.agreements.forms.rows import PLAN_LISTS, RowForm, row_type
from commonweal_web.agreements.models import PlanVersion
from commonweal_web.agreements.permissions import check_can
from commonweal_web.agreements.presenters.places import place_of
from commonweal_web.agreements.presenters.planning import PlanPage, due_of
from commonweal_web.agreements.queries import approvals_of, content_of, passings_of
from commonweal_web.agreements.services.planning import change_plan, start_plan
from commonweal_web.appraisals.trying import partnership_of
from commonweal_web.core.exports import file_answer, taken, taking
from commonweal_web.core.forms import DayField, Form
from commonweal_web.core.policy import Action, HiddenError

from .finding import FORM, AtHand, data_of, find


class StartForm(Form):
    start = DayField(label="On which day does the plan begin?")
    go_live = DayField(label="When should the service begin? (optional)", required=False)


def _newest(at: AtHand) -> PlanVersion | None:
    found: PlanVersion | None = at.agreement.plans.first()
    return found


def _plan(version: PlanVersion) -> Plan:
    return Plan.model_validate_json(version.text)


def _approvals(at: AtHand) -> Approvals | None:
    rounds = passings_of(at.agreement)
    if not rounds:
        return None
    return approvals_of(rounds[0], content_of(rounds[0].version))


@require_safe
def plan(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    newest = _newest(at)
    may_change = at.may(Action.DRAFT_AGREEMENT)
    if newest is None:
        page = PlanPage.none_yet(
            at.agreement, may_change=may_change, has_run=at.version.run_id is not None
        )
    else:
        run = at.partnership.runs.get(pk=at.version.run_id)
        page = PlanPage.of(
            at.agreement,
            newest,
            _plan(newest),
            at.content,
            partnership_of(run),
            today=timezone.localdate(),
            approvals=_approvals(at),
            may_change=may_change,
            take=taking(request),
        )
    file = taken(request, page.tables, name=f"{reference}-agreement-{number}")
    return file or render(request, "agreements/plan.html.jinja", {"page": page, "width": "full"})


@require_http_methods(FORM)
def start(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    check_can(person(request), Action.DRAFT_AGREEMENT, at.agreement)
    here = place_of(at.agreement)("agreement-plan")
    return answer_form(
        request,
        form=StartForm(data_of(request), initial={"start": timezone.localdate()}),
        page=FormPage(
            heading="Draft the plan",
            texts=("Its steps are as long as published cases have been; you can change each.",),
            submit="Draft it",
            back=here,
        ),
        act=lambda said: start_plan(by=person(request), agreement=at.agreement, **said),
        then=here,
    )


@require_safe
def calendar(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Everything with a day, as a calendar reads it; its events keep their names for good."""
    at = find(request, reference, number)
    newest = _newest(at)
    if newest is None:
        raise HiddenError
    held = _plan(newest)
    days = due_of(held, schedule(held), timezone.localdate(), _approvals(at))
    text = calendar_text(
        days,
        name=f"Plan of {at.agreement.name}",
        reference=f"{reference}-{number}",
        stamp=newest.made_at,
        version=newest.number,
    )
    return file_answer(text, f"{reference}-agreement-{number}-plan.ics")


def _row_page(
    request: HttpRequest, reference: str, number: int, table: str, place: int | None
) -> HttpResponse:
    at = find(request, reference, number)
    check_can(person(request), Action.DRAFT_AGREEMENT, at.agreement)
    newest = _newest(at)
    if newest is None or table not in PLAN_LISTS:
        raise HiddenError
    held: list[dict[str, Any]] = json.loads(newest.text).get(table, [])
    if place is not None and place >= len(held):
        raise HiddenError
    one, heading = PLAN_LISTS[table]
    new = {} if "id" not in row_type(table).model_fields else {"id": _free_id(one, held)}
    row = new if place is None else held[place]
    form: forms.Form = RowForm(
        data_of(request), table=table, content=at.content, row=row, version=newest.number
    )
    here = place_of(at.agreement)("agreement-plan")

    def act(said: dict[str, Any]) -> PlanVersion:
        assert isinstance(form, RowForm)
        made = form.row()
        rows = [*held, made] if place is None else [*held[:place], made, *held[place + 1 :]]
        return change_plan(
            by=person(request),
            agreement=at.agreement,
            number=said["version"],
            table=table,
            rows=rows,
            what=said["note"].strip() or heading,
        )

    return answer_form(
        request,
        form=form,
        page=FormPage(
            heading=f"Add: {one}" if place is None else f"Change: {one}",
            texts=(heading,),
            submit="Save",
            back=here,
        ),
        act=act,
        then=here,
        done="Saved",
    )


def _free_id(one: str, held: list[dict[str, Any]]) -> str:
    """Return a short name that no row has: of a row taken out, another may have it again."""
    known = {row.get("id") for row in held}
    stem = "".join(letter if letter.isascii() and letter.isalpha() else "-" for letter in one)
    number = len(held) + 1
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"


@require_http_methods(FORM)
def add_row(request: HttpRequest, reference: str, number: int, table: str) -> HttpResponse:
    return _row_page(request, reference, number, table, None)


@require_http_methods(FORM)
def change_row(
    request: HttpRequest, reference: str, number: int, table: str, at: int
) -> HttpResponse:
    return _row_page(request, reference, number, table, at)
