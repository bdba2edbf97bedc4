"""Present value of an option

An option is a row of years. In each, the bodies spend more or less than they would have done; each
later year counts for a little less, as discounting says; the sum is the option's net present value.
Everything is in real pounds of the base year, and always against doing nothing.
"""

import numpy as np
import pytest

from tests.unit.appraisal.worked import GREEN_BOOK, appraised, case, cost, lever, shared

SPENDS = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}


def test_a_row_of_years_becomes_one_figure(rows):
    """Ashby and Barton spend £600,000 a year on staff. Sharing saves a tenth of it: nothing in the
    first year, half in the second, the whole from the third. It costs £100,000 in the first year.
    At the Green Book's 3.5 per cent a year it is worth £91,399.25 over five years. (The last
    column, each figure rounded to the penny, adds up to a penny less: a sum is rounded once, at the
    end.)

    | Year    | Saving  | Cost     | Net       | Factor  | Present value |
    |---------|---------|----------|-----------|---------|---------------|
    | 2026-27 | £0      | £100,000 | −£100,000 | 1.00000 | −£100,000.00  |
    | 2027-28 | £30,000 | £0       | £30,000   | 0.96618 | £28,985.51    |
    | 2028-29 | £60,000 | £0       | £60,000   | 0.93351 | £56,010.64    |
    | 2029-30 | £60,000 | £0       | £60,000   | 0.90194 | £54,116.56    |
    | 2030-31 | £60,000 | £0       | £60,000   | 0.87144 | £52,286.53    |
    """
    saving = lever("process-redesign", share_of_staff_saved=0.1, ramp=[0.0, 0.5, 1.0])
    partnership = case(SPENDS, [shared([saving], [cost("set-up", other=100_000)])])

    appraisal = appraised(partnership, rate=GREEN_BOOK)
    option = appraisal.option("shared")

    assert list(appraisal.years) == [row["Year"] for row in rows]
    assert option.yearly == pytest.approx([row["Net"] for row in rows])
    assert option.yearly == pytest.approx([row["Saving"] - row["Cost"] for row in rows])
    assert appraisal.factors.round(5).tolist() == [row["Factor"] for row in rows]
    worth = (option.yearly * appraisal.factors).round(2)
    assert worth.tolist() == [row["Present value"] for row in rows]
    assert round(option.npv.expected, 2) == 91_399.25


def test_without_discounting_the_years_are_simply_added(rows):
    """At a rate of nil every year counts in full. The same option is then worth what its years add
    up to, £110,000: a check that anybody can make in the head.

    | Rate, per cent | Net present value |
    |----------------|-------------------|
    | 0              | £110,000.00       |
    | 3.5            | £91,399.25        |
    """
    saving = lever("process-redesign", share_of_staff_saved=0.1, ramp=[0.0, 0.5, 1.0])
    partnership = case(SPENDS, [shared([saving], [cost("set-up", other=100_000)])])

    for row in rows:
        option = appraised(partnership, rate=row["Rate, per cent"] / 100).option("shared")
        assert round(option.npv.expected, 2) == row["Net present value"]


def test_a_cost_is_not_escaped_by_ending_the_sum_early(rows):
    """Savings stop counting at the end of the years appraised. Costs that would fall later are not
    dropped: they are counted in the last year. Here £90,000 is spread evenly over three years from
    the fourth year of four, and all of it stands in the fourth.

    | Year    | Net      |
    |---------|----------|
    | 2026-27 | £0       |
    | 2027-28 | £0       |
    | 2028-29 | £0       |
    | 2029-30 | −£90,000 |
    """
    late = cost("set-up", other=90_000, first_year=3, spread=[0.25, 0.5, 0.25])
    partnership = case(SPENDS, [shared(costs=[late])], n_years=4)

    option = appraised(partnership).option("shared")

    assert option.yearly == pytest.approx([row["Net"] for row in rows])


def test_costs_before_and_after_go_live(rows):
    """An option that goes live in its third year has spent for two years before it saves a pound.
    A ramp counts from go-live, and a cost from the start, from go-live or from the last year, as it
    says.

    | Year    | Design   | Migration | Saving  | Exit     | Net      |
    |---------|----------|-----------|---------|----------|----------|
    | 2026-27 | £20,000  | £0        | £0      | £0       | −£20,000 |
    | 2027-28 | £20,000  | £0        | £0      | £0       | −£20,000 |
    | 2028-29 | £0       | £50,000   | £30,000 | £0       | −£20,000 |
    | 2029-30 | £0       | £0        | £60,000 | £0       | £60,000  |
    | 2030-31 | £0       | £0        | £60,000 | £25,000  | £35,000  |
    """
    option = shared(
        [lever("process-redesign", share_of_staff_saved=0.1, ramp=[0.5, 1.0])],
        [
            cost("design", fixed=40_000, spread=[0.5, 0.5]),
            cost("migration", cost_per_system=50_000),
            cost("exit", fixed=25_000),
        ],
        go_live="2028-29",
    )

    found = appraised(case(SPENDS, [option])).option("shared")

    assert found.yearly == pytest.approx([row["Net"] for row in rows])
    for row in rows:
        spent = row["Design"] + row["Migration"] + row["Exit"]
        assert row["Saving"] - spent == row["Net"]


def test_benefit_over_cost_is_shown_and_never_ranks(rows):
    """Benefit over cost divides the present value of what is saved by that of all that sharing
    adds. It is shown because papers ask for it. It is no pass mark: the small option below has
    the better ratio, and the large one is worth more than twice as much.

    | Option | Saved    | Added    | Net present value | Benefit over cost |
    |--------|----------|----------|-------------------|-------------------|
    | small  | £150,000 | £30,000  | £120,000          | 5.0               |
    | large  | £600,000 | £300,000 | £300,000          | 2.0               |
    """
    for row in rows:
        saves = lever("process-redesign", share_of_staff_saved=row["Saved"] / 3_000_000)
        option = shared([saves], [cost("set-up", other=row["Added"])])
        found = appraised(case(SPENDS, [option])).option("shared")
        assert found.npv.expected == pytest.approx(row["Net present value"])
        assert found.bcr == pytest.approx(row["Benefit over cost"])
    assert np.argmax([row["Benefit over cost"] for row in rows]) == 0
    assert np.argmax([row["Net present value"] for row in rows]) == 1
