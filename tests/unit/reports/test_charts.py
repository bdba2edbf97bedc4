"""Charts: what they show is what stands in their table and their words."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from commonweal.money import say_pounds
from commonweal.reports.charts import draw, gains_chart, running_total_chart
from commonweal.reports.charts.drawing import apart


@pytest.fixture(scope="module")
def totals(good):
    return running_total_chart(good[0])


@pytest.fixture(scope="module")
def gains(good):
    return gains_chart(good[0])


def test_each_line_is_the_running_total_of_its_option(totals, good):
    deal, _ = good
    for line, option in zip(totals.lines, deal.appraisal.options[1:], strict=True):
        assert line.name == option.name
        np.testing.assert_allclose(line.values, np.cumsum(option.yearly))


def test_the_proposed_option_alone_is_emphasised_and_its_payback_marked(totals):
    assert [line.name for line in totals.lines if line.is_emphasised] == ["One payroll team"]
    (mark,) = totals.marks
    assert mark.label == "Pays back in 2029-30"
    assert totals.points[mark.position] == "2029-30"
    (line,) = (line for line in totals.lines if line.name == mark.line)
    assert line.values[mark.position] >= 0 > line.values[mark.position - 1]


def test_the_table_holds_every_point_of_the_chart(totals):
    for row, year, *values in zip(
        totals.table.rows,
        totals.points,
        *(line.values for line in totals.lines),
        strict=True,
    ):
        assert [cell.said for cell in row] == [year, *map(say_pounds, values)]


def test_partners_stand_in_alphabetical_order_and_not_by_gain(gains):
    names = [row.name for row in gains.rows]

    assert names == sorted(names) == [row[0].said for row in gains.table.rows]


def test_the_words_in_place_of_a_chart_hold_its_figures(totals, gains):
    assert "pays back in 2029-30" in totals.alternative
    for row in gains.rows:
        assert f"{row.name}: {row.said}" in gains.alternative


def test_there_is_no_chart_of_nothing(unready):
    deal, _ = unready
    alone = replace(deal, partners=(), splits=())

    assert gains_chart(alone) is None


@pytest.mark.parametrize("which", ["totals", "gains"])
def test_a_drawing_is_the_same_bytes_every_time_and_needs_no_font(which, request):
    chart = request.getfixturevalue(which)
    svg = draw(chart)

    assert svg == draw(chart)
    assert "<text" not in svg
    assert "<dc:date>" not in svg
    assert re.findall(r'(?:href|src)="(?!#)[^"]*"', svg) == []


def test_a_name_is_drawn_as_it_is_written(totals):
    """A dollar sign begins a formula in Matplotlib, unless it is told otherwise."""
    lines = tuple(replace(line, name="Cost $\\frac{1}{ $ <b>&") for line in totals.lines)

    assert draw(replace(totals, lines=lines, marks=()))


def test_labels_never_overlap_however_close_their_lines_end():
    wanted = [0.0, 0.01, 0.02, 5.0, 9.99, 10.0]
    sizes = [1.0, 2.0, 1.0, 1.0, 1.0, 2.0]
    heights = apart(wanted, sizes, 0.0, 10.0)

    for lower, upper, below, above in zip(heights, heights[1:], sizes, sizes[1:], strict=False):
        assert upper - lower >= (below + above) / 2 - 1e-9
    assert heights[0] - sizes[0] / 2 >= -1e-9
    assert heights[-1] + sizes[-1] / 2 <= 10 + 1e-9


@pytest.mark.parametrize("n_bodies", [2, 16])
def test_few_partners_and_many_can_be_drawn(gains, n_bodies):
    rows = tuple(
        replace(gains.rows[0], name=f"A council with quite a long name {number}")
        for number in range(n_bodies)
    )

    assert draw(replace(gains, rows=rows))
