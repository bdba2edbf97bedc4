"""Each body's own budget: cash by financial year, capital and revenue apart, and who can pay.

What flows in: an appraisal, its sharing option and the split of its cost. What flows out:
`Budgets`, whole pence that add up: for each body what it would spend doing nothing, under its best
alone and under the deal, with funding, repayment, interest and VAT, by fund; the years that are
dearer; a table for its medium-term plan; and the steps back to the appraisal's present values.
"""

from .affordability import Affordability
from .body import BodyBudget, Budgets, budgets, sharing_of
from .outcomes import OutcomeRow, Premium, Unmonetised, unmonetised
from .plan import MediumTermPlan
from .prices import CashPrices, cash_prices
from .reconciling import Reconciliation, Step
from .rows import BudgetRow
from .ways import WayBudget

__all__ = [
    "Affordability",
    "BodyBudget",
    "BudgetRow",
    "Budgets",
    "CashPrices",
    "MediumTermPlan",
    "OutcomeRow",
    "Premium",
    "Reconciliation",
    "Step",
    "Unmonetised",
    "WayBudget",
    "budgets",
    "cash_prices",
    "sharing_of",
    "unmonetised",
]
