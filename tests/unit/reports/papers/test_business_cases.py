"""The business case: five cases, three sizes, and plain words where the file holds nothing."""

from __future__ import annotations

import pytest

from commonweal.reports.papers import paper_from, plain_words
from tests.unit.reports.papers.conftest import desk_from, text_of
from tests.unit.reports.papers.reading import all_text, section

FIVE = ["strategic", "economic", "commercial", "financial", "management"]


def case(desk, size="outline"):
    return paper_from(desk, kind="business-case", size=size)


def test_an_outline_case_has_the_five_cases_in_their_order(pennine):
    names = [one.id for one in case(pennine).sections]

    assert [name for name in names if name in FIVE] == FIVE
    assert names[0] == "answer"


def test_a_quick_look_says_five_figures_and_each_case_in_a_sentence_or_two(centre):
    paper = case(centre, "quick")
    figures = [name for name, _ in section(paper, "answer").blocks[1].rows]
    glance = dict(section(paper, "five-cases").blocks[0].rows)

    assert len(figures) == 5
    assert list(glance) == ["Strategic", "Economic", "Commercial", "Financial", "Management"]
    assert len(list(paper.all_sections())) < 10


def test_sizes_say_more_and_more(centre):
    quick, outline = (len(all_text(case(centre, size))) for size in ("quick", "outline"))

    assert quick * 1.5 < outline


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("strategic-organisations", "which strategy of each body this serves"),
        ("commercial-people", "whether staff transfer (TUPE)"),
        ("commercial-contracts", "which contracts tie the bodies in"),
        ("financial-support", "which section 151 or chief finance officers"),
        ("management-programme", "who leads the programme"),
    ],
)
def test_what_the_file_does_not_hold_is_said_with_who_is_to_supply_it(centre, name, said):
    text = all_text(section(case(centre), name))

    assert f"Not yet known: {said}" in text
    assert text.rstrip().endswith("to supply.") or "to supply." in text


def test_contracts_that_tie_in_are_named_with_what_they_cost():
    text = text_of("shared-contact-centre").replace(
        "management_fte = 1\n",
        'management_fte = 1\ncontracts = [{ name = "telephony", yearly_value = 20000, until = '
        '"2028-29" }]\n',
        1,
    )
    said = all_text(section(case(desk_from(text)), "commercial-contracts"))

    assert "Ashby, telephony until 2028-29 (£20,000 a year)" in said
    assert "which contracts tie the bodies in" not in said


def test_the_headline_is_told_apart_from_each_lens(centre):
    first, second = section(case(centre), "economic-lenses").blocks[:2]

    assert "in all that it saves and costs; over the best each could do alone" in plain_words(
        first.words
    )
    assert "To society it is worth" in plain_words(second.words)
    assert "leaving out redundancy" in plain_words(second.words)
    assert "Each body's own budget counts its own cost" in plain_words(second.words)


def test_a_claim_beyond_what_others_have_seen_carries_a_warning():
    paper = case(desk_from(text_of("herefordshire")), "quick")
    kinds = [getattr(block, "kind", "") for block in section(paper, "answer").blocks]

    assert kinds[:2] == ["verdict", "warning"]


def test_who_wins_is_not_told_before_what_each_could_do_alone_is_priced(running):
    said = all_text(section(case(running), "economic-partners"))

    assert "cannot be told until what each could do alone is priced" in said
    assert "£" not in said


def test_what_is_missing_has_a_section_of_its_own(running):
    missing = section(case(running), "missing")

    assert missing.heading == "What is missing"
    assert "Nobody has priced" in plain_words(missing.blocks[0].items[0])


def test_a_case_without_a_sharing_option_is_still_a_case():
    text = text_of("shared-contact-centre")
    start = text.index('[[options]]\nid = "shared-centre"')
    end = text.index("# By calls Barton could leave")
    desk = desk_from(text[:start] + text[end:])

    for size in ("quick", "outline", "full"):
        paper = case(desk, size)
        assert "No sharing option" in all_text(paper)
    assert "Describe an option of sharing" in all_text(paper_from(desk, kind="brief"))


def test_the_brief_holds_number_range_three_risks_and_what_is_asked(pennine):
    paper = paper_from(pennine, kind="brief")

    assert [one.id for one in paper.sections] == ["answer", "number", "partners", "risks"]
    assert [block.kind for block in section(paper, "answer").blocks] == ["verdict", "ask"]
    assert len(section(paper, "risks").blocks[0].items) == 3
    assert not paper.is_numbered


@pytest.mark.parametrize(
    ("fixture", "asked"),
    [
        ("centre", "Each of Ashby, Barton, Colne and Denby decides to take part"),
        ("colleges", "Agree in principle, and settle this first"),
        ("running", "Do not decide yet. Close this gap: nobody has priced"),
        ("pennine", "Do not proceed. Instead, each by itself"),
    ],
)
def test_the_brief_asks_what_the_verdict_asks(fixture, asked, request):
    paper = paper_from(request.getfixturevalue(fixture), kind="brief")

    assert plain_words(section(paper, "answer").blocks[-1].words).startswith(asked)
