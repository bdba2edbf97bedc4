"""A Word document to write into: our own or a body's, with the styles and numbers needed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import serialize_for_reading
from docx.section import Section

from commonweal.reports.charts import Chart, draw_png

from . import pieces
from .numbers import Numbers, add_list
from .pieces import NAMESPACES, paragraph, run

__all__ = ["WordDocument"]

#: English Metric Units in an inch; twentieths of a point in an inch.
UNITS_PER_INCH = 914_400
TWIPS_PER_INCH = 1_440
DOTS_PER_INCH = 200
#: Between the margins of an A4 page of ours.
OUR_TEXT_WIDTH = 9_412
COLUMN_GAP = 400
#: What the standard puts after the columns of a section.
AFTER_COLUMNS = ("w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:bidi", "w:docGrid")
#: Ids of what we add begin well above those that a body's own file is likely to hold.
FIRST_PLACE = 100_000


@dataclass(kw_only=True)
class WordDocument:
    """A document, and what has been given out in it so far."""

    document: Document
    numbers: Numbers
    style_id_by_name: dict[str, str]
    """Ids of its styles by their names in small letters."""
    bullets: int = 0
    """The number of bulleted lists, where the styles do not bring it."""
    n_places: int = 0
    n_sections_ended: int = 0

    def style_id(self, name: str) -> str:
        """Return the id of a style by its name, as Word knows it."""
        return self.style_id_by_name[name.lower()]

    def new_place(self) -> int:
        """Return a number that no bookmark or picture of the document bears."""
        self.n_places += 1
        return FIRST_PLACE + self.n_places

    def new_list(self) -> int:
        """Return the number of a list that begins at 1 again."""
        return add_list(self.document, self.numbers.lists)

    @property
    def text_width(self) -> int:
        """Return the width between the margins, in twentieths of a point."""
        section = self.document.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        if page is None or left is None or right is None:
            return OUR_TEXT_WIDTH
        return round((page - left - right) / UNITS_PER_INCH * TWIPS_PER_INCH)

    def picture(self, chart: Chart, *, name: str, alternative: str) -> str:
        """Return a run that shows a chart, as wide as the text or nearly."""
        drawn = io.BytesIO(draw_png(chart, dots_per_inch=DOTS_PER_INCH))
        relationship, image = self.document.part.get_or_add_image(drawn)
        natural = image.px_width / DOTS_PER_INCH * TWIPS_PER_INCH
        scale = min(0.92 * self.text_width / natural, 1.0) * UNITS_PER_INCH / DOTS_PER_INCH
        return pieces.picture(
            relationship,
            place=self.new_place(),
            name=name,
            alternative=alternative,
            size=(round(image.px_width * scale), round(image.px_height * scale)),
        )

    def section_end(self, *, exempt: str, n_columns: int = 1) -> str:
        """Return the end of a section of pages; where it was exempt, its head says so.

        A section of several columns begins where the one before it ended, any other on a new page.
        """
        own = self._own_section()
        ended = deepcopy(own)
        if self.n_sections_ended == 0:
            _continue_pages(own)
        self.n_sections_ended += 1
        if n_columns > 1:
            _set_columns(ended, n_columns)
        if exempt:
            self._mark_head(ended, exempt)
        return str(serialize_for_reading(ended))

    def mark_all(self, exempt: str) -> None:
        """Say at the head of every page that it is not for publication."""
        for section in self.document.sections:
            self._mark_head(section._sectPr, exempt)

    def _own_section(self) -> Any:
        return self.document.element.body.get_or_add_sectPr()

    def _mark_head(self, properties: Any, exempt: str) -> None:
        for reference in properties.findall(qn("w:headerReference")):
            properties.remove(reference)
        for title_page in properties.findall(qn("w:titlePg")):
            properties.remove(title_page)
        section = Section(properties, self.document.part)
        heads = [section.header]
        if self.document.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        words = run("NOT FOR PUBLICATION  ", formatting="<w:b/><w:bCs/>") + run(exempt)
        for head in heads:
            head.is_linked_to_previous = False
            self.replace_paragraphs(
                head._element, [paragraph(words, style=self.style_id("Not For Publication"))]
            )

    def replace_paragraphs(self, container: Any, written: Iterable[str]) -> None:
        """Put what is written in place of everything in a header or footer."""
        for element in list(container):
            container.remove(element)
        for element in parsed(written):
            container.append(element)


def parsed(written: Iterable[str]) -> list[Any]:
    """Return what was written as elements."""
    body: Any = parse_xml(f"<w:body {NAMESPACES}>{''.join(written)}</w:body>")
    return list(body)


def _set_columns(properties: Any, n_columns: int) -> None:
    for name in ("w:cols", "w:type"):
        for element in properties.findall(qn(name)):
            properties.remove(element)
    begins, columns = parsed(
        [
            '<w:type w:val="continuous"/>',
            f'<w:cols w:num="{n_columns}" w:space="{COLUMN_GAP}"/>',
        ]
    )
    properties.insert_element_before(begins, "w:pgSz", "w:pgMar", "w:cols", *AFTER_COLUMNS)
    properties.insert_element_before(columns, *AFTER_COLUMNS)


def _continue_pages(properties: Any) -> None:
    """Make a section carry on where the one before it ended: its numbers, its kind of page."""
    for name in ("w:titlePg", "w:pgNumType", "w:type"):
        for element in properties.findall(qn(name)):
            properties.remove(element)
