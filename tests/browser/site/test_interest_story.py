"""Two councils say where each would share; roles say whether they are ready; staff are asked."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from django.utils import timezone

from commonweal.exchange import readiness_questions
from commonweal_web.bodies.models import Body
from commonweal_web.exchange.services import seal_answer, start_exchange
from commonweal_web.exchange.uses.readiness import READINESS
from commonweal_web.interest.matching import look_daily
from commonweal_web.voices.models import OpenAnswer, SurveyRecord
from tests.browser.looking import NARROW
from tests.site.exchanges import make_three
from tests.site.visiting import Visit, visit

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/partnerships/three-councils/"


def press(visitor: Visit, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()
    visitor.page.wait_for_load_state("load")


def follow(visitor: Visit, name: str) -> None:
    visitor.page.get_by_role("link", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state("load")


def picture(visitor: Visit, name: str) -> None:
    """Keep a picture of the page, where somebody wants to look."""
    folder = os.environ.get("LOOK_AT")
    if folder:
        width = (visitor.page.viewport_size or {"width": 0})["width"]
        visitor.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def give(visitor: Visit, *services: str, bodies: str) -> None:
    follow(visitor, "Interest")
    follow(visitor, visitor.page.locator("dt a").first.inner_text())
    press(visitor, "Say what you would share")
    page = visitor.page
    for number, name in enumerate(services, start=1):
        page.get_by_label(f"Service {number}").select_option(label=name)
    page.get_by_label("With these bodies").fill(bodies)
    page.get_by_label("Whom the other body may ring").fill("Transformation office, 01632 960001")
    page.get_by_label("Who authorised it").fill("The chief executive")


@pytest.mark.long
def test_two_councils_find_each_other_and_the_third_learns_nothing(browser, live_server):
    three = make_three()
    Body.objects.update(confirmed_at=timezone.now())
    with visit(browser, live_server.url, user=three.editors["Ashby"], width=NARROW) as ashby:
        ashby.go("/home/")
        give(ashby, "Payroll", "Libraries", bodies="Barton\nCorbie")
        press(ashby, "Seal it")
        assert "Corbie: there is no such body on this site" in ashby.page.content()
        ashby.check_page()
        ashby.page.get_by_label("With these bodies").fill("Barton\nCorby")
        press(ashby, "Seal it")
        picture(ashby, "interest-sealed")
        ashby.check_page()
        assert "No body that yours named has named it back" in ashby.page.content()
    with visit(browser, live_server.url, user=three.editors["Barton"]) as barton:
        barton.go("/home/")
        give(barton, "Payroll", bodies="Ashby")
        picture(barton, "interest-giving")
        press(barton, "Seal it")
        at_six = timezone.localtime().replace(hour=6, minute=1)
        look_daily(at_six)
        page = barton.go("/interest/barton/")
        assert "Payroll" in page.locator("dl").first.inner_text()
        assert "Libraries" not in page.content()
        picture(barton, "interest-mutual")
        barton.check_page()
    with visit(browser, live_server.url, user=three.editors["Corby"]) as corby:
        page = corby.go("/interest/")
        follow(corby, "Corby")
        assert "Ashby" not in page.locator("main").inner_text()


@pytest.mark.long
def test_leaders_and_officers_see_where_they_differ_and_what_to_talk_about(browser, live_server):
    three = make_three()
    exchange = start_exchange(
        by=three.coordinator,
        partnership=three.partnership,
        use=READINESS,
        title="Are we ready?",
        bodies=[three.bodies[name] for name in ("Ashby", "Barton")],
        deadline=timezone.now() + datetime.timedelta(days=7),
        chosen={
            "roles": ["leader", "finance-officer"],
            "sets": ["success-factors", "conditions", "redesign", "values"],
        },
    )
    places = list(exchange.answers.select_related("body").order_by("body__name", "-role"))
    asked = exchange.questions["asked"]
    for number, place in enumerate(places[1:]):
        seal_answer(
            by=three.editors[place.body.name],
            answer=place,
            given={
                "answers": {
                    row["id"]: row["answers"][number % 2 if index % 3 else 0]
                    for index, row in enumerate(asked)
                    if place.role in row["roles"]
                },
                "words": "Not in an election year." if number == 1 else "",
            },
            authorised_by="The leader",
            is_final=True,
        )
    with visit(browser, live_server.url, user=three.editors["Ashby"], width=NARROW) as ashby:
        page = ashby.go(f"{ROOT}exchanges/1/answers/{places[0].pk}/")
        picture(ashby, "readiness-answering")
        ashby.check_page()
        for row in readiness_questions("finance-officer"):
            if row.set != "members-concerns":
                page.get_by_role("group", name=row.question, exact=True).get_by_label(
                    row.answers[0][:1].upper() + row.answers[0][1:], exact=True
                ).check()
        page.get_by_label("Who authorised this answer").fill("The section 151 officer")
        page.get_by_label("Yes: nobody can").check()
        press(ashby, "Seal it")
        text = page.locator("main").inner_text()
        assert "worth talking about before money is spent" in text
        assert "The conversation that is needed" in text
        assert "Not in an election year." in text
        picture(ashby, "readiness-opened")
        ashby.check_page()
    with visit(browser, live_server.url, user=three.coordinator) as coordinator:
        coordinator.go(f"{ROOT}exchanges/1/")
        picture(coordinator, "readiness-opened")


@pytest.mark.long
def test_staff_are_asked_by_a_link_and_what_they_wrote_is_read_before_it_is_told(
    browser, live_server
):
    three = make_three()
    with visit(browser, live_server.url, user=three.coordinator) as coordinator:
        page = coordinator.go(ROOT)
        follow(coordinator, "Surveys of residents and staff")
        press(coordinator, "Make a survey")
        coordinator.check_page()
        page.get_by_label("Title").fill("Sharing payroll")
        page.get_by_label("Staff").check()
        page.get_by_label("What it is for").fill("We want to know what you think of it.")
        page.get_by_label("Questions").fill("Should we share?\n- Yes\n- No\n- Not sure\nWhy?")
        page.get_by_label("Those below 5").check()
        day = timezone.localdate() + datetime.timedelta(days=20)
        for name, said in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            page.get_by_label(name, exact=True).fill(str(said))
        press(coordinator, "Save the draft")
        picture(coordinator, "survey-draft")
        coordinator.check_page()
        follow(coordinator, "Open it")
        press(coordinator, "Open it")
        coordinator.check_page()
    link = f"/surveys/{SurveyRecord.objects.get().token}/"
    with visit(browser, live_server.url, width=NARROW) as anybody:
        for number in range(12):
            page = anybody.go(link)
            if number == 0:
                picture(anybody, "survey-answering")
                anybody.check_page()
                page.get_by_label("Why?").fill("My desk is in the other town.")
            page.get_by_label("No" if number < 3 else "Yes", exact=True).check()
            press(anybody, "Send")
        assert "Your answers are in" in page.content()
        anybody.check_page()
    with visit(browser, live_server.url, user=three.coordinator) as coordinator:
        page = coordinator.go(f"{ROOT}surveys/1/close/")
        press(coordinator, "Close it")
        follow(coordinator, "Read what people wrote")
        picture(coordinator, "survey-reading")
        coordinator.check_page()
        page.get_by_label("Release", exact=True).check()
        press(coordinator, "Save")
        assert OpenAnswer.objects.get().state == OpenAnswer.State.RELEASED
        picture(coordinator, "survey-closed")
        coordinator.check_page()
    with visit(browser, live_server.url, width=NARROW) as anybody:
        page = anybody.go(link)
        assert "My desk is in the other town." in page.content()
        picture(anybody, "survey-closed")
        anybody.check_page()
