"""Fields that take what officers type, and filters that say figures as the papers do."""

from __future__ import annotations

import datetime

import pytest
from django import forms

from commonweal.errors import InputError, Place, Refusal, RefusedError
from commonweal_web.bodies.forms import BodyForm
from commonweal_web.core.forms import (
    DayField,
    Form,
    MoneyField,
    PartField,
    add_refusal,
    error_links,
    shown_field,
)
from commonweal_web.core.layout import NavigationItem
from commonweal_web.core.layout.filters import say_count, say_date, say_moment


class Everything(Form):
    cost = MoneyField(label="Yearly cost", least=1, required=False)
    part = PartField(label="Part saved", required=False)
    starts = DayField(label="Start date", required=False)
    email = forms.EmailField(label="Work email address", required=False)
    kind = forms.ChoiceField(label="Kind of body", choices=[("a", "A"), ("b", "B")], required=False,
                             widget=forms.RadioSelect)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [("£1,200.50", 1200.5), ("1.2m", 1_200_000), ("800k", 800_000), (" 15 ", 15), ("", None)],
)
def test_money_is_taken_as_people_write_it(typed, pounds):
    form = Everything({"cost": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["cost"] == pounds


@pytest.mark.parametrize("typed", ["plenty", "1,2,3.4.5", "£", "0"])
def test_what_is_no_sum_of_money_is_told_so(typed):
    form = Everything({"cost": typed})

    assert not form.is_valid()
    assert form.errors["cost"][0].startswith("Yearly cost must be ")


@pytest.mark.parametrize(("typed", "part"), [("8", 0.08), ("12.5%", 0.125), ("0", 0.0), ("", None)])
def test_a_part_is_typed_as_a_percentage_and_read_as_a_fraction(typed, part):
    form = Everything({"part": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["part"] == part


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("30", "2", "2027", "Start date must be a real date, like 27 3 2027"),
        ("1", "", "2027", "Start date must include a month"),
        ("", "", "2027", "Start date must include a day and month"),
        ("1", "1", "27", "Start date must be a real date, like 27 3 2027"),
        ("one", "1", "2027", "Start date must be a real date, like 27 3 2027"),
    ],
)
def test_a_day_that_is_none_is_told_what_it_lacks(day, month, year, said):
    form = Everything({"starts_day": day, "starts_month": month, "starts_year": year})

    assert not form.is_valid()
    assert form.errors["starts"] == [said]


def test_a_day_is_typed_in_three_boxes():
    form = Everything({"starts_day": "1", "starts_month": "4", "starts_year": "2027"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts"] == datetime.date(2027, 4, 1)


def test_the_boxes_of_a_day_are_those_that_the_field_reads():
    """A page that shows boxes under other names would lose every date."""
    items = shown_field(Everything()["starts"]).parameters["items"]

    assert [item["name"] for item in items] == ["starts_day", "starts_month", "starts_year"]


def test_messages_say_what_to_do():
    class Needed(Form):
        name = forms.CharField(label="Your name")
        gss = forms.CharField(label="GSS code")
        kind = forms.ChoiceField(label="Kind of body", choices=[("", ""), ("a", "A")])
        file = forms.FileField(label="Evidence")

    form = Needed({}, {})

    assert form.errors == {
        "name": ["Enter your name"],
        "gss": ["Enter GSS code"],
        "kind": ["Select kind of body"],
        "file": ["Choose evidence"],
    }


def test_each_error_of_the_summary_leads_to_its_box():
    form = Everything({"cost": "x", "starts_day": "1", "kind": "z"})
    form.is_valid()

    assert [link["href"] for link in error_links(form)] == [
        "#id_cost", "#id_starts_day", "#id_kind",
    ]  # fmt: skip
    assert shown_field(form["kind"]).parameters["items"][0]["id"] == "id_kind"
    assert shown_field(form["starts"]).parameters["items"][0]["id"] == "id_starts_day"


def test_one_fault_is_said_in_a_sentence_and_several_in_a_table():
    def refused(*keys):
        return RefusedError.from_refusals(
            "case.toml",
            [Refusal(place=Place(file="case.toml", key=key), reason="Odd.", mend="Mend it.")
             for key in keys],
        )  # fmt: skip

    one, many, plain = Everything({}), Everything({}), Everything({})
    add_refusal(one, refused("name"))
    add_refusal(many, refused("name", "bodies"))
    add_refusal(plain, InputError("No body x.", hint="Name another."))

    assert one.non_field_errors() == ["name: Odd. Mend it."]
    assert many.non_field_errors() == ["case.toml has 2 things to mend"]
    assert [row[0].said for row in many.refused.rows] == ["name", "bodies"]
    assert plain.non_field_errors() == ["No body x. Name another."]


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 5, "1 April 2027 at 12:05am"),
        (12, 0, "1 April 2027 at 12:00pm"),
        (14, 5, "1 April 2027 at 2:05pm"),
    ],
)
def test_moments_are_said_in_the_time_of_the_site(hour, minute, said):
    moment = datetime.datetime(2027, 4, 1, hour, minute)  # noqa: DTZ001 (as the site's own clock)

    assert say_moment(moment) == said
    assert say_date(moment) == "1 April 2027"


def test_summer_time_is_told_in_summer():
    assert say_moment(datetime.datetime(2027, 7, 1, 12, 0, tzinfo=datetime.UTC)).endswith("1:00pm")


def test_counts_have_their_words():
    assert (say_count(1, "body", "bodies"), say_count(1234, "body", "bodies")) == (
        "1 body", "1,234 bodies",
    )  # fmt: skip


def test_an_item_of_the_navigation_is_current_on_its_pages_and_no_others():
    item = NavigationItem(text="Bodies", address="/bodies/")

    assert item.is_current("/bodies/")
    assert item.is_current("/bodies/ashby/people/")
    assert not item.is_current("/bodies-else/")
    assert not NavigationItem(text="Front", address="/").is_current("/bodies/")


def test_a_question_left_open_is_asked_for_in_a_sentence():
    form = BodyForm({})

    assert not form.is_valid()
    assert [said[0] for said in form.errors.values()] == [
        "Enter the name of the body",
        "Select what kind of body it is",
        "Select which official code you know it by",
        "Enter the code",
    ]
