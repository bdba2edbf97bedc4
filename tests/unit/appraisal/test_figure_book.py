"""Figures by lasting names, each with its own draws."""

import numpy as np

from commonweal.appraisal.figures import FigureBook, named_ranges
from tests.unit.appraisal.worked import case, cost, lever, shared

RANGE = {"low": 1.0, "likely": 2.0, "high": 6.0}
SHARE = {"low": 0.1, "likely": 0.2, "high": 0.4}
SPENDS = {"ashby": {"staff": {"low": 1, "likely": 2, "high": 3}}, "barton": {"staff": 5}}


def names_in(partnership):
    return [name for name, _ in named_ranges(partnership)]


def opened(partnership, n_draws=50):
    return FigureBook.open(partnership, n_draws=n_draws, seed=3)


def test_a_figure_is_named_by_what_it_belongs_to():
    option = shared(
        [lever("process-redesign", share_of_staff_saved=SHARE)],
        [cost("client-side", pounds_by_body={"barton": RANGE})],
    )
    partnership = case(
        SPENDS, [option], assumptions=[{"id": "day-rate", "name": "Day rate", "value": RANGE}]
    )

    assert names_in(partnership) == [
        "baselines.ashby.building-control.costs.staff",
        "assumptions.day-rate",
        "options.shared.levers.process-redesign.share_of_staff_saved",
        "options.shared.costs.client-side.pounds_by_body.barton",
    ]


def test_two_entries_of_one_kind_are_told_apart_by_number():
    set_ups = [cost("set-up", other=RANGE), cost("set-up", technology=RANGE)]

    assert names_in(case(SPENDS, [shared(costs=set_ups)]))[1:] == [
        "options.shared.costs.set-up-1.other",
        "options.shared.costs.set-up-2.technology",
    ]


def test_an_entry_put_above_another_moves_none_of_its_draws():
    saving = lever("process-redesign", share_of_staff_saved=SHARE)
    other = lever("systems-consolidation", marginal_share=SHARE)
    before = case(SPENDS, [shared([saving])])
    after = case(SPENDS, [shared([other, saving])])

    def drawn(partnership, place):
        entry = partnership.option("shared").levers[place]
        return opened(partnership).of(entry)("share_of_staff_saved")

    assert (drawn(before, 0) == drawn(after, 1)).all()


def test_the_first_column_is_the_mean_and_the_rest_vary():
    partnership = case(SPENDS, [shared([lever("process-redesign", share_of_staff_saved=SHARE)])])
    book = opened(partnership)

    values = book.values(partnership.option("shared").levers[0].share_of_staff_saved)

    assert values.shape == (book.size,) == (51,)
    assert values[0] == (0.1 + 4 * 0.2 + 0.4) / 6
    assert len(np.unique(values[1:])) == 50
    assert values.min() >= 0.1
    assert values.max() <= 0.4


def test_a_number_stands_in_every_future_and_nothing_stands_for_nought():
    book = opened(case(SPENDS, [shared()]))

    assert (book.values(7.5) == 7.5).all()
    assert (book.values(None) == 0.0).all()


def test_every_place_that_names_an_assumption_has_the_same_draws():
    partnership = case(
        SPENDS,
        [shared(costs=[cost("set-up", other="assumption:day-rate")])],
        assumptions=[{"id": "day-rate", "name": "Day rate", "value": RANGE}],
    )
    book = opened(partnership)

    named = book.of(partnership.option("shared").costs[0])("other")

    assert (named == book.values("assumption:day-rate")).all()
    assert named[0] == 2.5


def test_narrowing_keeps_the_expected_case_and_the_first_futures():
    book = opened(case(SPENDS, [shared()]))
    values = np.arange(2 * book.size).reshape(2, -1)

    assert book.narrowed(3)(values).tolist() == values[:, :4].tolist()
    assert book.narrowed(10_000)(values).shape == values.shape
