"""The deal: appraisal and fair shares brought together, and the verdict.

What flows in: a `Partnership` (or its `Appraisal`). What flows out: a `Deal`, one value that feeds
command, page, paper and API alike.
"""

from .agree import Deal, PartnerResult, chosen_split, deal_of, work_out
from .already import AlreadySharing, ChargedPartner, already_sharing
from .charges import Charges
from .group_costs import PartnerGame, partner_game
from .joining import EntryTerms, entry_terms, newcomers, returning_terms
from .keeping import Keeping, keeping
from .leaving import Course, ExitCharge, Leaving, leaving, year_number
from .serving import CustomerTerms, customer_terms
from .splits import PartnerShare, SplitResult, split_by_rule, splits, without_answer
from .tolerance import TOLERANCE, settled_split, within_tolerance
from .verdict import Answer, Reason, Verdict, judge
from .verdict_rule import VerdictRule, verdict_rule, verdict_rules
from .withdrawing import BEARING, Bearing, Borne, Phase, Withdrawal, phases, withdrawals
from .words import names_of, say_chance, say_names

__all__ = [
    "BEARING",
    "TOLERANCE",
    "AlreadySharing",
    "Answer",
    "Bearing",
    "Borne",
    "ChargedPartner",
    "Charges",
    "Course",
    "CustomerTerms",
    "Deal",
    "EntryTerms",
    "ExitCharge",
    "Keeping",
    "Leaving",
    "PartnerGame",
    "PartnerResult",
    "PartnerShare",
    "Phase",
    "Reason",
    "SplitResult",
    "Verdict",
    "VerdictRule",
    "Withdrawal",
    "already_sharing",
    "chosen_split",
    "customer_terms",
    "deal_of",
    "entry_terms",
    "judge",
    "keeping",
    "leaving",
    "names_of",
    "newcomers",
    "partner_game",
    "phases",
    "returning_terms",
    "say_chance",
    "say_names",
    "settled_split",
    "split_by_rule",
    "splits",
    "verdict_rule",
    "verdict_rules",
    "withdrawals",
    "within_tolerance",
    "without_answer",
    "work_out",
    "year_number",
]
