"""Charts of cash, rules, groups and what if: what they show, in words, table and CSV alike."""

from __future__ import annotations

import csv
import io
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.deal import work_out
from commonweal.errors import InputError
from commonweal.money import pounds, say_pounds
from commonweal.partnership import read_partnership
from commonweal.reports.charts import (
    DotRow,
    all_charts,
    cash_chart,
    chart_csv,
    draw,
    draw_png,
    rules_chart,
    stability_chart,
    what_if_chart,
)
from commonweal.reports.charts.drawing import figure_of
from commonweal.reports.traces import traces_of

ROOT = Path(__file__).parents[3]
LONG = "North West Leicestershire District Council number"


@pytest.fixture(scope="module")
def deal():
    text = (ROOT / "examples" / "pennine-lancashire-building-control.toml").read_text("utf-8")
    return work_out(read_partnership(text, source="case.toml")[0], n_draws=200)


@pytest.fixture(scope="module")
def charts(deal):
    return {chart.id: chart for chart in all_charts(deal)}


def rows_of(chart) -> list[list[str]]:
    return list(csv.reader(io.StringIO(chart_csv(chart))))


def test_every_chart_is_there_once(charts, deal):
    assert list(charts)[:7] == [
        "gains",
        "running-total",
        "cash",
        "shares-by-rule",
        "stability",
        "swings",
        "what-if",
    ]
    assert [key for key in charts if key.startswith("cash-")] == [
        f"cash-{body}" for body in deal.appraisal.body_ids
    ]


def test_the_parts_of_cash_add_up_to_each_year_and_bodies_to_all(deal, charts):
    together = deal.budgets.together
    whole = charts["cash"]
    bodies = [cash_chart(deal, body) for body in deal.game.partners]

    for at, dearer in enumerate(together.dearer):
        assert round(whole.totals[at] * 100) == dearer
        assert round(sum(one.totals[at] for one in bodies) * 100) == dearer
    assert whole.table.rows[-1][-1].said == pounds(together.cumulative[-1])


def test_a_budget_that_nothing_changes_has_no_chart():
    text = (ROOT / "examples" / "already-sharing.toml").read_text("utf-8")
    running = work_out(read_partnership(text, source="case.toml")[0], n_draws=100)

    assert not any(running.budgets.together.dearer)
    assert cash_chart(running) is None


def test_a_dot_is_what_a_partner_gains_under_its_rule(deal, charts):
    chart = charts["shares-by-rule"]
    names = [deal.partnership.body(share.body).name for share in deal.splits[0].shares]
    order = sorted(range(len(names)), key=lambda place: names[place])

    assert [row.name for row in chart.rows] == sorted(names)
    assert len(chart.kinds) <= 4
    for split, dots in zip(deal.splits, chart.dots, strict=True):
        assert list(dots.values) == [split.shares[place].gain for place in order]
    assert [dots.kind for dots in chart.dots].count(0) == 1


def test_what_a_group_has_to_spare_is_what_it_would_lose_by_leaving(deal, charts):
    chart = charts["stability"]
    worst = deal.splits[0].stability.blocking[0]
    spare = [row.middle for row in chart.rows]

    assert spare == sorted(spare)
    assert spare[0] == pytest.approx(-worst.amount)
    assert len({row.name for row in chart.rows}) == len(chart.rows) == 10


def test_a_group_is_named_by_whom_it_leaves_out_where_that_is_shorter(charts):
    assert "All but Blackburn with Darwen" in [row.name for row in charts["stability"].rows]


def test_what_if_shows_the_case_as_it_stands_among_its_values(deal, charts):
    chart = charts["what-if"]
    (mark,) = chart.marks
    joint = chart.lines[0].values[mark.position]

    assert joint == pytest.approx(sum(share.gain for share in deal.splits[0].shares), abs=0.01)
    assert list(chart.places) == sorted(chart.places)
    for at in range(len(chart.points)):
        partners = sum(line.values[at] for line in chart.lines[1:])
        assert partners == pytest.approx(chart.lines[0].values[at], abs=0.01)


def test_what_if_can_be_asked_of_any_figure_and_of_no_other(deal):
    with pytest.raises(InputError, match=r"no figure options\.x to move") as error:
        what_if_chart(deal, "options.x")

    one = re.search(r"options\.[a-z.0-9_-]+", error.value.hint)[0].rstrip(",")
    assert what_if_chart(deal, one).points


def test_nothing_shared_has_no_chart_of_sharing(unready):
    deal, _ = unready
    alone = replace(deal, splits=(), game=None)

    assert cash_chart(alone) is None
    assert rules_chart(alone) is None
    assert stability_chart(alone) is None
    assert what_if_chart(alone) is None


