"""Prices where the index does not reach, or is of another kind of year."""

from __future__ import annotations

import pytest

from commonweal.deal.budgets import cash_prices
from commonweal.errors import InputError
from commonweal.jurisdictions import pack
from tests.unit.appraisal.worked import parameters
from tests.unit.budgets.cases import rising, two_councils


def test_without_an_index_prices_stand_still_and_it_says_so():
    generic = pack("generic").parameter_set()

    found = cash_prices(two_councils(), generic)

    assert found.general.tolist() == [1.0] * 5
    assert "the file states no rise" in found.assumptions[0]


def test_without_an_index_the_file_may_state_a_rise():
    generic = pack("generic").parameter_set()

    found = cash_prices(two_councils({"inflation_beyond": 0.03}), generic)

    assert found.general.tolist() == pytest.approx([1.03**year for year in range(5)])


def test_a_later_first_year_is_in_its_own_pounds():
    partnership = two_councils().model_copy(update={"base_year": "2024-25"})

    found = cash_prices(partnership, parameters(0.0, rising(0.02)))

    assert found.general[0] == pytest.approx(1.02**2)


def test_a_line_s_rises_count_from_the_base_year():
    partnership = two_councils({"inflation_by_line": {"staff": [0.10, 0.05]}})
    partnership = partnership.model_copy(update={"base_year": "2024-25"})

    found = cash_prices(partnership, parameters(0.0, rising(0.0)))

    assert found.of("staff")[:2].tolist() == pytest.approx([1.1 * 1.05, 1.1 * 1.05**2])
    assert found.of("systems").tolist() == pytest.approx([1.0] * 5)


def test_a_college_s_year_takes_the_index_of_the_year_that_most_of_it_falls_in():
    college = two_councils().model_copy(
        update={"year_kind": "august", "base_year": "2026/27", "first_year": "2026/27"}
    )

    found = cash_prices(college, parameters(0.0, rising(0.02)))

    assert found.general.tolist() == pytest.approx([1.02**year for year in range(5)])


def test_a_base_year_before_the_index_is_refused():
    partnership = two_councils().model_copy(
        update={"base_year": "2010-11", "first_year": "2010-11"}
    )

    with pytest.raises(InputError, match="2010-11 is outside"):
        cash_prices(partnership, parameters(0.0, rising(0.02)))
