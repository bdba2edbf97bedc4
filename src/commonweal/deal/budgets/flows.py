"""What an option spends by year and body in the expected case, in real pounds, and as what.

The same streams as the appraisal's, laid along the years, with what a budget asks of each: is it
joint or a body's own, continuing or met once, capital or revenue, and whose cash is it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from commonweal.appraisal import LINES, Appraisal, Array, OptionResult, Stream
from commonweal.appraisal.expected import expected_case
from commonweal.appraisal.records import Scope
from commonweal.partnership import Partnership

__all__ = ["Flow", "FlowKind", "LineCost", "costs_by_line", "flows_of", "flows_of_nothing"]

FlowKind = Literal["saving", "pressure", "vat", "one-off", "do-nothing", "spared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCost:
    """Today's cost of one line, and how it would grow, in real pounds of the base year."""

    line: str
    now: Array
    """(B,)."""
    by_year: Array
    """(Y, B)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One lever or cost by year and body."""

    id: str
    label: str
    kind: FlowKind
    line: str
    """Whose prices it follows."""
    is_joint: bool
    is_one_off: bool
    is_cash: bool
    key: str
    """What it is the cost of: a cost spared has the key of the cost that it spares."""
    capital: tuple[tuple[float, int], ...]
    """Shares of it that are capital, each with the life of what it buys."""
    by_year: Array
    """A cost above 0, a saving below, (Y, B)."""


def costs_by_line(
    scope: Scope, share: Array | None = None, *, years: Array | None = None
) -> tuple[LineCost, ...]:
    """Return what is spent in a scope if nothing is done, line by line.

    `share`, (B,), is the part of each body's cost that is meant, all of it where left out, and
    `years`, (Y,), is 1 in the years that are meant and 0 in others.
    """
    found = []
    for line in LINES:
        now = scope.records.costs[line][:, 0]  # (B,)
        if share is not None:
            now = now * share
        if not now.any():
            continue
        by_year = scope.growth[line][:, :, 0] * now  # (Y, B)
        if years is not None:
            by_year = by_year * years[:, None]
        found.append(LineCost(line=line, now=now, by_year=by_year))
    return tuple(found)


def flows_of_nothing(appraisal: Appraisal) -> tuple[Flow, ...]:
    """Return the costs that doing nothing would bring, beyond today's growing cost."""
    nothing = appraisal.options[0]
    return tuple(_flows(appraisal.partnership, nothing, nothing))


def flows_of(appraisal: Appraisal, result: OptionResult) -> tuple[Flow, ...]:
    """Return what an option adds and saves against doing nothing."""
    return tuple(_flows(appraisal.partnership, result, appraisal.options[0]))


def _flows(
    partnership: Partnership,
    result: OptionResult,
    nothing: OptionResult,
) -> Iterator[Flow]:
    if result.priced is None:
        return
    spared = () if nothing.priced is None else nothing.priced.streams
    priced = expected_case(result.priced)
    n_bodies = len(priced.records.bodies)
    for stream in priced.streams:
        origin = stream
        if stream.id.startswith("avoided-"):
            origin = spared[int(stream.id.split("-")[1]) - 1]
        weights = priced.weights(stream)[:, :, 0]  # (Y, 1 or B)
        amount = stream.amount[:, :, 0].sum(axis=0)  # (B,)
        # A cost spared is capital where the cost that it spares would have been.
        is_spared = origin is not stream
        option = nothing if is_spared else result
        cost = origin.id.rsplit("-", 2)[0]
        yield Flow(
            id=stream.id,
            label=stream.label,
            kind="spared" if is_spared else _kind(stream, is_nothing=result is nothing),
            line=origin.line,
            is_joint=stream.is_joint,
            is_one_off=origin.timing == "one-off",
            is_cash=stream.is_cash,
            key=f"{option.id}.{origin.id}",
            capital=_capital(partnership, cost, option.id) if origin.timing == "one-off" else (),
            by_year=np.broadcast_to(weights * amount, (priced.timeline.n_years, n_bodies)),
        )


def _kind(stream: Stream, *, is_nothing: bool) -> FlowKind:
    if is_nothing:
        return "do-nothing"
    if stream.is_within_purse:
        return "vat"
    if stream.timing == "one-off":
        return "one-off"
    return "saving" if stream.timing == "ramp" and stream.line != "running" else "pressure"


def _capital(partnership: Partnership, cost: str, option: str) -> tuple[tuple[float, int], ...]:
    return tuple(
        (row.share, row.asset_life_years)
        for row in partnership.finance.capital
        if row.cost == cost and (not row.options or option in row.options)
    )
