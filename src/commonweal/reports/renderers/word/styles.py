"""The styles that a paper needs in a body's own document: theirs where they have them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

__all__ = ["adopt_styles", "style_ids"]


def style_ids(document: Document) -> dict[str, str]:
    """Return the ids of a document's styles by their names in small letters."""
    return {
        _name(style): style.get(qn("w:styleId"))
        for style in document.styles.element.findall(qn("w:style"))
        if style.find(qn("w:name")) is not None
    }


def adopt_styles(document: Document, house: bytes) -> dict[str, str]:
    """Add each of our styles that a document lacks, and return the ids of all by name.

    A style of the same name is left as the body has it. Ours are built on the body's own plain
    text, so that they take on its face; their numbers are given paragraph by paragraph.
    """
    ids = style_ids(document)
    styles = document.styles.element
    ours: Any = parse_xml(house)
    all_ours = ours.findall(qn("w:style"))
    taken = set(ids.values())
    id_by_ours = {}
    lacking = []
    for style in all_ours:
        name, our_id = _name(style), style.get(qn("w:styleId"))
        if name not in ids:
            lacking.append(style)
            ids[name] = our_id if our_id not in taken else f"Commonweal{our_id}"
        id_by_ours[our_id] = ids[name]
    for style in lacking:
        added = deepcopy(style)
        added.set(qn("w:styleId"), ids[_name(style)])
        added.attrib.pop(qn("w:default"), None)
        for reference in ("w:basedOn", "w:next"):
            for element in added.findall(qn(reference)):
                element.set(qn("w:val"), id_by_ours[element.get(qn("w:val"))])
        for number in list(added.iter(qn("w:numPr"))):
            number.getparent().remove(number)
        styles.append(added)
    return ids


def _name(style: Any) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val"))).lower()
