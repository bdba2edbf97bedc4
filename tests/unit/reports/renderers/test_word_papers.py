"""A paper as Word: what a lawyer opens, numbers, edits and signs."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from commonweal.reports.papers.paper import Section, exempt_part, public_part
from commonweal.reports.renderers import render
from tests.unit.reports.renderers.sample_paper import (
    AWKWARD,
    SAMPLE,
    brief_of,
    paper_saying,
    wide_table,
)


def opened(paper):
    return docx.Document(io.BytesIO(render(paper, "docx")))


def headings(word):
    return [
        (one.style.name, one.text)
        for one in word.paragraphs
        if one.style.name.startswith(("Heading", "Appendix"))
    ]


def number_of(paragraph):
    """Return level and list of a paragraph's number, or None."""
    number = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    return None if number is None else (number.ilvl.val, number.numId.val)


def words_of(word):
    return "".join(text.text or "" for text in word.element.body.iter(qn("w:t"))).replace(
        "\u2060", ""
    )


def part(paper, name):
    with zipfile.ZipFile(io.BytesIO(render(paper, "docx"))) as archive:
        return archive.read(name).decode("utf-8")


def test_styles_are_those_that_word_knows(word):
    styles = {one.style.name for one in word.paragraphs}

    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= styles
    assert {"List Number", "Caption", "Numbered Paragraph", "Verdict", "Appendix Heading"} <= styles


def test_headings_stand_in_their_order(word):
    assert headings(word)[:5] == [
        ("Heading 1", "The verdict"),
        ("Heading 1", "The options"),
        ("Heading 2", "Who gains"),
        ("Heading 3", "Deeper"),
        ("Heading 1", "The price we would take"),
    ]


def test_headings_and_paragraphs_share_one_list_of_several_levels(word):
    numbered = [
        (one.text[:12], number_of(one))
        for one in word.paragraphs
        if one.style.name.startswith("Heading") or one.style.name == "Numbered Paragraph"
    ]

    assert numbered[:8] == [
        ("The verdict", (0, 1)),
        ("Ashby gains ", (1, 1)),
        ("The options", (0, 1)),
        ("Four were co", (1, 1)),
        ("Smith & Sons", (1, 1)),
        ("Who gains", (1, 1)),
        ("Said again: ", (2, 1)),
        ("Deeper", (2, 1)),
    ]


def test_appendices_have_letters_of_their_own(word):
    appendices = [number_of(one) for one in word.paragraphs if one.style.name == "Appendix Heading"]

    assert appendices == [(0, 2)] * 4
    assert '<w:lvlText w:val="Appendix %1"/>' in part(SAMPLE, "word/numbering.xml")


def test_each_numbered_list_begins_at_one():
    again = replace(SAMPLE, sections=(SAMPLE.sections[0], SAMPLE.sections[0]))

    lists = [
        number_of(one)[1] for one in opened(again).paragraphs if one.style.name == "List Number"
    ]

    assert len(set(lists)) == 2
    assert part(again, "word/numbering.xml").count('<w:startOverride w:val="1"/>') == 2


def test_a_brief_has_no_numbers():
    word = opened(brief_of(SAMPLE))

    assert [number_of(one) for one in word.paragraphs if one.style.name == "Heading 1"] == [
        (0, 0)
    ] * 3


def test_the_contents_are_filled_in_and_nobody_is_asked_to(word):
    entries = [one.text for one in word.paragraphs if one.style.name.startswith("toc ")]

    assert entries[:3] == ["1\tThe verdict", "2\tThe options", "2.3\tWho gains"]
    assert "updateFields" not in part(SAMPLE, "word/settings.xml")
    fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", part(SAMPLE, "word/document.xml"))
    assert fields[0].split()[0] == "TOC"
    assert "w:dirty" not in part(SAMPLE, "word/document.xml")


