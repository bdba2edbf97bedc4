"""Every fault of a partnership file is refused with its key, its line and its mend."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from commonweal.errors import CommonwealError, FileFormatError, RefusedError
from commonweal.partnership import read_partnership, read_values
from tests.unit.partnership.cases import CASE, changed, refusals


def test_the_case_itself_checks_clean():
    assert refusals(CASE) == ()


#: What is put in place of what, the key told, what stands on the line told, reason, mend.
FAULTS = [
    # Years.
    ('base_year = "2024-25"\n', "", "base_year", None, "base_year is missing", "Add base_year"),
    ('first_year = "2026-27"', "", "first_year", None, "first_year is missing", "Year 0"),
    (
        'first_year = "2026-27"',
        'first_year = "2023-24"',
        "first_year",
        "2023-24",
        "before the price base 2024-25",
        "base year or later",
    ),
    (
        'first_year = "2026-27"',
        'first_year = "2026-28"',
        "first_year",
        "2026-28",
        "'2026-28' does not run from one year to the next",
        "Write 2026-27",
    ),
    (
        'first_year = "2026-27"',
        "first_year = 2026",
        "first_year",
        "= 2026",
        "first_year must be text; it is 2026",
        "in quotes",
    ),
    (
        'go_live = "2027-28"',
        'go_live = "2040-41"',
        "options[2].go_live",
        "2040-41",
        "outside the 10 years from 2026-27",
        "lengthen the horizon",
    ),
    (
        'year = "2024-25"\ntotal',
        'year = "soon"\ntotal',
        "baselines[1].year",
        '"soon"',
        "'soon' is not a financial year",
        "2026-27",
    ),
    (
        'year = "2024-25"\ntotal',
        'year = "1930-31"\ntotal',
        "baselines[1].year",
        "1930-31",
        "1930-31",
        "",
    ),
    (
        'kind = "district"\n',
        'kind = "district"\nvalid_from = 2026-04-01\nvalid_to = 2025-04-01\n',
        "bodies[1].valid_to",
        "valid_to",
        "Ashby would end on 2025-04-01, before it began",
        "correct one",
    ),
    # Figures.
    (
        "applications = 900",
        "applications = -900",
        "baselines[1].volumes.applications",
        "-900",
        "applications must be 0 or more; it is -900",
        "Correct",
    ),
    (
        "staff = 240000",
        "staff = -240000",
        "baselines[1].costs.staff",
        "-240000",
        "staff must be 0 or more; it is -240000",
        "income",
    ),
    (
        "staff = 240000",
        "staff = nan",
        "baselines[1].costs.staff",
        "nan",
        "staff is nan, which is no amount",
        "Give a number",
    ),
    (
        "staff = 240000",
        "staff = -inf",
        "baselines[1].costs.staff",
        "-inf",
        "staff is -inf, which is no amount",
        "Give a number",
    ),
    (
        "staff = 240000",
        'staff = "£240,000"',
        "baselines[1].costs.staff",
        "£240,000",
        'staff is "£240,000", which is no figure',
        "Write 240000, without quotes",
    ),
    (
        "total = 300000",
        'total = "0.3m"',
        "baselines[1].total",
        "0.3m",
        'total must be a number; it is "0.3m"',
        "Write 300000, without quotes",
    ),
    (
        "total = 300000",
        'total = "300000"',
        "baselines[1].total",
        '"300000"',
        'total must be a number; it is "300000"',
        "without quotes",
    ),
    (
        "share_of_staff_saved = 0.05",
        'share_of_staff_saved = "5%"',
        "options[1].levers[1].share_of_staff_saved",
        "5%",
        'share_of_staff_saved is "5%"',
        "Write 0.05",
    ),
    (
        "share_of_staff_saved = 0.05",
        "share_of_staff_saved = 5",
        "options[1].levers[1].share_of_staff_saved",
        "= 5",
        "share_of_staff_saved must be from 0 to 1; it is 5",
        "Write 12 per cent as 0.12",
    ),
    (
        "staff = 240000",
        "staff = true",
        "baselines[1].costs.staff",
        "true",
        "staff must be a number, not true or false",
        "Correct",
    ),
    (
        "total = 300000",
        "total = true",
        "baselines[1].total",
        "true",
        "total must be a number; it is true",
        "Write a number",
    ),
    (
        "total = 300000",
        "total = 299000000000000",
        "baselines[1].total",
        "299000000000000",
        "total is more than ten trillion",
        "multiplied",
    ),
    (
        "total = 300000",
        "total = 310000",
        "baselines[1].total",
        "310000",
        "The cost lines of ashby add up to 300,000, not 310,000",
        "Correct the line",
    ),
    (
        "low = 0.3, likely = 0.5, high = 0.8",
        "low = 0.9, likely = 0.5, high = 0.8",
        "options[2].levers[1].kept_share_of_other_teams",
        "low = 0.9",
        "low is 0.9 and high is 0.8",
        "Exchange them",
    ),
    (
        "low = 0.3, likely = 0.5, high = 0.8",
        "low = 0.3, likly = 0.5, high = 0.8",
        "options[2].levers[1].kept_share_of_other_teams.likly",
        "likly",
        "Unknown key likly",
        "Did you mean likely?",
    ),
    (
        "low = 0.3, likely = 0.5, high = 0.8",
        'outcomes = [0.2, 0.4], chances = [0.5, 0.4], shape = "discrete"',
        "options[2].levers[1].kept_share_of_other_teams",
        "outcomes",
        "The chances add to 0.9",
        "add to 1",
    ),
    (
        'staff = "rest"',
        'staff = "rest", other = "rest"',
        "baselines[2].undivided[1].into",
        "rest",
        'Two lines take "rest"',
        "one line only",
    ),
    (
        'staff = "rest"',
        "staff = 0.5",
        "baselines[2].undivided[1].into",
        "into",
        "The shares of Employees add to 0.65, not 1",
        '"rest"',
    ),
    (
        'staff = "rest"',
        'staff = "the rest"',
        "baselines[2].undivided[1].into.staff",
        "the rest",
        'staff is "the rest", which is no figure',
        'Or write "rest"',
    ),
    (
        "value = { low = 0.1, likely = 0.15, high = 0.2 }",
        "value = 15",
        "baselines[2].undivided[1].into.management",
        "assumption:managers",
        "management must be from 0 to 1; it is 15",
        "0.12",
    ),
    # Names.
    (
        'id = "barton"',
        'id = "ashby"',
        "bodies[2].id",
        'id = "ashby"',
        "The body ashby stands in the file twice",
        "an id of its own",
    ),
    (
        'body = "barton"',
        'body = "bartn"',
        "baselines[2].body",
        "bartn",
        "There is no body bartn in this file",
        "Did you mean barton?",
    ),
    (
        'id = "barton"',
        'id = "Barton DC"',
        "bodies[2].id",
        "Barton DC",
        'id is "Barton DC"',
        "for example barton-dc",
    ),
    (
        'id = "building-control"',
        'id = "bilding-control"',
        "services[1].id",
        "bilding-control",
        "bilding-control is not in the catalogue",
        "Did you mean building-control?",
    ),
    (
        'form = "redesign-alone"',
        'form = "redesign"',
        "options[1].form",
        '"redesign"',
        "There is no form of service called redesign",
        "Did you mean redesign-alone?",
    ),
    (
        'lever = "management-deduplication"',
        'lever = "management-de-duplication"',
        "options[2].levers[1].lever",
        "de-duplication",
        'There is no lever called "management-de-duplication"',
        'Did you mean "management-deduplication"?',
    ),
    (
        'lever = "management-deduplication"\n',
        "",
        "options[2].levers[1].lever",
        None,
        "lever is missing",
        "Say which lever",
    ),
    (
        'host = "ashby"',
        'host = "corby"',
        "options[2].host",
        "corby",
        "There is no body corby",
        "Use one of: ashby, barton",
    ),
    (
        "assumption:managers",
        "assumption:manager",
        "baselines[2].undivided[1].into.management",
        "assumption:manager",
        "There is no assumption called manager",
        "Did you mean managers?",
    ),
    (
        'name = "Ashby and Barton"',
        'name = "Ashby and Barton"\njurisdiction = "englnd"',
        "jurisdiction",
        "englnd",
        "There is no jurisdiction englnd",
        "Did you mean england?",
    ),
    (
        'host = "ashby"',
        "kept_local = { ashbee = 0.1 }",
        "options[2].kept_local.ashbee",
        "ashbee",
        "There is no body ashbee",
        "Did you mean ashby?",
    ),
    (
        'rule = "driver"',
        'rule = "driver"\ncap = { corby = 5 }',
        "split.cap.corby",
        "corby",
        "There is no body corby",
        "Use one of",
    ),
    # The rule.
    (
        'driver = "population"\n',
        "",
        "split.driver",
        None,
        'The rule "driver" needs a driver and none is named',
        "Name the measure",
    ),
    (
        'driver = "population"\n',
        'driver = "calls"\n',
        "split.driver",
        "calls",
        "The split is by calls, which is missing for Barton",
        "Add calls to drivers",
    ),
    (
        'driver = "population"\n',
        'one_off_rule = "driver-mix"\n',
        "split.mix",
        None,
        'The rule "driver-mix" needs drivers with weights',
        "mix = {",
    ),
    (
        'rule = "driver"',
        'rule = "drivers"',
        "split.rule",
        '"drivers"',
        'rule is "drivers", which is not one of the choices',
        'Did you mean "driver"?',
    ),
    # Keys and kinds.
    (
        "first_year",
        'aims = "both"\nfirst_year',
        "aims",
        "aims",
        "Unknown key aims",
        "Did you mean aim?",
    ),
    (
        "mechanism = ",
        "mecanism = ",
        "options[1].levers[1].mecanism",
        "mecanism",
        "Unknown key mecanism",
        "Did you mean mechanism?",
    ),
    (
        "project_team = ",
        "projectteam = ",
        "options[2].costs[1].projectteam",
        "projectteam",
        "Unknown key projectteam",
        "Did you mean project_team?",
    ),
    (
        'id = "building-control"',
        'id = "building-control"\nhorizon_years = 5',
        "services[1].horizon_years",
        "horizon_years",
        "Unknown key horizon_years",
        "belongs to the whole file",
    ),
    (
        'kind = "district"',
        "population = 100000",
        "bodies[1].population",
        "population = ",
        "Unknown key population",
        "drivers = { population = ... }",
    ),
    (
        "total = 300000",
        "staff = 300000",
        "baselines[1].staff",
        "staff = 300000",
        "Unknown key staff",
        "costs = { staff = ... }",
    ),
    (
        "costs = { management = 60000, staff = 240000 }",
        "costs = [60000, 240000]",
        "baselines[1].costs",
        "costs = [",
        "costs must be a table; it is a list",
        "costs = { ... }",
    ),
    (
        'name = "One team"',
        "name = 5",
        "options[2].name",
        "name = 5",
        "name must be text; it is 5",
        '"5"',
    ),
    (
        'host = "ashby"',
        'is_proposed = "yes"',
        "options[2].is_proposed",
        "is_proposed",
        'is_proposed must be true or false; it is "yes"',
        "without quotes",
    ),
    (
        "first_year",
        "horizon_years = 10.5\nfirst_year",
        "horizon_years",
        "10.5",
        "horizon_years must be a whole number; it is 10.5",
        "decimals",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "key", "on_line", "reason", "mend"),
    FAULTS,
    ids=[f"{key}-{number}" for number, (_, _, key, *_) in enumerate(FAULTS)],
)
def test_a_fault_is_refused_with_its_place_reason_and_mend(old, new, key, on_line, reason, mend):
    text = changed(old, new)

    found = [one for one in refusals(text) if one.place.key == key]

    assert [(one.reason, one.mend) for one in found if reason in one.reason and mend in one.mend]
    assert found[0].place.file == "case.toml"
    if on_line is not None:
        assert on_line in text.split("\n")[found[0].place.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "key", "on_line", "reason", "mend"),
    FAULTS,
    ids=[f"{key}-{number}" for number, (_, _, key, *_) in enumerate(FAULTS)],
)
def test_one_fault_is_not_told_over_and_over(old, new, key, on_line, reason, mend):
    told = refusals(changed(old, new))

    # A body renamed is also missing wherever its old name stands.
    assert len([one for one in told if one.place.key == key]) == 1 or key == "bodies[2].id"


def test_several_faults_are_all_told_at_once():
    text = changed("staff = 240000", "staff = nan").replace('body = "barton"', 'body = "corby"')
    text = text.replace('go_live = "2027-28"', 'go_live = "2027-29"').replace("likely", "likley")

    keys = {one.place.key for one in refusals(text)}

    assert {
        "baselines[1].costs.staff",
        "baselines[2].body",
        "options[2].go_live",
        "options[2].levers[1].kept_share_of_other_teams.likley",
    } <= keys


def test_an_empty_file_is_told_all_that_it_lacks():
    assert {one.place.key for one in refusals("")} == {
        "name",
        "base_year",
        "first_year",
        "bodies",
        "services",
    }


def test_one_body_alone_is_no_partnership():
    text = CASE[: CASE.index('[[bodies]]\nid = "barton"')] + CASE[CASE.index("[[services]]") :]

    assert any("one body; sharing takes two" in one.reason for one in refusals(text))


@pytest.mark.parametrize("kind", ["bodies", "services", "options", "baselines"])
@pytest.mark.parametrize("junk", ['"ashby"', "5", "{ id = 'a' }", "true", "2026-04-01", "[5]"])
def test_what_should_be_rows_and_is_not_is_said_once(kind, junk):
    values = CASE.split("\n[[")[0] + f"\n{kind} = {junk}\n"

    found = [one for one in refusals(values) if one.place.key.startswith(kind)]

    assert len(found) <= 2
    assert any(f"Head each of them with [[{kind}]]." in one.mend for one in found)


SYNTAX = [
    ("total = 300000", "total = £300,000", "Write amounts without a currency sign"),
    ("total = 300000", "total = 300,000", "Write amounts without commas"),
    ("share_of_staff_saved = 0.05", "share_of_staff_saved = 5%", "0.12"),
    ('base_year = "2024-25"', "base_year = 2024-25", 'in quotes: "2026-27"'),
    ('base_year = "2024-25"', "base_year = 2024/25", 'in quotes: "2026-27"'),
    ('name = "One team"', "name = “One team”", "straight quotes"),
    ('name = "One team"', 'name = "One team', "a quote"),
    ('name = "One team"', "name One team", "an equals sign"),
    ("[[services]]", "[[services]", "a bracket"),
    ('driver = "population"\n', 'driver = "population"\ndriver = "calls"\n', ""),
]


@pytest.mark.parametrize(("old", "new", "mend"), SYNTAX)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_broken_toml_is_refused_at_its_line_with_a_mend(old, new, mend, newline):
    text = changed(old, new)

    with pytest.raises(FileFormatError) as refused:
        read_partnership(text.replace("\n", newline), source="case.toml")

    assert refused.value.place.file == "case.toml"
    assert (
        new.split("\n")[-2 if new.endswith("\n") else -1]
        in (text.split("\n")[refused.value.place.line - 1])
    )
    assert mend in refused.value.hint
    assert "not TOML that can be read" in refused.value.message


def test_a_file_that_ends_in_the_middle_is_refused_at_its_last_line():
    text = CASE + "cap = { ashby = 5,"

    with pytest.raises(FileFormatError) as refused:
        read_partnership(text, source="case.toml")

    assert refused.value.place.line == text.count("\n") + 1


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 5000, "x = " + "9" * 5000, "x = " + "{a=" * 3000], ids=len
)
def test_what_no_reader_could_hold_is_refused(text):
    with pytest.raises(FileFormatError):
        read_partnership(text, source="case.toml")


def test_a_byte_order_mark_and_windows_lines_change_nothing():
    plain, report = read_partnership(CASE, source="case.toml")
    windows, same = read_partnership("\ufeff" + CASE.replace("\n", "\r\n"), source="case.toml")

    assert windows == plain
    assert same == report


@pytest.mark.parametrize("values", [[], "text", None, 5])
def test_values_that_are_no_table_are_refused(values):
    with pytest.raises(FileFormatError, match="no partnership"):
        read_values(values, source="case.json")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (float("nan"), "no amount"),
        (float("inf"), "no amount"),
        (10**400, "ten trillion"),
        (1e300, "ten trillion"),
        (dt.date(2026, 4, 1), 'it is "2026-04-01"'),
        ("\ud800", "half a character"),
        (b"300", "of the kind bytes"),
        ([], "it is a list"),
        ({}, "it is a table"),
    ],
    ids=str,
)
def test_values_that_json_or_a_program_may_hold_are_refused_in_words(value, reason):
    values = tomllib.loads(CASE)
    values["baselines"][0]["total"] = value

    with pytest.raises(RefusedError) as refused:
        read_values(values, source="case.json")

    assert reason in refused.value.report.refused[0].reason


def test_tables_within_tables_without_end_are_refused():
    values = tomllib.loads(CASE)
    for _ in range(900):
        values = {"options": [values]}

    with pytest.raises(RefusedError, match="deep"):
        read_values(values, source="case.json")


def test_a_date_without_quotes_is_taken_as_its_text():
    text = changed('source = "Structure chart"', 'source = "Structure chart"\ndate = 2025-06-30')

    assert read_partnership(text, source="case.toml")[0].assumptions[0].date == "2025-06-30"


def test_a_day_written_with_its_hour_is_refused_with_how_to_write_it():
    text = CASE + '\n[[reorganisations]]\non = 2028-04-01T00:00:00\nbodies = ["ashby"]\n'

    (found,) = refusals(text)

    assert found.place.key == "reorganisations[1].on"
    assert "2028-04-01" in found.mend


def test_a_measure_that_a_lever_needs_and_a_body_did_not_count_is_told():
    text = changed(
        'share_of_staff_saved = 0.05\nsource = "A pilot"',
        'share_of_staff_saved = 0.05\nsource = "A pilot"\n\n[[options.levers]]\n'
        'lever = "purchasing-volume"\nmechanism = "Bought together."\nvolume = "visits"',
    )

    (found,) = refusals(text)

    assert found.place.key == "options[1].levers[2].volume"
    assert found.reason == "No baseline of ashby, barton counts visits."


def test_every_refusal_can_be_said_by_its_error():
    with pytest.raises(CommonwealError) as refused:
        read_partnership(changed("staff = 240000", "staff = nan"), source="case.toml")

    assert "baselines[1].costs.staff" in str(refused.value)
    assert refused.value.hint == "Give a number, or leave the key out."
