"""Financial years

Councils and the NHS count from April to March and write 2026-27; colleges count from August to July
and write 2026/27. A year is named by the calendar year in which it starts.
"""

import pytest

from commonweal.calendar import FinancialYear
from commonweal.errors import InputError


def test_the_two_kinds_of_year(rows):
    """The same label means other days for a council and for a college, so their years are never
    compared with one another.

    | kind | year | first day | last day |
    |---|---|---|---|
    | april | 2026-27 | 2026-04-01 | 2027-03-31 |
    | august | 2026/27 | 2026-08-01 | 2027-07-31 |
    """
    for row in rows:
        year = FinancialYear(start_year=2026, kind=row["kind"])
        assert (year.label, year.start.isoformat(), year.end.isoformat()) == (
            row["year"],
            row["first day"],
            row["last day"],
        )
    with pytest.raises(InputError, match="overlap without matching"):
        _ = FinancialYear(start_year=2026) < FinancialYear(start_year=2026, kind="august")


def test_how_a_year_may_be_written(rows):
    """All the usual ways of writing a year are read, and what does not run from one year to the
    next is refused. A year alone is refused too: some mean the year that starts in it, some the
    year that ends in it.

    | written | read as |
    |---|---|
    | 2026-27 | 2026-27 |
    | 2026/27 | 2026-27 |
    | 26/27 | 2026-27 |
    | FY2026-27 | 2026-27 |
    | 1999-00 | 1999-00 |
    | 2026-28 | refused |
    | “2026” | refused |
    """
    for row in rows:
        written = row["written"].strip("“”")
        if row["read as"] == "refused":
            with pytest.raises(InputError) as refusal:
                FinancialYear.parse(written)
            assert "2026-27" in refusal.value.hint
        else:
            assert FinancialYear.parse(written).label == row["read as"]
