"""How long an arrangement lasts

Ten undisturbed years are seldom had. An option may be given up before it goes live, may end early,
or may lose partners to reorganisation. Each is a chance by year; in the expected case a saving is
multiplied by the chance that the arrangement still runs.
"""

import datetime as dt

import pytest

from tests.unit.appraisal.worked import appraised, case, cost, lever, shared

SPENDS = {"ashby": {"staff": 600_000}, "barton": {"staff": 400_000}}
SAVING = lever("process-redesign", share_of_staff_saved=0.1)


def test_a_yearly_chance_of_ending_wears_the_savings_down(rows):
    """An arrangement that saves £100,000 a year has one chance in ten of ending in each year after
    its first.

    | Year | Chance it still runs | Saving expected |
    |------|----------------------|-----------------|
    | 1    | 1.0                  | £100,000        |
    | 2    | 0.9                  | £90,000         |
    | 3    | 0.81                 | £81,000         |
    | 4    | 0.729                | £72,900         |
    | 5    | 0.6561               | £65,610         |
    """
    risk = {"risk": "partner-exit", "yearly_chance": 0.1}

    found = appraised(case(SPENDS, [shared([SAVING], risks=[risk])])).option("shared")

    assert found.yearly == pytest.approx([row["Saving expected"] for row in rows])


def test_what_it_costs_to_end_falls_when_it_ends(rows):
    """The same arrangement costs £50,000 to take apart, whenever it ends; what outlives the five
    years is taken apart in the fifth. The chances of ending add up to 1, so the cost is expected
    once.

    | Year | Chance it ends | Cost expected |
    |------|----------------|---------------|
    | 1    | 0              | £0            |
    | 2    | 0.1            | £5,000        |
    | 3    | 0.09           | £4,500        |
    | 4    | 0.081          | £4,050        |
    | 5    | 0.729          | £36,450       |
    """
    risk = {"risk": "partner-exit", "yearly_chance": 0.1}
    option = shared([], [cost("exit", fixed=50_000)], risks=[risk])

    found = appraised(case(SPENDS, [option])).option("shared")

    assert -found.yearly == pytest.approx([row["Cost expected"] for row in rows])


def test_a_change_given_up_before_go_live_sinks_what_was_spent(rows):
    """One change in five is given up before it goes live, by when 60 per cent of the £100,000 due
    before then is gone. Expected are all of it in four cases of five and 60 per cent in the fifth;
    the saving of £100,000 a year comes in four of five.

    | Year | Spent expected | Saving expected |
    |------|----------------|-----------------|
    | 1    | £92,000        | £0              |
    | 2    | £0             | £80,000         |
    | 3    | £0             | £80,000         |
    """
    risk = {"risk": "abandonment", "chance": 0.2, "share_of_cost_sunk": 0.6}
    option = shared([SAVING], [cost("set-up", other=100_000)], risks=[risk], go_live="2027-28")

    found = appraised(case(SPENDS, [option], n_years=3)).option("shared")

    net = [row["Saving expected"] - row["Spent expected"] for row in rows]
    assert found.yearly == pytest.approx(net)


def test_gains_lost_to_reorganisation_stop_on_the_day(rows):
    """Barton is merged away on 1 April 2028, and the case says that its gains are lost with it. Its
    40 per cent of the saving stops from 2028-29.

    | Financial year | Saving   |
    |----------------|----------|
    | 2026-27        | £100,000 |
    | 2027-28        | £100,000 |
    | 2028-29        | £60,000  |
    """
    change = {"on": dt.date(2028, 4, 1), "bodies": ["barton"], "gains_carry": "lost"}
    partnership = case(SPENDS, [shared([SAVING])], n_years=3, reorganisations=[change])

    found = appraised(partnership).option("shared")

    assert found.yearly == pytest.approx([row["Saving"] for row in rows])


def test_gains_that_carry_to_successors_go_on():
    """If the case says that the gains pass to the successor, nothing stops: the saving is the
    successor's from then on.
    """
    change = {"on": dt.date(2028, 4, 1), "bodies": ["barton"], "gains_carry": "to-successors"}
    partnership = case(SPENDS, [shared([SAVING])], n_years=3, reorganisations=[change])

    assert appraised(partnership).option("shared").yearly == pytest.approx([100_000] * 3)
