"""A paper as a Word document: our own, or a body's own file with the paper in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from commonweal.reports.renderers.laid import Laid, LaidSection

from . import pieces
from .document import WordDocument, parsed
from .filling import MARK, Filled, filled_template
from .house import house_document, house_part, repacked
from .numbers import OUR_NUMBERS, add_numbers
from .pieces import paragraph, run
from .styles import adopt_styles, style_ids
from .writer import Writer

__all__ = ["word_document"]


def word_document(laid: Laid, template: bytes | None) -> bytes:
    """Return a paper as a Word file, into a body's own template where one is given.

    Raises
    ------
    FileFormatError, InputError
        If the template cannot be used.
    """
    if template is None:
        word = _house()
        _head_and_foot(word, laid)
        if laid.exempt:
            word.mark_all(laid.exempt)
        _write_whole(Writer(laid=laid, document=word), before=word.document.element.body.sectPr)
    else:
        filled = filled_template(laid, template)
        word = _of_theirs(filled.document)
        if laid.exempt:
            word.mark_all(laid.exempt)
        _write_into(Writer(laid=laid, document=word), filled)
        if "stamp" not in filled.used:
            _stamp_feet(word, laid)
    _name_document(word.document, laid)
    target = io.BytesIO()
    word.document.save(target)
    return repacked(target.getvalue())


def _house() -> WordDocument:
    document = docx.Document(io.BytesIO(house_document()))
    return WordDocument(
        document=document, numbers=OUR_NUMBERS, style_id_by_name=style_ids(document)
    )


def _of_theirs(document: Document) -> WordDocument:
    numbers = add_numbers(document, house_part("numbering.xml"))
    return WordDocument(
        document=document,
        numbers=numbers,
        style_id_by_name=adopt_styles(document, house_part("styles.xml")),
        bullets=numbers.bullets,
    )


def _write_whole(writer: Writer, *, before: Any) -> None:
    written = [*writer.head(), *writer.facts(), *writer.contents(), *writer.body()]
    _insert(written, before)


def _write_into(writer: Writer, filled: Filled) -> None:
    """Put each part where the template asks for it, and the rest at its end."""
    body = writer.document.document.element.body
    end = body.get_or_add_sectPr()
    placed = set()
    for element, name in _marks(body):
        placed.add(name)
        _insert(list(_part(writer, name)), element)
        element.getparent().remove(element)
    rest: list[str] = []
    if "title" not in filled.used:
        rest.extend(writer.head())
    if "facts" not in filled.used:
        rest.extend(writer.facts())
    if "contents" not in filled.used and "content" not in filled.used:
        rest.extend(writer.contents())
    if "content" not in placed:
        for section in writer.laid.sections:
            if f"section:{section.heading.id}" not in placed:
                rest.extend(writer.section(section))
        if "sources" not in placed:
            rest.extend(writer.sources())
    _insert(rest, end)


def _part(writer: Writer, name: str) -> Iterator[str]:
    if name == "contents":
        return writer.contents()
    if name == "content":
        return writer.body()
    if name == "sources":
        return writer.sources()
    return writer.section(_section(writer.laid.sections, name.removeprefix("section:")))


def _section(sections: tuple[LaidSection, ...], name: str) -> LaidSection:
    waiting = list(sections)
    while True:
        section = waiting.pop()
        if section.heading.id == name:
            return section
        waiting.extend(section.sections)


def _marks(body: Any) -> list[tuple[Any, str]]:
    """Return the paragraphs that stand for a part of the paper, each with the part's name."""
    found = []
    for element in body.iter(qn("w:p")):
        said = "".join(text.text or "" for text in element.iter(qn("w:t"))).strip()
        if said.startswith(MARK):
            found.append((element, said.removeprefix(MARK)))
    return found


def _insert(written: list[str], before: Any) -> None:
    for element in parsed(written):
        before.addprevious(element)


def _head_and_foot(word: WordDocument, laid: Laid) -> None:
    section = word.document.sections[0]
    header, footer = word.style_id("header"), word.style_id("footer")
    title = paragraph(pieces.tab() + run(laid.title), style=header)
    word.replace_paragraphs(section.header._element, [title])
    foot = run(laid.stamp) + pieces.tab() + _page_of_pages()
    word.replace_paragraphs(section.footer._element, [paragraph(foot, style=footer)])


def _stamp_feet(word: WordDocument, laid: Laid) -> None:
    """Add the run stamp to each kind of foot that a body's own file shows."""
    seen: list[Any] = []
    both_sides = word.document.settings.odd_and_even_pages_header_footer
    for place, section in enumerate(word.document.sections):
        feet = [section.footer]
        if section.different_first_page_header_footer:
            feet.append(section.first_page_footer)
        if both_sides:
            feet.append(section.even_page_footer)
        for foot in feet:
            if foot.is_linked_to_previous and place:
                continue
            is_new = foot.is_linked_to_previous
            foot.is_linked_to_previous = False
            # Sections of pages that we end share the foot of the one they were copied from.
            if any(foot._element is one for one in seen):
                continue
            seen.append(foot._element)
            words = run(laid.stamp)
            if is_new:
                words += pieces.tab() + _page_of_pages()
                word.replace_paragraphs(foot._element, [])
            foot._element.extend(parsed([paragraph(words, style=word.style_id("footer"))]))


def _page_of_pages() -> str:
    return (
        run("Page ")
        + pieces.field("PAGE", run("1"))
        + run(" of ")
        + pieces.field("NUMPAGES", run("1"))
    )


def _name_document(document: Document, laid: Laid) -> None:
    about = document.core_properties
    about.title = laid.title[:255]
    about.subject = laid.subtitle[:255]
    about.author = laid.author[:255]
    about.language = laid.paper.language
    about.comments = laid.stamp[:255]
    # When it was made is the business of whoever made it, and would change its bytes.
    element = about._element
    for name in ("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "cp:lastPrinted"):
        for found in element.xpath(name):
            element.remove(found)
