"""Fixtures of site tests; a folder's conftest imports all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from . import start  # noqa: F401 (Django must stand before anything of the site is imported)
from .strict_html import FAULTS

__all__ = ["_every_page_is_sound", "_no_rate_is_used_up", "pytest_configure"]


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-django keep the database from tests that do not ask for it."""
    from pytest_django.plugin import _setup_django

    _setup_django(config)


@pytest.fixture(autouse=True)
def _every_page_is_sound() -> Iterator[None]:
    """Fail a test in which any page had a fault of grammar."""
    FAULTS.clear()
    yield
    found = list(FAULTS)
    FAULTS.clear()
    assert not found, "Pages with faults:\n" + "\n".join(found)


@pytest.fixture(autouse=True)
def _no_rate_is_used_up() -> None:
    """Forget how often earlier tests asked."""
    from django.core.cache import cache

    cache.clear()
