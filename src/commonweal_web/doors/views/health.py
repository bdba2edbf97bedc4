"""Whether the site is fit: for whatever watches it, not for people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from commonweal_web.doors.queries import health

from .showing import open_page

__all__ = ["healthz"]


@open_page
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    found = health()
    answer = JsonResponse(found.to_dict(), status=200 if found.is_fit else 503)
    answer["Cache-Control"] = "no-store"
    return answer
