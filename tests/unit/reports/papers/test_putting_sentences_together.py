"""Sentences with figures in them: joined, listed, and found in what was said elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commonweal.money import say_pounds
from commonweal.reports.papers import Cited, plain_words
from commonweal.reports.papers.saying import cited, first_lower_words, joined, listed_words
from commonweal.reports.papers.withholding import figures_in

texts = st.text("abc ,.;", max_size=8)


@given(st.lists(st.tuples(texts, st.floats(-1e9, 1e9)), max_size=5), texts)
def test_citing_figures_leaves_what_is_said_as_it_was(parts, end):
    said = "".join(f"{text} {say_pounds(amount)} " for text, amount in parts) + end
    words = cited(said, pounds="gain", chances="chance")

    assert plain_words(words) == said
    found = [one for one in words if isinstance(one, Cited)] if not isinstance(words, str) else []
    assert len(found) == len(parts)


def test_figures_take_their_traces_in_order_and_the_last_holds_on():
    words = cited("£1 and £2 and £3, in 31% of futures", pounds=["a", "b"], chances="c")

    assert [(one.said, one.trace) for one in words if isinstance(one, Cited)] == [
        ("£1", "a"),
        ("£2", "b"),
        ("£3", "b"),
        ("31%", "c"),
    ]


def test_a_stop_or_comma_after_a_sum_is_no_part_of_it():
    words = cited("The sponsor has −£189,570, we have −£355,020.", pounds="npv")

    assert [one.said for one in words if isinstance(one, Cited)] == ["−£189,570", "−£355,020"]


def test_texts_are_joined_into_as_few_parts_as_can_be():
    figure = Cited(said="£1", trace="a")

    assert joined("one ", "two ", ("three ", figure), ".") == ("one two three ", figure, ".")
    assert joined("one", " two") == "one two"


def test_a_list_of_words_reads_as_a_sentence_would():
    figure = Cited(said="£1", trace="a")

    assert plain_words(listed_words(["Ashby", ("Barton ", figure), "Colne"])) == (
        "Ashby, Barton £1 and Colne"
    )
    assert listed_words(["Ashby"]) == "Ashby"
    assert listed_words([]) == ""


def test_only_the_first_letter_is_lowered():
    assert first_lower_words("Nobody has priced what Ashby does.").startswith("nobody has")
    assert first_lower_words(("There is ", Cited(said="£1", trace="a")))[0] == "there is "


@given(st.integers(1, 10**9))
def test_a_sum_is_known_again_whether_in_pounds_or_to_the_penny(amount):
    assert figures_in([say_pounds(amount)]) == figures_in([say_pounds(amount, pence=True)])
    assert figures_in([say_pounds(-amount)]) == {amount}
