"""The agreement: what the parties promise each other, as facts, with words that follow from them.

What flows in: a `Deal`, or answers on an agreement that others wrote. What flows out: an
`Agreement`, its words clause by clause, what it leaves open and where it contradicts itself, its
schedules filled from the deal's own figures and what of them has gone stale since.
"""

from .checking import GRADES, Finding, check_agreement
from .clauses import CLUSTERS, Alternative, Matter, Parameter, matter, matters, matters_for
from .comparing import AgreementChange, compare_agreements
from .document import Agreement, Clause, Party, Position
from .drafting import draft
from .exit_bills import ExitBill, exit_bills
from .filling import filled
from .passages import Passage, paragraphs_of, passages
from .positions import ClausePositions, position_table, with_position
from .questions import (
    Question,
    agreement_from_answers,
    answers_to_fill_in,
    questions,
    read_answers,
)
from .reading import read_agreement, read_agreement_values, write_agreement
from .staleness import Stale, stale
from .wording import Part, WordedClause, parts_of

__all__ = [
    "CLUSTERS",
    "GRADES",
    "Agreement",
    "AgreementChange",
    "Alternative",
    "Clause",
    "ClausePositions",
    "ExitBill",
    "Finding",
    "Matter",
    "Parameter",
    "Part",
    "Party",
    "Passage",
    "Position",
    "Question",
    "Stale",
    "WordedClause",
    "agreement_from_answers",
    "answers_to_fill_in",
    "check_agreement",
    "compare_agreements",
    "draft",
    "exit_bills",
    "filled",
    "matter",
    "matters",
    "matters_for",
    "paragraphs_of",
    "parts_of",
    "passages",
    "position_table",
    "questions",
    "read_agreement",
    "read_agreement_values",
    "read_answers",
    "stale",
    "with_position",
    "write_agreement",
]
