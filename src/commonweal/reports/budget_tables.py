"""What it does to each body's budget: cash by financial year, and which years are dearer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from commonweal.deal import Deal
from commonweal.deal.budgets import Affordability, BodyBudget, WayBudget
from commonweal.money import pounds

from .charts import cash_chart
from .parts import Folded, Part
from .tables import Cell, Column, Table, figure, table, text

__all__ = ["budgets_part"]

Pence = NDArray[np.int64]

_CASH = "Cash of each year, with prices as they are expected to rise"


def budgets_part(deal: Deal) -> Part | None:
    """Return every body's budget under the deal; None where nothing is shared."""
    found = deal.budgets
    together = found.together
    if together is None:
        return None
    partners = [body for body in found.bodies if body.deal is not None]
    return Part(
        id="budgets",
        heading="What it does to each budget",
        headline=together.sentence,
        small_print="Cash by financial year, as a medium-term financial plan counts it: the call "
        "on revenue after funding, repayment and interest.",
        points=tuple(body.affordability.sentence for body in partners),
        chart=cash_chart(deal),
        tables=(_summary_table(partners),),
        folded=(
            *(
                Folded(summary=f"{body.name}, year by year", tables=tuple(_body_tables(body)))
                for body in partners
            ),
            Folded(summary="How these budgets are counted", texts=found.notes),
        ),
    )


def _summary_table(partners: Sequence[BodyBudget]) -> Table:
    has_capital = any(partner.affordability.capital for partner in partners)
    return table(
        "budgets-table",
        "Each body under the deal, against doing nothing",
        (
            text("Body"),
            figure("Dearer in"),
            figure("Worst year"),
            figure("All years", "below nought it is cheaper"),
            figure("One-off", "within these"),
            *((figure("Capital"),) if has_capital else ()),
        ),
        [
            (
                body.name,
                _years(body),
                _worst(body),
                _dearer(body.cumulative[-1], trace=f"budget/{partner.body}"),
                pounds(body.one_off),
                *((_capital(body),) if has_capital else ()),
            )
            for partner in partners
            for body in (partner.affordability,)
        ],
        small_print=_CASH,
    )


def _capital(body: Affordability) -> Cell:
    not_funded = f"{pounds(body.capital_not_funded)} not funded"
    return Cell(said=pounds(body.capital), small_print="" if body.is_capital_funded else not_funded)


def _years(body: Affordability) -> str:
    dearer = len(body.dearer_years)
    return f"{dearer} of {len(body.years)} years" if dearer else "no year"


def _worst(body: Affordability) -> Cell:
    if body.worst is None:
        return Cell(said="none")
    year, pence = body.worst
    return Cell(said=pounds(pence), small_print=year, tone="loss")


def _body_tables(body: BodyBudget) -> Iterator[Table]:
    """Yield a body's call on revenue every way by year, then what the deal's is made of."""
    deal = body.chosen
    nothing, alone, under = body.nothing.net, body.alone.net, deal.net
    yield table(
        f"budget-{body.body}",
        f"{body.name}: what it would spend each year",
        (
            text("Year"),
            figure("Doing nothing"),
            figure("Best alone", body.alone.name),
            figure("Under the deal"),
            figure("Net effect", "against doing nothing"),
        ),
        [
            (year, pounds(left), pounds(by_itself), pounds(shared), _dearer(shared - left))
            for year, (left, by_itself, shared) in _with_total(body.years, nothing, alone, under)
        ],
        small_print=_CASH,
    )
    # A column of noughts, such as capital where there is none, would only be in the way.
    parts = [
        (column, pence)
        for column, pence in _parts(deal)
        if pence.any() or column.name == "Continuing"
    ]
    yield table(
        f"budget-{body.body}-of-which",
        f"{body.name}: what the deal's figure is made of",
        (text("Year"), *(column for column, _ in parts)),
        [
            (year, *(pounds(pence) for pence in cells))
            for year, cells in _with_total(body.years, *(pence for _, pence in parts))
        ],
        small_print=_CASH,
    )


def _parts(way: WayBudget) -> Iterator[tuple[Column, Pence]]:
    """Yield what a call on revenue adds up from."""
    yield figure("Continuing"), way.continuing
    yield figure("One-off"), way.one_off
    yield figure("Capital"), way.capital
    yield figure("Funding", "taken off"), way.of_kind("funding")
    yield figure("Repayment and interest"), way.financing


def _with_total(years: Sequence[str], *columns: Pence) -> Iterator[tuple[str, list[int]]]:
    """Yield each year with its pence, then all years together."""
    cells = [column.tolist() for column in columns]
    for place, year in enumerate(years):
        yield year, [column[place] for column in cells]
    yield "All years", [sum(column) for column in cells]


def _dearer(pence: int, *, trace: str = "") -> Cell:
    """Return a net effect; to spend more is the loss here."""
    return Cell(said=pounds(pence), tone="loss" if pence > 0 else "", trace=trace)
