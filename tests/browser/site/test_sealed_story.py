"""Three councils say the hard thing at the same time; and one that never answers keeps all shut."""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path

import pytest
from django.utils import timezone

from commonweal.cli.running import run
from commonweal_web.exchange.models import Exchange
from commonweal_web.exchange.services import settle_due
from tests.browser.looking import NARROW
from tests.site.exchanges import NAMES, make_three
from tests.site.visiting import Visit, visit

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/partnerships/three-councils/"


def press(visitor: Visit, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()
    visitor.page.wait_for_load_state("load")


def follow(visitor: Visit, name: str) -> None:
    visitor.page.get_by_role("link", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state("load")


def start(visitor: Visit, *, is_looked_at: bool = False) -> None:
    """Start an exchange of preconditions as the coordinator."""
    page = visitor.go(ROOT)
    follow(visitor, "Sealed exchanges")
    press_link(visitor, "Start a sealed exchange")
    page.get_by_label("Preconditions").check()
    press(visitor, "Continue")
    day = timezone.localdate() + datetime.timedelta(days=20)
    page.get_by_label("Name of this exchange").fill("What we must have")
    for name, said in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(name, exact=True).fill(str(said))
    if is_looked_at:
        visitor.check_page()
    press(visitor, "Start it")
    assert "It has started" in page.content()


def press_link(visitor: Visit, name: str) -> None:
    """Follow a link that looks like a button."""
    visitor.page.get_by_role("button", name=name).click()
    visitor.page.wait_for_load_state("load")


def topic(page, question):
    return page.get_by_role("group", name=question, exact=True)


def answer(visitor: Visit, *, merger: str, words: str, is_final: bool) -> None:
    """Answer on the page that is open: whether it must be said that this is no merger."""
    page = visitor.page
    group = topic(page, "Must it be said that this is no step to a merger?")
    group.get_by_label("What you ask").select_option(merger)
    group.get_by_label("In your own words").fill(words)
    page.get_by_label("Who authorised this answer").fill("The leader, by delegated decision")
    page.get_by_label("Yes: nobody can" if is_final else "Not yet: we may").check()
    press(visitor, "Seal it")


def receipt(visitor: Visit, folder: Path, name: str) -> Path:
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("link", name=re.compile("^Its receipt")).click()
    file = folder / f"{name}.json"
    waiting.value.save_as(file)
    return file


def test_three_councils_speak_at_once_and_one_contradiction_is_shown(
    browser, live_server, tmp_path
):
    three = make_three()
    with visit(browser, live_server.url, user=three.coordinator) as coordinator:
        start(coordinator, is_looked_at=True)
        coordinator.check_page()

    receipts = {}
    with visit(browser, live_server.url, user=three.editors["Ashby"], width=NARROW) as ashby:
        page = ashby.go(ROOT)
        follow(ashby, "Answer “What we must have” for Ashby")
        follow(ashby, "Answer")
        ashby.check_page()
        picture(ashby, "answering")
        answer(ashby, merger="No", words="We would talk of anything.", is_final=False)
        assert "Version 1 is sealed" in page.content()
        # It changes its mind; what it sealed before is shown to nobody, itself included.
        follow(ashby, "Replace it")
        assert "We would talk of anything" not in page.content()
        answer(ashby, merger="Yes", words="Members asked for it.", is_final=True)
        ashby.check_page()
        picture(ashby, "sealed")
        receipts["ashby"] = receipt(ashby, tmp_path, "ashby")

    with visit(browser, live_server.url, user=three.administrator) as keeper:
        for path in ("", "exchanges/", "exchanges/1/", "log/", "exchanges/1/openings.json"):
            page = keeper.go(f"{ROOT}{path}")
            assert "Members asked for it" not in page.content()
            assert "Edda Ashby" not in page.content()
        keeper.go(f"{ROOT}exchanges/1/")
        follow(keeper, "Answer")
        answer(keeper, merger="No", words="It may become one.", is_final=True)
        receipts["barton"] = receipt(keeper, tmp_path, "barton")
        assert "Members asked for it" not in keeper.page.content()

    with visit(browser, live_server.url, user=three.editors["Corby"]) as corby:
        page = corby.go(f"{ROOT}exchanges/1/answers/{three.answer(exchange(), 'Corby').pk}/")
        answer(corby, merger="Yes", words="Residents ask.", is_final=True)
        text = page.locator("main").inner_text()
        assert "Can all the preconditions be met together?" in text
        assert re.search(r"Barton says no; Corby says yes\. These cannot all be met\.", text)
        assert "Members asked for it." in text
        assert "It may become one." in text
        assert "We would talk of anything" not in text
        corby.check_page()
        picture(corby, "opened")
        with page.expect_download() as waiting:
            follow(corby, "Every answer as it was opened (JSON)")
        openings = tmp_path / "openings.json"
        waiting.value.save_as(openings)

    for file in receipts.values():
        assert run(["verify", str(file), str(openings)]) == 0
    forged = json.loads(openings.read_text("utf-8").replace("may become", "will never be"))
    (tmp_path / "forged.json").write_text(json.dumps(forged), encoding="utf-8")
    assert run(["verify", str(receipts["barton"]), str(tmp_path / "forged.json")]) == 1


@pytest.mark.long
def test_where_one_council_never_answers_nothing_opens(browser, live_server):
    three = make_three()
    with visit(browser, live_server.url, user=three.coordinator) as coordinator:
        start(coordinator)
    for name in NAMES[:2]:
        with visit(browser, live_server.url, user=three.editors[name]) as editor:
            editor.go(f"{ROOT}exchanges/1/answers/{three.answer(exchange(), name).pk}/")
            answer(editor, merger="Yes", words=f"A secret of {name}.", is_final=True)
            assert "Nobody can read a sealed answer through this site" in editor.page.content()

    settle_due(exchange().deadline + datetime.timedelta(minutes=1))

    for user in (three.editors["Ashby"], three.administrator):
        with visit(browser, live_server.url, user=user) as reader:
            page = reader.go(f"{ROOT}exchanges/1/")
            assert "not every answer was in at the deadline" in page.content()
            assert "A secret of" not in page.content()
            reader.check_page()
            picture(reader, "void")


def exchange() -> Exchange:
    return Exchange.objects.get()


def picture(visitor: Visit, name: str) -> None:
    """Keep what stands there, where somebody asks to look."""
    folder = os.environ.get("LOOK_AT")
    if folder:
        visitor.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
