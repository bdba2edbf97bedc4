"""Pages of what a run came to, accessible and within the window, narrow and wide."""

from __future__ import annotations

import pytest

from commonweal_web.core.work import work_off
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.records import make_cast, put_in_common
from tests.site.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/partnerships/ashby-and-barton/runs/1/"


def test_a_reader_goes_from_the_verdict_to_a_figure_and_tries_another_split(browser, live_server):
    cast = make_cast()
    put_in_common(cast)
    ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=200)
    work_off()

    with visit(browser, live_server.url, user=cast.barton_editor) as reader:
        page = reader.go(ROOT)
        reader.check_page()
        picture = page.locator("figure img").first
        assert picture.evaluate("image => image.naturalWidth") > 0
        page.locator("#gains-table a").first.click()
        assert "What went into it" in page.content()
        page.go_back()

        page.get_by_role("link", name="Fair shares").first.click()
        reader.check_page()
        page.get_by_role("link", name="Try another rule, caps, floors or phasing").click()
        page.get_by_label("Rule", exact=True).select_option("shapley")
        page.get_by_role("button", name="Try it").click()
        assert "Under the Shapley value, so limited" in page.content()
        reader.check_page()
