"""What every page is given beside its own presenter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from commonweal import __version__
from commonweal_web.core.talk import TalkLink, talk_on_page

from .navigation import NavigationItem, navigation_for

__all__ = ["Frame", "bare_frame", "frame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of a page that is the same on all of them."""

    navigation: Sequence[tuple[NavigationItem, bool]] = ()
    """Each link, and whether the page shown is behind it."""
    messages: Sequence[Any] = ()
    is_demonstration: bool
    is_signed_in: bool = False
    sign_out: str = ""
    """The address that signs out by POST; empty where nobody is signed in."""
    search: str = ""
    """The address that looks for words; empty where nobody is signed in."""
    talk: Sequence[TalkLink] = ()
    """What is said of what the page shows, or where to say the first word."""
    source: str
    version: str = __version__


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a page for this request, as Django's backend asks for it."""
    user = getattr(request, "user", None)
    is_signed_in = bool(user is not None and user.is_authenticated)
    return {
        "frame": Frame(
            navigation=[(item, item.is_current(request.path)) for item in navigation_for(request)],
            messages=list(messages.get_messages(request)),
            is_demonstration=settings.IS_DEMONSTRATION,
            is_signed_in=is_signed_in,
            sign_out=_address("account_logout") if is_signed_in else "",
            search=_address("search") if is_signed_in else "",
            talk=talk_on_page(request) if is_signed_in else (),
            source=settings.SOURCE_ADDRESS,
        )
    }


def bare_frame() -> Frame:
    """Return the frame of a page that may ask nothing of the database."""
    return Frame(is_demonstration=settings.IS_DEMONSTRATION, source=settings.SOURCE_ADDRESS)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
