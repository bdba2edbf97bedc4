"""Widths of printed columns, and where a table too wide for a page is cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.reports.renderers.columns import pieces_of
from commonweal.reports.renderers.laid import Opened
from commonweal.reports.renderers.layout import lay_out
from commonweal.reports.renderers.marks import runs_of
from commonweal.reports.tables import figure, table, text
from tests.unit.reports.renderers.sample_paper import SAMPLE, paper_saying, wide_table


def laid_table(one):
    from dataclasses import replace

    from commonweal.reports.papers.paper import Section

    paper = replace(
        paper_saying("x"), sections=(Section(id="only", heading="Only", blocks=(one,)),)
    )
    return lay_out(paper).sections[0].blocks[0]


def test_a_narrow_table_is_whole_and_in_full_size():
    (piece,) = pieces_of(laid_table(wide_table(3)))

    assert piece.columns == (0, 1, 2, 3)
    assert piece.points == 9.0


def test_a_wide_table_takes_smaller_type_before_it_is_cut():
    (piece,) = pieces_of(laid_table(wide_table(8)))

    assert piece.points < 9.0


@pytest.mark.parametrize("n_columns", [12, 22, 60])
def test_a_table_too_wide_is_cut_into_parts_that_each_name_their_rows(n_columns):
    pieces = pieces_of(laid_table(wide_table(n_columns)))

    assert len(pieces) > 1
    assert all(piece.columns[0] == 0 for piece in pieces)
    shown = [place for piece in pieces for place in piece.columns[1:]]
    assert shown == list(range(1, n_columns + 1))


def test_parts_are_as_even_as_may_be():
    sizes = [len(piece.columns) for piece in pieces_of(laid_table(wide_table(22)))]

    assert max(sizes) - min(sizes) <= 2


def test_a_text_is_given_more_room_than_a_year():
    one = table(
        "one",
        "One",
        [text("Body"), figure("Cost"), text("Source")],
        [["Ashby", "£1,000", "The finance return of 2024-25, line 14, checked by its treasurer"]],
    )

    (piece,) = pieces_of(laid_table(one))

    assert piece.shares[2] > 3 * piece.shares[1]


@settings(max_examples=50, deadline=None)
@given(
    names=st.lists(st.text(max_size=30), min_size=1, max_size=30),
    cells=st.lists(st.text(max_size=80), min_size=1, max_size=4),
    width=st.floats(0.3, 1.2),
)
def test_every_column_is_shown_and_shares_fill_the_page(names, cells, width):
    columns = [figure(name) if len(name) % 2 else text(name) for name in names]
    one = laid_table(table("t", "T", columns, [[cell] * len(names) for cell in cells]))

    pieces = pieces_of(one, width=width)

    assert {place for piece in pieces for place in piece.columns} == set(range(len(names)))
    for piece in pieces:
        assert sum(piece.shares) == pytest.approx(1.0, abs=0.01)
        assert min(piece.shares) > 0


def test_a_table_of_one_column_is_whole():
    (piece,) = pieces_of(laid_table(table("t", "T", [text("Name")], [["Ashby"]])))

    assert piece.columns == (0,)


def test_marks_that_follow_one_another_are_said_from_first_to_last():
    marks = [Opened(said=f"F{n}", mark=f"F{n}", trace=f"t{n}") for n in (12, 3, 4, 5, 9, 13)]

    said = [" to ".join(end.mark for end in run) for run in runs_of(marks)]

    assert said == ["F3 to F5", "F9", "F12", "F13"]


def test_the_sample_has_a_table_with_sources():
    table_of_options = lay_out(SAMPLE).sections[1].blocks[1]

    assert [source.mark for source in table_of_options.sources] == ["F3", "F1"]
