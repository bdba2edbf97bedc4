"""What a cost in the file may and may not say."""

import pytest
from pydantic import TypeAdapter, ValidationError

from commonweal.partnership.base import Range
from commonweal.partnership.costs import AnyRisk
from tests.unit.costs.worked import entry_of


@pytest.mark.parametrize(
    ("cost", "given", "message"),
    [
        ("set-up", {"spread": (0.5, 0.4)}, "spread adds to 0.9"),
        ("set-up", {"project_team": -1}, "must be 0 or more; it is -1"),
        ("procurement", {"rate": 1.7}, "Write 12 per cent as 0.12"),
        (
            "procurement",
            {"rate": {"low": 0.01, "likely": 0.02, "high": 1.2}},
            "must be from 0 to 1; it is 1.2",
        ),
        (
            "migration",
            {"cost_per_system": {"shape": "discrete", "outcomes": (-1, 5), "chances": (0.5, 0.5)}},
            "it is -1",
        ),
        ("stranded-overhead", {"falls_away": (0.5, 0.75)}, "can only fall"),
        ("migration", {}, "Field required"),
        ("migration", {"cost_per_system": 1, "contingency": 0.1}, "Extra inputs"),
        ("migration", {"cost_per_system": True}, "not true or false"),
        ("contingency", {}, "does not match any of the expected tags"),
        ("harmonisation", {"pay_level_by_body": {"ashby": 1}}, "at least 2 items"),
    ],
)
def test_a_cost_that_cannot_be_is_refused(cost, given, message):
    with pytest.raises(ValidationError, match=message):
        entry_of(cost, **given)


def test_a_figure_may_be_a_range_or_name_an_assumption():
    ranged = entry_of("migration", cost_per_system={"low": 10, "likely": 20, "high": 60})
    named = entry_of("migration", cost_per_system="assumption:price-of-moving")

    assert isinstance(ranged.cost_per_system, Range)
    assert named.cost_per_system == "assumption:price-of-moving"


def test_a_risk_names_its_chance_because_nobody_has_counted_the_attempts():
    risks = TypeAdapter(AnyRisk)

    with pytest.raises(ValidationError, match="Field required"):
        risks.validate_python({"risk": "abandonment"})
    assert risks.validate_python({"risk": "abandonment", "chance": 0.2}).share_of_cost_sunk == 1
    assert (
        risks.validate_python({"risk": "partner-exit", "yearly_chance": 0.08}).who_bears
        == "sharing-rule"
    )
