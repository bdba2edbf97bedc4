"""Fair shares: games between partners, rules to share by, and tests of a split.

The package knows nothing of councils: a game is a table of what each group of partners would
cost or save by itself, and a group is a number whose bits are its partners.
"""

from commonweal.fairness.certificate import Certificate, CertificateLevel, certify
from commonweal.fairness.checking import CertificateVerdict, check_certificate
from commonweal.fairness.coalitions import coalition_sums, say_group
from commonweal.fairness.core import (
    BalancedCollection,
    LeastCore,
    Subsidy,
    core_is_empty,
    least_core,
    smallest_subsidy,
)
from commonweal.fairness.games import Game, savings_game
from commonweal.fairness.limits import LimitedSplit, Limits, apply_limits
from commonweal.fairness.nucleolus import (
    Nucleolus,
    nucleolus,
    per_capita_nucleolus,
    prenucleolus,
    proportional_nucleolus,
    solve_nucleolus,
)
from commonweal.fairness.pence import (
    SplitDifference,
    compare_splits,
    phase_in,
    split_by_amounts,
)
from commonweal.fairness.reading import read_game
from commonweal.fairness.rules import RULES, PartnerFacts, Rule, apply_rule, rule_of
from commonweal.fairness.shapley import shapley_values
from commonweal.fairness.solution import (
    GameSolution,
    RuleResult,
    say_proof,
    say_stability,
    solve_game,
)
from commonweal.fairness.stability import (
    BlockingChance,
    Grievance,
    SplitStability,
    blocking_chance,
    split_stability,
)
from commonweal.fairness.transfers import SidePayments, side_payments

__all__ = [
    "RULES",
    "BalancedCollection",
    "BlockingChance",
    "Certificate",
    "CertificateLevel",
    "CertificateVerdict",
    "Game",
    "GameSolution",
    "Grievance",
    "LeastCore",
    "LimitedSplit",
    "Limits",
    "Nucleolus",
    "PartnerFacts",
    "Rule",
    "RuleResult",
    "SidePayments",
    "SplitDifference",
    "SplitStability",
    "Subsidy",
    "apply_limits",
    "apply_rule",
    "blocking_chance",
    "certify",
    "check_certificate",
    "coalition_sums",
    "compare_splits",
    "core_is_empty",
    "least_core",
    "nucleolus",
    "per_capita_nucleolus",
    "phase_in",
    "prenucleolus",
    "proportional_nucleolus",
    "read_game",
    "rule_of",
    "savings_game",
    "say_group",
    "say_proof",
    "say_stability",
    "shapley_values",
    "side_payments",
    "smallest_subsidy",
    "solve_game",
    "solve_nucleolus",
    "split_by_amounts",
    "split_stability",
]
