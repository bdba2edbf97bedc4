"""The doors, as somebody without an account meets them."""

from __future__ import annotations

import pytest

from tests.site.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_front_page_is_for_everybody(browser, live_server):
    with visit(browser, live_server.url) as visitor:
        visitor.go("/")

        visitor.check_page()
