"""Records that are missing and figures beyond their limits are refused, with the mend."""

import numpy as np
import pytest

from commonweal.errors import InputError
from tests.unit.costs.worked import amounts, entry_of, pounds_by_body, records_of, setting_of


def test_a_table_that_names_a_stranger_is_refused():
    entry = entry_of("client-side", pounds_by_body={"zennor": 5})

    with pytest.raises(InputError, match="pounds_by_body names zennor"):
        amounts(setting_of(records_of()), entry)


def test_a_missing_record_is_refused_by_the_name_of_the_body():
    records = records_of(n_systems=(1, np.nan, 1))

    with pytest.raises(InputError, match="legacy systems is missing for barton") as refusal:
        amounts(setting_of(records), entry_of("migration", cost_per_system=1))
    assert "n_systems" in refusal.value.hint


def test_a_record_missing_for_a_body_in_no_group_is_not_missed():
    records = records_of(n_systems=(1, np.nan, 1))

    assert pounds_by_body(
        setting_of(records, [[0, 2]]), entry_of("migration", cost_per_system=10)
    ) == [5, 0, 5]


def test_posts_cannot_be_counted_without_staff():
    setting = setting_of(records_of({"staff": (400_000, 0, 0)}), saved={"staff": (40_000, 0, 0)})

    with pytest.raises(InputError, match="The staff of ashby are not known") as refusal:
        amounts(setting, entry_of("redundancy", cost_per_post=1))
    assert "average_cost_per_post" in refusal.value.hint


def test_staff_need_not_be_known_where_no_pay_is_saved():
    setting = setting_of(
        records_of({"staff": (400_000, 300_000, 0)}, fte=(10, np.nan, np.nan)),
        saved={"staff": (40_000, 0, 0)},
    )

    assert pounds_by_body(setting, entry_of("redundancy", cost_per_post=20_000)) == [20_000, 0, 0]


def test_a_member_without_a_pay_level_is_refused():
    entry = entry_of("harmonisation", pay_level_by_body={"ashby": 1, "barton": 0.9})

    with pytest.raises(InputError, match="no level for corley"):
        amounts(setting_of(records_of()), entry)
    assert amounts(setting_of(records_of(), [[0, 1]]), entry).shape == (1, 3, 1)


def test_an_expected_figure_beyond_its_limits_is_refused():
    entry = entry_of("irrecoverable-vat", rate="assumption:vat")

    with pytest.raises(InputError, match="rate is 20 in the expected case"):
        amounts(setting_of(records_of()), entry, rate=[20.0])


def test_a_single_draw_beyond_the_limits_is_held_at_the_limit():
    records = records_of({"staff": np.full((3, 2), 100.0)}, n_draws=2, vat_recovery=(0, 1, 1))
    entry = entry_of("irrecoverable-vat", rate="assumption:vat")

    found = amounts(setting_of(records), entry, rate=[0.2, 1.4])

    assert found[0, 0].tolist() == [20, 100]


def test_all_costs_of_a_group_of_nobody_are_nil():
    setting = setting_of(records_of({"supplies": (5, 5, 5)}), [[]])

    for entry in (
        entry_of("set-up", project_team=1, per_partner=1),
        entry_of("contract-management", fixed=1, rate=0.1),
        entry_of("exit", fixed=5, share_of_yearly_cost=1),
        entry_of("coordination", per_further_partner=5),
        entry_of("migration", cost_per_system=5),
    ):
        assert not amounts(setting, entry).any()
