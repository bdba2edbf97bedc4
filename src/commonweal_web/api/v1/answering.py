"""How every answer is given: problems as RFC 9457 has them, and no page asks to sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from commonweal.errors import CommonwealError, RefusedError
from commonweal_web.core.errors import (
    BusyError,
    PolicyError,
    TooLargeError,
    TooManyError,
    page_of,
)
from commonweal_web.core.policy import ForbiddenError, HiddenError

__all__ = ["add_problems", "answered", "problem"]

PROBLEM = "application/problem+json"


def problem(
    status: int, title: str, detail: str = "", *, errors: Iterable[dict[str, Any]] = ()
) -> JsonResponse:
    """Return a problem document."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    if listed := list(errors):
        body["errors"] = listed
    return JsonResponse(body, status=status, content_type=PROBLEM)


def add_problems(api: NinjaAPI) -> None:
    """Have whatever views raise answered as a problem; defects of ours are Django's to answer."""
    known = (
        HiddenError, ForbiddenError, PolicyError, CommonwealError, TooLargeError, TooManyError,
        BusyError,
    )  # fmt: skip
    for kind in known:
        api.add_exception_handler(kind, _of_ours)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(AuthenticationError, _no_key)
    api.add_exception_handler(HttpError, _as_said)


def _of_ours(_: HttpRequest, error: Any) -> HttpResponse:
    page = page_of(error)
    assert page is not None
    if isinstance(error, PolicyError):
        return problem(page.status, error.message, error.hint)
    if isinstance(error, CommonwealError):
        refused = error.report.refused if isinstance(error, RefusedError) else ()
        return problem(
            page.status, error.message, error.hint, errors=(one.to_dict() for one in refused)
        )
    answer = problem(page.status, page.title, " ".join((*page.texts, page.who_can)).strip())
    if isinstance(error, TooManyError):
        answer["Retry-After"] = str(error.seconds)
    return answer


def _not_valid(_: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = (
        {"place": ".".join(str(step) for step in one["loc"]), "reason": one["msg"]}
        for one in error.errors
    )
    return problem(422, "The request does not have the form that is described", errors=errors)


def _no_key(_: HttpRequest, __: AuthenticationError) -> HttpResponse:
    answer = problem(
        401,
        "No key that works was sent",
        "Send a key of your body in the header Authorization: Bearer, a space, and the key.",
    )
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _as_said(_: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


def answered(patterns: Iterable[Any]) -> list[Any]:
    """Return address patterns whose views need nobody signed in and refuse methods in JSON."""
    given = list(patterns)
    for pattern in given:
        pattern.callback = _in_json(pattern.callback)
    return given


def _in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = answer["Allow"]
            answer = problem(405, f"{request.method} is not done here", f"Use {allowed}.")
            answer["Allow"] = allowed
        return answer

    inner.csrf_exempt = True  # type: ignore[attr-defined]  (a key is sent, never a cookie)
    inner.login_required = False  # type: ignore[attr-defined]
    return inner
