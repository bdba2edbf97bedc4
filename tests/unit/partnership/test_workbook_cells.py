"""What officers type into a cell, and what is made of it."""

from __future__ import annotations

import datetime as dt

import pytest

from commonweal.errors import InputError
from commonweal.partnership.workbook.cells_in import CellError, value_of
from commonweal.partnership.workbook.cells_out import LONGEST, cell_of
from commonweal.partnership.workbook.leaves import Leaf

POUNDS = Leaf(kind="estimate", unit="pounds a year", least=0)
SHARE = Leaf(kind="estimate", unit="share", least=0, most=1)
NUMBER = Leaf(kind="number")
LINES = Leaf(kind="list", item=Leaf(kind="choice", choices=("staff", "systems")))
TEXTS = Leaf(kind="list", item=Leaf(kind="text"))
NUMBERS = Leaf(kind="list", item=NUMBER)
CODES = Leaf(kind="map", key=Leaf(kind="text"), item=Leaf(kind="text"))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (1200.0, 1200),
        ("1200", 1200),
        ("£1,200.00 ", 1200),
        ("\u00a0£1\u00a0200 ", 1200),
        ("(1,200)", -1200),
        ("1,200-", -1200),
        ("−1,200", -1200),
        ("1.2m", 1_200_000),
        ("£3k", 3000),
        ("nil", 0),
    ],
)
def test_an_amount_is_read_as_officers_type_it(typed, amount):
    assert value_of(typed, POUNDS) == amount


@pytest.mark.parametrize(
    ("typed", "share"), [("12%", 0.12), ("12 per cent", 0.12), ("3.3 %", 0.033), ("0.125", 0.125)]
)
def test_a_share_may_be_typed_per_cent(typed, share):
    assert value_of(typed, SHARE) == share


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12.345", "could be pounds and pence or thousands"),
        ("12%", "is a share"),
        ("abc", "is no figure"),
        ("$300", "is not in pounds"),
        (True, "TRUE or FALSE"),
        (dt.date(2026, 4, 1), "the date or time 2026-04-01"),
        (dt.timedelta(hours=3), "the date or time"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_mend(typed, words):
    with pytest.raises(CellError, match=words.replace("(", r"\(")) as refusal:
        value_of(typed, POUNDS)

    assert refusal.value.mend


def test_amounts_in_thousands_are_multiplied_to_the_penny():
    assert value_of(1.1, POUNDS, unit="£000") == 1100
    assert value_of("1,234.56", POUNDS, unit="£000") == 1_234_560
    assert value_of(0.12, SHARE, unit="£000") == 0.12


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("100,000 to 140,000, likely 120,000", {"low": 1e5, "high": 1.4e5, "likely": 1.2e5}),
        ("£100k to £140k likely £120k", {"low": 1e5, "high": 1.4e5, "likely": 1.2e5}),
        ("0.5 to 2; uniform", {"low": 0.5, "high": 2.0, "shape": "uniform"}),
        (
            'discrete; outcomes: 0 or 100; chances: 0.3 or 0.7; "source: a; b"',
            {"shape": "discrete", "outcomes": [0, 100], "chances": [0.3, 0.7], "source": "a; b"},
        ),
        (
            "low: 1; high: 3; likely: 2; moves with: pay; correlation: 0.5",
            {"low": 1, "high": 3, "likely": 2, "moves_with": "pay", "correlation": 0.5},
        ),
    ],
)
def test_a_range_may_stand_in_one_cell(typed, values):
    assert value_of(typed, POUNDS) == values


def test_a_range_of_amounts_in_thousands_is_multiplied_and_its_chances_are_not():
    typed = "discrete; outcomes: 0 or 100; chances: 0.3 or 0.7"

    read = value_of(typed, POUNDS, unit="£000")

    assert read == {"shape": "discrete", "outcomes": [0, 100_000], "chances": [0.3, 0.7]}


