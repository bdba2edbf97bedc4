"""Two bodies meet: people are invited, one is refused with a reason, one never learns of it."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from commonweal_web.core.policy import BodyRole
from tests.browser.looking import NARROW
from tests.site.builders import make_body, make_person
from tests.site.visiting import Visit, visit

pytestmark = pytest.mark.django_db(transaction=True)


def the_link_in_the_last_letter() -> str:
    found = re.search(r"^http://[^/]+(/\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def the_code_in_the_last_letter() -> str:
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{2,})$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def set_up_body(visitor: Visit, name: str, code: str) -> None:
    page = visitor.go("/home/")
    page.get_by_role("link", name="Bodies", exact=True).click()
    page.get_by_role("button", name="Set up a body").click()
    visitor.check_page()
    page.get_by_label("Name of the body").fill(name)
    page.get_by_label("What kind of body is it?").select_option(label="District council")
    page.get_by_label("Which official code").select_option("gss")
    page.get_by_label("The code").fill(code)
    page.get_by_role("button", name="Set up the body").click()
    assert page.get_by_role("heading", name=name, exact=True, level=1).is_visible()


def test_two_bodies_meet_and_a_third_never_learns_of_it(browser, live_server):
    address = live_server.url
    ann = make_person("Ann Lee")
    cy = make_person("Cy Moss")
    dee = make_person("Dee Park", body=make_body("Corby"), role=BodyRole.ADMINISTRATOR)

    # Given Ann, who sets up Ashby and is told where a code is wrong
    with visit(browser, address, user=ann) as visitor:
        page = visitor.go("/bodies/new/")
        page.get_by_role("button", name="Set up the body").click()
        assert page.title().startswith("Error: ")
        visitor.check_page()
        set_up_body(visitor, "Ashby", "E07000117")
        visitor.check_page()

        # When she invites Bea as editor
        page.get_by_role("button", name="Invite somebody").click()
        visitor.check_page()
        page.get_by_label("Their email address").fill("bea@ashby.gov.uk")
        page.get_by_label("Editor").check()
        page.get_by_label("Why are they invited?").fill("Prepares the figures")
        page.get_by_role("button", name="Send the invitation").click()
        assert page.get_by_text("The invitation is sent").is_visible()
        assert page.get_by_role("button", name="Send again to bea@ashby.gov.uk").is_visible()
        visitor.check_page()

    # Then Bea, who has no account, makes one by the link and accepts
    with visit(browser, address, width=NARROW) as visitor:
        page = visitor.go(the_link_in_the_last_letter())
        visitor.check_page()
        page.get_by_role("button", name="Create an account").click()
        visitor.check_page()
        page.get_by_label("Full name").fill("Bea Cole")
        page.get_by_label("Email address").fill("bea@ashby.gov.uk")
        page.get_by_role("button", name="Continue").click()
        visitor.check_page()
        page.get_by_label("Code from the email").fill(the_code_in_the_last_letter())
        page.get_by_role("button", name="Continue").click()
        assert page.get_by_role("heading", name="Ann Lee invites you to Ashby").is_visible()
        visitor.check_page()
        page.get_by_role("button", name="Accept").click()
        assert page.get_by_text("You now belong to Ashby").is_visible()

        # And she may not invite others: the page says why, and who can
        answer = page.goto(f"{address}/bodies/ashby/invite/")
        assert answer.status == 403
        assert page.get_by_text("Your roles do not let you invite people").is_visible()
        assert page.get_by_text("An administrator of Ashby can.").is_visible()
        visitor.check_page()

    # Given Cy, who sets up Barton, but not with Ashby's code
    with visit(browser, address, user=cy) as visitor:
        page = visitor.go("/bodies/new/")
        page.get_by_label("Name of the body").fill("Barton")
        page.get_by_label("What kind of body is it?").select_option(label="District council")
        page.get_by_label("Which official code").select_option("gss")
        page.get_by_label("The code").fill("E07000117")
        page.get_by_role("button", name="Set up the body").click()
        assert page.get_by_text("E07000117 is the code of Ashby").first.is_visible()
        set_up_body(visitor, "Barton", "E07000120")

    # When Ann starts a partnership and invites Barton
    with visit(browser, address, user=ann) as visitor:
        page = visitor.go("/home/")
        visitor.check_page()
        page.get_by_role("button", name="Start a partnership").click()
        visitor.check_page()
        page.get_by_label("Name of the partnership").fill("Waste in two towns")
        page.get_by_label("No, we think of sharing").check()
        page.get_by_role("button", name="Start", exact=True).click()
        visitor.check_page()
        where = page.url.removeprefix(address)
        page.get_by_role("link", name="Bodies that take part").click()
        page.get_by_role("button", name="Invite a body").click()
        visitor.check_page()
        page.get_by_label("Name or official code").fill("bart")
        page.get_by_role("button", name="Search").click()
        visitor.check_page()
        page.get_by_role("link", name="Invite Barton").click()
        page.get_by_role("button", name="Send the invitation").click()
        visitor.check_page()

    # Then Cy finds it among his tasks, and accepts for Barton
    with visit(browser, address, user=cy, width=NARROW) as visitor:
        page = visitor.go("/home/")
        visitor.check_page()
        page.get_by_role("link", name="Answer for Barton").click()
        visitor.check_page()
        page.get_by_label("Yes, we take part").check()
        page.get_by_role("button", name="Answer").click()
        assert page.get_by_role("heading", name="Waste in two towns").is_visible()
        page.get_by_role("link", name="People named").click()
        visitor.check_page()

    # And Dee of Corby sees nothing of it, by its address or by any list
    with visit(browser, address, user=dee) as visitor:
        page = visitor.go("/partnerships/")
        assert page.get_by_text("Waste in two towns").count() == 0
        for path in (where, f"{where}bodies/", f"{where}log/"):
            answer = page.goto(f"{address}{path}")
            assert answer.status == 404
            assert page.get_by_text("Waste in two towns").count() == 0
            assert page.get_by_text("Barton").count() == 0

    # And all of it stands in the log, each by who did it
    with visit(browser, address, user=ann) as visitor:
        visitor.go(f"{where}log/")
        assert in_the_log(visitor) >= {
            ("Ann Lee", "started the partnership Waste in two towns"),
            ("Ann Lee", "invited Barton to Waste in two towns"),
            ("Cy Moss", "joined Waste in two towns for Barton"),
        }
        visitor.check_page()
        visitor.go("/bodies/ashby/log/")
        assert in_the_log(visitor) >= {
            ("Ann Lee", "invited bea@ashby.gov.uk to Ashby as editor"),
            ("Bea Cole", "took up an invitation to Ashby as editor"),
        }
        visitor.check_page()


def in_the_log(visitor: Visit) -> set[tuple[str, str]]:
    """Return who did what, as the page of a log shows it: each on the first line of its box."""
    rows = visitor.page.locator("main .govuk-summary-list__row").all()
    return {
        (
            row.locator("dt").inner_text().splitlines()[0].strip(),
            row.locator("dd").inner_text().splitlines()[0].strip(),
        )
        for row in rows
    }
