"""What the papers say: business case, decision papers and brief, as values that renderers lay out.

What flows in: a `Deal` and the reader report of its file. What flows out: a `Paper`, every figure
of which opens its trace.
"""

from .desk import Desk, desk_of
from .making import paper_from, paper_of
from .paper import (
    Callout,
    Cited,
    Facts,
    Paper,
    Paragraph,
    Points,
    Section,
    Stamp,
    Trace,
    cited_traces,
    exempt_part,
    plain_words,
    public_part,
)

__all__ = [
    "Callout",
    "Cited",
    "Desk",
    "Facts",
    "Paper",
    "Paragraph",
    "Points",
    "Section",
    "Stamp",
    "Trace",
    "cited_traces",
    "desk_of",
    "exempt_part",
    "paper_from",
    "paper_of",
    "plain_words",
    "public_part",
]
