"""What the reader says of a lever without pricing it is what pricing it comes to."""

from __future__ import annotations

import pytest

from commonweal.appraisal import appraise
from commonweal.jurisdictions import pack
from commonweal.partnership import Partnership
from commonweal.partnership.lever_effects import shares_of_line_saved, why_nothing

LINES = ("management", "staff", "systems", "accommodation", "supplies", "other")

#: lever, parameters, whether it is shared, why nothing comes of it ("" where something does).
LEVERS = [
    ("management-deduplication", {}, True, "kept_share_of_other_teams is 1"),
    ("management-deduplication", {"kept_share_of_other_teams": 0.5}, True, ""),
    (
        "management-deduplication",
        {"kept_share_of_other_teams": 0.5, "ramp": [0.0, 0.0]},
        True,
        "every year of its ramp is 0",
    ),
    ("fixed-cost-spreading", {}, True, "growth_per_further_member is 1"),
    ("fixed-cost-spreading", {"fixed_share": 0.5}, True, "growth_per_further_member is 1"),
    (
        "fixed-cost-spreading",
        {"growth_per_further_member": 0.2},
        True,
        "no fixed_share is above 0",
    ),
    (
        "fixed-cost-spreading",
        {"growth_per_further_member": 0.2, "fixed_share_by_line": {"systems": 0.5}},
        True,
        "",
    ),
    ("fixed-cost-spreading", {"growth_per_further_member": 0.2, "fixed_share": 0.5}, True, ""),
    ("process-redesign", {}, False, "no share saved is above 0"),
    ("process-redesign", {"share_of_staff_saved": 0.1}, False, ""),
    ("process-redesign", {"share_saved_by_line": {"other": 0.1}}, True, ""),
    ("process-redesign", {"share_of_staff_saved": "assumption:nil"}, True, "no share saved"),
    ("systems-consolidation", {}, True, "marginal_share is 1"),
    ("systems-consolidation", {"marginal_share": 0.4}, True, ""),
    ("purchasing-volume", {}, True, "price_elasticity is 0"),
    ("purchasing-volume", {"price_elasticity": 0.1}, True, ""),
    ("purchasing-volume", {"price_elasticity": 0.1, "cap": 0}, True, "cap is 0"),
    (
        "purchasing-volume",
        {"price_elasticity": 0.1, "share_bought_together": 0},
        True,
        "share_bought_together is 0",
    ),
    ("purchasing-volume", {"framework_discount": 0.1}, True, ""),
    ("pooled-capacity", {}, True, "no load is given"),
    (
        "pooled-capacity",
        {"load_by_body": {"ashby": 3, "barton": 4}, "handling_seconds": 300, "cost_per_fte": 30000},
        True,
        "coincidence is 1",
    ),
    (
        "pooled-capacity",
        {
            "load_by_body": {"ashby": 3, "barton": 4},
            "handling_seconds": 300,
            "cost_per_fte": 30000,
            "coincidence": 0.5,
        },
        True,
        "",
    ),
    ("accommodation", {"share_released": 0.5}, True, "can_be_released_from is left out"),
    ("accommodation", {"can_be_released_from": 1}, True, "nothing is released"),
    ("accommodation", {"can_be_released_from": 1, "share_released": 0.5}, True, ""),
    (
        "accommodation",
        {"can_be_released_from": 1, "units_released_by_body": {"ashby": 3}},
        True,
        "nothing is released",
    ),
    (
        "accommodation",
        {"can_be_released_from": 1, "units_released_by_body": {"ashby": 3}, "cost_per_unit": 900},
        True,
        "",
    ),
    ("agency-staff", {"share_replaced": 0.5}, True, "premium is 0"),
    ("agency-staff", {"premium": 0.3}, True, "share_replaced is 0"),
    ("agency-staff", {"premium": 0.3, "share_replaced": 0.5}, True, ""),
    ("trading-income", {}, True, "income_by_body is empty"),
    ("trading-income", {"income_by_body": {"ashby": 9000}, "customer": "A"}, True, "margin is 0"),
    (
        "trading-income",
        {"income_by_body": {"ashby": 9000}, "customer": "A", "margin": 0.1},
        True,
        "",
    ),
    ("market-price", {"price_share": 1}, False, "price_share is 1"),
    ("market-price", {"price_share": 0.9}, False, ""),
]


def case(lever: str, parameters: dict[str, object], *, is_shared: bool, lines=LINES) -> Partnership:
    entry = {"lever": lever, "mechanism": "As told.", "source": "Worked", **parameters}
    form = "shared-delivery-like-bodies" if is_shared else "redesign-alone"
    if lever == "market-price":
        form = "outsource-alone"
    return Partnership.model_validate(
        {
            "name": "Two",
            "base_year": "2024-25",
            "first_year": "2026-27",
            "bodies": [{"id": "ashby", "name": "Ashby"}, {"id": "barton", "name": "Barton"}],
            "services": [{"id": "building-control"}],
            "assumptions": [{"id": "nil", "name": "Nothing", "value": 0}],
            "baselines": [
                {
                    "body": body,
                    "service": "building-control",
                    "year": "2024-25",
                    "costs": dict.fromkeys(lines, 100_000 + 20_000 * place),
                    "agency_cost": 20_000,
                }
                for place, body in enumerate(("ashby", "barton"))
            ],
            "options": [{"id": "it", "name": "It", "form": form, "levers": [entry]}],
            "simulation": {"draws": 100},
        }
    )


def saving(partnership: Partnership) -> float:
    appraisal = appraise(partnership, pack("england").parameter_set())
    return -sum(flow.present_value for flow in appraisal.option("it").flows)


@pytest.mark.parametrize(("lever", "parameters", "is_shared", "told"), LEVERS)
def test_a_lever_said_to_save_nothing_saves_nothing_and_no_other_does(
    lever, parameters, is_shared, told
):
    partnership = case(lever, parameters, is_shared=is_shared)
    (option,) = partnership.options

    why = why_nothing(partnership, option, option.levers[0])

    assert why.startswith(told)
    assert (why == "") == (told == "")
    assert (saving(partnership) == pytest.approx(0, abs=1e-6)) == (told != "")


@pytest.mark.parametrize(
    ("lever", "parameters", "line"),
    [
        ("management-deduplication", {"kept_share_of_other_teams": 0.5}, "management"),
        ("systems-consolidation", {"marginal_share": 0.5}, "systems"),
        ("purchasing-volume", {"price_elasticity": 0.1}, "supplies"),
        ("accommodation", {"can_be_released_from": 0, "share_released": 0.5}, "accommodation"),
        ("process-redesign", {"share_of_staff_saved": 0.1}, "staff"),
    ],
)
def test_a_lever_on_a_line_that_nobody_has_is_told(lever, parameters, line):
    others = tuple(name for name in LINES if name != line)
    partnership = case(lever, parameters, is_shared=True, lines=others)
    (option,) = partnership.options

    why = why_nothing(partnership, option, option.levers[0])

    assert why == f"no baseline in its scope holds a cost of {line}"
    assert saving(partnership) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("share", [0.1, 0.4])
def test_the_share_said_to_be_saved_is_the_share_that_is(share):
    partnership = case(
        "process-redesign",
        {"share_of_staff_saved": share, "ramp": [1.0]},
        is_shared=True,
    )
    (option,) = partnership.options
    appraisal = appraise(partnership, pack("england").parameter_set())
    (flow,) = [row for row in appraisal.option("it").flows if row.line == "staff"]

    ((_, _, told),) = shares_of_line_saved(partnership, option.levers[0])

    assert told == share
    assert -flow.full_year == pytest.approx(share * 220_000)
