"""A sheet of one's own, step by step: file, sheet and headings, columns, words, what it holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import table_answer
from commonweal_web.core.forms import Form, add_refusal
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.figures.choices import choices_for
from commonweal_web.figures.places import address_of, path_of
from commonweal_web.figures.queries import Part, find_part, remembered_columns
from commonweal_web.figures.services import MeanwhileError
from commonweal_web.figures.services.sheets import keep_sheet
from commonweal_web.figures.sheet_forms import (
    ColumnsForm,
    HeadingForm,
    SheetFileForm,
    WhichSheetForm,
    WordsForm,
)
from commonweal_web.figures.sheet_presenters import CheckPage, StepPage, refused_rows
from commonweal_web.figures.sheets import Target, open_sheets, read_sheet, target_at
from commonweal_web.figures.sheets.asking import Asked
from commonweal_web.partnerships.models import WaitingFile
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.services.waiting import find_waiting_file, keep_waiting_file

_FORM = ["GET", "HEAD", "POST"]
_SHEET = WaitingFile.Purpose.SHEET


def _part(request: HttpRequest, reference: str, holder: str) -> Part:
    standing = standing_of_request(request)
    return find_part(standing, find_partnership(standing, reference), holder)


def _target(part: Part, address: str) -> Target:
    path = path_of(address)
    found = target_at(part.values, path)
    if found.model is None:
        return found
    return target_at(part.values, path, choices_for(part, found.model))


@require_http_methods(_FORM)
def upload_sheet(request: HttpRequest, reference: str, holder: str, where: str) -> HttpResponse:
    part = _part(request, reference, holder)
    target = _target(part, where)
    form = SheetFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        data, name = file.read(), file.name or "the file"
        try:
            open_sheets(data, file_name=name)
            waiting = keep_waiting_file(
                by=person(request),
                partnership=part.partnership,
                body=part.body,
                purpose=_SHEET,
                place=address_of(target.path),
                data=data,
                file_name=name,
            )
        except CommonwealError as error:
            add_refusal(form, error, "file")
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            return redirect(reverse("sheet-headings", args=[reference, holder, waiting.pk]))
    page = StepPage.to_upload(part, target, remembered_columns(part, target.kind))
    return render(request, "figures/sheet_file.html.jinja", {"page": page, "form": form})


def _waiting(
    request: HttpRequest, reference: str, holder: str, pk: int
) -> tuple[Part, WaitingFile, Asked, tuple[str, ...]]:
    part = _part(request, reference, holder)
    file = find_waiting_file(person(request), part.partnership, part.body, _SHEET, pk)
    target = _target(part, file.place)
    sheets, notes = open_sheets(bytes(file.data), file_name=file.file_name)
    remembered = remembered_columns(part, target.kind)
    asked = Asked(
        sheets=sheets,
        target=target,
        said=request.GET,
        remembered_columns=remembered.columns if remembered is not None else {},
        remembered_words=remembered.words if remembered is not None else {},
    )
    return part, file, asked, notes


@require_safe
def headings(request: HttpRequest, reference: str, holder: str, pk: int) -> HttpResponse:
    """Ask which sheet it is, where there are several, and which row holds the headings."""
    part, file, asked, _ = _waiting(request, reference, holder, pk)
    arguments = [reference, holder, pk]
    form: Form
    if not asked.has_said_sheet:
        form = WhichSheetForm(asked=asked)
        page = StepPage.step(part, asked, file, action=reverse("sheet-headings", args=arguments))
    else:
        form = HeadingForm(asked=asked)
        page = StepPage.step(
            part, asked, file, action=reverse("sheet-columns", args=arguments), carried=("sheet",)
        )
    return render(request, "figures/sheet_step.html.jinja", {"page": page, "form": form})


@require_safe
def columns(request: HttpRequest, reference: str, holder: str, pk: int) -> HttpResponse:
    """Ask which column is what; once that is said well, what the words in it stand for."""
    part, file, asked, _ = _waiting(request, reference, holder, pk)
    arguments = [reference, holder, pk]
    has_said = any(name.startswith("c_") for name in request.GET)
    form: Form = ColumnsForm(request.GET if has_said else None, asked=asked)
    if has_said and form.is_valid():
        if asked.has_said_words:
            address = reverse("check-sheet", args=arguments)
            return redirect(f"{address}?{request.GET.urlencode()}")
        form = WordsForm(asked=asked)
        page = StepPage.step(
            part,
            asked,
            file,
            action=reverse("check-sheet", args=arguments),
            carried=("sheet", "heading", "unit", "how", *form_names(asked)),
            heading="What do these words stand for?",
            text="Each row goes where its word says. What you say is remembered for the next time.",
            says_words=True,
        )
    else:
        page = StepPage.step(
            part,
            asked,
            file,
            action=reverse("sheet-columns", args=arguments),
            carried=("sheet", "heading"),
            heading="Which column is what?",
            text="These are guesses by the headings. Look at each before you go on.",
        )
    return render(request, "figures/sheet_step.html.jinja", {"page": page, "form": form})


def form_names(asked: Asked) -> tuple[str, ...]:
    """Return the names of the fields that say which column is what."""
    return tuple(f"c_{column.key}" for column in asked.target.columns)


@require_http_methods(_FORM)
def check_sheet(request: HttpRequest, reference: str, holder: str, pk: int) -> HttpResponse:
    """Show what the sheet holds, what is refused and why; save the good rows as a draft."""
    part, file, asked, notes = _waiting(request, reference, holder, pk)
    if not ColumnsForm(request.GET, asked=asked).is_valid():
        address = reverse("sheet-columns", args=[reference, holder, pk])
        return redirect(f"{address}?{request.GET.urlencode()}")
    mapped = asked.mapped()
    read = read_sheet(asked.sheet, asked.headings, asked.target, mapped, source=file.file_name)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "GET" and request.GET.get("take") in ("csv", "xlsx"):
        if not read.report.refused:
            raise HiddenError
        table = refused_rows(read.report)
        return table_answer(table, request.GET["take"], name="rows-to-mend")
    if request.method == "POST":
        try:
            typed = keep_sheet(
                by=person(request),
                part=part,
                target=asked.target,
                read=read,
                headings=asked.headings,
                mapped=mapped,
                file=file,
                instead=asked.is_instead,
            )
        except MeanwhileError as meanwhile:
            form.add_error(None, f"{meanwhile} Look at what stands there now, then save again.")
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            messages.success(request, _said(read.report, typed.document.version))
            return redirect(_then(part, asked.target))
    page = CheckPage.of(part, asked, file, read, notes, query=request.GET)
    return render(request, "figures/sheet_check.html.jinja", {"page": page, "form": form})


def _said(report: Any, version: int) -> str:
    rows = "1 row is" if report.accepted == 1 else f"{report.accepted:,} rows are"
    said = f"{rows} saved in version {version}, a draft."
    if report.refused:
        n_rows = report.read - report.accepted
        said += f" {n_rows:,} could not be taken: mend them in the sheet, or type them here."
    return said


def _then(part: Part, target: Target) -> str:
    arguments = [part.partnership.reference, part.holder]
    # What adds up to a table stands on a page of the baseline.
    path = target.path[:-1] if target.path[-1] == "volumes" else target.path
    return reverse("part-at", args=[*arguments, address_of(path)])
