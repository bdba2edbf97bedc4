"""An agreement from the split that was agreed to the last signature, as three councils do it."""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils import timezone

from commonweal_web.agreements.models import Agreement
from commonweal_web.agreements.queries import content_of, newest_version
from commonweal_web.core.layout.filters import say_date
from tests.site.agreements import fill_holes, make_agreed
from tests.site.visiting import Visit, visit

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/partnerships/three-councils/"
ONE = f"{ROOT}agreements/1/"


def press(visitor: Visit, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()
    visitor.page.wait_for_load_state("load")


def follow(visitor: Visit, name: str | re.Pattern[str]) -> None:
    exact = {} if isinstance(name, re.Pattern) else {"exact": True}
    visitor.page.get_by_role("link", name=name, **exact).first.click()
    visitor.page.wait_for_load_state("load")


def fill_day(visitor: Visit, group: str, day: datetime.date) -> None:
    box = visitor.page.get_by_role("group", name=group)
    for name, said in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        box.get_by_label(name, exact=True).fill(str(said))


def decide(visitor: Visit, name: str, *, ago: int, condition: str = "") -> None:
    """Say when a body's cabinet met, with notice in time, and what it decided."""
    page = visitor.go(f"{ONE}decisions/")
    day = timezone.localdate() - datetime.timedelta(days=ago)
    follow(visitor, f"Say when it meets: {name}")
    page.get_by_label("What does your body call it?").fill("Cabinet")
    fill_day(visitor, "When does it meet?", day)
    fill_day(visitor, "When was notice published? (optional)", day - datetime.timedelta(days=45))
    press(visitor, "Keep it")
    follow(visitor, f"Record what it decided: {name}")
    page.get_by_label("Approved", exact=True).check()
    fill_day(visitor, "When?", day)
    page.get_by_label("Minute or reference of the decision (optional)").fill("Minute 41")
    if condition:
        page.get_by_label("Its conditions, where it approved on any (optional)").fill(condition)
    press(visitor, "Record it")
    assert "Minute 41" in page.content()


def draft_it(visitor: Visit) -> None:
    page = visitor.go(ROOT)
    follow(visitor, "Agreements")
    visitor.page.get_by_role("button", name="Draft an agreement").click()
    page.get_by_label("What is the agreement called?").fill("Shared contact centre agreement")
    press(visitor, "Draft it")
    assert "matters are left open" in page.content()
    visitor.check_page()


def settle(visitor: Visit, matter: str, field: str, said: str) -> None:
    page = visitor.go(f"{ONE}clauses/{matter}/change/")
    page.get_by_role("textbox", name=field, exact=True).fill(said)
    press(visitor, "Save")
    assert "Saved" in page.content()


def check_every_figure(visitor: Visit, cast) -> None:
    """Each figure of the schedule is the run’s own to the penny, and opens its page."""
    page = visitor.go(f"{ONE}schedules/")
    charges = cast.partnership.split_choices.get().values["charges"]
    by_address = {
        link.get_attribute("href"): link.inner_text() for link in page.locator("#charges a").all()
    }
    n_seen = 0
    for row in charges["partners"]:
        for year, amount in zip(charges["years"], row["charge"], strict=True):
            address = f"{ROOT}runs/1/figures/charge/{row['body']}/{year}/"
            assert by_address[address] == f"£{amount:,.2f}"
            n_seen += 1
    assert n_seen == 3 * len(charges["years"])
    year, paid = charges["years"][1], charges["partners"][0]["charge"][1]
    page.locator(f'#charges a[href$="charge/ashby/{year}/"]').click()
    page.wait_for_load_state("load")
    assert f"£{paid:,.2f}" in page.content()


def test_an_agreement_goes_from_the_split_to_three_signatures(browser, live_server):
    cast = make_agreed()
    with visit(browser, live_server.url, user=cast.coordinator) as coordinator:
        draft_it(coordinator)
        # What the three know is typed by now, but for two things that nobody has settled.
        fill_holes(cast.coordinator, cast.agreement(), but={"insurance", "liability"})
        page = coordinator.go(f"{ONE}check/")
        assert "Left open: 2" in page.content()
        for heading in ("Insurance", "Liability and indemnity"):
            assert page.get_by_role("link", name=heading, exact=True).count() == 1
        check_every_figure(coordinator, cast)
        coordinator.go(f"{ONE}schedules/")
        coordinator.check_page()

    with visit(browser, live_server.url, user=cast.editors["Barton"]) as barton:
        barton.go(f"{ONE}clauses/notice/")
        barton.check_page()
        follow(barton, "Say where Barton stands")
        barton.page.get_by_label("Would amend").check()
        barton.page.get_by_label("What would you have instead, or why?").fill("Eighteen months.")
        press(barton, "Say so")
        barton.page.get_by_role("button", name="Change this clause").click()
        barton.page.get_by_label("Months of notice").fill("18")
        barton.page.get_by_label("Why the change? (optional)").fill("As our cabinet asked")
        press(barton, "Save")
        assert "18 months" in barton.page.content()
        follow(barton, "Shared contact centre agreement")
        follow(barton, "Versions compared")
        follow(barton, re.compile("^Version .*"))
        assert "from 12 months to 18 months" in barton.page.content()

    with visit(browser, live_server.url, user=cast.coordinator) as coordinator:
        settle(coordinator, "insurance", "Cover", "5,000,000")
        settle(coordinator, "liability", "Cap", "1,000,000")
        # Eighteen months' notice makes other exit charges: the page says so, and fills them again.
        page = coordinator.go(ONE)
        assert "The notice is 18 months, and the exit charges are worked out" in page.content()
        page.get_by_role("button", name="Fill the schedules again").click()
        press(coordinator, "Fill them again")
        page = coordinator.go(f"{ONE}decisions/put/")
        press(coordinator, "Put it to them")
        assert "It is before the bodies" in page.content()

    for name, ago in (("Ashby", 70), ("Barton", 50), ("Colne", 30)):
        condition = "The auditor confirms the reserve\nUnions are told" if name == "Colne" else ""
        with visit(browser, live_server.url, user=cast.editors[name]) as editor:
            decide(editor, name, ago=ago, condition=condition)

    with visit(browser, live_server.url, user=cast.monitoring["Colne"]) as colne:
        page = colne.go(f"{ONE}decisions/")
        assert "The auditor confirms the reserve" in page.content()
        # Two conditions are open, so nobody signs; nor when one is.
        assert page.get_by_role("link", name=re.compile("^Sign for your body")).count() == 0
        colne.check_page()
        for which in ("The auditor confirms the reserve", "Unions are told"):
            assert page.get_by_role("link", name=re.compile("^Sign for your body")).count() == 0
            follow(colne, "Record that a condition is met: Colne")
            page.get_by_label(which).check()
            fill_day(colne, "When was the condition met?", timezone.localdate())
            page.get_by_label("How, and who confirmed it?").fill("A letter of the day before")
            press(colne, "Record it")

    for name, officer in cast.monitoring.items():
        with visit(browser, live_server.url, user=officer) as signer:
            page = signer.go(f"{ONE}decisions/")
            follow(signer, f"Sign for your body: {name}")
            page.get_by_label("In which office").fill("Monitoring officer, by minute 41")
            press(signer, "Sign")
            assert f"Mona {name}, Monitoring officer, by minute 41" in page.content()

    agreement = cast.agreement()
    assert agreement.state == Agreement.State.SIGNED
    assert content_of(newest_version(agreement)).value("notice", "months") == 18
    with visit(browser, live_server.url, user=cast.editors["Ashby"]) as reader:
        page = reader.go(f"{ONE}decisions/")
        for ago in (70, 50, 30):
            day = timezone.localdate() - datetime.timedelta(days=ago)
            assert say_date(day) in page.content()
        page = reader.go(ONE)
        assert "Signed" in page.content()
        check_every_figure(reader, cast)
