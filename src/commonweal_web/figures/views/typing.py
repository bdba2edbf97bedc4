"""One table, one list: showing, saving, adding, pasting, taking out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import FormPage, person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import Form, add_refusal
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.figures.choices import Kind, kinds_of
from commonweal_web.figures.forms import (
    ChooseKindForm,
    PasteForm,
    initial_values,
    page_form,
    typed_values,
)
from commonweal_web.figures.held import held_post, with_holder
from commonweal_web.figures.pasting import read_pasted
from commonweal_web.figures.places import (
    ListPlace,
    Path,
    TablePlace,
    address_of,
    path_of,
    place_at,
    removed,
    row_said,
    with_row,
    with_table,
)
from commonweal_web.figures.presenters import ListPage, OverviewPage, TablePage, title_of
from commonweal_web.figures.queries import Part, find_part
from commonweal_web.figures.services import MeanwhileError, save_change
from commonweal_web.figures.taking_over import say_filled_in
from commonweal_web.figures.talking import key_of
from commonweal_web.partnerships.queries.partnerships import find_partnership

_FORM = ["GET", "HEAD", "POST"]


def _part(request: HttpRequest, reference: str, holder: str) -> Part:
    standing = standing_of_request(request)
    return find_part(standing, find_partnership(standing, reference), holder)


def _address(part: Part, path: Path) -> str:
    where = [part.partnership.reference, part.holder]
    return reverse("part-at", args=[*where, address_of(path)])


def _version(request: HttpRequest, part: Part) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 9 else part.version


@require_safe
def overview(request: HttpRequest, reference: str, holder: str) -> HttpResponse:
    part = _part(request, reference, holder)
    talk_about(request, part.partnership, key_of(part))
    return render(
        request, "figures/overview.html.jinja", {"page": OverviewPage.of(part, say_filled_in(part))}
    )


@require_http_methods(_FORM)
def at(request: HttpRequest, reference: str, holder: str, where: str) -> HttpResponse:
    """Show what stands at a place: a table with its form, or a list of rows."""
    part = _part(request, reference, holder)
    place = place_at(part.values, path_of(where))
    talk_about(request, part.partnership, key_of(part, place.path))
    if isinstance(place, ListPlace):
        if request.method == "POST":
            raise HiddenError
        page = ListPage.of(part, place, is_one_kind=len(place.models) == 1)
        return render(request, "figures/list.html.jinja", {"page": page})
    return _table(request, part, place)


def _table(request: HttpRequest, part: Part, place: TablePlace) -> HttpResponse:
    form_class = page_form(part, place)
    held = held_post(request) if request.method != "POST" else None
    data = request.POST if request.method == "POST" else held
    form = form_class(data, initial=initial_values(form_class, place))
    theirs: Mapping[str, Any] = {}
    version = _version(request, part)
    if held is not None:
        messages.info(
            request, "You were signed out before this was saved. It is here as you typed it."
        )
    elif request.method == "POST" and form.is_valid():
        try:
            typed = save_change(
                by=person(request),
                partnership=part.partnership,
                body=part.body,
                path=place.path,
                version=version,
                change=_changing(part, place, form),
                note=f"{title_of(place)} typed",
            )
        except MeanwhileError as meanwhile:
            theirs = _theirs(meanwhile, place, form)
            version = meanwhile.now.version
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            _tell(request, typed.open_points, typed.document.version)
            return redirect(_after(part, place))
    context = {
        "page": TablePage.of(part, place),
        "form": form,
        "theirs": theirs,
        "version": version,
        "holder": with_holder(request),
    }
    return render(request, "figures/table.html.jinja", context)


def _changing(part: Part, place: TablePlace, form: Form) -> Any:
    def change(values: dict[str, Any]) -> dict[str, Any]:
        # Upon what stands now, for others may have saved other pages meanwhile.
        now = place_at(values, place.path)
        assert isinstance(now, TablePlace)
        return with_table(values, place.path, typed_values(part, now, form))

    return change


def _theirs(meanwhile: MeanwhileError, place: TablePlace, form: Form) -> dict[str, Any]:
    """Return what somebody else saved on the same page, by field, where it differs."""
    now = place_at(meanwhile.now.values, place.path)
    assert isinstance(now, TablePlace)
    shown = initial_values(type(form), now)
    document = meanwhile.now.document
    fields = {
        str(form[name].label): shown.get(name, "nothing")
        for name in form.fields
        if shown.get(name, "") != form.data.get(name, "")
    }
    return {"by": document.prepared_as if document else "", "fields": fields}


def _after(part: Part, place: TablePlace) -> str:
    """Return where a saved page leads: up to the list, or to what stands within the table."""
    path = place.path
    if not path or (len(path) == 2 and path[0] == "bodies"):
        return reverse("part", args=[part.partnership.reference, part.holder])
    is_row = isinstance(path[-1], int)
    return _address(part, path if is_row and path[0] in ("baselines", "options") else path[:-1])


def _tell(request: HttpRequest, open_points: tuple[str, ...], version: int) -> None:
    messages.success(request, f"Saved as version {version}, a draft.")
    for point in open_points[:3]:
        messages.info(request, f"Still open elsewhere: {point}")


@require_http_methods(_FORM)
def add_row(request: HttpRequest, reference: str, holder: str, where: str) -> HttpResponse:
    """Add a row to a list: its kind first, where there are several, then its figures."""
    part = _part(request, reference, holder)
    place = place_at(part.values, path_of(where))
    if not isinstance(place, ListPlace):
        raise HiddenError
    kinds = kinds_of(place.models, is_alone=part.body is not None)
    kind = _kind(request, kinds)
    if kind is None:
        form = ChooseKindForm(kinds=[(one.id, one.name) for one in kinds])
        page = FormPage(
            heading=f"Add to {title_of(place).lower()}",
            back=_address(part, place.path),
            hints={"kind": {one.id: one.says for one in kinds}},
        )
        context = {"form": form, "page": page}
        return render(request, "figures/kind.html.jinja", context)
    start = {kind.tag: kind.id} if kind.tag else {}
    empty = TablePlace(path=(*place.path, len(place.rows)), model=kind.model, values=start)
    form_class = page_form(part, empty)
    row_form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and row_form.is_valid():
        try:
            typed = save_change(
                by=person(request),
                partnership=part.partnership,
                body=part.body,
                path=place.path,
                version=part.version,
                change=lambda values: with_row(
                    values, place.path, typed_values(part, empty, row_form)
                ),
                note=f"Added to {title_of(place).lower()}",
            )
        except CommonwealError as error:
            add_refusal(row_form, error)
        except PolicyError as error:
            row_form.add_error(None, f"{error} {error.hint}".strip())
        else:
            _tell(request, typed.open_points, typed.document.version)
            return redirect(_address(part, place.path))
    context = {
        "page": TablePage(
            heading=f"Add {kind.name[:1].lower()}{kind.name[1:]}" if kind.tag else "Add a row",
            caption=title_of(place),
            says=kind.says,
            back=_address(part, place.path),
            back_text=title_of(place),
            within=(),
            remove="",
        ),
        "form": row_form,
        "theirs": {},
        "version": part.version,
        "holder": with_holder(request),
    }
    return render(request, "figures/table.html.jinja", context)


def _kind(request: HttpRequest, kinds: list[Kind]) -> Kind | None:
    if len(kinds) == 1:
        return kinds[0]
    wanted = request.GET.get("kind", "")
    return next((one for one in kinds if one.id == wanted), None)


@require_http_methods(_FORM)
def begin_baseline(request: HttpRequest, reference: str, holder: str, service: str) -> HttpResponse:
    """Begin what a service costs a body: asked once, then its pages are there."""
    part = _part(request, reference, holder)
    if part.body is None or service not in {
        str(row.get("id")) for row in part.case.values.get("services", ())
    }:
        raise HiddenError
    rows = part.values.get("baselines", [])
    held = next((i for i, row in enumerate(rows) if row.get("service") == service), None)
    if held is not None:
        return redirect(_address(part, ("baselines", held)))
    year = str(part.case.values.get("base_year", ""))
    start = {"body": part.body.reference, "service": service, "year": year}
    model = place_at(part.values, ("baselines",))
    assert isinstance(model, ListPlace)
    empty = TablePlace(path=("baselines", len(rows)), model=model.models[0], values=start)
    form_class = page_form(part, empty)
    form = form_class(
        request.POST if request.method == "POST" else None,
        initial=initial_values(form_class, empty),
    )
    if request.method == "POST" and form.is_valid():
        try:
            typed = save_change(
                by=person(request),
                partnership=part.partnership,
                body=part.body,
                path=("baselines",),
                version=part.version,
                change=lambda values: with_row(
                    values, ("baselines",), typed_values(part, empty, form)
                ),
                note=f"{row_said(empty.model, start)} begun",
            )
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            _tell(request, typed.open_points, typed.document.version)
            return redirect(_address(part, empty.path))
    context = {
        "page": TablePage.of(part, empty),
        "form": form,
        "theirs": {},
        "version": part.version,
        "holder": with_holder(request),
    }
    return render(request, "figures/table.html.jinja", context)


@require_http_methods(_FORM)
def remove_row(request: HttpRequest, reference: str, holder: str, where: str) -> HttpResponse:
    part = _part(request, reference, holder)
    path = path_of(where)
    place = place_at(part.values, path)
    is_own_row = part.body is not None and path[:1] == ("bodies",)
    if not isinstance(place, TablePlace) or not path or is_own_row:
        raise HiddenError
    back = _address(part, path)
    name = title_of(place)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            save_change(
                by=person(request),
                partnership=part.partnership,
                body=part.body,
                path=path,
                version=_version(request, part),
                change=lambda values: removed(values, path),
                note=f"{name} taken out",
            )
        except MeanwhileError as meanwhile:
            form.add_error(None, f"{meanwhile} Look at it before you take it out.")
        except (CommonwealError, PolicyError) as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            messages.success(request, f"{name} is taken out. Earlier versions still hold it.")
            above = path[:-1]
            return redirect(_address(part, above))
    page = FormPage(
        heading=f"Take out {name}?",
        texts=("Earlier versions keep it, and you can bring them back.",),
        submit="Take it out",
        submit_kind="warning",
        back=back,
    )
    return render(
        request,
        "figures/confirm.html.jinja",
        {"form": form, "page": page, "version": part.version},
    )


@require_http_methods(_FORM)
def paste_rows(request: HttpRequest, reference: str, holder: str, where: str) -> HttpResponse:
    """Take rows copied from a spreadsheet; those that cannot be taken stay to be mended."""
    part = _part(request, reference, holder)
    place = place_at(part.values, path_of(where))
    if not isinstance(place, ListPlace) or len(place.models) != 1:
        raise HiddenError
    form = PasteForm(request.POST if request.method == "POST" else None)
    pasted = None
    if request.method == "POST" and form.is_valid():
        pasted = read_pasted(form.cleaned_data["rows"], place.models[0])
        form = PasteForm(initial={"rows": pasted.again})
        if pasted.rows:
            saved = _save_pasted(request, part, place, pasted.rows)
            if saved and not pasted.faults:
                messages.success(request, f"{len(pasted.rows):,} rows added. {_said(pasted.notes)}")
                return redirect(_address(part, place.path))
            part = _part(request, reference, holder)
    page = ListPage.of(part, place, is_one_kind=True)
    context = {"page": page, "form": form, "pasted": pasted, "back": _address(part, place.path)}
    return render(request, "figures/paste.html.jinja", context)


def _said(notes: tuple[str, ...]) -> str:
    return " ".join(notes)


def _save_pasted(
    request: HttpRequest,
    part: Part,
    place: ListPlace,
    rows: tuple[dict[str, Any], ...],
) -> bool:
    def change(values: dict[str, Any]) -> dict[str, Any]:
        for row in rows:
            here = place_at(values, place.path)
            assert isinstance(here, ListPlace)
            own = {"body": part.body.reference} if _needs_body(part, place) else {}
            values = with_row(values, place.path, row | own)
        return values

    try:
        save_change(
            by=person(request),
            partnership=part.partnership,
            body=part.body,
            path=place.path,
            version=part.version,
            change=change,
            note=f"{len(rows):,} rows pasted into {title_of(place).lower()}",
        )
    except CommonwealError as error:
        messages.error(request, f"{error} {error.hint}".strip())
        return False
    return True


def _needs_body(part: Part, place: ListPlace) -> bool:
    return part.body is not None and "body" in place.models[0].model_fields
