"""A paper as PDF: tagged, named, stamped, with every letter in it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdf
import pytest

from commonweal.reports.papers.paper import Section, exempt_part, public_part
from commonweal.reports.renderers import render
from tests.unit.reports.renderers.sample_paper import (
    AWKWARD,
    SAMPLE,
    brief_of,
    paper_saying,
    wide_table,
)


def reader(paper):
    return pypdf.PdfReader(io.BytesIO(render(paper, "pdf")))


def words_of(pdf):
    text = "\n".join(page.extract_text() for page in pdf.pages)
    return re.sub(r"\s+", " ", text)


def tags(pdf):
    """Return every element of the structure tree."""
    waiting, found = [pdf.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        element = waiting.pop()
        if isinstance(element, pypdf.generic.ArrayObject):
            waiting.extend(one.get_object() for one in element)
        elif isinstance(element, pypdf.generic.DictionaryObject):
            found.append(element)
            if "/K" in element:
                waiting.append(element["/K"])
    return [element for element in found if "/S" in element]


def test_it_is_tagged_named_and_says_its_language(pdf):
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == SAMPLE.title
    assert pdf.metadata.author == SAMPLE.author
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_headings_tables_lists_and_links_are_told_apart(pdf):
    kinds = {element["/S"] for element in tags(pdf)}

    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/Figure"} <= kinds


def test_every_figure_says_what_it_shows(pdf):
    figures = [element for element in tags(pdf) if element["/S"] == "/Figure"]

    assert sorted(str(one["/Alt"])[:9] for one in figures) == ["Ashby gai", "The share"]


def test_every_page_bears_the_stamp_and_its_number(pdf):
    for place, page in enumerate(pdf.pages, start=1):
        text = page.extract_text()
        assert SAMPLE.stamp.short in text
        assert f"Page {place} of {len(pdf.pages)}" in text


def test_what_is_exempt_is_marked_at_the_head_of_its_pages_and_stands_alone(pdf):
    marked = [
        page.extract_text() for page in pdf.pages if "NOT FOR PUBLICATION" in page.extract_text()
    ]

    assert len(marked) == 2
    assert "At least £99,999" in marked[0]
    assert "What is asked" not in marked[0]
    assert "Price floor" in marked[1]


def test_a_public_part_has_no_mark_and_nothing_exempt():
    words = words_of(reader(public_part(SAMPLE)))

    assert "£99,999" not in words
    assert "NOT FOR PUBLICATION" not in words
    assert "This part is not for publication" in words


def test_figures_bear_marks_that_lead_to_the_appendix(pdf):
    words = words_of(pdf)

    assert re.search(r"Ashby gains £68,098\s?\[F2\]", words)
    assert "Where the figures come from: F1, F3" in words
    assert "F2 Gain of Ashby: £68,098" in words


def test_bookmarks_name_the_sections(pdf):
    titles = [str(one["/Title"]) for one in pdf.outline if not isinstance(one, list)]

    assert [" ".join(title.split()) for title in titles][:2] == ["1 The verdict", "2 The options"]


def test_whatever_a_file_says_is_shown_as_text():
    assert AWKWARD.replace("  ", " ") in words_of(reader(paper_saying(AWKWARD)))


@pytest.mark.parametrize("letter", list("−£’×≤≥½ŵŷ→·…é€°"))
def test_letters_of_our_papers_are_in_the_font(letter):
    fonts = pypdf.PdfReader(io.BytesIO(render(paper_saying(f"x{letter}y"), "pdf")))

    assert f"x{letter}y" in words_of(fonts)


@pytest.mark.parametrize("strange", ["a 😀 face", "中文", "ไทย", "\u2060\u200b\u00ad", "a" * 3000])
def test_a_letter_that_no_font_has_does_not_stop_the_paper(strange):
    pdf = reader(paper_saying(strange))

    assert "Only" in words_of(pdf)


def test_a_letter_that_no_font_has_is_shown_as_a_box():
    assert "a □ face" in words_of(reader(paper_saying("a 😀 face")))


def test_a_table_too_wide_for_a_page_loses_no_column():
    section = Section(id="only", heading="Only", blocks=(wide_table(22),))

    words = words_of(reader(replace(SAMPLE, sections=(section,), facts=())))

    assert "part 1 of 3" in words
    assert all(f"£1,234,{place:03}" in words for place in range(22))


def test_the_head_of_a_long_table_is_repeated(pdf):
    texts = [page.extract_text() for page in pdf.pages]
    pages = [text for text in texts if "Line 1 £1,111" in text or "Line 60" in text]

    assert len(pages) == 2
    assert all("Saving or cost" in text for text in pages)


def test_a_row_longer_than_a_page_runs_over_its_end():
    from commonweal.reports.tables import table, text

    words = " ".join(f"word{place}" for place in range(3000))
    one = table("long", "Long", [text("Name"), text("Words")], [["Ashby", words]])
    section = Section(id="only", heading="Only", blocks=(one,))

    shown = words_of(reader(replace(SAMPLE, sections=(section,), facts=())))

    assert "word0 " in shown
    assert "word2999" in shown


def test_a_brief_has_no_numbers():
    words = words_of(reader(brief_of(SAMPLE)))

    assert "1.1" not in words
    assert "Share, if" in words


def test_the_same_paper_is_the_same_bytes():
    assert render(SAMPLE, "pdf") == render(SAMPLE, "pdf")


def test_an_exempt_part_by_itself_is_marked_on_every_page():
    pdf = reader(exempt_part(SAMPLE))

    assert all("NOT FOR PUBLICATION" in page.extract_text() for page in pdf.pages)
    assert "At least £99,999" in pdf.pages[0].extract_text()
