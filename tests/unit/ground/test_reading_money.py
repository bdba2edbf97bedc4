from decimal import Decimal

import numpy as np
import pytest

from commonweal.errors import InputError, Place
from commonweal.money import parse_amount, parse_pounds, pence_array, to_pence


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£1,200.50", 120050),
        ("£1,200.00\u00a0", 120000),
        ("1 200", 120000),
        ("1\u202f200\u00a0000", 120000000),
        ("1200.5", 120050),
        (".5", 50),
        ("1.2m", 120000000),
        ("£1.2M", 120000000),
        ("1.2 million", 120000000),
        ("1.2 million pounds", 120000000),
        ("1.2345m", 123450000),
        ("12.345k", 1234500),
        ("£3k", 300000),
        ("3 thousand", 300000),
        ("1.5bn", 150000000000),
        ("GBP 300", 30000),
        ("300 pounds", 30000),
        ("+300", 30000),
        ("1200.500", 120050),
        ("0.340", 34),
    ],
)
def test_money_is_read_as_officers_type_it(text, pence):
    assert parse_pounds(text) == pence


@pytest.mark.parametrize(
    "text",
    ["-300", "300-", "(300)", "−£300", "£-300", "-£300", "(£300)", "£(300)", "– 300", "£ (300.00)"],
)
def test_every_way_of_writing_a_negative_is_read(text):
    assert parse_pounds(text) == -30000


@pytest.mark.parametrize("text", ["nil", "Nil", "-", "–", "—", "£-", " £ - ", "0", "£0.00", "(0)"])
def test_nil_and_a_dash_alone_are_nought(text):
    assert parse_pounds(text) == 0


@pytest.mark.parametrize(
    ("unit", "pence"),
    [("£", 1234500), ("£000", 1234500000), ("(£'000s)", 1234500000), ("£m", 1234500000000)],
)
def test_the_heading_of_a_column_multiplies_its_figures(unit, pence):
    assert parse_pounds("12,345", unit=unit) == pence


def test_three_decimals_are_plain_under_a_heading_of_thousands():
    assert parse_pounds("12.345", unit="£000") == 1234500


@pytest.mark.parametrize(
    ("text", "says", "mend"),
    [
        ("", "no figure", "missing is not nil"),
        ("   ", "no figure", "missing is not nil"),
        ("1,20", "do not mark thousands", "120"),
        ("1,2000", "do not mark thousands", "12000"),
        ("12 00", "do not mark thousands", "1200"),
        ("1,200,00", "do not mark thousands", "120000"),
        ("1 200,000", "do not mark thousands", "1200000"),
        ("1.2.3", "more than one decimal point", "1,200.50"),
        ("12.345", "pounds and pence or thousands", "12,345"),
        ("12.340", "pounds and pence or thousands", "12,340"),
        ("1200.505", "whole pence", "two decimals"),
        ("0.345", "whole pence", "two decimals"),
        ("1.234567891m", "whole pence", "two decimals"),
        ("(300", "bracket too many or too few", "(300)"),
        ("300)", "bracket too many or too few", "(300)"),
        ("-(300)", "too many", "(300)"),
        ("(-300)", "too many", "(300)"),
        ("--300", "too many", "-300"),
        ("-300-", "too many", "-300"),
        ("300 CR", "depends on the ledger", "-300"),
        ("300dr", "depends on the ledger", "-300"),
        ("$300", "not in pounds", "pounds"),
        ("€300", "not in pounds", "pounds"),
        ("300x", "ends in 'x'", "million"),
        ("n/a", "not an amount", "1.2m"),
        ("tbc", "not an amount", "1.2m"),
        ("1e6", "not an amount", "1.2m"),
        ("£", "not an amount", "1.2m"),
        ("٣", "not an amount", "1.2m"),
        ("nan", "not an amount", "1.2m"),
        ("inf", "not an amount", "1.2m"),
        ("99999999999999", "more than ten trillion", "multiplied"),
    ],
)
def test_text_with_two_readings_or_none_is_refused_with_its_mend(text, says, mend):
    with pytest.raises(InputError) as caught:
        parse_pounds(text, place=Place(sheet="Costs", cell="C4"))
    assert says in caught.value.message
    assert mend in caught.value.hint
    assert str(caught.value.place) == "sheet Costs, cell C4"


def test_a_multiple_under_a_heading_of_thousands_is_refused():
    with pytest.raises(InputError, match="its own multiple under a heading of £000"):
        parse_pounds("1.2m", unit="£000")


def test_a_heading_that_is_not_of_pounds_is_refused():
    with pytest.raises(InputError, match="'dollars' is not one of pounds"):
        parse_pounds("3", unit="dollars")


def test_a_price_may_hold_part_pennies_where_a_sum_may_not():
    assert parse_amount("0.345") == Decimal("0.345")
    assert parse_amount("1.2m") == Decimal(1_200_000)


@pytest.mark.parametrize(
    ("pounds", "pence"),
    [
        (1.005, 101),
        (-1.005, -101),
        (2.675, 268),
        (0.285, 29),
        (0.004999, 0),
        (Decimal("0.005"), 1),
        (np.float64(12.34), 1234),
        (3, 300),
    ],
)
def test_halves_of_a_penny_round_away_from_nought(pounds, pence):
    assert to_pence(pounds) == pence


@pytest.mark.parametrize(
    "pounds", [float("nan"), float("-inf"), Decimal("NaN"), 1e14, Decimal(-(10**14))]
)
def test_what_is_not_an_amount_does_not_become_pence(pounds):
    with pytest.raises(InputError):
        to_pence(pounds)


def test_many_amounts_become_pence_as_each_would_alone():
    amounts = [[1.25, -0.125], [0.0, 10_000_000.0]]

    pence = pence_array(amounts)

    assert pence.tolist() == [[125, -13], [0, 1_000_000_000]]


@pytest.mark.parametrize(
    ("amount", "said"),
    [(1e38, "more than ten trillion"), (float("nan"), "nan"), (float("-inf"), "-inf")],
)
def test_among_many_amounts_what_is_no_money_is_refused(amount, said):
    with pytest.raises(InputError, match=said):
        pence_array([1.0, amount])