def test_every_chart_says_its_finding_and_has_a_table_with_a_trace(deal, charts):
    traces = traces_of(deal)
    for chart in charts.values():
        assert len(chart.alternative) > 60
        assert f"table/{chart.table.id}" in traces
        cited = {cell.trace for row in chart.table.rows for cell in row if cell.trace}
        assert all(trace in traces for trace in cited)


def test_the_csv_of_a_chart_holds_its_figures_to_the_penny(charts):
    gains = rows_of(charts["gains"])
    assert gains[0] == ["Name", "Low, £", "Expected, £", "High, £"]
    for row, found in zip(charts["gains"].rows, gains[1:], strict=True):
        assert found == [row.name, *(f"{value:.2f}" for value in (row.low, row.middle, row.high))]
        assert say_pounds(float(found[2])) == row.said
    for chart in charts.values():
        rows = rows_of(chart)
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1


def test_a_name_that_a_spreadsheet_would_run_is_made_safe(charts):
    rows = tuple(replace(row, name="=HYPERLINK(1)") for row in charts["gains"].rows)

    assert rows_of(replace(charts["gains"], rows=rows))[1][0] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("which", ["cash", "shares-by-rule", "stability", "what-if", "swings"])
def test_a_drawing_is_the_same_bytes_and_needs_no_font(charts, which):
    chart = charts[which]
    svg = draw(chart)
    draw.cache_clear()

    assert draw(chart) == svg
    assert "<text" not in svg
    assert re.findall(r'(?:href|src)="(?!#)[^"]*"', svg) == []


@pytest.mark.parametrize("which", ["cash", "shares-by-rule", "stability", "what-if", "swings"])
def test_no_policy_that_refuses_styles_refuses_a_drawing(charts, which):
    svg = draw(charts[which])

    assert "style" not in svg
    assert svg.startswith('<svg stroke-linejoin="round" stroke-linecap="butt"')
    assert 'fill="#ffffff"' in svg


def test_a_chart_is_a_picture_too(charts):
    assert draw_png(charts["cash"], dots_per_inch=50).startswith(b"\x89PNG")


def with_partners(chart, n_partners: int):
    """Return a chart of gains, rules or groups with so many partners of long names."""
    rows = tuple(
        replace(chart.rows[place % len(chart.rows)], name=f"{LONG} {place}")
        for place in range(n_partners)
    )
    if isinstance(rows[0], DotRow):
        dots = tuple(
            replace(one, values=tuple(itertools.islice(itertools.cycle(one.values), n_partners)))
            for one in chart.dots
        )
        return replace(chart, rows=rows, dots=dots)
    return replace(chart, rows=rows)


@pytest.mark.parametrize("n_partners", [2, 6, 10])
@pytest.mark.parametrize("which", ["gains", "shares-by-rule", "stability"])
def test_names_never_overlap_and_stay_on_the_chart(charts, which, n_partners):
    assert overlapping(with_partners(charts[which], n_partners)) == []


@pytest.mark.parametrize("which", ["cash", "what-if", "running-total", "swings", "stability"])
def test_what_is_written_on_a_chart_never_overlaps(charts, which):
    assert overlapping(charts[which]) == []


@pytest.mark.parametrize("n_partners", [2, 6])
def test_lines_of_partners_are_named_apart(charts, n_partners):
    chart = charts["what-if"]
    lines = (
        chart.lines[0],
        *(replace(chart.lines[1], name=f"{LONG} {place}") for place in range(n_partners)),
    )

    assert overlapping(replace(chart, lines=lines)) == []


def overlapping(chart) -> list[tuple[str, str]]:
    """Return each two texts of a drawing that lie on each other, and each that runs off it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    from commonweal.reports.charts.drawing import styled

    with styled(chart.id):
        figure = figure_of(chart)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        renderer = canvas.get_renderer()
        hidden = hidden_labels(figure)
        drawn = [
            # Of an annotation the words alone, without the line that leads to them.
            (text.get_text(), Text.get_window_extent(text, renderer))
            for text in figure.findobj(Text)
            if text.get_visible() and text.get_text().strip() and id(text) not in hidden
        ]
    found = []
    page = figure.bbox
    for said, box in drawn:
        if box.x0 < page.x0 - 2 or box.x1 > page.x1 + 2 or box.y1 > page.y1 + 2:
            found.append((said, "runs off"))
    for (one, first), (other, second) in itertools.combinations(drawn, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        if wide > 1 and high > 2:
            found.append((one, other))
    return found


def hidden_labels(figure) -> set[int]:
    """Return the labels of ticks beyond the ends of their axis, which are made and never drawn."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            shown = axis.get_major_ticks()
            hidden |= {
                id(label)
                for tick in axis.majorTicks
                if tick not in shown or not low - 1e-9 <= tick.get_loc() <= high + 1e-9
                for label in (tick.label1, tick.label2)
            }
    return hidden
