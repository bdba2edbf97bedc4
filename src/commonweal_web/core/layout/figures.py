"""Small values that presenters hand to templates, each laid out by one macro."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["BigFigure", "Fact", "Step", "TagKind"]

TagKind = Literal["", "grey", "green", "yellow", "red", "teal", "purple", "orange"]
"""The colour of a tag; its words say the same without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BigFigure:
    """A number large enough to read across a room, and what it is."""

    said: str
    what: str
    tone: Literal["", "loss", "gain"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row of a summary list: a name, what stands beside it, and where to change it."""

    name: str
    said: str
    change: str = ""
    """The address of the page that changes it; empty where this person may not."""
    change_what: str = ""
    """What a screen reader adds to the word "Change"; the name in small letters if left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a task list: "Costs of Ashby", where to do it, and how it stands."""

    name: str
    address: str
    status: str
    hint: str = ""
    tag: TagKind = ""
    """A coloured tag for what is still to do; plain text, as the pattern asks, for what is done."""
