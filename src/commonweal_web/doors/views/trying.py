"""The third door: one figure or one file, worked out at once and kept nowhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commonweal.errors import CommonwealError
from commonweal_web.core.forms import add_refusal
from commonweal_web.doors import forms, policies, services
from commonweal_web.doors.presenters import GamePage, VerdictPage

from .showing import open_form, open_page, page_at, send

__all__ = [
    "appraise_file",
    "costs_of_groups",
    "figures_of_groups",
    "quick_look",
    "starter",
    "take_away",
    "take_game_away",
    "try_it",
]

try_it = page_at("doors/try.html.jinja")


@open_form
def appraise_file(request: HttpRequest) -> HttpResponse:
    form = forms.CaseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        policies.check_not_too_often(request)
        sent = form.cleaned_data["file"]
        try:
            worked = services.work_out(services.read_sent(sent.read(), sent.name))
            return _verdict(request, VerdictPage.of(worked))
        except CommonwealError as error:
            add_refusal(form, error, "file")
    return render(request, "doors/file.html.jinja", {"form": form}, status=_status(form))


@open_form
def quick_look(request: HttpRequest) -> HttpResponse:
    form = forms.QuickForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        policies.check_not_too_often(request)
        try:
            worked = services.work_out(services.quick_case(**form.figures()))
            return _verdict(request, VerdictPage.of(worked, is_quick=True))
        except CommonwealError as error:
            add_refusal(form, error)
    return render(request, "doors/quick.html.jinja", {"form": form}, status=_status(form))


@open_form
def costs_of_groups(request: HttpRequest) -> HttpResponse:
    """Ask who takes part, or take a file of groups."""
    is_file = "send_file" in request.POST
    file_form = forms.GameFileForm(*(request.POST, request.FILES) if is_file else ())
    form = forms.NamesForm(request.POST if request.method == "POST" and not is_file else None)
    if is_file and file_form.is_valid():
        policies.check_not_too_often(request)
        sent = file_form.cleaned_data["file"]
        try:
            return _shares(request, *services.read_game_file(sent.read(), sent.name))
        except CommonwealError as error:
            add_refusal(file_form, error, "file")
    if form.is_valid():
        names, kind = form.cleaned_data["names"], form.cleaned_data["kind"]
        groups = forms.GroupsForm(names=names, kind=kind)
        return render(request, "doors/figures.html.jinja", _figures(groups, kind))
    shown = file_form if is_file else form
    return render(
        request,
        "doors/groups.html.jinja",
        {"form": shown, "names_form": form, "file_form": file_form},
        status=_status(shown),
    )


@open_form
def figures_of_groups(request: HttpRequest) -> HttpResponse:
    """Take a figure for every group, and share them out."""
    names_form = forms.NamesForm(request.POST or None)
    if not names_form.is_valid():
        return render(
            request,
            "doors/groups.html.jinja",
            {"form": names_form, "names_form": names_form, "file_form": forms.GameFileForm()},
            status=_status(names_form),
        )
    names, kind = names_form.cleaned_data["names"], names_form.cleaned_data["kind"]
    form = forms.GroupsForm(request.POST, names=names, kind=kind)
    if form.is_valid():
        policies.check_not_too_often(request)
        try:
            return _shares(request, services.game_of_groups(names, kind, form.values()), {})
        except CommonwealError as error:
            add_refusal(form, error)
    return render(request, "doors/figures.html.jinja", _figures(form, kind), status=_status(form))


@open_form
def take_away(request: HttpRequest) -> HttpResponse:
    """Make a file of the case that a page carried here."""
    if request.method != "POST":
        raise Http404
    policies.check_not_too_often(request)
    case = services.read_carried(_carried(request))
    return send(services.download(services.work_out(case), request.POST.get("what", "")))


@open_form
def take_game_away(request: HttpRequest) -> HttpResponse:
    """Give the game that a page carried here as a file."""
    if request.method != "POST":
        raise Http404
    carried = _carried(request)
    services.read_carried_game(carried)
    return send(services.Download(name="groups.json", kind="application/json", data=carried.data()))


@open_page
def starter(request: HttpRequest, form: str) -> HttpResponse:  # noqa: ARG001
    if form not in ("toml", "xlsx"):
        raise Http404
    return send(services.starter_file("toml" if form == "toml" else "xlsx"))


def _verdict(request: HttpRequest, page: VerdictPage) -> HttpResponse:
    return render(request, "doors/verdict.html.jinja", {"page": page, "report": page.report})


def _shares(request: HttpRequest, game: Any, notes: Any) -> HttpResponse:
    solution = services.solve(game, notes)
    page = GamePage.of(solution, services.carried_game(game, notes))
    return render(request, "doors/shares.html.jinja", {"page": page})


def _figures(form: forms.GroupsForm, kind: str) -> dict[str, Any]:
    return {"form": form, "names": form.names, "kind": kind}


def _carried(request: HttpRequest) -> services.Carried:
    # A name is said again in errors and in addresses of figures: not longer than names are.
    name = request.POST.get("name", "")[:120] or "file"
    return services.Carried(name=name, held=request.POST.get("held", ""))


def _status(form: Any) -> int:
    return 422 if form.errors else 200
