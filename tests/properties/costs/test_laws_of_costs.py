"""Laws that every cost obeys, whatever the bodies, the groups and the figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal.costs import COSTS
from commonweal.appraisal.streams import LINES
from tests.unit.costs.worked import (
    NAMES,
    amounts,
    entry_of,
    every_group,
    records_of,
    setting_of,
)

MANY = settings(max_examples=20, deadline=None)

pounds = st.floats(0, 1e6).map(lambda value: round(value, 2))
shares = st.floats(0, 1)
counts = st.floats(0, 20)

#: How each cost is drawn: its figures, and which of them are the price that all of it scales with.
FIGURES = {
    "set-up": {
        "project_team": pounds,
        "technology": pounds,
        "other": pounds,
        "per_partner": pounds,
    },
    "design": {"fixed": pounds, "per_partner": pounds},
    "negotiation": {
        "months": counts,
        "cost_per_month": pounds,
        "cost_per_partner_month": pounds,
        "cost_per_partner": pounds,
    },
    "procurement": {
        "rate": shares,
        "share_of_supplies": shares,
        "contract_years": counts,
        "legal_fees": pounds,
        "legal_fees_per_partner": pounds,
        "value_by_body": pounds,
    },
    "unpaid-staff-time": {
        "days_per_partner": counts,
        "days_by_body": counts,
        "value_of_a_day": pounds,
    },
    "migration": {"cost_per_system": pounds, "n_systems_kept": counts},
    "double-running": {"months": counts, "share": shares},
    "early-termination": {"penalty_share": shares, "share_ended": shares},
    "exit": {"fixed": pounds, "per_partner": pounds, "share_of_yearly_cost": shares},
    "redundancy": {"cost_per_post": pounds, "share_of_posts": shares},
    "pension-strain": {"cost_per_post": pounds, "share_of_posts": shares},
    "harmonisation": {"pay_level_by_body": st.floats(0.5, 2), "share_of_gap_closed": shares},
    "local-variants": {"variants_by_body": counts, "cost_per_variant": pounds},
    "client-side": {"share_of_cost": shares, "per_body": pounds, "pounds_by_body": pounds},
    "coordination": {"per_further_partner": pounds, "exponent": st.floats(0, 2.5)},
    "contract-management": {"rate": shares, "share_of_supplies": shares, "fixed": pounds},
    "irrecoverable-vat": {"rate": shares, "share_of_charge": shares},
    "stranded-overhead": {"share_of_other": shares, "pounds_by_body": pounds},
}
PRICES = {
    "set-up": ("project_team", "technology", "other", "per_partner"),
    "design": ("fixed", "per_partner"),
    "negotiation": ("cost_per_month", "cost_per_partner_month", "cost_per_partner"),
    "procurement": ("rate", "legal_fees", "legal_fees_per_partner"),
    "unpaid-staff-time": ("value_of_a_day",),
    "migration": ("cost_per_system",),
    "double-running": ("share",),
    "early-termination": ("penalty_share",),
    "exit": ("fixed", "per_partner", "share_of_yearly_cost"),
    "redundancy": ("cost_per_post",),
    "pension-strain": ("cost_per_post",),
    "harmonisation": ("share_of_gap_closed",),
    "local-variants": ("cost_per_variant",),
    "client-side": ("share_of_cost", "per_body", "pounds_by_body"),
    "coordination": ("per_further_partner",),
    "contract-management": ("rate", "fixed"),
    "irrecoverable-vat": ("rate",),
    "stranded-overhead": ("share_of_other", "pounds_by_body"),
}
#: Tables that name every body; the others name the first only, so both ways are met.
WHOLE_TABLES = {"pay_level_by_body"}


@st.composite
def cases(draw, cost):
    """A cost with its figures, and every group of two to four bodies to price it for."""
    n_bodies = draw(st.integers(2, 4))
    n_draws = draw(st.integers(1, 3))
    bodies = NAMES[:n_bodies]
    figures = {}
    for name, values in FIGURES[cost].items():
        if name.endswith("_by_body"):
            named = bodies if name in WHOLE_TABLES else bodies[:1]
            figures[name] = {body: draw(values) for body in named}
        else:
            figures[name] = draw(values)

    # Records come from one drawn seed: drawing each number apart takes ten times as long.
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def by_body(low, high):
        """Numbers between the two, some of them exactly the lower."""
        return np.where(random.random(n_bodies) < 0.2, low, random.uniform(low, high, n_bodies))

    unlike = 1.0 + np.arange(n_draws) / 10
    costs = {line: by_body(0, 1e6)[:, None] * unlike for line in LINES}
    saved = {line: costs[line] * by_body(-0.2, 0.9)[:, None] for line in ("management", "staff")}
    records = records_of(
        costs,
        bodies=bodies,
        n_draws=n_draws,
        n_systems=by_body(0, 5).round(),
        fte=by_body(1, 50),
        contract_value=by_body(0, 1e6),
        contract_years_left=by_body(0, 5),
        vat_recovery=by_body(0, 1),
    )
    return figures, setting_of(records, every_group(n_bodies), saved=saved)


def scaled(cost, figures, factor):
    """The same cost at a multiple of its price."""
    changed = dict(figures)
    for name in PRICES[cost]:
        value = figures[name]
        changed[name] = (
            {body: one * factor for body, one in value.items()}
            if isinstance(value, dict)
            else value * factor
        )
    return entry_of(cost, **changed)


def narrowed(setting, keep):
    """The same setting for some of its groups."""
    return replace(
        setting,
        members=setting.members[keep],
        costs={line: values[keep] for line, values in setting.costs.items()},
        saved={line: values[keep] for line, values in setting.saved.items()},
    )


every_cost = pytest.mark.parametrize("cost", COSTS)


@every_cost
@given(data=st.data())
@MANY
def test_a_cost_is_never_below_nought_and_always_a_number(cost, data):
    figures, setting = data.draw(cases(cost))

    found = amounts(setting, entry_of(cost, **figures))

    assert np.isfinite(found).all()
    assert found.min() >= 0
    assert found.shape == (*setting.members.shape, setting.costs["staff"].shape[-1])


@every_cost
@given(data=st.data())
@MANY
def test_bodies_outside_the_group_bear_exactly_nothing(cost, data):
    figures, setting = data.draw(cases(cost))

    assert not amounts(setting, entry_of(cost, **figures))[~setting.members].any()


@every_cost
@given(data=st.data())
@MANY
def test_a_cost_at_a_price_of_nil_changes_nothing(cost, data):
    figures, setting = data.draw(cases(cost))

    assert not amounts(setting, scaled(cost, figures, 0.0)).any()


@every_cost
@given(data=st.data())
@MANY
def test_half_the_price_is_half_the_cost(cost, data):
    figures, setting = data.draw(cases(cost))

    whole = amounts(setting, entry_of(cost, **figures))
    half = amounts(setting, scaled(cost, figures, 0.5))

    np.testing.assert_allclose(half, whole / 2, rtol=1e-9, atol=1e-6)


@every_cost
@given(data=st.data())
@MANY
def test_groups_priced_together_cost_what_each_costs_priced_alone(cost, data):
    figures, setting = data.draw(cases(cost))
    entry = entry_of(cost, **figures)

    together = amounts(setting, entry)
    singly = [amounts(narrowed(setting, [row]), entry)[0] for row in range(len(together))]

    np.testing.assert_allclose(together, np.stack(singly), rtol=1e-12, atol=1e-9)


@every_cost
@given(data=st.data())
@MANY
def test_a_draw_costs_the_same_whatever_the_other_draws_are(cost, data):
    figures, setting = data.draw(cases(cost))
    entry = entry_of(cost, **figures)

    together = amounts(setting, entry)
    last = replace(
        setting,
        records=replace(
            setting.records,
            costs={line: values[:, -1:] for line, values in setting.records.costs.items()},
        ),
        costs={line: values[:, :, -1:] for line, values in setting.costs.items()},
        saved={line: values[:, :, -1:] for line, values in setting.saved.items()},
    )

    np.testing.assert_allclose(amounts(last, entry), together[:, :, -1:], rtol=1e-12, atol=1e-9)


@every_cost
@given(data=st.data())
@MANY
def test_a_further_partner_never_makes_the_whole_cheaper(cost, data):
    figures, setting = data.draw(cases(cost))

    whole = amounts(setting, entry_of(cost, **figures)).sum(axis=1)  # (C, D)

    for small, its_members in enumerate(setting.members):
        for large, others in enumerate(setting.members):
            if (its_members <= others).all():
                assert (whole[small] <= whole[large] * (1 + 1e-9) + 1e-6).all()


@every_cost
@given(data=st.data())
@MANY
def test_what_outsiders_record_changes_nothing_for_the_group(cost, data):
    figures, setting = data.draw(cases(cost))
    entry = entry_of(cost, **figures)
    last = len(setting.records.bodies) - 1
    without_last = narrowed(setting, ~setting.members[:, last])
    records = setting.records

    def otherwise(values):
        changed = values.copy()
        changed[last] = np.nan
        return changed

    stranger = replace(
        without_last,
        records=replace(
            records,
            costs={line: otherwise(values) for line, values in records.costs.items()},
            n_systems=otherwise(records.n_systems),
            fte=otherwise(records.fte),
            contract_value=otherwise(records.contract_value),
            contract_years_left=otherwise(records.contract_years_left),
            vat_recovery=otherwise(records.vat_recovery),
        ),
    )

    np.testing.assert_array_equal(amounts(stranger, entry), amounts(without_last, entry))


@every_cost
@given(data=st.data())
@MANY
def test_naming_the_bodies_in_another_order_moves_each_cost_with_its_body(cost, data):
    figures, setting = data.draw(cases(cost))
    entry = entry_of(cost, **figures)
    records = setting.records
    order = np.array(data.draw(st.permutations(range(len(records.bodies)))))
    moved = replace(
        setting,
        records=replace(
            records,
            bodies=tuple(records.bodies[place] for place in order),
            costs={line: values[order] for line, values in records.costs.items()},
            n_systems=records.n_systems[order],
            fte=records.fte[order],
            contract_value=records.contract_value[order],
            contract_years_left=records.contract_years_left[order],
            vat_recovery=records.vat_recovery[order],
        ),
        members=setting.members[:, order],
        costs={line: values[:, order] for line, values in setting.costs.items()},
        saved={line: values[:, order] for line, values in setting.saved.items()},
    )

    np.testing.assert_allclose(
        amounts(moved, entry), amounts(setting, entry)[:, order], rtol=1e-9, atol=1e-6
    )


@given(data=st.data())
@MANY
def test_coordination_never_falls_as_partners_join(data):
    figures, setting = data.draw(cases("coordination"))

    whole = amounts(setting, entry_of("coordination", **figures))[:, :, 0].sum(axis=1)
    by_size = [
        whole[setting.members.sum(axis=1) == n] for n in range(1, len(setting.members[0]) + 1)
    ]

    assert not by_size[0].any()
    assert all(
        before.max() <= after.min() * (1 + 1e-9) + 1e-6 for before, after in pairwise(by_size)
    )
