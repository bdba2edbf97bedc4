"""Discounting

A pound in a later year is worth less than a pound now. The Treasury's Green Book gives the rate at
which its worth falls: 3.5 per cent a year to year 30, then less, because the further future is less
certain. The first rate is made of liking things sooner (0.5), the chance that something ends the
benefit altogether (1.0), and growing richer (1 times 2.0). Year 0, the first year, counts in full.
Each year's factor is the factor of the year before, divided by one plus the year's rate.

The rates were under review in 2026. The schedule in force is used unless another is asked for, and
each appraisal is stamped with the one that it used.
"""

import numpy as np
import pytest

from commonweal.calendar import DiscountSchedule, present_value
from commonweal.jurisdictions import pack

ENGLAND = pack("england")


def test_the_factors_of_the_green_book(rows):
    """At a step the new rate carries on from the last factor; it does not start again from year 0.
    Year 31 is year 30 divided by 1.03.

    | year | rate per cent | factor |
    |---|---|---|
    | 1 | 3.5 | 0.96618 |
    | 5 | 3.5 | 0.84197 |
    | 10 | 3.5 | 0.70892 |
    | 30 | 3.5 | 0.35628 |
    | 31 | 3.0 | 0.34590 |
    | 75 | 3.0 | 0.09421 |
    | 76 | 2.5 | 0.09192 |
    | 126 | 2.0 | 0.02687 |
    | 201 | 1.5 | 0.00612 |
    | 301 | 1.0 | 0.00139 |
    """
    schedule = ENGLAND.discount_schedule("green-book-2026")
    factors, rates = schedule.factors(302), schedule.rates(302)

    assert factors[0] == 1
    for row in rows:
        assert round(float(factors[row["year"]]), 5) == row["factor"]
        assert rates[row["year"]] == pytest.approx(row["rate per cent"] / 100)
    assert factors[31] == pytest.approx(factors[30] / 1.03)


def test_an_outlay_that_pays_back(rows):
    """Three councils spend £100,000 now and save £30,000 in each of the next four years. As the
    figures stand they are £20,000 better off; in present value, £10,192.

    | year | flow | factor | present value |
    |---|---|---|---|
    | 0 | −£100,000 | 1.00000 | −£100,000.00 |
    | 1 | £30,000 | 0.96618 | £28,985.51 |
    | 2 | £30,000 | 0.93351 | £28,005.32 |
    | 3 | £30,000 | 0.90194 | £27,058.28 |
    | 4 | £30,000 | 0.87144 | £26,143.27 |
    """
    flows = np.array([row["flow"] for row in rows], dtype=float)
    factors = ENGLAND.parameter_set().discount.factors(len(rows))

    for row, flow, factor in zip(rows, flows, factors, strict=True):
        assert round(float(factor), 5) == row["factor"]
        assert round(float(flow * factor), 2) == row["present value"]
    assert round(float(present_value(flows, factors))) == 10_192
    assert flows.sum() == 20_000


def test_the_rate_makes_a_difference(rows):
    """The same outlay under each schedule. The recommended rate is that of the review of June 2026,
    which the Treasury had not answered when it was last looked for: it is a sensitivity and never
    the answer. The review also recommends a flatter decline in later years, whose steps have not
    been seen; here its rate stands flat.

    | parameter set or rate | status | net present value |
    |---|---|---|
    | england-2026-02 | in-force | £10,192 |
    | england-2026-02-low-rate | recommended | £11,513 |
    | no discounting | our-reading | £20,000 |
    """
    flows = [-100_000] + [30_000] * 4

    for row in rows:
        name = row["parameter set or rate"]
        if name == "no discounting":
            schedule = DiscountSchedule.flat(0.0)
        else:
            schedule = ENGLAND.parameter_set(name).discount
        assert schedule.status == row["status"]
        assert round(float(present_value(flows, schedule.factors(5)))) == row["net present value"]


def test_health_effects_have_a_rate_of_their_own(rows):
    """Effects on health, counted in years of life and their quality, are discounted more slowly.
    The cash of the same appraisal is not. The review of 2026 recommends dropping this rate.

    | year | factor |
    |---|---|
    | 1 | 0.98522 |
    | 10 | 0.86167 |
    | 30 | 0.63976 |
    | 31 | 0.63161 |
    """
    factors = ENGLAND.discount_schedule("green-book-2026-health").factors(32)

    for row in rows:
        assert round(float(factors[row["year"]]), 5) == row["factor"]
