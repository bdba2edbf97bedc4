"""Which column of somebody's own sheet is which."""

from __future__ import annotations

from commonweal.tables import Wanted, match_columns
from commonweal.tables.matching import as_compared

LINES = (
    Wanted(key="management", name="Management"),
    Wanted(key="staff", name="Staff", other_names=("Employees", "Pay")),
    Wanted(key="supplies", name="Supplies and contracts", other_names=("Supplies & services",)),
    Wanted(key="income", name="Income", other_names=("Fees and charges",)),
)


def matched(*headings, remembered=None):
    guesses = match_columns(headings, LINES, remembered=remembered)
    return {guess.key: guess.heading for guess in guesses if guess.position is not None}


def test_headings_of_a_ledger_are_known_by_what_others_call_them():
    found = matched(
        "Cost centre", "EMPLOYEES 2024/25 (£000)", "Supplies & Services", "Fees & charges"
    )

    assert found == {
        "staff": "EMPLOYEES 2024/25 (£000)",
        "supplies": "Supplies & Services",
        "income": "Fees & charges",
    }


def test_a_heading_that_is_like_nothing_is_left_alone():
    assert matched("Surplus", "Postcode", "") == {}


def test_no_column_is_taken_twice():
    guesses = match_columns(["Staff"], [*LINES, Wanted(key="employees", name="Staff")])

    assert sum(guess.position == 0 for guess in guesses) == 1


def test_what_was_confirmed_before_comes_first():
    found = matched("Pay", "Salaries & wages", remembered={"salaries wages": "staff"})

    assert found["staff"] == "Salaries & wages"


def test_a_slip_of_the_keyboard_is_forgiven():
    assert matched("Managment")["management"] == "Managment"


def test_a_heading_that_is_only_a_year_is_compared_as_it_stands():
    assert as_compared("2024/25") == "2024 25"
