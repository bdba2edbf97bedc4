"""A real Chromium for the tests that look at what a person sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.parts import require_part

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Without a sandbox, since containers run as root; and silent, since nothing outside is reached.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _clicks_wait_for_what_they_open() -> Iterator[None]:
    """Have a click end once the page that it leads to has come whole.

    Playwright's own ends when that page begins to come: on a busy machine what is read of it next
    is empty.
    """
    from playwright.sync_api import Locator

    click = Locator.click

    def whole_click(self: Locator, **options: Any) -> None:
        click(self, **options)
        self.page.wait_for_load_state("load")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", whole_click)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one headless Chromium for the session; each test opens a context of its own."""
    chromium = require_part("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()
