"""When does it pay back? The running total of net benefit by year, option beside option."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal import OptionResult
from commonweal.deal import Deal
from commonweal.money import say_pounds
from commonweal.reports.tables import Cell, figure, table, text

from .specs import Line, LineChart, Marked

__all__ = ["running_total_chart"]


def running_total_chart(deal: Deal) -> LineChart | None:
    """Return the chart, or None where no option changes anything.

    Amounts are real pounds of the base year, not discounted: payback is judged on the ramp, year
    by year, never as investment divided by a steady saving.
    """
    appraisal = deal.appraisal
    options = [option for option in appraisal.options if option.flows]
    if not options:
        return None
    proposed = appraisal.proposed or options[0]
    totals = {option.id: np.cumsum(option.yearly).tolist() for option in options}
    years = appraisal.years
    prices = f"£ at {deal.partnership.base_year} prices, not discounted"
    marks = tuple(
        Marked(
            line=option.name,
            position=option.payback_years - 1,
            label=f"Pays back in {years[option.payback_years - 1]}",
        )
        for option in options
        if option.id == proposed.id and option.payback_years is not None
    )
    return LineChart(
        id="running-total",
        title="When each option pays back",
        small_print=f"Running total of net benefit against doing nothing; {prices}",
        alternative=_alternative(options, totals, proposed, years),
        points=years,
        lines=tuple(
            Line(
                name=option.name,
                values=tuple(totals[option.id]),
                is_emphasised=option.id == proposed.id,
            )
            for option in options
        ),
        marks=marks,
        table=table(
            "running-total-table",
            "Running total of net benefit by year",
            (text("Year"), *(figure(option.name) for option in options)),
            [
                (year, *(_cell(totals[option.id][place]) for option in options))
                for place, year in enumerate(years)
            ],
            small_print=f"Against doing nothing; {prices}",
            trace="table/running-total-table",
        ),
    )


def _cell(amount: float) -> Cell:
    return Cell(said=say_pounds(amount), tone="loss" if amount < 0 else "")


def _alternative(
    options: list[OptionResult],
    totals: dict[str, list[float]],
    proposed: OptionResult,
    years: tuple[str, ...],
) -> str:
    """Say what the lines show, the proposed option first."""
    ordered = sorted(options, key=lambda option: option.id != proposed.id)
    said = []
    for option in ordered:
        total = totals[option.id]
        lowest = min(range(len(total)), key=total.__getitem__)
        text = f"{option.name} ends at {say_pounds(total[-1])} in {years[-1]}"
        if total[lowest] < 0 and lowest != len(total) - 1:
            text += f", after a low of {say_pounds(total[lowest])} in {years[lowest]}"
        if option.payback_years is None:
            text += " and does not pay back"
        else:
            text += f" and pays back in {years[option.payback_years - 1]}"
        said.append(text + ".")
    return (
        f"Line chart of the running total of net benefit, {years[0]} to {years[-1]}. "
        + " ".join(said)
    )
