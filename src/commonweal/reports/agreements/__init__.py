"""An agreement as a paper: numbered clauses, schedules that open their figures, positions in Word.

What flows in: an `Agreement`, and its `Deal` where the figures are to open. What flows out: a
`Paper`, or the bytes of a Word, PDF or HTML file.
"""

from .paper import agreement_paper
from .rendering import render_agreement

__all__ = ["agreement_paper", "render_agreement"]
