"""Whose a row is, and what partners may see of one another's pay."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

from commonweal.errors import RefusedError
from commonweal.partnership import plain, read_partnership, read_values
from commonweal.partnership.holdings import COMMON, holder_of, parted, seen_by

EXAMPLES = sorted(Path("examples").glob("*.toml"))


def baseline(**figures):
    return {"body": "ashby", "service": "payroll", "year": "2024-25", **figures}


def document(**figures):
    return {
        "name": "Two",
        "base_year": "2024-25",
        "first_year": "2025-26",
        "bodies": [
            {"id": "ashby", "name": "Ashby", "drivers": {"staff": 10.0}},
            {"id": "barton", "name": "Barton", "drivers": {"staff": 20.0}},
        ],
        "services": [{"id": "payroll"}],
        "baselines": [baseline(**figures)],
    }


def seen_baseline(**figures):
    return seen_by(document(**figures), own=["barton"], shared=["ashby"])["baselines"][0]


@pytest.mark.parametrize(
    ("path", "row", "holder"),
    [
        (("bodies",), {"id": "ashby"}, "ashby"),
        (("baselines",), {"body": "ashby"}, "ashby"),
        (("assumptions",), {"id": "rate"}, COMMON),
        (("assumptions",), {"id": "rate", "body": "ashby"}, "ashby"),
        (("options",), {"form": "redesign-alone", "bodies": ["ashby"]}, "ashby"),
        (("options",), {"form": "redesign-alone"}, COMMON),
        (("options",), {"form": "redesign-alone", "bodies": ["ashby", "barton"]}, COMMON),
        (("options",), {"form": "shared-delivery-like-bodies", "bodies": ["ashby"]}, COMMON),
        (("options",), {"form": "nobody-knows", "bodies": ["ashby"]}, COMMON),
        (("finance", "funding"), {"body": "everyone"}, COMMON),
        (("finance", "funding"), {"body": "ashby"}, "ashby"),
    ],
)
def test_a_row_is_held_by_the_body_whose_it_is(path, row, holder):
    assert holder_of(path, row) == holder


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_once_opened_is_still_a_file_that_any_one_body_can_read(example):
    whole, values = read_example(example)
    bodies = list(parted(values).by_body)

    for body in bodies:
        seen = seen_by(values, own=[body], shared=[other for other in bodies if other != body])
        read, _ = read_values(seen, source=example.name)

        assert read.body(body) == whole.body(body)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_copy_that_lacks_what_its_split_needs_says_that_others_have_not_opened_it(example):
    _, values = read_example(example)
    seen = seen_by(values, own=["nobody"], shared=[])

    with refusals() as refused:
        read_values(seen, source=example.name)

    assert {refusal.place.key for refusal in refused} <= {"split.driver"}
    assert all("have not opened" in refusal.mend for refusal in refused)


@contextmanager
def refusals():
    """Give what is refused within the block, nothing where all is taken."""
    found = []
    try:
        yield found
    except RefusedError as error:
        found.extend(error.report.refused)


def read_example(example):
    whole, _ = read_partnership(example.read_text(encoding="utf-8"), source=example.name)
    return whole, json.loads(json.dumps(plain(whole), default=str))


def test_a_manager_s_pay_is_shown_only_in_a_sum_with_the_staff_s():
    shown = seen_baseline(
        costs={"management": 61_000, "staff": 240_000, "systems": 9_000}, management_fte=1
    )

    assert shown["costs"] == {"systems": 9_000}
    assert shown["undivided"][0]["amount"] == 301_000
    assert "61" not in json.dumps(shown)


def test_managers_whose_number_is_not_returned_are_taken_for_one():
    shown = seen_baseline(costs={"management": 61_000, "staff": 240_000})

    assert "management" not in shown.get("costs", {})


def test_several_managers_are_shown_apart():
    shown = seen_baseline(costs={"management": 180_000, "staff": 240_000}, management_fte=3)

    assert shown["costs"] == {"management": 180_000, "staff": 240_000}


def test_posts_count_people_where_no_number_is_returned():
    posts = [
        {"title": "Manager", "fte": 1.0, "is_manager": True, "cost": 61_000},
        {"title": "Officers", "fte": 6.0, "cost": 240_000},
    ]

    shown = seen_baseline(costs={"management": 61_000, "staff": 240_000}, establishment=posts)

    assert "management" not in shown.get("costs", {})
    assert all("cost" not in post for post in shown["establishment"])


def test_pay_that_cannot_be_added_to_anything_is_not_shown_nor_told_by_the_total():
    seen = seen_by(
        document(costs={"staff": 38_000}, staff_fte=1, total=38_000),
        own=["barton"],
        shared=["ashby"],
    )

    assert "38" not in json.dumps(seen["baselines"])
    assert any("staff" in mark["what"] for mark in seen["withheld"])


def test_what_is_left_out_is_marked_with_whose_it_is_and_why():
    seen = seen_by(document(costs={"staff": 1.0}), own=["barton"], shared=[])

    assert seen["withheld"] == [
        {"body": "ashby", "what": "its figures", "why": "It has not opened them to you."}
    ]
    assert "baselines" not in seen
