"""The numbers of a Word document: multilevel headings and paragraphs, appendices, lists."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

__all__ = ["OUR_NUMBERS", "Numbers", "add_list", "add_numbers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Which numbers a paper uses in a document."""

    sections: int
    appendices: int
    bullets: int
    lists: int
    """The pattern of numbered lists, of which each list gets a number of its own."""


#: Those of our own document, as house/numbering.xml has them.
OUR_NUMBERS = Numbers(sections=1, appendices=2, bullets=3, lists=3)


def add_numbers(document: Document, house: bytes) -> Numbers:
    """Add our patterns to a body's own document, beside those it has, and return their numbers."""
    theirs = _numbering(document)
    ours: Any = parse_xml(house)
    patterns = ours.findall(qn("w:abstractNum"))
    first = 1 + max(
        (int(one.get(qn("w:abstractNumId"))) for one in theirs.findall(qn("w:abstractNum"))),
        default=-1,
    )
    numbers = []
    for place, pattern in enumerate(patterns):
        copy = deepcopy(pattern)
        copy.set(qn("w:abstractNumId"), str(first + place))
        # Their headings keep the look that their own styles give them.
        for link in list(copy.iter(qn("w:pStyle"))):
            link.getparent().remove(link)
        _before_numbers(theirs, copy)
        numbers.append(_add_number(theirs, first + place))
    sections, appendices, bullets, _ = numbers
    return Numbers(sections=sections, appendices=appendices, bullets=bullets, lists=first + 3)


def add_list(document: Document, pattern: int) -> int:
    """Add a number for one more numbered list, which begins at 1, and return it."""
    numbering = _numbering(document)
    number = _add_number(numbering, pattern)
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "1")
    override.append(start)
    numbering.findall(qn("w:num"))[-1].append(override)
    return number


def _add_number(numbering: Any, pattern: int) -> int:
    number = 1 + max(
        (int(one.get(qn("w:numId"))) for one in numbering.findall(qn("w:num"))), default=0
    )
    added = OxmlElement("w:num")
    added.set(qn("w:numId"), str(number))
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), str(pattern))
    added.append(of)
    last = numbering.findall(qn("w:num")) or numbering.findall(qn("w:abstractNum"))
    last[-1].addnext(added)
    return number


def _before_numbers(numbering: Any, pattern: Any) -> None:
    """Put a pattern where the standard wants it: after other patterns, before any number."""
    patterns = numbering.findall(qn("w:abstractNum"))
    if patterns:
        patterns[-1].addnext(pattern)
        return
    numbers = numbering.findall(qn("w:num"))
    if numbers:
        numbers[0].addprevious(pattern)
    else:
        numbering.append(pattern)


def _numbering(document: Document) -> Any:
    part = document.part
    try:
        numbering = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        empty = (
            '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        )
        numbering = NumberingPart.load(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            empty.encode("utf-8"),
            part.package,
        )
        part.relate_to(numbering, RELATIONSHIP_TYPE.NUMBERING)
    return numbering.element  # type: ignore[attr-defined]
