"""From a result to what a person reads: words, charts with their tables, pages, run documents.

What flows in: a `Deal` and the reader report of its file. What flows out: text, the same bytes
every time.
"""

from .documents import Difference, Rerun, rerun, run_document
from .option_tables import corrections
from .page import Fact, ReportPage, report_page_of
from .rendering import report_page
from .words import (
    ANSWERS,
    say_basis,
    say_chance_of_loss,
    say_estimate,
    say_number,
    say_payback,
    say_ratio,
    say_spread,
)

__all__ = [
    "ANSWERS",
    "Difference",
    "Fact",
    "ReportPage",
    "Rerun",
    "corrections",
    "report_page",
    "report_page_of",
    "rerun",
    "run_document",
    "say_basis",
    "say_chance_of_loss",
    "say_estimate",
    "say_number",
    "say_payback",
    "say_ratio",
    "say_spread",
]
