"""A body's own Word file as a template: its styles, its tags, and files that are none."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor

from commonweal.errors import FileFormatError, InputError
from commonweal.reports.renderers import render
from tests.unit.reports.renderers.sample_paper import SAMPLE, paper_saying


def saved(document):
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def template_saying(*lines, footer=""):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def filled(template, paper=SAMPLE):
    return docx.Document(io.BytesIO(render(paper, "docx", template=template)))


def words_of(word):
    return "\n".join(one.text for one in word.paragraphs).replace("\u2060", "")


def test_a_file_with_only_styles_gets_the_whole_paper_after_what_it_says():
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0x80)
    document.add_paragraph("Ashby Borough Council")

    word = filled(saved(document))

    texts = [one.text for one in word.paragraphs]
    assert texts[0] == "Ashby Borough Council"
    assert texts.index(SAMPLE.title) < texts.index("The verdict")
    assert word.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0, 0x80)
    assert {one.style.name for one in word.paragraphs} >= {"Heading 1", "Numbered Paragraph"}


def test_styles_that_it_lacks_are_added_and_built_on_its_own():
    word = filled(template_saying("Ashby"))

    assert word.styles["Verdict"].base_style.name == "Normal"
    assert word.styles["Commonweal Table"] is not None


def test_its_numbers_are_left_and_ours_begin_beside_them():
    document = docx.Document()
    document.add_paragraph("Theirs", style="List Number")
    before = len(document.part.numbering_part.element.findall(qn("w:num")))

    word = filled(saved(document))

    numbers = word.part.numbering_part.element.findall(qn("w:num"))
    assert len(numbers) > before
    ids = [one.get(qn("w:numId")) for one in numbers]
    assert len(ids) == len(set(ids))
    patterns = [
        one.get(qn("w:abstractNumId"))
        for one in word.part.numbering_part.element.findall(qn("w:abstractNum"))
    ]
    assert len(patterns) == len(set(patterns))


def test_a_file_without_any_lists_gets_them():
    with zipfile.ZipFile(io.BytesIO(template_saying("Bare"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    del parts["word/numbering.xml"]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        import re

        parts[name] = re.sub(rb"<(?:Override|Relationship)[^>]*numbering[^>]*/>", b"", parts[name])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    word = filled(target.getvalue())

    assert word.part.numbering_part.element.findall(qn("w:num"))


def test_tags_are_filled_in_where_they_stand():
    word = filled(
        template_saying(
            "Report of {{ author }}",
            "{{ title }}: {{ subtitle }}",
            "{% for fact in facts %}{{ fact.name }} = {{ fact.said }}; {% endfor %}",
            "Before",
            "{{ content }}",
            "After",
            footer="Run: {{ stamp }}",
        )
    )

    texts = [one.text for one in word.paragraphs]
    assert texts[0] == "Report of The four councils"
    assert texts[1] == f"{SAMPLE.title}: {SAMPLE.subtitle}"
    assert texts[2].startswith("To = Joint committee; Asked for = To agree a case worth £412,300; ")
    assert texts.index("Before") < texts.index("The verdict") < texts.index("After")
    assert word.sections[0].footer.paragraphs[0].text == f"Run: {SAMPLE.stamp.short}"
    assert texts.count(SAMPLE.title) == 0


def test_sections_go_where_they_are_asked_for_and_the_rest_to_the_end():
    word = filled(
        template_saying(
            "What is asked first:", '{{ section("ask") }}', "Then:", '{{ section("who") }}'
        )
    )

    texts = [one.text for one in word.paragraphs]
    places = [
        texts.index(line)
        for line in ("What is asked first:", "What is asked", "Then:", "Who gains", "The verdict")
    ]
    assert places == sorted(places)
    assert texts.count("What is asked") == 1


def test_the_stamp_is_added_to_feet_that_do_not_have_it():
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.footer.paragraphs[0].text = "Ashby Borough Council"
    section.first_page_footer.paragraphs[0].text = "First page"

    word = filled(saved(document))

    first = word.sections[0]
    for foot, theirs in (
        (first.footer, "Ashby Borough Council"),
        (first.first_page_footer, "First page"),
    ):
        texts = [one.text for one in foot.paragraphs]
        assert texts == [theirs, SAMPLE.stamp.short]


def test_a_file_without_a_foot_gets_one_with_stamp_and_page():
    foot = filled(template_saying("Ashby")).sections[0].footer

    assert [one.text for one in foot.paragraphs] == [f"{SAMPLE.stamp.short}\tPage 1 of 1"]


def test_exempt_pages_are_marked_in_a_body_s_own_file():
    word = filled(template_saying("Ashby"))

    heads = [section.header.paragraphs[0].text for section in word.sections]
    assert any("NOT FOR PUBLICATION" in head for head in heads)
    assert not heads[0]


def test_what_a_paper_says_is_never_a_tag():
    paper = paper_saying("{{ 7 * 7 }} {% for x in y %} <w:p/> & <b>")

    words = words_of(filled(template_saying("{{ title }}", "{{ content }}"), paper))

    assert "{{ 7 * 7 }} {% for x in y %} <w:p/> & <b>" in words


def test_a_title_with_an_ampersand_is_filled_in_whole():
    from dataclasses import replace

    word = filled(template_saying("{{ title }}"), replace(SAMPLE, title="A & B <council>"))

    assert word.paragraphs[0].text == "A & B <council>"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ title.__class__ }}",
        "{{ title.__init__.__globals__ }}",
        "{{ title * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ title.center(1000000000) }}",
        "{{ title | center(1000000000) }}",
        "{% for x in range(100000) %}x{% endfor %}",
        "{% include 'other' %}",
        "{% for x in %}",
        "{{ title",
    ],
)
def test_a_tag_that_reaches_further_or_cannot_be_read_is_refused(tag):
    with pytest.raises((FileFormatError, InputError)) as refused:
        render(SAMPLE, "docx", template=template_saying(tag))

    assert refused.value.hint


def test_a_tag_may_loop_choose_and_change_case():
    word = filled(
        template_saying(
            "{% if subtitle %}{{ title | upper }}{% endif %}",
            "{{ facts | length }} facts, the first {{ (facts | first).name }}",
        )
    )

    assert word.paragraphs[0].text == SAMPLE.title.upper()
    assert word.paragraphs[1].text == "3 facts, the first To"


def test_a_tag_that_no_paper_has_is_refused_with_those_there_are():
    with pytest.raises(InputError, match="ward_map") as refused:
        render(SAMPLE, "docx", template=template_saying("{{ ward_map }}"))

    assert "subtitle" in refused.value.hint


def test_a_section_that_the_paper_has_not_is_refused_with_those_it_has():
    with pytest.raises(InputError, match="climate") as refused:
        render(SAMPLE, "docx", template=template_saying('{{ section("climate") }}'))

    assert "options" in refused.value.hint


def zip_of(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0 an old Word file",
        zip_of(other="text"),
        zip_of(**{"[Content_Types].xml": "wordprocessingml.document.main+xml"}),
        zip_of(**{"[Content_Types].xml": "application/vnd.ms-excel"}),
        template_saying("cut short")[:2000],
    ],
    ids=["nothing", "pdf", "doc", "zip", "hollow", "workbook", "cut"],
)
def test_a_file_that_is_not_word_is_refused(given):
    with pytest.raises(FileFormatError, match="not a Word document"):
        render(SAMPLE, "docx", template=given)


def test_a_small_file_that_unpacks_to_a_great_one_is_refused():
    target = io.BytesIO(template_saying("bomb"))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(60_000_000))

    with pytest.raises(FileFormatError, match="unpacks to"):
        render(SAMPLE, "docx", template=target.getvalue())


def test_the_same_template_gives_the_same_bytes():
    template = template_saying("{{ title }}", "{{ content }}")

    assert render(SAMPLE, "docx", template=template) == render(SAMPLE, "docx", template=template)
