"""A table taken away: numbers are numbers, words are words, nothing runs."""

from __future__ import annotations

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from commonweal.reports.tables import Cell, figure, table, text
from commonweal.reports.taking_away import number_of, table_csv, table_workbook

GAINS = table(
    "gains",
    "Who gains",
    [text("Partner"), figure("Gain", "£"), figure("Chance of loss")],
    [
        ["Ashby", "£68,098", "0%"],
        ["=HYPERLINK(1)", "−£21,984.50", "over 99%"],
        ["Carrow", Cell(said="none", small_print="takes no part"), ""],
    ],
    small_print="£ at 2024-25 prices",
)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("£1,234", 1234.0),
        ("−£21,984.50", -21984.5),
        ("−\N{WORD JOINER}£3", -3.0),
        ("12.5%", 0.125),
        ("3", 3.0),
        ("over 99%", None),
        ("2024-25", None),
        ("", None),
        ("1,23", None),
    ],
)
def test_a_figure_is_a_number_again_and_nothing_else_is(said, number):
    assert number_of(said) == (number if number is None else pytest.approx(number))


def test_csv_has_plain_numbers_and_no_formula():
    rows = list(csv.reader(io.StringIO(table_csv(GAINS))))

    assert rows[0] == ["Partner", "Gain (£)", "Chance of loss"]
    assert rows[1] == ["Ashby", "68098", "0"]
    assert rows[2][0].startswith("'")
    assert rows[2][1:] == ["-21984.5", "over 99%"]
    assert rows[3][1] == "none (takes no part)"


def test_a_workbook_says_what_it_is_before_its_one_table():
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(table_workbook(GAINS, about=[("Filter", "gains only")]))
    )

    assert book.sheet_names == ["About", "Table"]
    about = book.get_sheet_by_name("About").to_python()
    rows = book.get_sheet_by_name("Table").to_python()
    assert ["Filter", "gains only"] in about
    assert rows[1][:2] == ["Ashby", 68098.0]
    assert rows[2][0] == "=HYPERLINK(1)"


def test_the_same_table_is_the_same_bytes():
    assert table_workbook(GAINS) == table_workbook(GAINS)


def test_columns_of_one_name_are_told_apart():
    twice = table("t", "T", [text("Name"), figure("Sum"), figure("sum")], [["a", "1", "2"]])

    rows = CalamineWorkbook.from_filelike(io.BytesIO(table_workbook(twice)))

    assert rows.get_sheet_by_name("Table").to_python()[0] == ["Name", "Sum", "sum [3]"]
