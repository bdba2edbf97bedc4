"""What bodies spend today, and would spend if nothing were done."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal.streams import LINES
from commonweal.calendar import FinancialYear
from commonweal.deal import Deal
from commonweal.deal.pots import today_by_year
from commonweal.money import say_pounds
from commonweal.partnership import Baseline
from commonweal.reports.words import say_estimate

from .parts import (
    discounted,
    exact,
    figure_of,
    given,
    graded,
    names_by_id,
    said_fraction,
    service_names,
    worked,
)
from .trace import Trace, TraceInput

__all__ = ["today_traces"]

_PROVIDES_NOTHING = ("does-not-provide", "missing")


def today_traces(deal: Deal) -> Iterator[Trace]:
    """Yield each body's baselines, what they come to, and their present value."""
    partnership, appraisal = deal.partnership, deal.appraisal
    today = today_by_year(appraisal)
    for place, body in enumerate(partnership.bodies):
        baselines = [found for found in partnership.baselines if found.body == body.id]
        yield from (_baseline(deal, found) for found in baselines)
        costs = [_at_base_prices(deal, found) for found in baselines]
        ids = [f"baseline/{body.id}/{found.service}" for found in baselines]
        services = service_names(deal)
        yield Trace(
            id=f"today/{body.id}",
            name=f"What {body.name} spends today, a year",
            said=say_pounds(sum(costs)),
            formula="The yearly cost of each service, at the prices of "
            f"{partnership.base_year}, added up: {exact(sum(costs))}.",
            inputs=tuple(
                worked(services.get(found.service, found.service), exact(cost), trace)
                for found, cost, trace in zip(baselines, costs, ids, strict=True)
            )
            or (given("Baselines", "none", "the file holds none for this body"),),
            method="07-appraisal#real-pounds-cash-and-other-years-prices",
        )
        total = float(appraisal.base[place, 0])
        yield Trace(
            id=f"cost-today/{body.id}",
            name=f"What {body.name} would spend if nothing were done",
            said=say_pounds(total),
            formula="Each year's cost, which is today's with any growth that the file states, "
            f"times the year's discount factor, all added up: {exact(total)}.",
            inputs=(
                *discounted(appraisal.years, today[:, place], appraisal.factors),
                worked("Today's cost a year", exact(sum(costs)), f"today/{body.id}"),
                *_growth(deal, baselines),
                *_costs_of_doing_nothing(deal, place),
            ),
            method="07-appraisal#compared-with-doing-nothing",
        )


def _at_base_prices(deal: Deal, found: Baseline) -> float:
    """Return a baseline's yearly cost in the expected case, in pounds of the base year."""
    return sum(_amounts(deal, found)) * _price_factor(deal, found)


def _amounts(deal: Deal, found: Baseline) -> list[float]:
    if found.status in _PROVIDES_NOTHING:
        return []
    book = deal.appraisal.book
    lines = [float(book.values(getattr(found.costs, line))[0]) for line in LINES]
    return [*lines, *(part.amount for part in found.undivided)]


def _price_factor(deal: Deal, found: Baseline) -> float:
    kind = deal.partnership.year_kind
    year = FinancialYear.parse(found.year, kind=kind)
    base = FinancialYear.parse(deal.partnership.base_year, kind=kind)
    deflators = deal.appraisal.parameters.deflators
    return 1.0 if year == base or deflators is None else deflators.factor(year, base)


def _baseline(deal: Deal, found: Baseline) -> Trace:
    body, service = names_by_id(deal)[found.body], service_names(deal).get(found.service, "")
    name = f"{body}: what {service or found.service} costs today, a year"
    trace_id = f"baseline/{found.body}/{found.service}"
    if found.status in _PROVIDES_NOTHING:
        is_known = found.status == "does-not-provide"
        return Trace(
            id=trace_id,
            name=name,
            said="none" if is_known else "not known",
            formula="The body does not provide it."
            if is_known
            else "The figure is missing; it is counted as nothing until it is returned, and the "
            "verdict waits for it.",
            inputs=(given("Standing", found.status.replace("-", " "), found.source),),
            method="07-appraisal#compared-with-doing-nothing",
        )
    total = _at_base_prices(deal, found)
    factor = _price_factor(deal, found)
    sums = exact(total)
    if factor != 1.0:
        sums = f"{exact(sum(_amounts(deal, found)))} × {said_fraction(factor)} = {sums}"
    return Trace(
        id=trace_id,
        name=name,
        said=say_pounds(total),
        formula=f"The cost lines, as {found.status}, of {found.year}, added up: {sums}.",
        inputs=(*_lines(deal, found), *_prices(deal, found, factor))
        or (given("Cost lines", "none returned", found.source, graded(found)),),
        method="07-appraisal#real-pounds-cash-and-other-years-prices",
    )


def _lines(deal: Deal, found: Baseline) -> Iterator[TraceInput]:
    book = deal.appraisal.book
    for line in LINES:
        value = getattr(found.costs, line)
        if value is not None:
            figure = figure_of(book, line.capitalize(), value, found)
            is_plain = isinstance(value, int | float)
            yield (
                given(figure.name, exact(float(value)), figure.source, figure.grade)
                if is_plain
                else figure
            )
    for part in found.undivided:
        yield given(
            f"{part.label} (not divided between lines)",
            exact(part.amount),
            part.source or found.source,
            part.grade or graded(found),
        )
    if found.total is not None:
        yield given("Total as the source prints it", exact(found.total), found.source)


def _prices(deal: Deal, found: Baseline, factor: float) -> Iterator[TraceInput]:
    deflators = deal.appraisal.parameters.deflators
    if factor != 1.0 and deflators is not None:
        yield given(
            f"Price factor from {found.year} to {deal.partnership.base_year}",
            said_fraction(factor),
            f"{deflators.name}, published {deflators.vintage}: {deflators.source}",
        )


def _growth(deal: Deal, baselines: list[Baseline]) -> Iterator[TraceInput]:
    services = service_names(deal)
    is_stated = False
    for found in baselines:
        for line, rate in found.growth.items():
            is_stated = True
            yield figure_of(
                deal.appraisal.book,
                f"Real growth a year of {line}, {services.get(found.service, found.service)}",
                rate,
                found,
            )
    if not is_stated:
        yield given(
            "Real growth a year",
            say_estimate(0.0),
            "left out of the file: costs are taken to grow with prices alone",
        )


def _costs_of_doing_nothing(deal: Deal, place: int) -> Iterator[TraceInput]:
    nothing = deal.appraisal.options[0]
    if nothing.priced is None:
        return
    for stream in nothing.priced.streams:
        if stream.amount[0, place, 0]:
            yield worked(
                f"Within these: {stream.label[0].lower()}{stream.label[1:]}",
                exact(float(stream.amount[0, place, 0])),
                f"flow/{nothing.id}/{stream.id}",
            )
