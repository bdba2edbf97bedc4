"""Reading figures as they are typed

Officers type money in many ways, and all of the plain ones are read. What could mean two things is
refused, because a wrong guess about a comma moves a figure a thousandfold. An empty cell is not
nil: a missing figure has to be said to be nil.
"""

import pytest

from commonweal.errors import InputError
from commonweal.money import parse_pounds


def typed(row):
    return row["typed"].strip("“”")


def test_what_is_read(rows):
    """Commas or spaces may mark thousands; k, m and bn or their words may follow; a negative may
    have a minus before or after it, or brackets round it. A dash alone is nil, as accounts print
    it.

    | typed | read as |
    |---|---|
    | “£1,200.50” | £1,200.50 |
    | “1 200” | £1,200 |
    | “£3k” | £3,000 |
    | “1.2m” | £1,200,000 |
    | “1.2 million” | £1,200,000 |
    | “-300” | −£300 |
    | “300-” | −£300 |
    | “(300)” | −£300 |
    | “-” | £0 |
    | “nil” | £0 |
    """
    for row in rows:
        assert parse_pounds(typed(row)) == row["read as"] * 100


def test_what_is_read_under_a_heading_in_thousands(rows):
    """Under a heading of £000 every figure is thousands of pounds, and decimals are allowed as far
    as they come to whole pence.

    | typed | read as |
    |---|---|
    | “1,245” | £1,245,000 |
    | “12.345” | £12,345 |
    | “(300)” | −£300,000 |
    """
    for row in rows:
        assert parse_pounds(typed(row), unit="£000") == row["read as"] * 100


def test_what_is_refused(rows):
    """Each of these has two readings, or none, and is sent back with the way to mend it.

    | typed | why |
    |---|---|
    | “1,20” | do not mark thousands |
    | “1.2.3” | more than one decimal point |
    | “12.345” | could be pounds and pence or thousands |
    | “1200.505” | does not come to whole pence |
    | “300 CR” | whose sign depends on the ledger |
    | “” | There is no figure |
    """
    for row in rows:
        with pytest.raises(InputError) as refusal:
            parse_pounds(typed(row))
        assert row["why"] in refusal.value.message
        assert refusal.value.hint
