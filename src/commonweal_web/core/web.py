"""What every request passes: limits on its size, who sends it, how often, what a browser may do."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from .errors import TooLargeError, TooManyError, page_of, show_error

__all__ = ["PermissionsPolicy", "RequestLimits", "check_rate", "visitor"]

Answer = Callable[[HttpRequest], HttpResponse]

#: What pages of ours never need of a browser.
_NOT_NEEDED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


class RequestLimits:
    """Refuses what is too large before any of it is read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        # Room for the boundaries and the other fields of a form that carries the largest file.
        if said.isdecimal() and int(said) > settings.MOST_UPLOAD_BYTES + 64 * 1024:
            page = page_of(TooLargeError())
            assert page is not None
            return show_error(request, page)
        return self.get_response(request)


class PermissionsPolicy:
    """Says what pages may not ask of a browser; a signed-in person's pages are not kept by it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in _NOT_NEEDED))
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # What one person saw must not come back from the cache of a shared machine.
            answer.setdefault("Cache-Control", "no-store")
        return answer


def visitor(request: HttpRequest) -> str:
    """Return the network address of whoever asks, as far as it can be known.

    Behind a proxy that is the last address it added; what stands before it anybody can make up.
    """
    if settings.IS_BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if last := forwarded.rpartition(",")[2].strip():
            return last
    return request.META.get("REMOTE_ADDR", "")


def check_rate(request: HttpRequest, what: str, *, most: int, seconds: int) -> None:
    """Count one more of this by this visitor.

    Raises
    ------
    TooManyError
        There were more than `most` in a span of so many seconds.
    """
    span = int(time.time() // seconds)
    who = hashlib.sha256(visitor(request).encode()).hexdigest()[:24]
    key = f"rate:{what}:{who}:{span}"
    cache.add(key, 0, timeout=seconds)
    try:
        count = cache.incr(key)
    except ValueError:
        return
    if count > most:
        raise TooManyError(seconds=max(1, int((span + 1) * seconds - time.time())))
