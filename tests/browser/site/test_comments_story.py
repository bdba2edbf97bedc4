"""A question about a figure, from its page to what was decided, and found again by its words."""

from __future__ import annotations

import pytest

from tests.site.records import make_cast, put_in_common
from tests.site.visiting import visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

ROOT = "/partnerships/ashby-and-barton/"


def test_a_question_is_asked_where_a_figure_stands_and_settled_by_whom_it_is_for(
    browser, live_server
):
    cast = make_cast()
    document = put_in_common(cast)
    with visit(browser, live_server.url, user=cast.barton_editor) as barton:
        barton.go(f"{ROOT}documents/{document.pk}/")
        barton.page.get_by_role("link", name="Comment", exact=True).click()
        barton.page.get_by_role("button", name="Write it").click()
        assert "Enter your comment" in barton.page.content()
        barton.check_page()
        barton.page.get_by_label("Your comment").fill("Is the volume of calls net of hang-ups?")
        barton.page.get_by_label("Everybody in the partnership").check()
        barton.page.get_by_label("Who is to answer?").select_option(label="Ashby")
        barton.page.get_by_role("button", name="Write it").click()
        barton.check_page()

    with visit(browser, live_server.url, user=cast.ashby_editor) as ashby:
        ashby.go("/home/")
        ashby.page.get_by_role("link", name="Answer comment 1 in Ashby and Barton").click()
        ashby.page.get_by_label("Your reply, or what was decided").fill("Yes, from half-hour logs.")
        ashby.page.get_by_role("button", name="Resolve with this").click()
        ashby.check_page()
        ashby.go(f"{ROOT}comments/?state=resolved")
        ashby.check_page()
        ashby.page.get_by_label("Find a word or a figure").fill("hang-ups")
        ashby.page.get_by_role("button", name="Find", exact=True).click()
        ashby.check_page()
        ashby.page.get_by_role("link", name="Comment 1 on").click()
        assert "Yes, from half-hour logs." in ashby.page.content()
        ashby.go("/search/?q=nowhere")
        ashby.check_page()
