"""A visitor in a real browser: what they see at a width, with scripts or without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.looking import NARROW, WIDE, accessibility_faults, overflow_pixels

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from commonweal_web.accounts.models import User

__all__ = ["Visit", "visit"]

#: Opens what is folded away; of traces, of which a report has hundreds that are alike, two.
_UNFOLD = """
document.querySelectorAll("details:not(.app-trace)").forEach(one => one.open = true);
[...document.querySelectorAll("details.app-trace")].slice(0, 2).forEach(one => one.open = true);
"""
#: What a browser says of an answer that a test asked for on purpose.
_EXPECTED = "Failed to load resource: the server responded with a status of 4"


@dataclass(kw_only=True)
class Visit:
    """One person's window, and what went wrong in it."""

    page: Page
    address: str
    glass: Page
    """A window with scripts, for axe: without them the page that it would read never answers."""
    troubles: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}")
        return self.page

    def check_page(self) -> None:
        """Say that the page is accessible and fits its window, narrow and wide."""
        # A click returns before the page it leads to has come whole.
        self.page.wait_for_load_state("load")
        where = self.page.url
        html = self.page.content()
        self.glass.route(
            lambda address: address == where,
            lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
        )
        self.glass.goto(where)
        self.glass.unroute_all()
        self.glass.evaluate(_UNFOLD)
        for width in (NARROW, WIDE):
            self.glass.set_viewport_size({"width": width, "height": 900})
            named = f"{urlsplit(where).path} at {width}"
            assert overflow_pixels(self.glass) == 0, f"{named} is too wide"
            faults = accessibility_faults(self.glass)
            assert not faults, f"{named}: {faults}"
        assert not self.troubles, f"{where}: {self.troubles}"


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    user: User | None = None,
    width: int = WIDE,
    has_scripts: bool = False,
) -> Iterator[Visit]:
    """Open a window on the site, as somebody or as a stranger; without scripts unless asked."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=has_scripts, base_url=address
    )
    if user is not None:
        context.add_cookies([_session_cookie(user, address)])
    page = context.new_page()
    glass = browser.new_context()
    visited = Visit(page=page, address=address, glass=glass.new_page())
    page.on("pageerror", lambda error: visited.troubles.append(f"error: {error}"))
    page.on(
        "console",
        lambda line: (
            visited.troubles.append(f"console: {line.text}")
            if line.type == "error" and not line.text.startswith(_EXPECTED)
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            visited.troubles.append(f"fetched elsewhere: {request.url}")
            if not request.url.startswith((address, "data:", "blob:"))
            else None
        ),
    )
    page.on(
        "requestfailed",
        # A file to keep is no page, and a browser calls that broken off.
        lambda request: (
            visited.troubles.append(f"not had: {request.url}")
            if "ERR_ABORTED" not in (request.failure or "")
            else None
        ),
    )
    page.set_default_timeout(20_000)
    try:
        yield visited
    finally:
        context.close()
        glass.close()


def _session_cookie(user: User, address: str) -> dict[str, str]:
    """Return the cookie of a session in which this person has signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    morsel = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": morsel.key, "value": morsel.value, "url": address}
