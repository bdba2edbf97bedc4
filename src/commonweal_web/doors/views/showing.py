"""Marks of a page that anybody may open."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.doors.services import Download

__all__ = ["open_form", "open_page", "page_at", "send"]

View = Callable[..., HttpResponse]


def open_page(view: View) -> View:
    """Let anybody read a page."""
    return login_not_required(require_safe(view))


def open_form(view: View) -> View:
    """Let anybody read a page and send its form."""
    return login_not_required(require_http_methods(["GET", "HEAD", "POST"])(view))


def page_at(template: str) -> View:
    """Return a view of a page that says the same to everybody."""

    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return open_page(view)


def send(made: Download) -> HttpResponse:
    """Answer with a file to keep."""
    answer = HttpResponse(made.data, content_type=made.kind)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer["Cache-Control"] = "no-store"
    return answer
