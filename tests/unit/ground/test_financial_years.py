from datetime import date

import pytest

from commonweal.calendar import FinancialYear
from commonweal.errors import InputError

YEAR = FinancialYear(start_year=2026)
COLLEGE_YEAR = FinancialYear(start_year=2026, kind="august")


@pytest.mark.parametrize(
    "text",
    [
        "2026-27",
        " 2026/27 ",
        "26/27",
        "26-27",
        "FY2026-27",
        "fy 26/27",
        "2026-2027",
        "2026–27",
        "2026 / 27",
    ],
)
def test_a_year_is_read_as_officers_write_it(text):
    assert FinancialYear.parse(text) == YEAR


@pytest.mark.parametrize(
    ("text", "start"), [("1999-00", 1999), ("99/00", 1999), ("00-01", 2000), ("79/80", 2079)]
)
def test_the_turn_of_a_century_is_read(text, start):
    assert FinancialYear.parse(text).start_year == start


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("2026-28", "2026-27"),
        ("2026-12", "2026-27"),
        ("2026-26", "2026-27"),
        ("2026-2028", "2026-27"),
        ("2026", "2025-26"),
        ("FY2026", "2025-26"),
        ("26", "2026-27"),
        ("next year", "2026-27"),
        ("", "2026-27"),
        ("1826-27", "2026-27"),
    ],
)
def test_what_is_not_one_year_is_refused_with_its_mend(text, mend):
    with pytest.raises(InputError) as caught:
        FinancialYear.parse(text)
    assert mend in caught.value.hint


def test_a_council_counts_april_to_march_and_a_college_august_to_july():
    assert (YEAR.start, YEAR.end) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (COLLEGE_YEAR.start, COLLEGE_YEAR.end) == (date(2026, 8, 1), date(2027, 7, 31))
    assert (str(YEAR), str(COLLEGE_YEAR)) == ("2026-27", "2026/27")
    assert FinancialYear.parse("2026-27", kind="august") == COLLEGE_YEAR


def test_a_day_falls_in_the_year_that_has_started():
    assert FinancialYear.containing(date(2027, 3, 31)) == YEAR
    assert FinancialYear.containing(date(2027, 4, 1)) == YEAR + 1
    assert FinancialYear.containing(date(2027, 7, 31), kind="august") == COLLEGE_YEAR


def test_years_can_be_moved_counted_and_listed():
    assert (YEAR + 2) - YEAR == 2
    assert [year.label for year in YEAR.following(3)] == ["2026-27", "2027-28", "2028-29"]
    assert YEAR.to(YEAR + 2) == YEAR.following(3)
    assert YEAR.to(YEAR) == (YEAR,)
    assert sorted([YEAR + 1, YEAR]) == [YEAR, YEAR + 1]
    assert YEAR + 1 >= YEAR


def test_years_of_two_kinds_are_not_compared():
    with pytest.raises(InputError, match="overlap without matching"):
        _ = YEAR < COLLEGE_YEAR
    with pytest.raises(InputError, match="overlap without matching"):
        _ = YEAR - COLLEGE_YEAR
    assert YEAR != COLLEGE_YEAR


def test_years_that_run_backwards_are_refused():
    with pytest.raises(InputError, match="backwards"):
        YEAR.to(YEAR + -1)
    with pytest.raises(InputError, match="-1 years"):
        YEAR.following(-1)


def test_a_kind_of_year_that_nobody_uses_is_refused():
    with pytest.raises(InputError, match="'january'"):
        FinancialYear(start_year=2026, kind="january")


def test_a_year_is_only_less_than_a_year():
    with pytest.raises(TypeError):
        _ = YEAR < 2027
