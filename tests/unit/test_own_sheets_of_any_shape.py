"""Where headings stand in somebody's own sheet, and which rows are figures."""

from __future__ import annotations

from commonweal.tables import OwnSheet, Wanted, find_headings, headings_at, rows_below

WANTED = [Wanted(key="title", name="Title", other_names=("Post",)), Wanted(key="fte", name="FTE")]


def test_headings_are_found_below_a_page_of_titles():
    sheet = OwnSheet(
        title="Posts",
        rows=(
            ("Report for Finance", None, None),
            (None, None, None),
            ("Run on", "3 March", None),
            ("Post", "FTE", "Site"),
            ("Clerk", 2.0, "Town hall"),
        ),
    )

    assert find_headings(sheet, WANTED) == 3


def test_a_heading_over_several_columns_stands_before_each_of_theirs():
    sheet = OwnSheet(
        title="",
        rows=((None, "Budget", None, None), ("Post", "Pay", "On-costs", "FTE")),
        merged=(((0, 1), (0, 2)),),
    )

    assert headings_at(sheet, 1).names == ("Post", "Budget Pay", "Budget On-costs", "FTE")


def test_a_heading_merged_downwards_is_said_once():
    sheet = OwnSheet(
        title="",
        rows=(("Post", "Cost"), (None, "Pay")),
        merged=(((0, 0), (1, 0)),),
    )

    assert headings_at(sheet, 1).names == ("Post", "Pay")


def test_totals_are_marked_and_headings_said_again_are_left_out():
    sheet = OwnSheet(
        title="",
        rows=(
            ("Post", "FTE"),
            ("Clerk", 2.0),
            (None, None),
            ("Post", "FTE"),
            ("Totaliser operator", 1.0),
            ("Sub-total", 3.0),
            (None, "Grand total"),
        ),
    )

    rows = list(rows_below(sheet, headings_at(sheet, 0)))

    assert [(row.number, row.total) for row in rows] == [
        (1, ""),
        (4, ""),
        (5, "Sub-total"),
        (6, "Grand total"),
    ]
