"""Three bodies go from their own baselines to a verdict that each of them has certified."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from commonweal_web.accounts.models import User
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.reading import json_text
from tests.browser.looking import NARROW
from tests.site.builders import make_body, make_partnership, make_person
from tests.site.planting import case_of_bodies
from tests.site.visiting import Visit, visit

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/partnerships/three-towns/"
NAMES = ("Ashby", "Barton", "Colne")
#: What each types, pastes or uploads: figures of its own, which nobody else changes.
STAFF = {"Ashby": "481,500", "Barton": "471250", "Colne": "496,750"}


@dataclass(kw_only=True)
class Cast:
    coordinator: User
    editors: dict[str, User] = field(default_factory=dict)
    certifiers: dict[str, User] = field(default_factory=dict)
    officers: dict[str, User] = field(default_factory=dict)


@pytest.fixture
def cast(live_server):
    bodies = {name: make_body(name) for name in NAMES}
    made = Cast(coordinator=make_person("Cora Lane", body=bodies["Ashby"]))
    make_partnership("Three towns", bodies=tuple(bodies.values()), coordinator=made.coordinator)
    for name, body in bodies.items():
        made.editors[name] = make_person(f"Edda {name}", body=body, role="editor")
        made.certifiers[name] = make_person(f"Cert {name}", body=body, role="certifier")
        made.officers[name] = make_person(f"Fin {name}", body=body, role="section-151")
    return made


@pytest.mark.parametrize(
    "has_scripts", [pytest.param(True, marks=pytest.mark.long), False], ids=["scripts", "none"]
)
def test_three_bodies_go_from_baseline_to_a_verdict_that_each_has_certified(
    browser, live_server, cast, tmp_path, has_scripts
):
    def as_(user: User, **options):
        return visit(browser, live_server.url, user=user, has_scripts=has_scripts, **options)

    # Given a case that its coordinator has put in common
    file = tmp_path / "case.json"
    file.write_text(json_text(case_of_bodies(NAMES)), encoding="utf-8")
    with as_(cast.coordinator) as visitor:
        visitor.go(ROOT)
        upload(visitor, "Held in common", file)
        submit(visitor)

    # When each body gives its own figures in its own way, and its certifier certifies them
    for name in NAMES:
        with as_(cast.editors[name], width=NARROW) as visitor:
            visitor.go(f"{ROOT}figures/{name.lower()}/at/baselines/0/costs/")
            visitor.page.get_by_label("Staff", exact=True).fill(STAFF[name])
            visitor.page.get_by_role("button", name="Save", exact=True).click()
            visitor.go(f"{ROOT}figures/{name.lower()}/")
            if name == "Ashby":
                visitor.check_page()
            submit(visitor)
        with as_(cast.certifiers[name]) as visitor:
            # Their tasks lead there.
            visitor.go("/home/")
            visitor.page.get_by_role("link", name=re.compile(r"^Certify")).first.click()
            press(visitor, "Certify")
            press(visitor, "Certify")
            assert "Certified by" in visitor.page.content()

    # Then a partner sees what was submitted, and only the body itself the pay of its one manager
    with as_(cast.editors["Barton"]) as visitor:
        visitor.go(f"{ROOT}figures/")
        visitor.page.get_by_role("link", name=re.compile(r"Version 1\b.*Ashby")).click()
        said = visitor.page.content()
        assert "£543,500" in said
        assert "£481,500" not in said

    # When every section 151 officer and the coordinator sign, the figures are frozen
    for user in (*cast.officers.values(), cast.coordinator):
        with as_(user) as visitor:
            visitor.go(f"{ROOT}signatures/")
            visitor.page.get_by_role("button", name=re.compile(r"^Sign (?!out)")).click()
            press(visitor, "Sign")
    with as_(cast.editors["Colne"], width=NARROW) as visitor:
        visitor.go(f"{ROOT}signatures/")
        assert "Signed by everybody and frozen" in visitor.page.content()
        visitor.check_page()

    # And an appraisal is run on them
    with as_(cast.coordinator) as visitor:
        visitor.go(f"{ROOT}runs/")
        press(visitor, "Start an appraisal")
        visitor.page.get_by_label("How many futures").fill("200")
        press(visitor, "Start")
        work_off()
        visitor.go(f"{ROOT}runs/1/")
        verdict = visitor.page.get_by_role("heading", level=1).inner_text()
        assert "over 10 years" in verdict
        visitor.check_page()

    # Then each body certifies the verdict, and everybody reads who has
    for name, user in cast.officers.items():
        with as_(user) as visitor:
            visitor.go(f"{ROOT}runs/1/certificates/")
            visitor.page.get_by_role("button", name=re.compile(name)).click()
            press(visitor, re.compile("^Certify"))
    with as_(cast.editors["Colne"], width=NARROW) as visitor:
        visitor.go(f"{ROOT}runs/1/certificates/")
        said = visitor.page.content()
        for name in NAMES:
            assert f"Fin {name}" in said
        visitor.check_page()
        visitor.go(f"{ROOT}runs/1/")
        assert verdict == visitor.page.get_by_role("heading", level=1).inner_text()


def upload(visitor: Visit, whose: str, file: Path) -> None:
    visitor.page.get_by_role("link", name="Figures", exact=True).click()
    visitor.page.get_by_role("link", name=f"Upload a file for {whose}").click()
    visitor.page.set_input_files("input[type=file]", file)
    press(visitor, "Save as a draft")


def submit(visitor: Visit) -> None:
    """Press the button on each page that leads to submitting, and on the one that does it."""
    for _ in range(3):
        if visitor.page.get_by_role("button", name="Submit to the partners").count():
            press(visitor, "Submit to the partners")


def press(visitor: Visit, name: str | re.Pattern[str]) -> None:
    visitor.page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()
    visitor.page.wait_for_load_state("load")
