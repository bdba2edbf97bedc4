"""What every page that Commonweal shows must pass, wherever it comes from."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

__all__ = ["NARROW", "WIDE", "accessibility_faults", "open_page", "overflow_pixels"]

#: A phone, which is also a desktop page at 400 per cent (WCAG 1.4.10), and a desktop.
NARROW = 320
WIDE = 1280


@contextmanager
def open_page(browser: Browser, address: str, *, width: int) -> Iterator[tuple[Page, list[str]]]:
    """Give the page and a list of what went wrong in it: errors, and anything fetched elsewhere."""
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on(
        "console",
        lambda line: troubles.append(f"console: {line.text}") if line.type == "error" else None,
    )
    page.on(
        "request",
        lambda request: (
            troubles.append(f"fetched: {request.url}")
            if request.url != address and not request.url.startswith("data:")
            else None
        ),
    )
    page.goto(address)
    yield page, troubles
    context.close()


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe finds wrong, each with its first place."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} ({fault['nodes'][0]['html'][:120]})" for fault in found
    ]


def overflow_pixels(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
