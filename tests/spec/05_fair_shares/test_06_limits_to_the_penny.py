"""Caps, collars and phasing, to the penny

A rule says where partners should end up; limits say how fast. A cap leaves money to be found, and
the agreement must say by whom: by everyone in proportion, by those who gain, by a named partner,
or by money from outside. Every year adds up to what is to be paid, and no cap, floor or collar is
broken by as much as a penny. Where limits cannot hold, Commonweal refuses and says by how much.
"""

import pytest

from commonweal.errors import ComputationError
from commonweal.fairness import Limits, apply_limits, phase_in
from commonweal.money import to_pence

COUNCILS = ("Ashby", "Barton", "Corby")


def in_pence(rows, column):
    return tuple(int(to_pence(row[column])) for row in rows)


def test_nobody_pays_more_than_now_in_the_first_year(rows):
    """The rule proposes £300 for Barton, which pays £200 now. In the protected year Barton pays
    £200, and the £100 are found by the others in proportion to their charges, 500 to 200.01.

    | council | now | proposed | first year | second year |
    |---|---|---|---|---|
    | Ashby | £600.00 | £500.00 | £571.43 | £500.00 |
    | Barton | £200.00 | £300.00 | £200.00 | £300.00 |
    | Corby | £300.00 | £200.01 | £228.58 | £200.01 |
    """
    proposed = [in_pence(rows, "proposed")] * 2
    limits = Limits(now=in_pence(rows, "now"), protected_years=1, funded_by="everyone")

    split = apply_limits(proposed, COUNCILS, limits)

    assert tuple(split.pence[0]) == in_pence(rows, "first year")
    assert tuple(split.pence[1]) == in_pence(rows, "second year")
    assert split.pence.sum(axis=1).tolist() == [100_001, 100_001]


def test_those_who_gain_fund_it_in_proportion_to_what_they_gain(rows):
    """Ashby gains £100.00 by the change and Corby £99.99, so they share Barton's £100 almost
    equally, and neither pays more than now.

    | council | now | proposed | gains | first year |
    |---|---|---|---|---|
    | Ashby | £600.00 | £500.00 | £100.00 | £550.00 |
    | Barton | £200.00 | £300.00 | £0.00 | £200.00 |
    | Corby | £300.00 | £200.01 | £99.99 | £250.01 |
    """
    now, proposed = in_pence(rows, "now"), in_pence(rows, "proposed")
    limits = Limits(now=now, protected_years=1, funded_by="gainers")

    split = apply_limits([proposed], COUNCILS, limits)

    assert tuple(split.pence[0]) == in_pence(rows, "first year")
    assert in_pence(rows, "gains") == tuple(
        max(was - will, 0) for was, will in zip(now, proposed, strict=True)
    )


def test_a_collar_lets_charges_move_ten_per_cent_a_year(rows):
    """No charge may rise or fall by more than 10 per cent of the year before. Barton reaches its
    £300 in five steps, the last a small one; the others come down as fast as the total allows.

    | council | now | proposed | year 1 | year 2 | year 3 | year 4 | year 5 |
    |---|---|---|---|---|---|---|---|
    | Ashby | £500.00 | £400.00 | £480.00 | £458.00 | £433.80 | £407.18 | £400.00 |
    | Barton | £200.00 | £300.00 | £220.00 | £242.00 | £266.20 | £292.82 | £300.00 |
    | Corby | £300.00 | £300.00 | £300.00 | £300.00 | £300.00 | £300.00 | £300.00 |
    """
    proposed = [in_pence(rows, "proposed")] * 5
    limits = Limits(now=in_pence(rows, "now"), most_rise=0.1, most_fall=0.1, funded_by="gainers")

    split = apply_limits(proposed, COUNCILS, limits)

    for year in range(5):
        assert tuple(split.pence[year]) == in_pence(rows, f"year {year + 1}")


def test_limits_that_cannot_hold_are_refused_with_the_sum():
    """Now Ashby pays £400, Barton £200 and Corby £300: £900 in all. If £1,000.01 is to be paid
    and nobody may pay more than now, £100.01 is missing, and Commonweal says so. It does not
    quietly break a cap.
    """
    limits = Limits(now=(40_000, 20_000, 30_000), protected_years=1)

    with pytest.raises(ComputationError, match=r"cannot find the last £100\.01"):
        apply_limits([(50_000, 30_000, 20_001)], COUNCILS, limits)


def test_phasing_from_the_present_split_to_the_agreed_one(rows):
    """£1,000 a year is shared 500 to 200 to 300 now, and is to be shared 400 to 300 to 300. Over
    four years the split goes a quarter of the way each year.

    | council | year 1 | year 2 | year 3 | year 4 |
    |---|---|---|---|---|
    | Ashby | £475.00 | £450.00 | £425.00 | £400.00 |
    | Barton | £225.00 | £250.00 | £275.00 | £300.00 |
    | Corby | £300.00 | £300.00 | £300.00 | £300.00 |
    """
    table = phase_in([100_000] * 4, (500, 200, 300), (400, 300, 300), steps=(0.25, 0.5, 0.75, 1))

    for year in range(4):
        assert tuple(table[year]) == in_pence(rows, f"year {year + 1}")
