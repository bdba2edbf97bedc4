"""Positions as Word comments: each stands at the heading of the clause that it is about."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from commonweal.agreement import Agreement, Position, matter, position_table
from commonweal.reports.renderers.word.house import repacked

__all__ = ["with_comments"]

_STANCES = {"accept": "Accepts", "amend": "Would amend", "reject": "Rejects"}


def with_comments(document: bytes, agreement: Agreement) -> bytes:
    """Return a Word file of the agreement with every party's positions as comments.

    A comment's author is the party, and who spoke for it; the day is the position's own, so that
    the same agreement is the same bytes. A clause that a template left out takes its comments with
    it into the list of positions, which holds them all.
    """
    if not agreement.positions:
        return document
    opened = docx.Document(io.BytesIO(document))
    headings = dict(_headings(opened))
    for clause in position_table(agreement):
        heading = headings.get(matter(clause.matter).heading)
        if heading is None:
            continue
        for position in clause.by_party.values():
            _comment(opened, heading, agreement, position)
    target = io.BytesIO()
    opened.save(target)
    return repacked(target.getvalue())


def _headings(opened: Any) -> Iterator[tuple[str, Paragraph]]:
    """Yield the headings of the second level: an agreement's clauses."""
    for paragraph in opened.paragraphs:
        if str(paragraph.style.name).lower() == "heading 2":
            yield paragraph.text, paragraph


def _comment(opened: Any, heading: Paragraph, agreement: Agreement, position: Position) -> None:
    party = agreement.party_name(position.party)
    author = f"{position.by}, {party}" if position.by else party
    words = f"{_STANCES[position.stance]}. {position.words}".strip()
    comment = opened.add_comment(heading.runs, text=words, author=author, initials=_initials(party))
    element = comment._comment_elm
    # The library dates a comment by the clock; ours bears the day of the position, or none.
    element.attrib.pop(qn("w:date"), None)
    if position.on is not None:
        element.set(qn("w:date"), f"{position.on.isoformat()}T00:00:00Z")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isalpha())[:4].upper()
