"""A body's decision paper: its own figures, its own headings, what can be voted on."""

from __future__ import annotations

import datetime as dt

import pytest

from commonweal.reports.papers import paper_from, plain_words
from commonweal.reports.papers.decision.timetable import working_days_before
from tests.unit.reports.papers.conftest import desk_from, text_of
from tests.unit.reports.papers.reading import all_text, section


def decision(desk, body):
    return paper_from(desk, kind="decision", body=body)


def voted_on(paper) -> list[str]:
    return [plain_words(item) for item in section(paper, "recommendations").blocks[1].items]


def test_two_councils_with_different_headings_read_the_same_facts(pennine):
    burnley, ribble = (decision(pennine, body) for body in ("burnley", "ribble-valley"))
    headings = [[one.heading for one in paper.sections] for paper in (burnley, ribble)]

    assert headings[0][:3] == ["Summary", "Purpose of this report", "Recommendations"]
    assert headings[1][:2] == [
        "Why this is before you",
        "Relevance to the Council's ambitions and priorities",
    ]
    assert "able to reach a surveyor" in all_text(ribble)
    for option in ("do-nothing", "redesign-alone", "outsource-alone", "shared-team"):
        said = [section(paper, f"option-{option}").heading for paper in (burnley, ribble)]
        assert said[0] == said[1]


def test_a_paper_holds_its_own_bodys_figures_and_not_anothers(pennine):
    burnley = all_text(section(decision(pennine, "burnley"), "own-figures"))

    assert "Burnley" in burnley
    assert "£338,000" in burnley
    assert "£206,000" not in burnley


def test_what_is_left_out_of_ones_own_headings_is_not_printed(pennine):
    names = {one.id for one in decision(pennine, "ribble-valley").all_sections()}

    assert "climate" not in names
    assert "finance" in names


def test_a_paper_that_recommends_not_to_proceed_says_what_to_do_alone(pennine):
    assert voted_on(decision(pennine, "burnley"))[:2] == [
        "That Burnley does not proceed with “One shared building control team”.",
        "That Burnley takes up “Redesign the service alone” by itself, and that a case for it is "
        "brought to the Executive.",
    ]
    assert "goes on as it is" in voted_on(decision(pennine, "hyndburn"))[1]


def test_who_would_gain_where_the_whole_loses_is_told_at_whose_cost(pennine):
    said = all_text(section(decision(pennine, "blackburn-with-darwen"), "preferred"))

    assert "Blackburn with Darwen itself would gain" in said
    assert "which the others would pay" in said


def test_a_paper_that_recommends_to_share_asks_all_for_the_same(centre):
    first, second, *_ = voted_on(decision(centre, "denby"))

    assert first.startswith("That Denby takes part in “One contact centre” with Ashby, Barton and")
    assert "provided that each of them decides the same" in first
    assert second == "That the cost is shared by the split by baseline."


def test_conditions_are_voted_on_and_the_loser_asks_to_be_made_good(colleges):
    asked = voted_on(decision(colleges, "hallam-vale"))

    assert asked[0].endswith("once the following is settled.")
    assert "That this is settled first: there is a cap that protects Northgate College." in asked
    assert any("joins only if its loss of £" in one for one in asked)
    assert not any("joins only if" in one for one in voted_on(decision(colleges, "millbrook")))


def test_a_case_that_waits_asks_for_what_is_missing_and_decides_nothing(running):
    paper = decision(running, "south-hams")
    asked = voted_on(paper)

    assert asked[0].startswith("That South Hams does not decide yet")
    assert "the arrangement that is running goes on meanwhile" in asked[0]
    assert any(one.startswith("That this gap is closed: nobody has priced") for one in asked)
    assert "No option is preferred yet" in all_text(section(paper, "preferred"))


def test_a_running_arrangement_says_what_was_charged(running):
    said = all_text(section(decision(running, "west-devon"), "own-figures"))

    assert "In 2021-22 it was charged £29,000" in said
    assert "look again at how West Devon shares" in all_text(
        section(decision(running, "west-devon"), "purpose")
    )


