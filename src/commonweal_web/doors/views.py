"""Pages that anybody may open, without an account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

__all__ = ["front"]


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "doors/front.html.jinja")
