"""Figures typed page by page: kept at every save, never lost, never another's."""

from __future__ import annotations

import re

import html5lib
import pytest
from django.test import Client

from commonweal_web.partnerships.models import Document
from tests.site.builders import make_person, sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/figures/"
OWN = f"{ROOT}ashby/"


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return answer.content.decode()


def newest(cast, body=None):
    return Document.objects.filter(body=body or cast.ashby).order_by("-version").first()


def fields(answer):
    """Return what the page's form would send as it stands."""
    found = {}
    tree = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    forms = [one for one in tree.iter("form") if one.find(".//input[@name='version']") is not None]
    for one in forms[0].iter():
        if one.tag not in ("input", "textarea", "select"):
            continue
        name, kind = one.get("name"), one.get("type", "text")
        if one.tag == "select":
            chosen = [each for each in one.iter("option") if each.get("selected") is not None]
            found[name] = chosen[0].get("value", "") if chosen else ""
        elif kind in ("radio", "checkbox"):
            if one.get("checked") is not None:
                found.setdefault(name, []).append(one.get("value"))
        elif name and name != "csrfmiddlewaretoken":
            found[name] = one.text or "" if one.tag == "textarea" else one.get("value", "")
    return found


def save(client, address, **typed):
    """Open a page and save it with some fields changed, as a person would."""
    return client.post(address, fields(client.get(address)) | typed, follow=True)


def test_a_cost_typed_as_officers_type_it_is_kept_as_a_draft_of_the_body(cast):
    editor = visit(cast.ashby_editor)

    answer = save(editor, f"{OWN}at/baselines/0/costs/", staff="£1,234,500.00 ")

    assert "Saved as version 1, a draft" in said(answer)
    document = newest(cast)
    assert document.state == Document.State.DRAFT
    assert document.values["baselines"][0]["costs"]["staff"] == 1_234_500
    assert {row["id"] for row in document.values["bodies"]} == {"ashby"}


def test_a_range_is_typed_in_words(cast):
    editor = visit(cast.ashby_editor)

    save(editor, f"{OWN}at/baselines/0/costs/", systems="40000 to 60000, likely 45000")

    assert newest(cast).values["baselines"][0]["costs"]["systems"] == {
        "low": 40_000, "likely": 45_000, "high": 60_000,
    }  # fmt: skip


def test_what_cannot_be_read_stays_on_the_page_with_what_to_type(cast):
    editor = visit(cast.ashby_editor)

    answer = save(editor, f"{OWN}at/baselines/0/costs/", staff="about forty")

    assert "Type a number" in said(answer)
    assert "about forty" in said(answer)
    assert newest(cast) is None


def test_the_overview_says_how_far_a_body_has_come(cast):
    editor = visit(cast.ashby_editor)

    page = said(editor.get(OWN))

    assert "About Ashby" in page
    assert "costs now" in page
    assert "What it could do alone" in page


def test_a_lever_is_chosen_from_the_catalogue_and_only_what_works_alone(cast):
    editor = visit(cast.ashby_editor)
    save(editor, f"{OWN}add/options/", name="Do it better", form="redesign-alone")
    place = next(
        index
        for index, row in enumerate(newest(cast).values["options"])
        if row["name"] == "Do it better"
    )
    levers = f"{OWN}add/options/{place}/levers/"

    choosing = said(editor.get(levers))
    assert "process-redesign" in choosing
    assert "management-deduplication" not in choosing
    save(
        editor,
        f"{levers}?kind=process-redesign",
        mechanism="Fewer handovers",
        share_of_staff_saved="5% to 12%, likely 8%",
    )

    option = newest(cast).values["options"][place]
    assert option["bodies"] == ["ashby"]
    assert option["levers"][0]["lever"] == "process-redesign"


def test_rows_are_pasted_from_a_spreadsheet_the_bad_ones_given_back(cast):
    editor = visit(cast.ashby_editor)
    rows = (
        "Title\tFull-time equivalents\tCost\n"
        "Manager\t1\t£61,000\n"
        "Officers\tsix\t£240,000\n"
        "Total\t7\t£301,000\n"
    )

    answer = editor.post(f"{OWN}paste/baselines/0/establishment/", {"rows": rows})

    page = said(answer)
    assert "1 rows were added" in page or "1 row" in page
    assert "Row 3" in page
    assert "Officers\tsix" in page
    posts = newest(cast).values["baselines"][0]["establishment"]
    assert [post["title"] for post in posts] == ["Manager"]


def test_two_who_save_different_pages_both_keep_what_they_typed(cast):
    first, second = (
        visit(cast.ashby_editor),
        visit(make_person("Ed Two", body=cast.ashby, role="editor")),
    )
    save(first, f"{OWN}at/baselines/0/costs/", staff="100000")
    opened = fields(first.get(f"{OWN}at/baselines/0/costs/"))["version"]
    save(second, f"{OWN}at/bodies/0/", place="Ashby town")

    answer = first.post(
        f"{OWN}at/baselines/0/costs/", {"version": opened, "staff": "120000"}, follow=True
    )

    assert "Saved as version" in said(answer)
    assert newest(cast).values["bodies"][0]["place"] == "Ashby town"
    assert newest(cast).values["baselines"][0]["costs"]["staff"] == 120_000