def test_fields_open_and_close():
    document = part(SAMPLE, "word/document.xml")
    kinds = re.findall(r'w:fldCharType="(\w+)"', document)

    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_every_link_leads_to_one_bookmark():
    document = part(SAMPLE, "word/document.xml")
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', document)

    assert len(names) == len(set(names))
    assert set(re.findall(r'w:anchor="([^"]*)"', document)) <= set(names)
    assert all(len(name) <= 40 for name in names)
    places = re.findall(r'<w:bookmarkStart [^>]*w:id="(\d+)"', document)
    assert len(places) == len(set(places))


def test_tables_repeat_their_heads_and_keep_their_widths(word):
    tables = [one for one in word.tables if one.style.name == "Commonweal Table"]

    assert len(tables) == 4
    for one in tables:
        assert one._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in one._tbl.tr_lst[1:])
        assert one.autofit is False


def test_captions_count_with_fields(word):
    captions = [one.text for one in word.paragraphs if one.style.name == "Caption"]

    assert captions[0].startswith("Table 1: The options compared")
    assert captions[1].startswith("Figure 1: The shared team is ahead")
    document = part(SAMPLE, "word/document.xml")
    assert document.count("SEQ Table") == 2
    assert document.count("SEQ Figure") == 2


def test_charts_are_pictures_with_words_in_their_place(word):
    pictures = list(word.element.body.iter(qn("wp:docPr")))

    assert len(word.inline_shapes) == 2
    assert pictures[0].get("descr").startswith("The shared team costs £210,000 at first")
    width = word.sections[0].page_width - 2 * word.sections[0].left_margin
    assert all(0.5 * width < shape.width <= width for shape in word.inline_shapes)


def test_head_and_foot_bear_title_stamp_and_page(word):
    section = word.sections[0]

    assert SAMPLE.title in section.header.paragraphs[0].text
    foot = section.footer._element
    assert SAMPLE.stamp.short in section.footer.paragraphs[0].text
    instructions = [one.text.strip() for one in foot.iter(qn("w:instrText"))]
    assert instructions == ["PAGE", "NUMPAGES"]


def test_what_is_exempt_has_pages_of_its_own_marked_at_their_head(word):
    marked = [
        section.header.paragraphs[0].text
        for section in word.sections
        if "NOT FOR PUBLICATION" in section.header.paragraphs[0].text
    ]

    assert marked[0] == (
        "NOT FOR PUBLICATION  paragraph 3 of Schedule 12A (financial or business affairs)"
    )
    assert SAMPLE.stamp.short in word.sections[1].footer.paragraphs[0].text


def test_a_public_part_has_no_marked_pages():
    word = opened(public_part(SAMPLE))

    assert "£99,999" not in words_of(word)
    assert not any("NOT FOR" in section.header.paragraphs[0].text for section in word.sections)


def test_it_says_who_wrote_it_in_what_language_and_not_when(word):
    about = word.core_properties

    assert (about.title, about.author, about.language) == (SAMPLE.title, SAMPLE.author, "en-GB")
    assert about.created is None
    assert about.modified is None
    assert 'w:lang w:val="en-GB"' in part(SAMPLE, "word/styles.xml")


def test_whatever_a_file_says_is_shown_as_text():
    assert AWKWARD in words_of(opened(paper_saying(AWKWARD)))


@pytest.mark.parametrize("strange", ["a 😀 face", "中文", "a\x00b\x0bc", "\ufffe", "]]>&amp;"])
def test_strange_letters_do_not_break_the_file(strange):
    assert words_of(opened(paper_saying(strange)))


def test_a_table_too_wide_for_a_page_loses_no_column():
    section = Section(id="only", heading="Only", blocks=(wide_table(22),))
    word = opened(replace(SAMPLE, sections=(section,), facts=()))

    words = words_of(word)

    assert all(f"£1,234,{place:03}" in words for place in range(22))
    assert "(part 2 of" in words


def test_the_same_paper_is_the_same_bytes():
    made = render(SAMPLE, "docx")

    assert made == render(SAMPLE, "docx")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_exempt_part_by_itself_is_marked_on_every_page():
    word = opened(exempt_part(SAMPLE))

    heads = [section.header.paragraphs[0].text for section in word.sections]
    assert all(head.startswith("NOT FOR PUBLICATION") for head in heads)
