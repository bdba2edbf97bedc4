"""The rules that partners might choose to share a whole by."""

from commonweal.fairness.rules.by_facts import (
    baseline_shares,
    driver_mix_shares,
    driver_shares,
    equal_shares,
    fixed_and_unit_shares,
)
from commonweal.fairness.rules.registry import (
    RULES,
    Need,
    PartnerFacts,
    Rule,
    apply_rule,
    rule_of,
)
from commonweal.fairness.rules.separable import (
    aca_shares,
    marginal_amounts,
    scrb_shares,
    tau_shares,
)

__all__ = [
    "RULES",
    "Need",
    "PartnerFacts",
    "Rule",
    "aca_shares",
    "apply_rule",
    "baseline_shares",
    "driver_mix_shares",
    "driver_shares",
    "equal_shares",
    "fixed_and_unit_shares",
    "marginal_amounts",
    "rule_of",
    "scrb_shares",
    "tau_shares",
]
