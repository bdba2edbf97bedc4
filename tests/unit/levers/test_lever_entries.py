"""What the file may say of a lever, and what it is told when it says something else."""

import pytest
from pydantic import ValidationError

from tests.unit.levers.worked import entry_of


def test_the_ramp_starts_with_nothing_and_is_full_in_the_third_year_unless_stated():
    assert entry_of("process-redesign").ramp == (0.0, 0.5, 1.0)


def test_a_contractors_price_is_paid_from_the_first_day():
    assert entry_of("market-price", price_share=0.9).ramp == (1.0,)


@pytest.mark.parametrize(
    ("lever", "parameters", "told"),
    [
        ("process-redesign", {"mechanism": ""}, "at least 1 character"),
        ("process-redesign", {"share_of_staff_saved": 12}, "Write 12 per cent as 0.12"),
        ("process-redesign", {"share_of_staff_saved": -0.1}, "from 0 to 1; it is -0.1"),
        ("process-redesign", {"ramp": []}, "at least 1 item"),
        ("process-redesign", {"ramp": [0.5, 1.5]}, "less than or equal to 1"),
        ("process-redesign", {"share_saved_by_line": {"staff": 0.1}}, "give it once"),
        ("process-redesign", {"also_available_alone": False}, "why_not_alone is empty"),
        ("process-redesign", {"saving": 0.1}, "Extra inputs"),
        (
            "agency-staff",
            {"premium": {"low": 0, "likely": 0.2, "high": 1.2}},
            "from 0 to 1; it is 1.2",
        ),
        (
            "agency-staff",
            {"premium": {"shape": "discrete", "outcomes": [0.1, 3], "chances": [0.5, 0.5]}},
            "from 0 to 1; it is 3",
        ),
        ("market-price", {}, "Field required"),
        ("market-price", {"price_share": -1}, "0 or more; it is -1"),
        ("fixed-cost-spreading", {"lines": ["vans"]}, "management"),
        ("trading-income", {"income_by_body": {"ashby": 40_000}}, "name the customer"),
        ("pooled-capacity", {"load_by_body": {"ashby": 5}}, "without handling_seconds"),
        ("pooled-capacity", {"volume": "calls"}, "without handling_seconds and open_hours"),
        (
            "pooled-capacity",
            {"volume": "calls", "load_by_body": {"ashby": 5}},
            "keep the better known",
        ),
        ("pooled-capacity", {"shrinkage": 0.95}, "from 0 to 0.9"),
        ("pooled-capacity", {"share_answered_in_time": 1}, "less than 1"),
        ("accommodation", {"can_be_released_from": -1}, "greater than or equal to 0"),
        ("magic", {}, "does not match any of the expected tags"),
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused_with_its_reason(lever, parameters, told):
    with pytest.raises(ValidationError, match=told):
        entry_of(lever, **parameters)


def test_a_figure_may_name_an_assumption_or_a_range():
    entry = entry_of(
        "purchasing-volume",
        price_elasticity="assumption:price-elasticity",
        cap={"low": 0.02, "likely": 0.05, "high": 0.1, "source": "Joint buying review"},
    )

    assert entry.price_elasticity == "assumption:price-elasticity"
    assert entry.cap.likely == 0.05


def test_income_with_a_source_but_no_named_customer_is_accepted():
    entry = entry_of(
        "trading-income", income_by_body={"ashby": 1_000}, source="Order of 3 May 2026"
    )

    assert entry.income_by_body == {"ashby": 1_000}


def test_a_queue_staffed_for_a_chance_of_waiting_needs_no_handling_time():
    entry = entry_of("pooled-capacity", load_by_body={"ashby": 5}, delay_probability=0.2)

    assert entry.handling_seconds is None
