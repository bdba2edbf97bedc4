"""Sealed exchange: receipts that anybody can check, and one-bit answers about what is sealed.

What flows in: answers, salts, moments, all given by the caller. What flows out: receipts, whether
an exchange opens, yes or no. Keeping answers secret is the caller's work: nothing here keeps any.
"""

from .answers import PAD_TO, answer_text, padded, unpadded
from .comparing import Difference, Gap, differences, gaps
from .feasibility import QUESTIONS, Question, is_feasible
from .preconditions import Contradiction, Demand, Precondition, Topic, contradictions, topics
from .protocol import NOT_GIVEN, Answerer, Kept, Outcome, Terms, outcome
from .receipts import LEAST_SALT, Opening, Receipt, Verification, receipt_of, verify

__all__ = [
    "LEAST_SALT",
    "NOT_GIVEN",
    "PAD_TO",
    "QUESTIONS",
    "Answerer",
    "Contradiction",
    "Demand",
    "Difference",
    "Gap",
    "Kept",
    "Opening",
    "Outcome",
    "Precondition",
    "Question",
    "Receipt",
    "Terms",
    "Topic",
    "Verification",
    "answer_text",
    "contradictions",
    "differences",
    "gaps",
    "is_feasible",
    "outcome",
    "padded",
    "receipt_of",
    "topics",
    "unpadded",
    "verify",
]
