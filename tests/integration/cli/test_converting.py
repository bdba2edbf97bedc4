"""`convert`, `schema`, `services` and `report`: files and lists."""

from __future__ import annotations

import json
import tomllib

import pytest

from tests.integration.cli.conftest import EXAMPLES, pairs


def test_there_and_back_holds_the_same(commonweal, case, here):
    commonweal("convert", case, "case.json")
    commonweal("convert", "case.json", "back.toml")
    commonweal("convert", "back.toml", "back.json")

    assert (here / "back.json").read_bytes() == (here / "case.json").read_bytes()


def test_comments_are_kept_from_toml_to_toml(commonweal, case, here):
    commonweal("convert", case, "copy.toml")

    assert (here / "copy.toml").read_bytes() == case.read_bytes()


def test_a_change_made_in_json_goes_back_into_the_toml_with_its_comments(commonweal, case, here):
    commonweal("convert", case, "case.json")
    values = json.loads((here / "case.json").read_text(encoding="utf-8"))
    values["baselines"][0]["costs"]["management"] = 51_000
    (here / "case.json").write_text(json.dumps(values), encoding="utf-8")

    answer = commonweal("convert", "case.json", case, "--in-place")

    text = case.read_text(encoding="utf-8")
    assert answer.status == 0
    assert tomllib.loads(text)["baselines"][0]["costs"]["management"] == 51_000
    assert "# a comment to keep" in text


def test_a_file_in_the_newest_form_is_left_as_it_is(commonweal, case):
    before = case.read_bytes()
    answer = commonweal("convert", case, "--in-place")

    assert answer.status == 0
    assert "left as it is" in answer.err
    assert case.read_bytes() == before


def test_a_file_is_replaced_only_by_force(commonweal, case, here):
    (here / "case.json").write_text("mine", encoding="utf-8")
    refused = commonweal("convert", case, "case.json")

    assert refused.status == 2
    assert "--force" in pairs(refused.err)[0][1]
    assert (here / "case.json").read_text(encoding="utf-8") == "mine"
    assert commonweal("convert", case, "case.json", "--force").status == 0


def test_the_schema_is_json_schema(commonweal):
    schema = json.loads(commonweal("schema").out)

    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "bodies" in schema["properties"]


def test_services_are_listed_on_two_axes_and_explained(commonweal):
    listed = commonweal("services").out
    explained = commonweal("services", "building-control").out

    assert "Hard" in listed
    assert "Sensitive" in listed
    assert "How sensitive: " in explained


@pytest.mark.parametrize("what", ["forms", "routes", "aims", "schools", "conditions", "readiness"])
def test_each_list_of_the_catalogue_is_shown_and_given_as_json(commonweal, what):
    shown = commonweal("services", f"--{what}")
    rows = json.loads(commonweal("services", f"--{what}", "--json").out)[what]

    assert shown.status == 0
    assert len(shown.out) > 200
    assert all(row["source"] for row in rows)


def test_routes_are_those_of_the_nation_asked_for(commonweal):
    rows = json.loads(commonweal("services", "--nation", "wales", "--json").out)["routes"]

    assert rows
    assert all("wales" in row["nations"] for row in rows)


def test_a_report_is_one_page_the_same_bytes_every_time(commonweal, case, here):
    for name in ("one.html", "two.html"):
        assert commonweal("report", case, "--output", name).status == 0

    page = (here / "one.html").read_text(encoding="utf-8")
    assert page == (here / "two.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "&lt;payroll&gt;" in page


def test_a_report_tells_its_verdict_as_json_too(commonweal, case):
    answer = commonweal("report", case, "-o", "page.html", "--json")

    assert json.loads(answer.out)["verdict"]["answer"] == "share"
    assert answer.err == "Wrote page.html.\n"


def test_the_demonstration_reports(commonweal, here):
    example = EXAMPLES / "pennine-lancashire-building-control.toml"
    answer = commonweal("report", example, "-o", "demo.html", "--draws", "200")

    assert answer.status == 0
    assert "Ribble Valley" in (here / "demo.html").read_text(encoding="utf-8")
