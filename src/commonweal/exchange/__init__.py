"""Sealed exchange: receipts that anybody can check, and one-bit answers about what is sealed.

What flows in: answers, salts, moments, all given by the caller. What flows out: receipts, whether
an exchange opens, yes or no. Keeping answers secret is the caller's work: nothing here keeps any.
"""

from .answers import PAD_TO, answer_text, padded, unpadded
from .comparing import Difference, Gap, differences, gaps
from .feasibility import QUESTIONS, Question, is_feasible
from .interest import Interest, Match, matches
from .preconditions import Contradiction, Demand, Precondition, Topic, contradictions, topics
from .protocol import NOT_GIVEN, Answerer, Kept, Outcome, Terms, outcome
from .readiness import (
    Finding,
    ReadinessComparison,
    check_readiness,
    compare_readiness,
    readiness_questions,
)
from .receipts import (
    LEAST_SALT,
    OPENINGS_KIND,
    RECEIPTS_KIND,
    Opening,
    Receipt,
    Verification,
    opening_for,
    receipt_of,
    verify,
)
from .suppression import publishable
from .voices import GroupResult, Survey, SurveyQuestion, survey_results

__all__ = [
    "LEAST_SALT",
    "NOT_GIVEN",
    "OPENINGS_KIND",
    "PAD_TO",
    "QUESTIONS",
    "RECEIPTS_KIND",
    "Answerer",
    "Contradiction",
    "Demand",
    "Difference",
    "Finding",
    "Gap",
    "GroupResult",
    "Interest",
    "Kept",
    "Match",
    "Opening",
    "Outcome",
    "Precondition",
    "Question",
    "ReadinessComparison",
    "Receipt",
    "Survey",
    "SurveyQuestion",
    "Terms",
    "Topic",
    "Verification",
    "answer_text",
    "check_readiness",
    "compare_readiness",
    "contradictions",
    "differences",
    "gaps",
    "is_feasible",
    "matches",
    "opening_for",
    "outcome",
    "padded",
    "publishable",
    "readiness_questions",
    "receipt_of",
    "survey_results",
    "topics",
    "unpadded",
    "verify",
]
