"""What does it do to the budgets? Cash by year against doing nothing, and the running total."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from commonweal.deal import Deal
from commonweal.deal.budgets import Affordability, BodyBudget, WayBudget
from commonweal.deal.budgets.rows import Pence
from commonweal.money import pounds
from commonweal.reports.tables import Cell, figure, table, text

from .specs import YearPart, YearsChart

__all__ = ["cash_chart"]

#: What a year's call on revenue is made of, each against doing nothing.
_PARTS: tuple[tuple[str, Callable[[WayBudget], Pence]], ...] = (
    ("Running the service", lambda way: way.continuing),
    ("One-off cost", lambda way: way.one_off),
    ("Capital", lambda way: way.capital),
    (
        "Funding, repayment and interest",
        lambda way: way.of_kind("funding") + way.financing,
    ),
)


def cash_chart(deal: Deal, body: str | None = None) -> YearsChart | None:
    """Return the chart of the partners together, or of one body; None where no year changes.

    Cash of each year, dearer above nought, as a medium-term financial plan counts it. A body that
    takes no part is shown by its best alone.
    """
    found = deal.budgets
    together = found.together
    if together is None:
        return None
    if body is None:
        bodies = [one for one in found.bodies if one.deal is not None]
        chart_id, told = "cash", together
    else:
        bodies = [found.of(body)]
        chart_id, told = f"cash-{body}", bodies[0].affordability
    parts = tuple(_parts(bodies))
    if not parts:
        return None
    way = "under the deal" if bodies[0].deal is not None else f"by “{bodies[0].alone.name}”"
    small_print = f"Cash of each year {way}, less what it would be by doing nothing"
    return YearsChart(
        id=chart_id,
        title=f"{told.name}: cash by year" if body is not None else "Cash by year, all partners",
        small_print=small_print,
        alternative=_alternative(told),
        points=found.years,
        parts=parts,
        up_side="dearer than doing nothing",
        down_side="cheaper",
        table=table(
            f"{chart_id}-table",
            f"{told.name}: cash by year against doing nothing",
            (
                text("Year"),
                *(figure(part.name) for part in parts),
                figure("In all", "below nought it is cheaper"),
                figure("Running total"),
            ),
            [
                (
                    year,
                    *(_cell(round(part.values[at] * 100)) for part in parts),
                    _cell(told.dearer[at]),
                    _cell(told.cumulative[at]),
                )
                for at, year in enumerate(found.years)
            ],
            small_print=small_print,
            trace=f"table/{chart_id}-table",
        ),
    )


def _parts(bodies: list[BodyBudget]) -> Iterator[YearPart]:
    """Yield the parts that hold anything."""
    for name, of in _PARTS:
        pence = sum(
            (of(body.chosen) - of(body.nothing) for body in bodies),
            np.zeros(len(bodies[0].years), dtype=np.int64),
        )
        if pence.any():
            yield YearPart(name=name, values=tuple((pence / 100).tolist()))


def _cell(pence: int) -> Cell:
    return Cell(said=pounds(pence), tone="loss" if pence > 0 else "")


def _alternative(told: Affordability) -> str:
    """Say what the bars and the line show."""
    last = told.cumulative[-1]
    way = "more" if last > 0 else "less"
    return (
        f"Chart of cash by year against doing nothing, {told.years[0]} to {told.years[-1]}. "
        f"{told.sentence} Over all years it comes to {pounds(abs(last))} {way}."
    )
