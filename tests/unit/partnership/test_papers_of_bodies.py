"""What a file may ask of each body's paper, what it may not, and what is said of it."""

from __future__ import annotations

import pytest

from commonweal.partnership import heading_set, heading_sets, headings_of, paper_entry
from commonweal.partnership.paper_headings import headings_left_out
from commonweal.partnership.papers import APPENDIX_KEYS, CONTENT_KEYS, IMPLICATION_KEYS
from tests.unit.partnership.cases import CASE, read, refusals, warnings

PAPER = '\n[[papers]]\nbody = "ashby"\n'

OWN_HEADINGS = (
    PAPER
    + """
[[papers.headings]]
heading = "Decision"
content = "recommendations"

[[papers.headings]]
heading = "Our plan"
text = "To be a good council."
"""
)

MISTAKES = [
    ('\n[[papers]]\nbody = "nowhere"\n', "There is no body nowhere in this file."),
    (PAPER + PAPER, "ashby has two papers."),
    (PAPER + 'heading_set = "council"\n', "heading_set"),
    (PAPER + '[papers.exempt]\nsecrets = "paragraph 3"\n', "secrets"),
    (PAPER + '[[papers.headings]]\nheading = "Nothing"\n', "Nothing stands under the heading"),
    (PAPER + '[[papers.implications]]\ncontent = "options"\ntext = "x"\n', "content"),
    (
        PAPER + '[[papers.headings]]\nheading = "A"\ncontent = "risk"\n' * 2,
        "risk stands under 2 headings.",
    ),
    (
        PAPER + '[[papers.implications]]\ncontent = "legal"\ntext = "x"\n' * 2,
        "legal stands under 2 implications.",
    ),
    ('\n[[risks]]\nname = "Rain"\nbodies = ["nowhere"]\n', "There is no body nowhere"),
    ('\n[[risks]]\nname = "Rain"\noptions = ["none"]\n', "There is no option none"),
    ('\n[[risks]]\nname = "Rain"\nlikelihood = "often"\n', "likelihood"),
]


@pytest.mark.parametrize(("more", "complaint"), MISTAKES, ids=[told for _, told in MISTAKES])
def test_a_mistake_in_a_paper_is_refused_with_its_place_and_mend(more, complaint):
    found = refusals(CASE + more)

    assert len(found) == 1
    assert complaint in f"{found[0].place} {found[0].reason}"
    assert found[0].mend


def test_a_body_without_headings_of_its_own_takes_those_of_its_kind():
    partnership = read(CASE + PAPER)
    entry = paper_entry(partnership, "ashby")

    assert heading_set(partnership, entry).id == "council-report"
    assert headings_of(partnership, entry)[3].heading == "What it means for Ashby"


def test_a_body_that_the_file_says_nothing_of_has_a_paper_all_the_same():
    partnership = read(CASE)

    assert paper_entry(partnership, "barton").body == "barton"
    assert headings_of(partnership, paper_entry(partnership, "barton"))


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("icb", "nhs-board"), ("college", "college-corporation"), ("company", "council-report")],
)
def test_the_usual_headings_follow_the_kind_of_body(kind, wanted):
    partnership = read(CASE.replace('kind = "district"', f'kind = "{kind}"', 1))

    assert heading_set(partnership, paper_entry(partnership, "ashby")).id == wanted


def test_a_heading_set_that_is_named_holds_against_the_kind():
    partnership = read(CASE + PAPER + 'heading_set = "nhs-board"\n')

    assert heading_set(partnership, paper_entry(partnership, "ashby")).id == "nhs-board"


def test_headings_of_ones_own_keep_their_order_and_words():
    partnership = read(CASE + OWN_HEADINGS)
    headings = headings_of(partnership, paper_entry(partnership, "ashby"))

    assert [(row.heading, row.content) for row in headings] == [
        ("Decision", "recommendations"),
        ("Our plan", None),
    ]


def test_what_ones_own_headings_leave_out_is_said():
    partnership = read(CASE + OWN_HEADINGS)
    left_out = headings_left_out(partnership, paper_entry(partnership, "ashby"))
    told = [message for message in warnings(CASE + OWN_HEADINGS) if "headings of Ashby" in message]

    assert "climate" in [row.content for row in left_out]
    assert "recommendations" not in [row.content for row in left_out]
    assert len(told) == 1


def test_what_an_officer_wrote_for_no_heading_is_not_lost_in_silence():
    text = OWN_HEADINGS + '\n[[papers.implications]]\ncontent = "climate"\ntext = "Colder."\n'

    assert any("of climate stands under none" in message for message in warnings(CASE + text))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('[papers.exempt]\nfinance = "paragraph 3"\n', "classified public and has exempt parts"),
        ('classification = "part-exempt"\n', "names no exempt part"),
        ('classification = "exempt"\n', "cites no rule"),
    ],
)
def test_a_classification_that_does_not_fit_its_parts_is_said(more, told):
    assert any(told in message for message in warnings(CASE + PAPER + more))


def test_every_usual_set_has_a_place_for_what_each_decision_needs():
    needed = set(CONTENT_KEYS) - set(IMPLICATION_KEYS) - set(APPENDIX_KEYS)

    for found in heading_sets():
        contents = [row.content for row in found.headings]
        assert needed | {"finance", "legal", "risk", "equality", "data-protection"} <= set(contents)
        assert len(contents) == len(set(contents))


def test_every_kind_of_effect_names_the_office_that_writes_of_it():
    for found in heading_sets():
        assert all(found.office_of(content) for content in IMPLICATION_KEYS)
