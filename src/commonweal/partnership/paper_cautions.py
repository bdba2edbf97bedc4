"""What a careful officer would want to know of the papers that a file asks for."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Partnership
from .evidence_cautions import Doubt
from .paper_headings import headings_left_out, headings_of
from .papers import APPENDIX_KEYS
from .saying import listed, name_of

__all__ = ["paper_cautions"]


def paper_cautions(partnership: Partnership) -> Iterator[Doubt]:
    """Yield what has no place in a body's paper, and exempt parts that cite no rule."""
    for index, entry in enumerate(partnership.papers):
        name = name_of(partnership, entry.body)
        left_out = headings_left_out(partnership, entry)
        if left_out:
            named = listed([row.heading.replace("{body}", name) for row in left_out])
            yield (
                ("papers", index, "headings"),
                f"The headings of {name} have no place for what usually stands under {named}; "
                "its paper leaves it out.",
            )
        placed = {row.content for row in headings_of(partnership, entry)}
        lost = [row.content for row in entry.implications if row.content not in placed]
        if lost:
            yield (
                ("papers", index, "implications"),
                f"What is written for {name} of {listed(lost)} stands under none of its headings "
                "and is not printed.",
            )
        nowhere = [key for key in entry.exempt if key not in placed and key not in APPENDIX_KEYS]
        if nowhere:
            yield (
                ("papers", index, "exempt"),
                f"{listed(nowhere)} is exempt in the paper of {name} and stands under none of its "
                "headings.",
            )
        has_exempt = bool(entry.exempt) or any(row.exempt for row in entry.headings)
        if has_exempt and entry.classification == "public":
            yield (
                ("papers", index, "classification"),
                f"The paper of {name} is classified public and has exempt parts.",
            )
        if entry.classification == "part-exempt" and not has_exempt:
            yield (
                ("papers", index, "classification"),
                f"The paper of {name} is classified part-exempt and names no exempt part: all of "
                "it would be published.",
            )
        if entry.classification == "exempt" and not has_exempt:
            yield (
                ("papers", index, "classification"),
                f"The paper of {name} is classified exempt and cites no rule that says so.",
            )
