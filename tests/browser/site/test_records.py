"""A case from first upload to verdict, as coordinator, editor and certifier go through it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonweal_web.core.work import work_off
from tests.site.builders import make_person
from tests.site.records import CASE, make_cast
from tests.site.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/partnerships/ashby-and-barton/"


@pytest.fixture
def cast(live_server):
    return make_cast()


def upload(visitor, file):
    visitor.page.set_input_files("input[type=file]", file)
    # Where something stands already, what the file changes is looked at first.
    first = visitor.page.get_by_role("button", name="Continue")
    if first.count():
        first.click()
        visitor.check_page()
    visitor.page.get_by_role("button", name="Save as a draft").click()


def submit(visitor):
    visitor.page.get_by_role("button", name="Submit to the partners").click()
    visitor.check_page()
    visitor.page.get_by_role("button", name="Submit to the partners").click()


def test_a_case_goes_from_upload_to_verdict_with_every_hand_in_the_log(
    browser, live_server, cast, tmp_path
):
    with visit(browser, live_server.url, user=cast.coordinator) as coordinator:
        coordinator.go(ROOT)
        coordinator.check_page()
        coordinator.page.get_by_role("link", name="Figures", exact=True).click()
        coordinator.check_page()

        # When a file with a fault is uploaded, its place and mend are told.
        coordinator.page.get_by_role("link", name="Upload a file for Held in common").click()
        faulty = tmp_path / "faulty.toml"
        text = CASE.read_text(encoding="utf-8")
        faulty.write_text(text.replace("population = 95000", "population = -1"), encoding="utf-8")
        upload(coordinator, faulty)
        assert "There is a problem" in coordinator.page.content()
        coordinator.check_page()
        upload(coordinator, Path(CASE).resolve())
        coordinator.check_page()
        submit(coordinator)
        coordinator.check_page()

    with visit(browser, live_server.url, user=cast.ashby_editor) as editor:
        editor.go(f"{ROOT}figures/")
        with editor.page.expect_download() as taken:
            editor.page.get_by_role("link", name="TOML").click()
        copy = tmp_path / "copy.toml"
        changed = Path(taken.value.path()).read_text(encoding="utf-8")
        copy.write_text(re.sub(r"population = 110000", "population = 111000", changed))
        editor.page.get_by_role("link", name="Upload a file for Ashby").click()
        upload(editor, copy)
        editor.check_page()
        submit(editor)
        assert editor.page.get_by_role("button", name="Certify").count() == 0

    with visit(browser, live_server.url, user=cast.ashby_certifier) as certifier:
        certifier.go(f"{ROOT}figures/")
        certifier.check_page()
        certifier.page.get_by_role("link", name=re.compile(r"Version 1\b.*Ashby")).click()
        certifier.page.get_by_role("button", name="Certify").click()
        certifier.check_page()
        certifier.page.get_by_role("button", name="Certify").click()
        assert "Certified by" in certifier.page.content()

    with visit(browser, live_server.url, user=cast.coordinator) as coordinator:
        coordinator.go(f"{ROOT}runs/")
        coordinator.page.get_by_role("button", name="Start an appraisal").click()
        coordinator.check_page()
        coordinator.page.get_by_label("How many futures").fill("500")
        coordinator.page.get_by_role("button", name="Start").click()
        assert "It waits for its turn" in coordinator.page.content()
        coordinator.check_page()
        work_off()
        coordinator.page.get_by_role("link", name="Look again").click()
        assert "over 10 years" in coordinator.page.get_by_role("heading", level=1).inner_text()
        coordinator.check_page()
        coordinator.go(f"{ROOT}runs/")
        coordinator.check_page()
        coordinator.go(f"{ROOT}log/")
        coordinator.check_page()
        said = coordinator.page.content()
        for name in ("Cora Lane", "Edda Ashby", "Cert Ashby", "Background worker"):
            assert name in said


def test_an_administrator_makes_a_key_sees_it_once_and_revokes_it(browser, live_server, cast):
    administrator = make_person("Ada Ashby", body=cast.ashby, role="administrator")
    with visit(browser, live_server.url, user=administrator) as visitor:
        visitor.go("/bodies/ashby/")
        visitor.page.get_by_role("link", name="Keys for the programming interface").click()
        visitor.check_page()
        visitor.page.get_by_role("button", name="Make a key").click()
        visitor.check_page()
        visitor.page.get_by_label("What is it for?").fill("Nightly returns")
        visitor.page.get_by_role("button", name="Make the key").click()
        visitor.check_page()
        assert "cw_" in visitor.page.locator("code").first.inner_text()
        visitor.page.get_by_role("button", name="Done").click()
        visitor.check_page()
        visitor.page.get_by_role("link", name="Revoke Nightly returns").click()
        visitor.check_page()
        visitor.page.get_by_role("button", name="Revoke it").click()
        assert "works no more" in visitor.page.content()
        visitor.go("/api/")
        visitor.check_page()
        visitor.go("/bodies/ashby/log/")
        visitor.check_page()
        assert "made the key Nightly returns" in visitor.page.content()
