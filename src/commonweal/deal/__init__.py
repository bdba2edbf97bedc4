"""The deal: appraisal and fair shares brought together, and the verdict.

What flows in: a `Partnership` (or its `Appraisal`). What flows out: a `Deal`, one value that feeds
command, page, paper and API alike.
"""

from .agree import Deal, PartnerResult, chosen_split, deal_of, work_out
from .already import AlreadySharing, ChargedPartner, already_sharing
from .charges import Charges
from .group_costs import PartnerGame, partner_game
from .joining import EntryTerms, entry_terms, newcomers
from .leaving import ExitCharge, Leaving, Withdrawal, leaving, withdrawals, year_number
from .splits import PartnerShare, SplitResult, split_by_rule, splits
from .verdict import Answer, Reason, Verdict, judge
from .verdict_rule import VerdictRule, verdict_rule, verdict_rules
from .words import names_of, say_chance, say_names

__all__ = [
    "AlreadySharing",
    "Answer",
    "ChargedPartner",
    "Charges",
    "Deal",
    "EntryTerms",
    "ExitCharge",
    "Leaving",
    "PartnerGame",
    "PartnerResult",
    "PartnerShare",
    "Reason",
    "SplitResult",
    "Verdict",
    "VerdictRule",
    "Withdrawal",
    "already_sharing",
    "chosen_split",
    "deal_of",
    "entry_terms",
    "judge",
    "leaving",
    "names_of",
    "newcomers",
    "partner_game",
    "say_chance",
    "say_names",
    "split_by_rule",
    "splits",
    "verdict_rule",
    "verdict_rules",
    "withdrawals",
    "work_out",
    "year_number",
]
