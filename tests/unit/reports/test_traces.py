"""Traces: every figure of a deal opens its formula, its inputs and their sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonweal.deal import Deal, work_out
from commonweal.errors import InputError, ReaderReport
from commonweal.partnership import read_partnership
from commonweal.reports import report_page, report_page_of
from commonweal.reports.traces import Cited, Traces, cite, traces_of
from tests.architecture.test_papers import heading_anchor
from tests.unit.reports.conftest import read_deal
from tests.unit.reports.tracing import (
    FIGURE,
    check_chains,
    check_deal,
    check_equations,
    check_sums,
    number,
    of_kind,
    stated,
)

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.toml"))


@pytest.fixture(scope="module", params=EXAMPLES)
def worked(request) -> tuple[Deal, Traces]:
    text = (ROOT / "examples" / request.param).read_text(encoding="utf-8")
    partnership, _ = read_partnership(text, source=request.param)
    deal = work_out(partnership, n_draws=200)
    return deal, traces_of(deal)


def test_every_chain_of_inputs_ends_in_a_source_and_none_in_itself(worked):
    """What is not worked out from something else names where it comes from."""
    check_chains(worked[1])


def test_every_trace_names_a_section_of_the_methods_that_is_there(worked):
    _, traces = worked
    broken = set()
    for method in {one.method for one in traces}:
        page, _, section = method.partition("#")
        file = ROOT / "docs" / "methods" / f"{page}.md"
        headings = re.findall(r"(?m)^#+ (.+)$", file.read_text(encoding="utf-8"))
        if section not in [heading_anchor(heading) for heading in headings]:
            broken.add(method)

    assert broken == set()


def test_every_equation_comes_out_on_a_calculator(worked):
    """The figures of each equation as they are printed give the result that is printed."""
    assert check_equations(worked[1]) > 50


def test_years_add_up_to_a_present_value_and_parts_to_their_sum(worked):
    check_sums(worked[1])


def test_an_input_that_opens_a_figure_says_that_figure(worked):
    """Followed to its trace, a figure is the same to the penny, its sign apart."""
    _, traces = worked
    single = re.compile(r"alone/|cost-today/|own/|pooled/|joint-|whole|share/[^/]+/[^/]+$|today/")
    for one in traces:
        for row in one.inputs:
            if single.match(row.trace) and re.fullmatch(FIGURE, row.said) and "£" in row.said:
                if one.id.startswith(("flow/", "charge/", "lens/", "table/")):
                    continue  # a part of it by body or year, or rounded
                there = traces.trace(row.trace)
                assert abs(number(row.said)) == pytest.approx(abs(stated(there)), abs=0.011), (
                    one.id,
                    row.trace,
                )


def test_figures_are_those_of_the_deal_to_the_penny_and_add_up(worked):
    check_deal(*worked)


def test_a_figure_of_the_page_says_what_its_trace_says(worked):
    """Jobs and payback apart, whose cells say only a part of it, or more."""
    deal, traces = worked
    page = report_page_of(deal, ReaderReport(source="case.toml"))
    tables = [page.options, page.rules, page.charges, page.baselines, *page.flows]
    tables += [page.gains.table] if page.gains else []
    tables += [table for part in (*page.on_options, *page.on_deal) for table in part.tables]
    n_tried = 0
    for table in filter(None, tables):
        for cell in (cell for row in table.rows for cell in row if cell.trace):
            if cell.said in ("see lines", "") or cell.trace.startswith(("jobs/", "payback/")):
                continue
            said = traces.trace(cell.trace).said
            is_at_its_own_prices = cell.trace.startswith(("baseline/", "blocked/"))
            assert is_at_its_own_prices or cell.said == said, (table.id, cell.trace)
            n_tried += 1

    assert n_tried > 5


def test_every_table_of_the_page_says_how_it_was_worked_out(worked):
    deal, traces = worked
    html = report_page(deal, ReaderReport(source="case.toml"))
    tables = re.findall(r'<table id="([^"]+)"', html)

    assert len(tables) > 5
    assert [table for table in tables if f"table/{table}" not in traces] == []


def test_a_default_says_that_it_is_one():
    text = (ROOT / "examples" / "pennine-lancashire-building-control.toml").read_text("utf-8")
    partnership, _ = read_partnership(text, source="case.toml")
    traces = traces_of(work_out(partnership, n_draws=100))
    by_name = {row.name: row for row in traces.trace("blocked/driver").inputs}

    assert "left out of the file" in by_name["Differences called equal, a year"].source


def test_an_unknown_figure_is_refused_at_once_with_the_nearest(worked):
    _, traces = worked
    with pytest.raises(
        InputError, match="No figure of this case is known as discount-factor\\."
    ) as error:
        traces.trace("discount-factor")

    assert "discount-factors" in error.value.hint


def test_a_figure_is_cited_as_its_trace_says_it_or_as_asked(worked):
    _, traces = worked
    found = traces.trace("seed")

    assert cite(traces, "seed") == Cited(said=found.said, trace="seed")
    assert cite(traces, "seed", "200 futures").said == "200 futures"
    with pytest.raises(InputError, match="stands for several figures"):
        cite(traces, "discount-factors")


def test_what_is_reached_from_a_figure_stands_after_it_and_once(worked):
    _, traces = worked
    first = next(iter(of_kind(traces, "npv/.+"))).id
    found = [one.id for one in traces.reached_from([first, "seed"])]

    assert found[:2] == [first, "seed"]
    assert len(found) == len(set(found))
    assert "seed" in found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({'driver = "staff" }': 'driver = "staff", no_more_than_now_years = 2 }'}, "limits/"),
        ({'driver = "staff" }': 'driver = "staff", phase_in_years = 2 }'}, "limits/ashby"),
        (
            {
                'driver = "staff" }': 'driver = "staff", cap = { ashby = 200000 }, '
                'funded_by = "everyone" }'
            },
            "limits/ashby",
        ),
        ({'driver = "staff" }': 'driver = "staff", one_off_rule = "equal" }'}, "whole"),
        ({'rule = "driver", driver': 'rule = "fixed-and-unit", driver'}, "percentage/fixed"),
        (
            {'rule = "driver", driver = "staff"': 'rule = "driver-mix", mix = { staff = 1 }'},
            "percentage/driver-mix",
        ),
        ({'host = "ashby"': 'host = "ashby"\nkept_local = { barton = 0.25 }'}, "own/barton"),
        ({'\nyear = "2024-25"': '\nyear = "2022-23"'}, "baseline/ashby"),
        (
            {'{ reference_class = "none", survival = "none" }': "{}"},
            "reference-class/team-led",
        ),
        (
            {
                'go_live = "2027-28"': 'go_live = "2027-28"\nrisks = [{ risk = "partner-exit", '
                'yearly_chance = 0.1, cost = 20000, why = "It may end." }]'
            },
            "flow/one-team/partner-exit-1-1",
        ),
    ],
)
def test_what_an_unusual_case_does_is_traced_too(case_text, changes, expected):
    for before, after in changes.items():
        assert before in case_text
        case_text = case_text.replace(before, after)
    deal, _ = read_deal(case_text)
    traces = traces_of(deal)

    assert any(one.id.startswith(expected) for one in traces)
    check_chains(traces)
    check_equations(traces)
    check_sums(traces)
    check_deal(deal, traces)


def test_a_figure_at_other_prices_says_the_factor_and_where_it_is_from(case_text):
    deal, _ = read_deal(case_text.replace('\nyear = "2024-25"', '\nyear = "2022-23"'))
    found = traces_of(deal).trace("baseline/ashby/payroll")
    lines = sum(number(row.said) for row in found.inputs[:3])
    factor = next(row for row in found.inputs if row.name.startswith("Price factor"))

    assert lines * number(factor.said) == pytest.approx(stated(found), abs=0.01)
    assert "deflators" in factor.source