def test_an_assumption_is_named_however_it_is_spaced():
    assert value_of("Assumption : pay-rise", POUNDS) == "assumption:pay-rise"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-04-01",
        "1/4/2026",
        "01.04.2026",
        "1 April 2026",
        "1st of Apr 2026",
        "April 1, 2026",
        dt.date(2026, 4, 1),
        dt.datetime(2026, 4, 1),  # noqa: DTZ001 (days of a workbook have no zone)
        46113.0,
    ],
)
def test_a_day_is_read_in_every_usual_style(typed):
    assert value_of(typed, Leaf(kind="day")) == "2026-04-01"


@pytest.mark.parametrize("typed", ["4/13/2026", "31 June 2026", "soon", 7.0, "1/4/26"])
def test_what_is_no_day_or_could_be_two_is_refused(typed):
    with pytest.raises(CellError, match="is not a day"):
        value_of(typed, Leaf(kind="day"))


def test_a_year_that_excel_took_for_a_month_is_given_back():
    assert value_of(dt.date(2011, 12, 1), Leaf(kind="year")) == "2011-12"
    with pytest.raises(CellError, match="not a financial year") as refusal:
        value_of(dt.date(2026, 4, 1), Leaf(kind="year"))
    assert "format Text" in refusal.value.mend


@pytest.mark.parametrize("typed", ["yes", "Y", "TRUE", True, 1.0])
def test_yes_is_said_in_many_ways(typed):
    assert value_of(typed, Leaf(kind="truth")) is True


def test_a_choice_may_be_typed_in_words_and_a_slip_is_told_its_mend():
    leaf = Leaf(kind="choice", choices=("quick-look", "outline"))

    assert value_of("Quick look", leaf) == "quick-look"
    with pytest.raises(CellError) as refusal:
        value_of("outlin", leaf)
    assert refusal.value.mend == "Did you mean outline?"


def test_a_whole_number_keeps_all_its_figures():
    assert value_of("9223372036854775807", Leaf(kind="whole")) == 2**63 - 1
    with pytest.raises(CellError, match="is not a whole number"):
        value_of(2.5, Leaf(kind="whole"))


def test_a_number_under_a_heading_of_text_is_text():
    assert value_of(2024.0, Leaf(kind="text")) == "2024"
    assert value_of(dt.date(2024, 3, 31), Leaf(kind="text")) == "2024-03-31"


@pytest.mark.parametrize(
    ("typed", "leaf", "values"),
    [
        ("staff; systems", LINES, ["staff", "systems"]),
        ("staff, systems", LINES, ["staff", "systems"]),
        ("Staff\nSystems", LINES, ["staff", "systems"]),
        ("fees, charges; policy", TEXTS, ["fees, charges", "policy"]),
        ('"a; b"; "say ""c"""', TEXTS, ["a; b", 'say "c"']),
        ("0; 50%; 1", NUMBERS, [0, 0.5, 1]),
        (1.0, NUMBERS, [1]),
        ("(none)", TEXTS, []),
        ("gss: E07000117; local: 12: a", CODES, {"gss": "E07000117", "local": "12: a"}),
    ],
)
def test_several_things_may_stand_in_one_cell(typed, leaf, values):
    assert value_of(typed, leaf) == values


def test_figures_whose_commas_could_mark_thousands_are_refused():
    with pytest.raises(CellError, match="could mark thousands or part figures"):
        value_of("1,000, 2,000", NUMBERS)


def test_a_value_without_a_name_is_refused_where_names_are_needed():
    with pytest.raises(CellError, match="without a name"):
        value_of("E07000117", CODES)


@pytest.mark.parametrize("text", ["", "(none)", '"(none)"', '""(None)"', "=1+1", "+44", "@a", "-"])
def test_a_text_that_looks_like_something_else_stays_itself(text):
    leaf = Leaf(kind="text")

    assert value_of(cell_of(text, leaf), leaf) == text


def test_a_text_too_long_for_a_cell_is_refused_by_its_length():
    with pytest.raises(InputError, match=r"32,768 characters is longer than a cell"):
        cell_of("x" * (LONGEST + 1), Leaf(kind="text"))
