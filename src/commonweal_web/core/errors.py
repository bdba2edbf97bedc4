"""What can go wrong on a page, and the page (or, for the API, the problem JSON) that says so.

`HiddenError` and `ForbiddenError` come from the policy; `PolicyError` says that nobody may do this
in the state that the thing is in; a `CommonwealError` is something that the person can mend. A view
that shows a form puts the last two on it by `core.forms.add_refusal`; whatever it lets through
becomes a page here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from commonweal.errors import CommonwealError, RefusedError
from commonweal_web.core.layout.context import bare_frame
from commonweal_web.core.policy import ForbiddenError, HiddenError

__all__ = [
    "AnswerErrors",
    "BusyError",
    "ErrorPage",
    "PolicyError",
    "TooLargeError",
    "TooManyError",
    "bad_request",
    "csrf_failure",
    "forbidden",
    "not_found",
    "server_error",
    "show_error",
]


class PolicyError(Exception):
    """Nobody may do this in the state that the thing is in; the sentence says why."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TooLargeError(Exception):
    """More was sent than is taken."""


class TooManyError(Exception):
    """The same was asked too often; `seconds` says when it may be asked again."""

    def __init__(self, seconds: int = 60) -> None:
        super().__init__(f"Asked too often; again in {seconds} seconds.")
        self.seconds = seconds


class BusyError(Exception):
    """The site cannot do this just now, and can in a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """What an error page says: what happened, and the way on."""

    status: int
    title: str
    texts: tuple[str, ...]
    who_can: str = ""
    refusals: tuple[str, ...] = ()
    is_back_offered: bool = False


HIDDEN = ErrorPage(
    status=404,
    title="Page not found",
    texts=(
        "If you typed the web address, check that it is right.",
        "If you followed a link, the page may have moved, or you may need to sign in as somebody "
        "who can see it.",
    ),
)
BROKEN = ErrorPage(
    status=500,
    title="Sorry, there is a problem with the service",
    texts=(
        "Something in Commonweal did not work. What you saved before is kept.",
        "Go back and try again. If it happens again, tell whoever keeps this site when it "
        "happened and what you were doing.",
    ),
)
AWAY = ErrorPage(
    status=503,
    title="Sorry, the service is not available",
    texts=("The site cannot reach its records just now. Try again in a few minutes.",),
)
BUSY = ErrorPage(
    status=503,
    title="Sorry, the service is busy",
    texts=("Others are having figures worked out. Try again in a minute.",),
)
TOO_LARGE = ErrorPage(
    status=413,
    title="That is too large",
    texts=("A file may be up to 5 MB. A partnership file is seldom above 200 kB.",),
    is_back_offered=True,
)
UNREADABLE = ErrorPage(
    status=400,
    title="The site could not read what was sent",
    texts=("Go back, check what you typed and send it again.",),
    is_back_offered=True,
)
EXPIRED = ErrorPage(
    status=403,
    title="That form can no longer be sent",
    texts=(
        "It was open for too long, you signed in or out elsewhere, or your browser does not keep "
        "the cookie that shows a form is yours. Nothing was changed.",
        "Go back, load the page again and send it once more. What you typed is usually still "
        "there.",
    ),
    is_back_offered=True,
)


def page_of(error: BaseException) -> ErrorPage | None:
    """Return the page for an error, or None for one that is a defect of ours."""
    match error:
        case HiddenError():
            return HIDDEN
        case ForbiddenError():
            return ErrorPage(
                status=403,
                title="You cannot do this",
                texts=(error.reason,),
                who_can=error.who_can,
            )
        case PolicyError():
            return ErrorPage(
                status=409,
                title="This cannot be done now",
                texts=tuple(filter(None, (error.message, error.hint))),
                is_back_offered=True,
            )
        case CommonwealError():
            refused = error.report.refused if isinstance(error, RefusedError) else ()
            return ErrorPage(
                status=400,
                title="There is a problem",
                texts=tuple(filter(None, (str(error), error.hint))) if not refused else (),
                refusals=tuple(f"{one.place}: {one.reason} {one.mend}" for one in refused),
                is_back_offered=True,
            )
        case TooLargeError() | RequestDataTooBig():
            return TOO_LARGE
        case TooManyError():
            return ErrorPage(
                status=429,
                title="That was asked too often",
                texts=(f"Wait {_say_wait(error.seconds)}, then try again.",),
                is_back_offered=True,
            )
        case BusyError():
            return BUSY
        case OperationalError() | InterfaceError():
            return AWAY
        case _:
            return None


def show_error(request: HttpRequest, page: ErrorPage) -> HttpResponse:
    """Return an error as a page, or as problem JSON (RFC 9457) for the API.

    Where even the frame cannot be had, as without a database, the page comes without it.
    """
    if request.path.startswith("/api/"):
        return _problem(page)
    # What failed before anybody was asked who they are has no frame to show.
    is_bare = page.status >= 500 or not hasattr(request, "user")
    try:
        html = _render(page, None if is_bare else request)
    except DatabaseError:
        html = _render(page, None)
    return HttpResponse(html, status=page.status)


class AnswerErrors:
    """Turns what views and services raise into pages: Django's middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        page = page_of(error)
        if page is None:
            return None
        answer = show_error(request, page)
        if isinstance(error, TooManyError):
            answer["Retry-After"] = str(error.seconds)
        return answer


# Django's own ways in, named in config/urls.py and settings.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    page = page_of(exception) if not isinstance(exception, SuspiciousOperation) else None
    if isinstance(exception, RequestDataTooBig):
        page = TOO_LARGE
    return show_error(request, page or UNREADABLE)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = str(exception) or "Your roles do not let you do this."
    return show_error(request, ErrorPage(status=403, title="You cannot do this", texts=(said,)))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return show_error(request, HIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what nothing above did: a defect of ours, or records that cannot be reached."""
    error = sys.exc_info()[1]
    known = page_of(error) if error is not None else None
    return show_error(request, known or BROKEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return show_error(request, EXPIRED)


def _render(page: ErrorPage, request: HttpRequest | None) -> str:
    context: dict[str, Any] = {"page": page}
    if request is None:
        context["frame"] = bare_frame()
    return render_to_string("core/error.html.jinja", context, request, using="jinja")


def _problem(page: ErrorPage) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": page.title,
        "status": page.status,
        "detail": " ".join((*page.texts, page.who_can)).strip(),
    }
    if page.refusals:
        body["errors"] = list(page.refusals)
    return JsonResponse(body, status=page.status, content_type="application/problem+json")


def _say_wait(seconds: int) -> str:
    if seconds < 90:
        return "a minute"
    return f"{-(-seconds // 60)} minutes"
