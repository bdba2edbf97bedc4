"""Somebody who has never seen the site reads a verdict and takes a paper away in twelve clicks."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from commonweal_web.core.work import work_off
from commonweal_web.demonstration import load_demonstration
from tests.site.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)

MOST_CLICKS = 12


@pytest.mark.long
def test_a_newcomer_reaches_the_verdict_who_wins_and_a_paper_in_twelve_clicks(
    browser, live_server, settings
):
    settings.IS_DEMONSTRATION = True
    load_demonstration()

    with visit(browser, live_server.url) as newcomer:
        page = newcomer.go("/")
        clicks = 0

        def click(role: str, name: str) -> None:
            nonlocal clicks
            clicks += 1
            page.get_by_role(role, name=name, exact=True).first.click()
            page.wait_for_load_state("load")

        click("link", "Be somebody")
        click("button", "Be Helen Varley")
        click("link", "Partnerships")
        click("link", "Pennine Lancashire building control")
        click("link", "Appraisal")
        click("link", "Run 1")
        said = page.locator("main").inner_text()
        assert "over 10 years" in page.get_by_role("heading", level=1).inner_text()
        assert "Who gains and who loses" in said
        for body in ("Burnley", "Pendle", "Rossendale"):
            assert body in said

        click("link", "Papers: business case, brief, decision papers")
        click("button", "Have a paper made")
        click("radio", "Brief for members")
        click("button", "Have it made")
        work_off()
        click("link", "Look again")
        with page.expect_download() as taken:
            click("link", "PDF")

        assert PdfReader(taken.value.path()).pages
        assert clicks <= MOST_CLICKS
