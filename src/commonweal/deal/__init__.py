"""The deal: appraisal and fair shares brought together, and the verdict.

What flows in: a `Partnership` (or its `Appraisal`). What flows out: a `Deal`, one value that feeds
command, page, paper and API alike.
"""

from .agree import Deal, PartnerResult, deal_of, work_out
from .group_costs import PartnerGame, partner_game
from .splits import PartnerShare, SplitResult, split_by_rule, splits
from .verdict import Answer, Reason, Verdict, judge
from .verdict_rule import VerdictRule, verdict_rule, verdict_rules
from .words import names_of, say_chance, say_names

__all__ = [
    "Answer",
    "Deal",
    "PartnerGame",
    "PartnerResult",
    "PartnerShare",
    "Reason",
    "SplitResult",
    "Verdict",
    "VerdictRule",
    "deal_of",
    "judge",
    "names_of",
    "partner_game",
    "say_chance",
    "say_names",
    "split_by_rule",
    "splits",
    "verdict_rule",
    "verdict_rules",
    "work_out",
]
