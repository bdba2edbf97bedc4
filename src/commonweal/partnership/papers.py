"""What each body asks of its own paper, and the register of risks that every paper holds.

The facts of a case are the same for every body; what a committee calls them, in which order it
reads them and who answers for which part are its own.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from .base import Entry, Evidenced, Slug, unit

__all__ = [
    "APPENDIX_KEYS",
    "CONTENT_KEYS",
    "IMPLICATION_KEYS",
    "AppendixKey",
    "ContentKey",
    "HeadingEntry",
    "HeadingSetName",
    "ImplicationEntry",
    "ImplicationKey",
    "PaperEntry",
    "RiskEntry",
]

#: Effects of a decision that an officer of the body must write of; some bring facts of their own.
ImplicationKey = Literal[
    "finance",
    "legal",
    "risk",
    "people",
    "equality",
    "data-protection",
    "climate",
    "procurement",
    "crime",
    "area",
    "quality",
    "learners",
]

AppendixKey = Literal["options-appraisal", "benefits", "risk-register", "assumptions"]

#: Everything that can stand under a heading of a decision paper.
ContentKey = Literal[
    "purpose",
    "summary",
    "recommendations",
    "own-figures",
    "background",
    "options",
    "preferred",
    "rejected",
    "consultation",
    "timetable",
    "finance",
    "legal",
    "risk",
    "people",
    "equality",
    "data-protection",
    "climate",
    "procurement",
    "crime",
    "area",
    "quality",
    "learners",
    "background-papers",
    "options-appraisal",
    "benefits",
    "risk-register",
    "assumptions",
]

HeadingSetName = Literal["council-report", "nhs-board", "college-corporation"]

IMPLICATION_KEYS: tuple[ImplicationKey, ...] = get_args(ImplicationKey)
APPENDIX_KEYS: tuple[AppendixKey, ...] = get_args(AppendixKey)
CONTENT_KEYS: tuple[ContentKey, ...] = get_args(ContentKey)

Likelihood = Literal["low", "medium", "high"]


class HeadingEntry(Entry):
    """One heading of a body's paper, in the body's own words and place."""

    heading: Annotated[str, Field(min_length=1)]
    """The heading as the body writes it."""
    content: ContentKey | None = None
    """What stands under it; left out for a heading with a text of the body's own."""
    text: str = ""
    """The body's own words, which stand first; an empty line parts paragraphs."""
    exempt: str = ""
    """Why the public may not read it, with the rule that says so; empty for what is public."""

    @model_validator(mode="after")
    def _holds_something(self) -> HeadingEntry:
        if self.content is None and not self.text:
            raise ValueError(
                f"Nothing stands under the heading {self.heading}: give it a content, or a text."
            )
        return self


class ImplicationEntry(Entry):
    """What an officer has written of one kind of effect: legal, equality and so on."""

    content: ImplicationKey
    """Which kind of effect it is written of."""
    text: Annotated[str, Field(min_length=1)]
    """What the officer says; an empty line parts paragraphs."""
    author: str = ""
    """Who wrote it, with the office held."""
    on: dt.date | None = None
    """The day on which it was written."""


class PaperEntry(Entry):
    """How one body takes its decision: its committee, its headings, what its officers say."""

    body: Slug
    """The body whose paper it is."""
    heading_set: HeadingSetName | None = None
    """Headings that the paper takes where it lists none of its own; left out, those usual for such
    a body: council-report, nhs-board or college-corporation."""
    called: str = ""
    """What the body calls such a paper, for example "Report to Cabinet"."""
    committee: str = ""
    """Who decides: cabinet, committee, board."""
    meeting: dt.date | None = None
    """The day of the meeting; the timetable is counted back from it."""
    lead_officer: str = ""
    """Who answers for the paper, with the office held."""
    author: str = ""
    """Who wrote it."""
    lead_member: str = ""
    """Cabinet member, or member of the board, who brings it."""
    classification: Literal["public", "part-exempt", "exempt"] = "public"
    """Whether the public may read it: public, part-exempt or exempt."""
    decision: Literal["key", "not-key", "not-known"] = "not-known"
    """Whether it is a key decision, of which notice must be given."""
    area: tuple[str, ...] = ()
    """Wards, places or sites that it touches, for example All wards."""
    purpose: str = ""
    """What the paper is for, in the body's own words, before what every paper says."""
    background: str = ""
    """What led here in this body, before what the file says for all."""
    recommendations: tuple[str, ...] = ()
    """Further things to be voted on, after those that follow from the verdict."""
    consultation: str = ""
    """Who was asked and what they said."""
    next_steps: tuple[str, ...] = ()
    """Steps of the body's own, after those that every such decision takes."""
    background_papers: tuple[str, ...] = ()
    """What the paper relied on, as the public may ask to see it."""
    officers: dict[ImplicationKey, str] = Field(default_factory=dict)
    """Who is to write of each kind of effect, by name or office."""
    implications: tuple[ImplicationEntry, ...] = ()
    """What officers have written."""
    exempt: dict[ContentKey, str] = Field(default_factory=dict)
    """Parts that the public may not read, each with the rule that says so."""
    headings: tuple[HeadingEntry, ...] = ()
    """The body's own headings, in their order; they stand in place of the usual ones."""
    word_template: str = ""
    """File name of the body's own Word template."""


class RiskEntry(Evidenced):
    """A risk that somebody has named, for the register; those the appraisal finds join it."""

    name: Annotated[str, Field(min_length=1)]
    """What may happen, in a sentence."""
    cause: str = ""
    """What might bring it about."""
    effect: str = ""
    """What it would do."""
    likelihood: Likelihood | None = None
    """How likely: low, medium or high."""
    impact: Likelihood | None = None
    """How bad: low, medium or high."""
    cost: Annotated[float, Field(ge=0)] | None = Field(
        default=None, json_schema_extra=unit("pounds")
    )
    """What it would cost once, where somebody has worked it out. It joins no sum."""
    bodies: tuple[Slug, ...] = ()
    """Bodies that it falls on; all of them where left out."""
    options: tuple[Slug, ...] = ()
    """Options that it belongs to; the sharing option proposed where left out."""
    response: str = ""
    """What is done about it."""
