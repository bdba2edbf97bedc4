"""Surveys: what may be asked and answered, and what is told of the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonweal.errors import InputError
from commonweal.exchange import GroupResult, Survey, SurveyQuestion, publishable, survey_results
from commonweal.exchange.voices import check_response, survey_questions

SHARE = SurveyQuestion(id="share", words="Should we share?", choices=("Yes", "No", "Not sure"))
WHY = SurveyQuestion(id="why", words="Why?")
SURVEY = Survey(title="Sharing payroll", audience="residents", questions=(SHARE, WHY))


def responses(yes, no, not_sure, *, group=""):
    given = {"Yes": yes, "No": no, "Not sure": not_sure}
    return [(group, {"share": answer}) for answer, n in given.items() for _ in range(n)]


def test_results_say_how_many_gave_each_answer():
    (result,) = survey_results(SURVEY, [*responses(30, 50, 20), ("", {})])

    assert result.paragraph("residents", small=10) == (
        "101 residents answered. Should we share? "
        "Yes: 30, 30%; No: 50, 50%; Not sure: 20, 20% (of 100)."
    )


def test_a_small_answer_is_told_together_with_its_neighbour():
    (result,) = survey_results(SURVEY, responses(30, 4, 20))

    assert result.questions[0].counts == (("Yes", 30), ("No", None), ("Not sure", None))
    assert "No, Not sure: together 24, 44%" in result.paragraph("residents", small=10)


def test_nothing_is_told_of_a_group_of_few():
    survey = replace(SURVEY, groups=("Ashby", "Barton"))
    given = responses(9, 0, 0, group="Ashby") + responses(40, 30, 20, group="Barton")

    ashby, barton = survey_results(survey, given)

    assert (ashby.n_answered, ashby.questions) == (None, ())
    assert ashby.paragraph("staff", small=10).startswith("Fewer than 10 staff (Ashby) answered")
    assert barton.n_answered == 90


def test_a_question_that_few_answered_tells_nothing_of_them():
    (result,) = survey_results(SURVEY, [*responses(3, 1, 0), *[("", {})] * 40])

    assert result.questions[0].n_answered is None
    assert result.questions[0].n_together == 0
    assert "Fewer than 10 answered." in result.paragraph("residents", small=10)


def test_no_count_is_told_where_all_would_have_to_be_together():
    (result,) = survey_results(SURVEY, responses(12, 1, 2))

    assert set(result.questions[0].hidden) == {"Yes", "No", "Not sure"}
    assert "Not told, because some answers are few (of 15)" in result.paragraph(
        "residents", small=10
    )


@pytest.mark.parametrize(
    ("answers", "group", "place"),
    [
        ({"share": "Perhaps"}, "", "share"),
        ({"why": "x" * 2_001}, "", "why"),
        ({"name": "Ada"}, "", "name"),
        ({}, "Colne", "group"),
    ],
)
def test_a_response_answers_what_was_asked_and_no_more(answers, group, place):
    check_response(SURVEY, {"share": "Yes", "why": "It is nearer."})

    with pytest.raises(InputError) as refused:
        check_response(SURVEY, answers, group=group)

    assert refused.value.place.key == place


@pytest.mark.parametrize(
    "changed",
    [
        {"questions": ()},
        {"questions": (WHY, WHY)},
        {"questions": (replace(SHARE, choices=("Yes",)),)},
        {"questions": (replace(SHARE, choices=("Yes", "yes ")),)},
        {"groups": ("Ashby",)},
        {"small": 4},
    ],
)
def test_a_survey_that_could_not_be_told_safely_or_answered_is_refused(changed):
    with pytest.raises(InputError):
        replace(SURVEY, **changed)


def test_nobody_may_choose_to_hide_less_than_the_least():
    with pytest.raises(InputError, match="below 3"):
        publishable([100, 4], small=3)
    with pytest.raises(InputError, match="below nil"):
        publishable([100, -4], small=5)


def test_a_survey_and_its_results_survive_being_written_and_read():
    survey = replace(SURVEY, groups=("Ashby", "Barton"), small=5)
    for result in survey_results(survey, responses(9, 7, 1, group="Ashby")):
        assert GroupResult.from_dict(result.to_dict()) == result
    assert Survey.from_dict(survey.to_dict()) == survey


def test_questions_are_typed_a_line_each_with_their_answers_below():
    found = survey_questions("Should we  share?\n - Yes\n- No\n\nWhy?\n")

    assert [(one.id, one.words, one.choices) for one in found] == [
        ("q1", "Should we share?", ("Yes", "No")),
        ("q2", "Why?", ()),
    ]
    with pytest.raises(InputError, match="no question stands above it"):
        survey_questions("- Yes\nShould we?")
