from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from commonweal.calendar import FinancialYear
from commonweal.errors import FileFormatError, InputError
from commonweal.jurisdictions import loading, pack, pack_ids

ENGLAND = pack("england")


def test_england_and_a_generic_pack_ship():
    assert pack_ids() == ("england", "generic")
    assert [pack(name).id for name in pack_ids()] == ["england", "generic"]


def test_an_unknown_pack_is_refused_naming_those_there_are():
    with pytest.raises(InputError) as caught:
        pack("wessex")
    assert "england, generic" in caught.value.hint


def test_the_default_parameter_set_of_england_is_what_is_in_force():
    standing = ENGLAND.parameter_set()

    assert standing.id == "england-2026-02"
    assert standing.status == "in-force"
    assert standing.discount.status == "in-force"
    assert standing.real_pay_growth == 0
    assert standing is ENGLAND.parameter_set("england-2026-02")


def test_the_recommended_rate_is_a_sensitivity_and_says_so():
    [low] = ENGLAND.sensitivities_of()

    assert low.id == "england-2026-02-low-rate"
    assert (low.status, low.discount.status) == ("recommended", "recommended")
    assert "flatter decline" in low.discount.note
    np.testing.assert_allclose(low.discount.factors(3), 1.03 ** -np.arange(3))


def test_an_unknown_parameter_set_is_refused_with_the_nearest():
    with pytest.raises(InputError) as caught:
        ENGLAND.parameter_set("england-2026")
    assert "england-2026-02" in caught.value.hint


def test_the_stamp_of_a_set_names_its_parts_and_their_standing():
    assert ENGLAND.parameter_set().stamp() == {
        "parameter_set": "england-2026-02",
        "parameter_set_status": "in-force",
        "discount_schedule": "green-book-2026",
        "discount_schedule_status": "in-force",
        "deflator_series": "hmt-gdp-2026-06",
        "deflator_vintage": "2026-06",
        "real_pay_growth": "0.0000",
    }


def test_the_components_of_the_standard_rate_are_kept():
    parts = ENGLAND.discount_schedule("green-book-2026").steps[0].components

    assert parts is not None
    assert parts.rate == pytest.approx(0.035)


def test_two_vintages_of_deflator_agree_on_the_years_that_both_had_seen():
    june, march = ENGLAND.deflators
    to = FinancialYear.parse("2024-25")
    for year in march.first_year.to(to):
        assert june.factor(year, to) == pytest.approx(march.factor(year, to), rel=2e-4)


@pytest.mark.parametrize(("year", "printed"), [("2013-14", 1.3693), ("2018-19", 1.2692)])
def test_deflators_give_the_ratios_that_another_user_of_the_release_printed(year, printed):
    """MHCLG outturn put into 2024-25 prices on the release of June 2026, as published elsewhere."""
    june = ENGLAND.deflator_series("hmt-gdp-2026-06")
    factor = june.factor(FinancialYear.parse(year), FinancialYear.parse("2024-25"))

    assert factor == pytest.approx(printed, abs=6e-5)


def test_deflators_end_where_the_forecast_does():
    june = ENGLAND.deflator_series("hmt-gdp-2026-06")

    assert (june.first_year.label, june.last_year.label) == ("1955-56", "2030-31")
    assert june.is_forecast(FinancialYear.parse("2026-27"))
    assert not june.is_forecast(FinancialYear.parse("2025-26"))


@pytest.mark.parametrize(
    ("contract", "buyer", "day", "pounds"),
    [
        ("goods-and-services", "sub-central", date(2026, 1, 1), 207_720),
        ("goods-and-services", "sub-central", date(2025, 12, 31), 214_904),
        ("goods-and-services", "central", date(2026, 6, 1), 135_018),
        ("works", "sub-central", date(2026, 6, 1), 5_193_000),
        ("light-touch", "sub-central", date(2026, 6, 1), 663_540),
        ("light-touch", "utility", date(2026, 6, 1), 884_720),
    ],
)
def test_a_threshold_is_that_of_its_day_and_buyer(contract, buyer, day, pounds):
    found = ENGLAND.threshold(contract, buyer, day)

    assert found.pounds == pounds
    assert found.pence == pounds * 100


def test_a_day_before_the_thresholds_is_refused():
    with pytest.raises(InputError) as caught:
        ENGLAND.threshold("works", "any", date(2020, 1, 1))
    assert "2025-02-24" in caught.value.hint


def test_the_generic_pack_has_neither_thresholds_nor_deflators():
    generic = pack("generic")

    assert generic.thresholds == ()
    assert generic.parameter_set().deflators is None
    assert generic.parameter_set().stamp()["deflator_series"] == "none"
    with pytest.raises(InputError, match="no threshold for works"):
        generic.threshold("works", "any", date(2026, 1, 1))


def test_reorganisation_is_a_dated_fact():
    fact = ENGLAND.known_date("two-tier-areas-become-unitary")

    assert fact.by == date(2028, 4, 1)
    assert fact.figures == {"counties": 21, "districts": 164}


def test_every_pack_has_a_word_for_the_same_roles():
    words = [set(pack(name).terms) for name in pack_ids()]

    assert all(one == words[0] for one in words)


def test_a_row_that_breaks_a_rule_is_refused_with_its_file_and_id():
    row = loading._ScheduleRow(
        id="broken",
        name="Broken",
        steps=(loading._StepRow(from_year=0, rate=3.5),),
        source="this test",
        date="2026",
        status="to-check",
    )
    with pytest.raises(FileFormatError) as caught:
        loading._with_place(loading._schedule, row, "data/england/discounting.toml")
    assert str(caught.value.place) == "data/england/discounting.toml, broken"
    assert "0.035" in caught.value.hint


def test_a_set_may_not_name_a_schedule_that_the_pack_lacks():
    row = loading._SetRow(
        id="broken",
        name="Broken",
        discount_schedule="nowhere",
        source="this test",
        date="2026",
        status="to-check",
    )
    with pytest.raises(InputError, match="no discount schedule 'nowhere'"):
        loading._parameter_set(row, ENGLAND.discount_schedules, ENGLAND.deflators)


def test_a_pack_may_not_default_to_a_set_that_it_lacks():
    with pytest.raises(FileFormatError, match="nowhere"):
        loading._check_references(replace(ENGLAND, default_parameter_set="nowhere"))
