"""A partnership file or workbook: uploaded, what it would change looked at, then saved."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import person
from commonweal_web.bodies.models import Body
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.records import ConfirmForm, UploadForm
from commonweal_web.partnerships.models import Document, Partnership, WaitingFile
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.presenters.documents import IN_COMMON
from commonweal_web.partnerships.presenters.uploading import PreviewPage
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.services import documents as services
from commonweal_web.partnerships.services.waiting import (
    drop_file,
    find_waiting_file,
    keep_waiting_file,
)

__all__ = ["preview", "upload"]

_FORM = ["GET", "HEAD", "POST"]
MOST_DOUBTS = 3
_CASE = WaitingFile.Purpose.CASE


def _found(request: HttpRequest, reference: str, holder: str) -> tuple[Partnership, Body | None]:
    partnership = find_partnership(standing_of_request(request), reference)
    body = _holder(partnership, holder)
    permissions.check_can_prepare(person(request), partnership, body)
    return partnership, body


def _holder(partnership: Partnership, holder: str) -> Body | None:
    if holder == IN_COMMON:
        return None
    for partner in partnership.partners.all():
        if partner.body.reference == holder:
            return partner.body
    raise HiddenError


def _address(document: Document) -> str:
    return reverse("document", args=[document.partnership.reference, document.pk])


@require_http_methods(_FORM)
def upload(request: HttpRequest, reference: str, holder: str) -> HttpResponse:
    """Take a file: the first is saved at once, for any other one sees first what it changes."""
    partnership, body = _found(request, reference, holder)
    is_first = not partnership.documents.filter(body=None).exists()
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        data, note = file.read(), form.cleaned_data["note"].strip()
        about = {
            "by": person(request), "partnership": partnership, "body": body, "data": data,
            "file_name": file.name or "",
        }  # fmt: skip
        try:
            if is_first:
                saved = services.save_draft(**about, note=note)
                _tell(request, saved)
                return redirect(_address(saved.document))
            services.look_at_file(**about)
            waiting = keep_waiting_file(**about, purpose=_CASE, note=note)
        except CommonwealError as error:
            add_refusal(form, error, "file")
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            return redirect(reverse("preview-upload", args=[reference, holder, waiting.pk]))
    return render(
        request,
        "partnerships/upload.html.jinja",
        {
            "form": form,
            "whose": "what is held in common" if body is None else f"figures of {body.name}",
            "is_common": body is None,
            "submit": "Save as a draft" if is_first else "Continue",
            "back": reverse("figures", args=[reference]),
            "partnership": partnership,
        },
    )


@require_http_methods(_FORM)
def preview(request: HttpRequest, reference: str, holder: str, pk: int) -> HttpResponse:
    """Show what a file changes, in words, and what stays; save it once that is confirmed."""
    partnership, body = _found(request, reference, holder)
    file = find_waiting_file(person(request), partnership, body, _CASE, pk)
    about = {
        "by": person(request), "partnership": partnership, "body": body,
        "data": bytes(file.data), "file_name": file.file_name,
    }  # fmt: skip
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            saved = services.save_draft(**about, note=file.note)
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            drop_file(file)
            _tell(request, saved)
            return redirect(_address(saved.document))
    # Others may have saved since: what it changes is worked out against what stands now.
    page = PreviewPage.of(partnership, body, file, services.look_at_file(**about))
    return render(request, "partnerships/preview.html.jinja", {"page": page, "form": form})


def _tell(request: HttpRequest, saved: services.Saved) -> None:
    document = saved.document
    messages.success(
        request,
        f"Saved as version {document.version}, a draft: nobody else sees it until it is submitted",
    )
    said = []
    if saved.not_taken:
        said.append(
            f"Left as it was, for it is not yours to change: {' and '.join(saved.not_taken)}."
        )
    doubts = saved.report.warnings
    if doubts:
        count = "One thing deserves" if len(doubts) == 1 else f"{len(doubts)} things deserve"
        shown = " ".join(caution.message for caution in doubts[:MOST_DOUBTS])
        said.append(f"{count} a second look. {shown}")
    if said:
        messages.warning(request, " ".join(said))
