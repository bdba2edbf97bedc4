"""Checking traces as a finance officer would: follow every chain, work every sum again."""

from __future__ import annotations

import re

import pytest

from commonweal.deal import Deal
from commonweal.reports.traces import Trace, Traces

#: A figure as traces say it: pounds, a factor, a percentage.
FIGURE = re.compile(r"[−-]?£?\d[\d,]*(?:\.\d+)?%?")

#: An equation in a formula or a row: at least one sign of arithmetic, then what it comes to.
EQUATION = re.compile(
    r"((?:\(|[−-]?£?\d)[\d,.£%()]*(?: [×÷+−] \(?[−-]?£?\d[\d,.%)]*)+)"
    r" = ([−-]?£?\d[\d,]*(?:\.\d+)?%?)"
)

_YEARS = ("npv/[^/]+", "as-written/.+", "flow/.+", "cost-today/.+", "pooled/.+", "limits/.+")
_PARTS = ("npv/[^/]+/.+", "yearly/.+", "today/.+", "own/.+", "joint-.+", "whole", "lens/.+")


def number(said: str) -> float:
    plain = said.replace("£", "").replace(",", "").replace("−", "-")
    return float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)


def last_figure(said: str) -> float:
    return number(FIGURE.findall(said)[-1])


def stated(trace: Trace) -> float:
    """Return what a trace's formula says that it comes to, to the penny."""
    found = re.findall(r"(?:added up|=|comes? to|years):? ?([−-]?£[\d,]+\.\d\d)", trace.formula)
    return number(found[-1])


def of_kind(traces: Traces, kind: str) -> list[Trace]:
    return [trace for trace in traces if re.fullmatch(kind, trace.id)]


def check_chains(traces: Traces) -> None:
    """Every input leads to a trace that is there, or names a source; none leads back to itself."""
    for one in traces:
        assert one.inputs, one.id
        for row in one.inputs:
            assert bool(row.trace) != bool(row.source.strip()), (one.id, row.name)
            assert not row.trace or row.trace in traces, (one.id, row.trace)
    done: set[str] = set()

    def walk(trace_id: str, above: tuple[str, ...]) -> None:
        assert trace_id not in above, f"{trace_id} rests on itself: {above}"
        if trace_id not in done:
            for row in traces.trace(trace_id).inputs:
                if row.trace:
                    walk(row.trace, (*above, trace_id))
            done.add(trace_id)

    for one in traces:
        walk(one.id, ())


def check_equations(traces: Traces) -> int:
    """Each equation, worked with the figures that it prints, gives what it prints. Return how many
    there are."""
    n_tried = 0
    for one in traces:
        for text in (one.formula, *(row.said for row in one.inputs)):
            for left, right in EQUATION.findall(text):
                python = re.sub(r"(\d)%", r"\1/100", left.replace("£", "").replace(",", ""))
                python = python.replace("×", "*").replace("÷", "/").replace("−", "-")
                sizes = [abs(number(found)) for found in FIGURE.findall(left)]
                # A factor is printed to eight places and pounds to the penny; charges of a year
                # are divided so that no penny is lost; a ratio of pennies hangs on half a penny.
                allowed = 0.02 + 2e-8 * max(sizes)
                if "%" in right or ("÷" in left and "£" not in right):
                    allowed = 0.06 + abs(number(right)) * 0.006 / min(
                        filter(None, sizes), default=1.0
                    )
                assert abs(eval(python) - number(right)) <= allowed, f"{one.id}: {left} = {right}"
                n_tried += 1
    return n_tried


def check_sums(traces: Traces) -> None:
    """Years add up to a present value, and parts to their sum."""
    for kind in _YEARS:
        for one in of_kind(traces, kind):
            rows = [row for row in one.inputs if row.trace == "discount-factors"]
            _check_sum(one, [last_figure(row.said) for row in rows])
    for kind in _PARTS:
        for one in of_kind(traces, kind):
            _check_sum(one, [last_figure(row.said) for row in one.inputs if row.trace])


def _check_sum(one: Trace, amounts: list[float]) -> None:
    if amounts:
        assert sum(amounts) == pytest.approx(stated(one), abs=0.005 * len(amounts) + 0.006), one.id


def check_deal(deal: Deal, traces: Traces) -> None:
    """Figures are those of the deal to the penny; shares add up to the whole under every rule."""
    for option in deal.appraisal.options:
        if option.family != "nothing":
            worth = stated(traces.trace(f"npv/{option.id}"))
            assert worth == pytest.approx(option.npv.expected, abs=0.0051)
    for split in deal.splits:
        paid, gained = 0.0, 0.0
        for share in split.shares:
            found = f"share/{split.rule}/{share.body}"
            for trace_id, amount in (
                (found, share.cost),
                (f"{found}/gain", share.gain),
                (f"alone/{share.body}", share.alone),
            ):
                assert stated(traces.trace(trace_id)) == pytest.approx(amount, abs=0.0051)
            paid += stated(traces.trace(found))
            gained += stated(traces.trace(f"{found}/gain"))
        assert paid == pytest.approx(stated(traces.trace("whole")), abs=0.2)
        assert gained == pytest.approx(stated(traces.trace("gain")), abs=0.2)
    for split in deal.splits[:1]:
        for place, share in enumerate(split.shares):
            for at, year in enumerate(split.charges.years):
                charge = stated(traces.trace(f"charge/{share.body}/{year}"))
                assert round(charge * 100) == int(split.charges.pence[at, place])
