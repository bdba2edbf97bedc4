"""Traces: every figure of a deal opens its formula, its inputs and their sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonweal.deal import Deal, work_out
from commonweal.errors import InputError, ReaderReport
from commonweal.partnership import read_partnership
from commonweal.reports import report_page, report_page_of
from commonweal.reports.traces import Cited, Trace, Traces, cite, traces_of
from tests.architecture.test_papers import heading_anchor

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.toml"))

#: A figure as traces say it: pounds, a factor, a percentage.
FIGURE = re.compile(r"[−-]?£?\d[\d,]*(?:\.\d+)?%?")

#: An equation in a formula or a row: at least one sign of arithmetic, then what it comes to.
EQUATION = re.compile(
    r"((?:\(|[−-]?£?\d)[\d,.£%()]*(?: [×÷+−] \(?[−-]?£?\d[\d,.%)]*)+)"
    r" = ([−-]?£?\d[\d,]*(?:\.\d+)?%?)"
)


@pytest.fixture(scope="module", params=EXAMPLES)
def worked(request) -> tuple[Deal, Traces]:
    text = (ROOT / "examples" / request.param).read_text(encoding="utf-8")
    partnership, _ = read_partnership(text, source=request.param)
    deal = work_out(partnership, n_draws=200)
    return deal, traces_of(deal)


def number(said: str) -> float:
    plain = said.replace("£", "").replace(",", "").replace("−", "-")
    return float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)


def last_figure(said: str) -> float:
    return number(FIGURE.findall(said)[-1])


def stated(trace: Trace) -> float:
    """Return what a trace's formula says that it comes to, to the penny."""
    return number(
        re.findall(r"(?:added up|=|comes? to|years):? ?([−-]?£[\d,]+\.\d\d)", trace.formula)[-1]
    )


def of_kind(traces: Traces, kind: str) -> list[Trace]:
    return [trace for trace in traces if re.fullmatch(kind, trace.id)]


def test_no_trace_leads_to_one_that_is_not_there(worked):
    _, traces = worked
    missing = [(one.id, row.trace) for one in traces for row in one.inputs if row.trace]

    assert [pair for pair in missing if pair[1] not in traces] == []


def test_every_chain_of_inputs_ends_in_a_source(worked):
    """What is not worked out from something else names where it comes from."""
    _, traces = worked

    assert [one.id for one in traces if not one.inputs] == []
    assert [
        (one.id, row.name)
        for one in traces
        for row in one.inputs
        if not row.trace and not row.source.strip()
    ] == []
    assert [
        (one.id, row.name) for one in traces for row in one.inputs if row.trace and row.source
    ] == []


def test_no_figure_rests_on_itself(worked):
    _, traces = worked
    open_ids: set[str] = set()
    done: set[str] = set()

    def walk(trace_id: str) -> None:
        assert trace_id not in open_ids, f"{trace_id} rests on itself"
        if trace_id in done:
            return
        open_ids.add(trace_id)
        for row in traces.trace(trace_id).inputs:
            if row.trace:
                walk(row.trace)
        open_ids.remove(trace_id)
        done.add(trace_id)

    for one in traces:
        walk(one.id)


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
    _, traces = worked
    n_tried = 0
    for one in traces:
        for text in (one.formula, *(row.said for row in one.inputs)):
            for left, right in EQUATION.findall(text):
                python = re.sub(r"(\d)%", r"\1/100", left.replace("£", "").replace(",", ""))
                python = python.replace("×", "*").replace("÷", "/").replace("−", "-")
                # A factor is printed to eight places and pounds to the penny; charges of a year
                # are divided so that no penny is lost.
                is_rough = "%" in right or ("÷" in left and "£" not in right)
                largest = max(abs(number(found)) for found in FIGURE.findall(left))
                allowed = 0.06 if is_rough else 0.02 + 2e-8 * largest
                assert abs(eval(python) - number(right)) <= allowed, f"{one.id}: {left} = {right}"
                n_tried += 1

    assert n_tried > 50


@pytest.mark.parametrize(
    "kind", ["npv/[^/]+", "as-written/.+", "flow/.+", "cost-today/.+", "pooled/.+"]
)
def test_the_years_of_a_present_value_add_up_to_it(worked, kind):
    _, traces = worked
    for one in of_kind(traces, kind):
        rows = [row for row in one.inputs if row.trace == "discount-factors"]
        if rows:
            total = sum(last_figure(row.said) for row in rows)
            assert total == pytest.approx(stated(one), abs=0.005 * len(rows) + 0.006), one.id


@pytest.mark.parametrize(
    "kind", ["npv/[^/]+/.+", "yearly/.+", "today/.+", "own/.+", "joint-.+", "whole", "lens/.+"]
)
def test_the_parts_of_a_sum_add_up_to_it(worked, kind):
    _, traces = worked
    for one in of_kind(traces, kind):
        rows = [row for row in one.inputs if row.trace]
        if rows:
            total = sum(last_figure(row.said) for row in rows)
            assert total == pytest.approx(stated(one), abs=0.005 * len(rows) + 0.006), one.id


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


def test_figures_are_those_of_the_deal_to_the_penny(worked):
    deal, traces = worked
    for option in deal.appraisal.options:
        if option.family != "nothing":
            assert stated(traces.trace(f"npv/{option.id}")) == pytest.approx(
                option.npv.expected, abs=0.0051
            )
    for split in deal.splits:
        for share in split.shares:
            for trace_id, amount in (
                (f"share/{split.rule}/{share.body}", share.cost),
                (f"share/{split.rule}/{share.body}/gain", share.gain),
                (f"alone/{share.body}", share.alone),
            ):
                assert stated(traces.trace(trace_id)) == pytest.approx(amount, abs=0.0051)


def test_under_every_rule_shares_add_up_to_the_whole_and_gains_to_the_joint_gain(worked):
    deal, traces = worked
    for split in deal.splits:
        paid = [stated(traces.trace(f"share/{split.rule}/{one.body}")) for one in split.shares]
        gains = [
            stated(traces.trace(f"share/{split.rule}/{one.body}/gain")) for one in split.shares
        ]
        assert sum(paid) == pytest.approx(stated(traces.trace("whole")), abs=0.2)
        assert sum(gains) == pytest.approx(stated(traces.trace("gain")), abs=0.2)


def test_the_charges_of_a_year_are_those_of_the_deal(worked):
    deal, traces = worked
    for split in deal.splits[:1]:
        for place, share in enumerate(split.shares):
            for at, year in enumerate(split.charges.years):
                found = traces.trace(f"charge/{share.body}/{year}")
                assert round(stated(found) * 100) == int(split.charges.pence[at, place])


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