def test_at_least_three_options_are_considered_with_for_and_against(pennine, running):
    for desk, body in ((pennine, "pendle"), (running, "west-devon")):
        options = section(decision(desk, body), "options").sections
        assert len(options) >= 3
        assert options[0].heading == "Do nothing"
        for option in options:
            points = [plain_words(item) for item in option.blocks[-1].items]
            assert points[0].startswith("For: ")
            assert points[1].startswith("Against: ")


def test_what_nobody_priced_is_no_option_at_nought(running):
    alone = all_text(section(decision(running, "south-hams"), "option-alone"))

    assert "nobody has priced it" in alone
    assert "£" not in alone


def test_an_effect_that_nobody_wrote_of_names_the_office_that_is_to(pennine, colleges):
    burnley = decision(pennine, "burnley")

    assert "Not yet written: the lead officer for equality of Burnley to supply." in all_text(
        section(burnley, "equality")
    )
    assert "Head of Finance (made up), the section 151 officer of Burnley, to supply" in all_text(
        section(burnley, "finance")
    )
    assert "the clerk to the corporation of Northgate College" in all_text(
        section(decision(colleges, "northgate"), "legal")
    )


def test_what_an_officer_wrote_stands_with_name_and_day(pennine):
    said = all_text(section(decision(pennine, "burnley"), "legal"))

    assert "No decision of this report binds the Council" in said
    assert "Monitoring Officer (made up), 18 December 2026" in said
    assert "Not yet written" not in said


def test_the_timetable_counts_back_from_the_meeting(pennine):
    rows = dict(section(decision(pennine, "burnley"), "timetable").blocks[0].rows)

    assert rows["Notice of the decision"] == "by 23 December 2026, 28 days before"
    assert rows["Paper final"] == "by 11 January 2027, 7 working days before"
    assert rows["Decision"] == "20 January 2027"
    assert "Ribble Valley 28 January 2027" in rows["The same decision elsewhere"]
    assert "Nothing is agreed until all have decided" in rows["The same decision elsewhere"]


def test_no_notice_is_asked_of_what_is_no_key_decision(pennine):
    rows = dict(section(decision(pennine, "ribble-valley"), "timetable").blocks[0].rows)

    assert "Notice of the decision" not in rows


@pytest.mark.parametrize(
    ("day", "n_days", "found"),
    [
        (dt.date(2027, 1, 20), 7, dt.date(2027, 1, 11)),
        (dt.date(2027, 1, 18), 1, dt.date(2027, 1, 15)),
        (dt.date(2027, 1, 17), 1, dt.date(2027, 1, 15)),
        (dt.date(2027, 1, 20), 0, dt.date(2027, 1, 20)),
    ],
)
def test_working_days_leave_out_the_weekend(day, n_days, found):
    assert working_days_before(day, n_days) == found


def test_the_paper_says_what_it_would_cost_to_leave_and_what_vat_does(centre, colleges):
    denby = all_text(section(decision(centre, "denby"), "own-figures"))
    northgate = all_text(section(decision(colleges, "northgate"), "finance"))

    assert "notice of 12 months" in denby
    assert "leaves those who stay no worse off" in denby
    assert "of the VAT it is charged; what it does not get back comes to £" in northgate


def test_a_body_that_takes_no_part_is_asked_only_to_note_it():
    text = text_of("shared-contact-centre").replace(
        'host = "ashby"', 'host = "ashby"\nbodies = ["ashby", "barton", "colne"]'
    )
    paper = decision(desk_from(text), "denby")

    assert voted_on(paper) == ["That Denby notes that it takes no part in “One contact centre”."]
    assert "takes no part" in all_text(section(paper, "own-figures"))


def test_a_case_without_a_sharing_option_has_papers_all_the_same():
    text = text_of("shared-contact-centre")
    start = text.index('[[options]]\nid = "shared-centre"')
    end = text.index("# By calls Barton could leave")
    paper = decision(desk_from(text[:start] + text[end:]), "denby")

    assert "no option of sharing has been described" in voted_on(paper)[0]
