"""`route`, `approvals` and `timetable`: from a case to documents that are kept and read again."""

from __future__ import annotations

import json

import pytest

from tests.integration.cli.conftest import EXAMPLES

CASE = EXAMPLES / "pennine-lancashire-building-control.toml"


def test_facts_on_the_route_are_written_answered_and_judged_again(commonweal, here):
    written = commonweal("route", CASE, "--output", "route.toml")
    facts = here / "route.toml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace('statutory-function = "not-known"', 'statutory-function = "no"'),
        encoding="utf-8",
    )
    before = json.loads(commonweal("route", CASE, "--json").out)
    after = json.loads(commonweal("route", "route.toml", "--json").out)

    assert (written.status, written.err) == (0, "Wrote route.toml.\n")
    assert "no legal advice" in written.out.replace("\n", " ")
    assert before["routes"][0]["verdict"] == "unknown"
    assert after["routes"][0]["verdict"] == "impossible"


def test_one_route_is_read_whole_and_an_unknown_one_is_refused(commonweal):
    whole = commonweal("route", CASE, "joint-committee")
    wrong = commonweal("route", CASE, "joint-comittee")

    assert "s101(5)" in whole.out
    assert (wrong.status, wrong.out) == (2, "")
    assert "Did you mean joint-committee" in wrong.err


def test_approvals_are_written_with_their_days_and_read_again_to_the_same(commonweal):
    first = commonweal("approvals", CASE, "--on", "2026-11-22", "-o", "approvals.toml")
    again = commonweal("approvals", "approvals.toml", "--on", "2026-11-22")
    told = json.loads(commonweal("approvals", CASE, "--on", "2026-11-22", "--json").out)

    assert first.status == 0
    assert first.out == again.out
    assert "Tue 2026-12-22" in first.out  # 28 clear days before 20 January 2027
    assert told["state"]["may_go_live"] is False


def test_a_plan_keeps_the_days_of_the_approvals_and_goes_into_a_calendar(commonweal, here):
    commonweal("approvals", CASE, "--on", "2026-11-22", "-o", "approvals.toml")
    first = commonweal(
        *("timetable", CASE, "--start", "2026-12-01", "--on", "2026-12-01"),
        *("--approvals", "approvals.toml", "-o", "plan.toml", "--calendar", "plan.ics"),
    )
    again = commonweal(
        *("timetable", "plan.toml", "--on", "2026-12-01"),
        *("--approvals", "approvals.toml", "--case", CASE),
    )

    assert first.status == 0
    assert first.out == again.out
    assert "28 January 2027 is fixed" in " ".join(first.out.split())
    assert (here / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


@pytest.mark.parametrize("command", ["route", "approvals", "timetable"])
def test_a_file_that_is_none_of_ours_is_refused_with_a_mend(commonweal, here, command):
    (here / "other.toml").write_text('colour = "blue"\n', encoding="utf-8")
    answer = commonweal(command, "other.toml")

    assert (answer.status, answer.out) == (2, "")
    assert "Mend: " in answer.err


def test_a_day_that_is_none_is_refused(commonweal):
    answer = commonweal("approvals", CASE, "--on", "soon")

    assert answer.status == 2
    assert "'soon' is not a day" in answer.err
