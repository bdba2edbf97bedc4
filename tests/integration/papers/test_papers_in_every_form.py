"""Papers of real cases in each form: whole, well formed, and saying the same."""

from __future__ import annotations

import io
import re

import docx
import html5lib
import pypdf
import pytest
from docx.oxml.ns import qn

from commonweal.reports.papers import plain_words
from commonweal.reports.papers.paper import Callout, Paragraph
from commonweal.reports.renderers import render
from tests.integration.papers.conftest import NAMES

LONG = pytest.mark.long


@pytest.fixture(
    params=[
        *(f"{name}: brief" for name in NAMES),
        f"{NAMES[0]}: decision",
        pytest.param(f"{NAMES[1]}: decision", marks=LONG),
        *(pytest.param(f"{name}: business-case-outline", marks=LONG) for name in NAMES),
    ]
)
def paper(request, papers):
    return next(one for name, one in papers.items() if name.startswith(request.param))


def squeezed(text):
    """Return a text without what forms set differently: spaces, marks of figures, joiners."""
    return re.sub(r"\[F\d+\]|[\s\u2060]+", "", text)


def said(paper):
    for section in paper.all_sections():
        yield squeezed(section.heading)
        for block in section.blocks:
            if isinstance(block, (Paragraph, Callout)):
                yield squeezed(plain_words(block.words))


def text_of_html(page):
    tree = html5lib.HTMLParser(strict=True).parse(page)
    body = next(one for one in tree.iter() if str(one.tag).endswith("body"))
    return "".join(body.itertext())


def text_of_word(document):
    body = docx.Document(io.BytesIO(document)).element.body
    return "".join(one.text or "" for one in body.iter(qn("w:t")))


@pytest.mark.parametrize(
    ("form", "text_of"),
    [("html", lambda made: text_of_html(made.decode("utf-8"))), ("docx", text_of_word)],
)
def test_each_form_says_all_that_the_paper_says(paper, form, text_of):
    text = squeezed(text_of(render(paper, form)))

    assert [words for words in said(paper) if words not in text] == []


def test_the_pdf_is_tagged_stamped_throughout_and_says_the_same(paper):
    pdf = pypdf.PdfReader(io.BytesIO(render(paper, "pdf")))
    pages = [squeezed(page.extract_text()) for page in pdf.pages]

    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert all(squeezed(paper.stamp.short) in page for page in pages)
    # A sentence that runs over a page's end is cut by its foot, so a few may go unfound.
    words = list(said(paper))
    missing = [one for one in words if one not in "".join(pages)]
    assert len(missing) <= 0.1 * len(words)


def test_a_brief_is_small_enough_for_a_phone(papers):
    briefs = [paper for paper in papers.values() if paper.kind == "brief"]

    assert len(briefs) == 2
    assert all(len(render(brief, "html")) < 100_000 for brief in briefs)


def test_a_brief_is_one_page_before_its_sources(papers):
    for brief in papers.values():
        if brief.kind == "brief":
            first, second, *_ = pypdf.PdfReader(io.BytesIO(render(brief, "pdf"))).pages
            assert squeezed(brief.sections[-1].heading) in squeezed(first.extract_text())
            assert "Where the figures come from" in second.extract_text()


def test_word_opens_in_an_office_with_numbers_and_headings_right(papers, office):
    """What the office prints bears the numbers that the paper's own references use."""
    from commonweal.reports.renderers.laid import LaidParagraph
    from commonweal.reports.renderers.layout import lay_out

    paper = next(one for one in papers.values() if one.kind == "decision")
    printed = pypdf.PdfReader(io.BytesIO(office(render(paper, "docx"))))
    text = squeezed("".join(page.extract_text() for page in printed.pages))

    waiting = list(lay_out(paper).sections)
    expected = []
    for section in waiting:
        waiting.extend(section.sections)
        heading = section.heading
        lettered = f"Appendix {heading.number}" if heading.is_appendix else heading.number
        expected.append(squeezed(f"{lettered}{heading.text}"))
        for block in section.blocks:
            if isinstance(block, LaidParagraph):
                first = block.spans[0] if isinstance(block.spans[0], str) else block.spans[0].said
                expected.append(squeezed(f"{block.number}{first[:20]}"))
    assert len(expected) > 30
    assert [words for words in expected if words not in text] == []
    assert all(squeezed(paper.stamp.short) in squeezed(p.extract_text()) for p in printed.pages)
    assert f"Page{len(printed.pages)}of{len(printed.pages)}" in text


def test_word_with_every_block_opens_in_an_office(office):
    from tests.unit.reports.renderers.sample_paper import SAMPLE

    printed = pypdf.PdfReader(io.BytesIO(office(render(SAMPLE, "docx"))))
    texts = [page.extract_text() for page in printed.pages]

    marked = [text for text in texts if "NOT FOR PUBLICATION" in text]
    assert len(marked) == 2
    assert sum("£99,999" in text for text in texts) == 2
    assert all("Input 3f9a1c20" in text for text in texts)
    heads = [text for text in texts if "Line 60" in text]
    assert "Saving or" in heads[0]
    assert not [text for text in texts if len(text.split()) < 25]