def test_the_second_to_save_one_page_is_told_and_loses_nothing(cast):
    first, second = (
        visit(cast.ashby_editor),
        visit(make_person("Ed Two", body=cast.ashby, role="editor")),
    )
    page = f"{OWN}at/baselines/0/costs/"
    save(first, page, staff="100000")
    opened = fields(second.get(page))["version"]
    save(first, page, staff="110000")

    answer = second.post(page, {"version": opened, "staff": "222222"}, follow=True)

    assert "Somebody else saved this page" in said(answer)
    assert "110,000" in said(answer)
    assert "222222" in said(answer)
    assert newest(cast).values["baselines"][0]["costs"]["staff"] == 110_000

    version = fields(answer)["version"]
    second.post(page, {"version": version, "staff": "222222"}, follow=True)
    assert newest(cast).values["baselines"][0]["costs"]["staff"] == 222_222


def test_a_page_sent_twice_makes_one_version(cast):
    editor = visit(cast.ashby_editor)
    page = f"{OWN}at/baselines/0/costs/"
    save(editor, page, staff="100000")
    again = fields(editor.get(page))["version"]

    editor.post(page, {"version": again, "staff": "100000"})
    editor.post(page, {"version": again, "staff": "100000"})

    assert Document.objects.filter(body=cast.ashby).count() <= 2


def test_what_was_typed_when_the_session_ended_comes_back_after_signing_in(cast):
    editor = visit(cast.ashby_editor)
    page = f"{OWN}at/baselines/0/costs/"
    typed = fields(editor.get(page)) | {"staff": "123456"}
    editor.logout()

    away = editor.post(page, typed)
    assert away.status_code == 302
    sign_in(editor, cast.ashby_editor)
    back = editor.get(page)

    assert "as you typed it" in said(back)
    assert "123456" in said(back)


def test_what_one_person_typed_never_comes_back_to_another(cast):
    editor = visit(cast.ashby_editor)
    page = f"{OWN}at/baselines/0/costs/"
    typed = fields(editor.get(page)) | {"staff": "123456"}
    editor.logout()
    editor.post(page, typed)

    sign_in(editor, make_person("Ed Two", body=cast.ashby, role="editor"))

    assert "123456" not in said(editor.get(page))


def test_an_earlier_version_is_brought_back_and_what_came_between_is_kept(cast):
    editor = visit(cast.ashby_editor)
    page = f"{OWN}at/baselines/0/costs/"
    save(editor, page, staff="100000")
    save(editor, page, staff="200000")

    listed = said(editor.get(f"{OWN}versions/"))
    assert "Version 1" in listed
    changed = said(editor.get(f"{OWN}versions/2/"))
    assert "from 100,000 to 200,000" in changed
    editor.post(f"{OWN}versions/1/bring-back/", follow=True)

    assert newest(cast).version == 3
    assert newest(cast).values["baselines"][0]["costs"]["staff"] == 100_000


def test_a_row_is_taken_out_after_a_question(cast):
    editor = visit(cast.ashby_editor)
    save(editor, f"{OWN}add/options/", name="Do it better", form="redesign-alone")
    n_before = len(newest(cast).values["options"])
    address = f"{OWN}take-out/options/{n_before - 1}/"

    assert "Take out" in said(editor.get(address))
    editor.post(address, {"version": newest(cast).version}, follow=True)

    assert len(newest(cast).values.get("options", [])) == n_before - 1


@pytest.mark.parametrize(
    "where", ["", "at/baselines/0/costs/", "add/options/", "versions/", "paste/assumptions/"]
)
def test_nobody_else_opens_the_pages_of_a_body(cast, where):
    for person, status in (
        (cast.stranger, 404),
        (cast.barton_editor, 403),
        (cast.ashby_certifier, 403),
    ):
        assert visit(person).get(f"{OWN}{where}").status_code == status


@pytest.mark.parametrize(
    "where", ["at/nothing/", "at/baselines/99/", "at/baselines/0/staff/", "take-out/bodies/0/"]
)
def test_a_place_that_is_not_there_is_not_found(cast, where):
    assert visit(cast.ashby_editor).get(f"{OWN}{where}").status_code == 404


def test_the_common_part_is_typed_by_the_coordinator_from_nothing(db):
    made = make_cast()
    coordinator = visit(made.coordinator)
    common = f"{ROOT}in-common/"

    save(
        coordinator,
        f"{common}at/about/",
        name="Ashby and Barton",
        base_year="2024-25",
        first_year="2026-27",
    )
    answer = save(coordinator, f"{common}add/services/", id="payroll")

    assert "Still open elsewhere" not in said(answer)
    assert "Saved as version 2" in said(answer)
    document = Document.objects.filter(body=None).order_by("-version").first()
    assert [row["id"] for row in document.values["services"]] == ["payroll"]
    assert {row["id"] for row in document.values["bodies"]} == {"ashby", "barton"}


def test_a_draft_is_looked_through_as_a_whole_before_it_is_submitted(cast):
    editor = visit(cast.ashby_editor)
    save(editor, f"{OWN}at/baselines/0/costs/", staff="£1,234,500")
    save(editor, f"{OWN}at/baselines/0/costs/", management="70000")

    page = said(editor.get(f"{OWN}check/"))

    assert "1,234,500" in page
    assert "management and staff apart from each other" in page.lower()
    submit = re.search(r'action="([^"]*/submit/)"', page)[1]
    done = editor.post(submit, follow=True)
    assert "Submitted" in said(done)
    assert newest(cast).state == Document.State.SUBMITTED
    assert "£70,000" not in said(visit(cast.barton_editor).get(submit.replace("submit/", "")))
    assert editor.get(f"{OWN}check/").status_code == 302


def test_what_others_filled_in_is_not_said_to_be_done(cast):
    assert "Filled in for you" in said(visit(cast.barton_editor).get(f"{ROOT}barton/"))
