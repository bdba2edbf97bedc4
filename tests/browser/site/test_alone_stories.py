"""One officer alone: of what is shared already, and of a case with placeholders for the others."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from commonweal_web.core.policy import BodyRole
from commonweal_web.core.work import work_off
from tests.browser.looking import NARROW
from tests.site.builders import make_body, make_person
from tests.site.visiting import Visit, visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def press(visitor: Visit, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state("load")


def start(visitor: Visit, *, shares: str, begins_with: str) -> str:
    """Start a partnership from the tasks, and return its address."""
    page = visitor.go("/home/")
    page.get_by_role("button", name="Start a partnership").click()
    page.get_by_label("Name of the partnership").fill("Calls together")
    page.get_by_label(shares).check()
    page.get_by_label(begins_with).check()
    press(visitor, "Start")
    found = re.search(r"/partnerships/[\w-]+/", page.url)
    assert found, page.url
    return found[0]


def submit_and_run(visitor: Visit, where: str) -> str:
    """Submit the draft that is open, have it appraised, and return the verdict."""
    page = visitor.page
    for _ in range(3):
        if page.get_by_role("button", name="Submit to the partners").count():
            press(visitor, "Submit to the partners")
    visitor.go(f"{where}runs/")
    press(visitor, "Start an appraisal")
    page.get_by_label("How many futures").fill("200")
    press(visitor, "Start")
    work_off()
    visitor.go(f"{where}runs/1/")
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "none"])
def test_partners_who_share_already_learn_who_still_wins_and_what_leaving_would_cost(
    browser, live_server, has_scripts
):
    officer = make_person("Una Solo", body=make_body("Corby"), role="editor")

    with visit(
        browser, live_server.url, user=officer, has_scripts=has_scripts, width=NARROW
    ) as visitor:
        where = start(
            visitor,
            shares="Yes, and we ask whether it still pays",
            begins_with="Two pages of questions about what we share already",
        )
        page = visitor.page
        page.get_by_label("Which service do you share?").select_option("contact-centres")
        page.get_by_label("Who takes part?").fill("Corby\nDerby")
        page.get_by_label("Financial year of the last charges").fill("2025-26")
        visitor.check_page()
        press(visitor, "Continue")
        page.get_by_label("What Corby was charged in 2025-26").fill("£50,000")
        page.get_by_label("What Derby was charged in 2025-26").fill("50k")
        page.get_by_label("What Corby would spend alone in a year").fill("75000")
        page.get_by_label("What Derby would spend alone in a year").fill("45,000")
        page.get_by_label("Equal parts").check()
        page.get_by_label("Months of notice to leave").fill("12")
        visitor.check_page()
        page.get_by_label("Where do these figures come from?").fill(
            "Recharge statement of May 2026"
        )
        press(visitor, "Save as a draft")
        assert "Saved as a draft" in page.content()

        submit_and_run(visitor, where)
        visitor.go(f"{where}runs/1/results/running/")
        said = page.locator("main").inner_text()
        visitor.check_page()
        for sentence in ("Corby still wins", "Derby would be", "12 months’ notice"):
            assert sentence in said


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "none"])
def test_one_officer_fills_in_for_the_others_and_one_of_them_takes_its_figures_over(
    browser, live_server, has_scripts
):
    una = make_person("Una Solo", body=make_body("Ashby"), role="editor")
    ben = make_person(
        "Ben Cole",
        body=make_body("Barton"),
        roles=(BodyRole.ADMINISTRATOR, BodyRole.EDITOR),
    )

    def as_(user, **options):
        return visit(browser, live_server.url, user=user, has_scripts=has_scripts, **options)

    # Given Una, alone, with an example whose other bodies know nothing of it
    with as_(una) as visitor:
        where = start(
            visitor,
            shares="No, we think of sharing",
            begins_with="An example, to change into ours",
        )
        page = visitor.page
        page.locator("input[value=shared-contact-centre]").check()
        page.locator("main form button").last.click()
        page.wait_for_load_state("load")
        alone = submit_and_run(visitor, where)
        assert "over 10 years" in alone

        # When she invites Barton
        visitor.go(f"{where}bodies/invite/?q=bart")
        page.get_by_role("link", name="Invite Barton").click()
        press(visitor, "Send the invitation")

    # Then Ben finds what was typed for Barton, keeps it but for one cost, and it is Barton's own
    with as_(ben, width=NARROW) as visitor:
        page = visitor.go("/home/")
        page.get_by_role("link", name=re.compile("^Answer for Barton")).click()
        page.get_by_label("Yes, we take part").check()
        press(visitor, "Answer")
        visitor.go(f"{where}figures/barton/")
        assert "filled in by Una Solo" in page.locator("main").inner_text()
        visitor.check_page()
        visitor.go(f"{where}figures/barton/take-over/")
        visitor.check_page()
        # What is typed beside "keep" is what is meant.
        page.get_by_label("Staff, if you change it").fill("£472,000")
        page.locator("main form button").last.click()
        page.wait_for_load_state("load")
        assert "They are the figures of Barton now" in page.content()

    # And Una types them no more
    with as_(una) as visitor:
        answer = visitor.page.goto(f"{live_server.url}{where}figures/barton/")
        assert answer.status == 403
        assert not any("472,000" in letter.body for letter in mail.outbox)
