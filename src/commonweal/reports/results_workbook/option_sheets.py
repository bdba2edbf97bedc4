"""What each option comes to: cash flows by year, net present value, payback, and the best alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.appraisal import LINES
from commonweal.appraisal.measures import NOISE_POUNDS, payback_year
from commonweal.appraisal.records import Scope
from commonweal.deal import names_of

from .flow_sheets import Flow, Flows
from .formulas import Ledger, Node, Number, value_of
from .input_sheets import Discounting
from .layout import FIRST_ROW, Book, Sheet, template
from .pricing import OptionPrice, TracedCase
from .sums import sum_product
from .writing import Area

__all__ = ["Alone", "Today", "Worth", "lay_alone", "lay_options", "lay_today", "lay_years"]

_OPTION_COLUMNS = (
    "Option",
    "Net present value",
    "Society",
    "Joint public purse",
    "Benefits",
    "Costs",
    "Benefits over costs",
    "Pays back in year",
    "Discounted, in year",
    "P10 ◆",
    "P50 ◆",
    "P80 ◆",
    "Chance of loss ◆",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """One option's key cells."""

    option: OptionPrice
    npv: Number
    society: Number
    payback: Number
    discounted_payback: Number
    bcr: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What doing nothing costs, and what the option proposed pools of it, by body and year."""

    cost: Mapping[str, tuple[Number, ...]]
    cost_value: Mapping[str, Number]
    pooled: Mapping[str, tuple[Number, ...]]
    pooled_value: Mapping[str, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """Each body's best by itself."""

    best: Mapping[str, Number]
    cost: Mapping[str, Number]
    way: Mapping[str, Number]


def lay_years(
    book: Book, case: TracedCase, flows: Flows, discounting: Discounting
) -> Mapping[tuple[str, bool], tuple[Node, Node]]:
    """Lay out net benefit by option, body and year; return each option's payback, plain and
    discounted."""
    ledger = book.ledger
    years = case.deal.appraisal.years
    sheet = book.sheet(
        "Years",
        "Cash flows by option, body and year",
        f"Net benefit against doing nothing, in pounds at {case.deal.partnership.base_year} "
        "prices: a saving above nought, a cost below.",
    )
    found: dict[tuple[str, bool], tuple[Node, Node]] = {}
    at = FIRST_ROW
    first, last = 3, 2 + len(years)
    for option in case.options:
        if option.option.family == "nothing":
            continue
        names = names_of(case.deal.partnership, option.option.bodies)
        for body, name in zip(option.option.bodies, names, strict=True):
            yearly = [0.0 - flows.total(option, body, year) for year in range(len(years))]
            at = _row(sheet, at, (option.name, name, "Net benefit"), yearly)
        whole = [0.0 - flows.total(option, None, year) for year in range(len(years))]
        at = _row(sheet, at, (option.name, "All together", "Net benefit"), whole)
        plain, at = _paid_back(sheet, at, option, whole, "Running total", ledger)
        worth = [pounds * factor for pounds, factor in zip(whole, discounting.factors, strict=True)]
        at = _row(sheet, at, (option.name, "All together", "Net benefit, discounted"), worth)
        discounted, at = _paid_back(sheet, at, option, worth, "Running total, discounted", ledger)
        found[option.option.id, option.is_as_written] = (plain, discounted)
    if at == FIRST_ROW:
        book.sheets.remove(sheet)
        return found
    sheet.mark(FIRST_ROW, at, ["Option", "Whose", "What", *years])
    sheet.freeze = (FIRST_ROW + 1, 3)
    sheet.widths = {0: 54, 1: 26, 2: 28} | dict.fromkeys(range(first, last + 1), 14)
    return found


def _row(sheet: Sheet, at: int, words: tuple[str, ...], values: list[Number]) -> int:
    sheet.put_row(at + 1, 0, words, "text")
    sheet.put_row(at + 1, len(words), values, "pounds")
    return at + 1


def _paid_back(
    sheet: Sheet, at: int, option: OptionPrice, yearly: list[Number], words: str, ledger: Ledger
) -> tuple[Node, int]:
    """Lay the running total of the row above out; return the year from which it stays at nought."""
    n_years = len(yearly)
    running: list[Number] = []
    sheet.put_row(at + 1, 0, (option.name, "All together", words), "text")
    for place, pounds in enumerate(yearly):
        running.append(running[-1] + pounds if running else pounds)
        sheet.put(at + 1, 3 + place, running[-1], "pounds")
    never = f"not within {n_years} years"
    worked = payback_year(np.array([value_of(one) for one in yearly]))
    answer: float | str = never if worked is None else float(worked)
    if all(abs(value_of(one)) <= NOISE_POUNDS for one in yearly):
        answer = "nothing to pay back"
    found = template(
        ledger,
        "IF(SUMPRODUCT(--(ABS({0})>0.005))=0,{2},IF(INDEX({1},{3})<-0.005,{4},"
        "SUMPRODUCT(MAX(({1}<-0.005)*(COLUMN({1})-3)))+1))",
        [
            sheet.area(at, 3, at, 2 + n_years),
            sheet.area(at + 1, 3, at + 1, 2 + n_years),
            "nothing to pay back",
            float(n_years),
            never,
        ],
        answer,
    )
    return found, at + 1


def lay_options(
    book: Book,
    case: TracedCase,
    flows: Flows,
    paybacks: Mapping[tuple[str, bool], tuple[Node, Node]],
) -> list[Worth]:
    """Lay out what every option is worth."""
    sheet = book.sheet(
        "Options",
        "What each option is worth",
        f"Against doing nothing, for all bodies together; pounds at "
        f"{case.deal.partnership.base_year} prices, present value. Columns marked ◆ are simulated "
        "and do not move.",
    )
    ledger = book.ledger
    found: list[Worth] = []
    at = FIRST_ROW
    for option in case.options:
        if option.option.family == "nothing":
            continue
        at += 1
        sheet.put(at, 0, option.name)

        def total(*tests: tuple[int, str], is_in: Callable[[Flow], bool]) -> Number:
            return flows.total(option, None, None, *tests, is_in=is_in)  # noqa: B023

        npv = 0.0 - flows.total(option, None, None)
        society = 0.0 - total((7, "Counted"), is_in=lambda flow: not flow.stream.is_transfer)
        purse = 0.0 - total((8, "Counted"), is_in=lambda flow: not flow.stream.is_within_purse)
        benefits = 0.0 - total((4, "Saving"), is_in=lambda flow: flow.is_saving)
        costs = total((4, "Cost"), is_in=lambda flow: not flow.is_saving)
        sheet.put_row(at, 1, (npv, society, purse, benefits, costs), "pounds")
        bcr = template(
            ledger,
            "IF({0}>0.005,{1}/{0},{2})",
            [costs, benefits, "no costs"],
            value_of(benefits) / value_of(costs) if value_of(costs) > NOISE_POUNDS else "no costs",
        )
        plain, discounted = paybacks[option.option.id, option.is_as_written]
        sheet.put(at, 6, bcr, "ratio")
        sheet.put(at, 7, plain, "year")
        sheet.put(at, 8, discounted, "year")
        spread = option.option.npv
        if option.is_as_written and option.option.written is not None:
            spread = option.option.written.npv
        sheet.put_row(at, 9, (spread.p10, spread.p50, spread.p80), "pounds", "solved")
        sheet.put(at, 12, spread.chance_below_nought, "percent", "solved")
        suffix = "_as_written" if option.is_as_written else ""
        book.name(f"NPV_{option.option.id}{suffix}", npv)
        book.name(f"Payback_{option.option.id}{suffix}", plain)
        found.append(
            Worth(
                option=option,
                npv=npv,
                society=society,
                payback=plain,
                discounted_payback=discounted,
                bcr=bcr,
            )
        )
    if at == FIRST_ROW:
        sheet.put(FIRST_ROW, 0, "The file has no option beyond doing nothing.")
        return found
    sheet.mark(FIRST_ROW, at, _OPTION_COLUMNS)
    sheet.widths = {0: 54} | dict.fromkeys(range(1, 6), 17)
    sheet.widths |= {6: 12, 7: 16, 8: 16} | dict.fromkeys(range(9, 13), 16)
    return found


def lay_today(book: Book, case: TracedCase, flows: Flows, discounting: Discounting) -> Today:
    """Lay out what doing nothing would cost by body and year, and what of it is pooled."""
    appraisal = case.deal.appraisal
    years = appraisal.years
    sheet = book.sheet(
        "Today",
        "What doing nothing would cost, by body and year",
        f"Pounds at {case.deal.partnership.base_year} prices, as each line would grow anyway; and "
        "what the option proposed pools of it from go-live on.",
    )
    names = dict(
        zip(appraisal.body_ids, names_of(case.deal.partnership, appraisal.body_ids), strict=True)
    )
    nothing = next((one for one in case.options if one.option.family == "nothing"), None)
    factors = Area("Discounting", FIRST_ROW + 2, 1, FIRST_ROW + 2, len(years), discounting.factors)
    at = FIRST_ROW
    cost: dict[str, tuple[Number, ...]] = {}
    values: dict[str, Number] = {}
    for place, body in enumerate(appraisal.body_ids):
        yearly = _spent(book, case.whole, place, len(years))
        if nothing is not None:
            added = [flows.total(nothing, body, year) for year in range(len(years))]
            yearly = [one + other for one, other in zip(yearly, added, strict=True)]
        at += 1
        cost[body], values[body] = _valued(
            book, sheet, at, ("Doing nothing", names[body]), yearly, factors
        )
    pooled: dict[str, tuple[Number, ...]] = {}
    pooled_values: dict[str, Number] = {}
    proposed = case.proposed
    if proposed is not None:
        priced = proposed.option.priced
        assert priced is not None
        for body in proposed.option.bodies:
            place = appraisal.body_ids.index(body)
            share = 1.0 - case.kept_local(proposed.option.id, body)
            spent = _spent(book, proposed.scope, place, len(years))
            running = priced.timeline.is_running.tolist()
            yearly = [pounds * share * runs for pounds, runs in zip(spent, running, strict=True)]
            at += 1
            pooled[body], pooled_values[body] = _valued(
                book, sheet, at, ("Of which pooled from go-live", names[body]), yearly, factors
            )
    sheet.mark(FIRST_ROW, at, ["What", "Body", *years, "Present value"])
    sheet.freeze = (FIRST_ROW + 1, 2)
    sheet.widths = {0: 30, 1: 26} | dict.fromkeys(range(2, 3 + len(years)), 15)
    return Today(cost=cost, cost_value=values, pooled=pooled, pooled_value=pooled_values)


def _spent(book: Book, scope: Scope, place: int, n_years: int) -> list[Number]:
    """Return what a body would spend in each year on a scope's services, as its lines grow."""
    found: list[Number] = []
    for year in range(n_years):
        parts = []
        for line in LINES:
            index = scope.growth[line]
            grown = index[year, min(place, index.shape[1] - 1), 0]
            parts.append(scope.records.costs[line][place, 0] * _plain(grown))
        found.append(book.ledger.total(parts))
    return found


def _plain(value: Number) -> Number:
    return value if isinstance(value, Node) else float(value)


def _valued(
    book: Book,
    sheet: Sheet,
    at: int,
    words: tuple[str, str],
    yearly: list[Number],
    factors: Area,
) -> tuple[tuple[Number, ...], Node]:
    """Lay a row of yearly pounds out with its present value."""
    sheet.put_row(at, 0, words, "text")
    sheet.put_row(at, 2, yearly, "pounds")
    last = 1 + len(yearly)
    value = sum_product(book.ledger, sheet.area(at, 2, at, last, yearly), factors)
    sheet.put(at, last + 1, value, "pounds", "total")
    return tuple(yearly), value


def lay_alone(book: Book, case: TracedCase, flows: Flows, today: Today) -> Alone:
    """Lay out each body's best way of going it alone, in the expected case."""
    appraisal = case.deal.appraisal
    ledger = book.ledger
    ways = [option for option in case.options if option.option.family not in ("nothing", "sharing")]
    ways = [option for option in ways if option.option.flows]
    sheet = book.sheet(
        "Alone",
        "The best that each body could do alone",
        "Net benefit against doing nothing, present value. The best is the largest, and doing "
        "nothing (0) is always a way.",
    )
    first = 2
    last = first + len(ways)
    sheet.put(FIRST_ROW, first, "Do nothing", "heading")
    names = names_of(case.deal.partnership, appraisal.body_ids)
    best: dict[str, Number] = {}
    cost: dict[str, Number] = {}
    way: dict[str, Number] = {}
    titles = ["Do nothing", *(option.name for option in ways)]
    for place, (body, name) in enumerate(zip(appraisal.body_ids, names, strict=True)):
        at = FIRST_ROW + 1 + place
        sheet.put(at, 0, name)
        sheet.put(at, 1, today.cost_value[body], "pounds")
        worth: list[Number] = [0.0]
        sheet.put(at, first, 0.0, "pounds")
        for column, option in enumerate(ways, start=first + 1):
            if body not in option.option.bodies:
                sheet.put(at, column, "not for this body", "note")
                continue
            worth.append(0.0 - flows.total(option, body, None))
            sheet.put(at, column, worth[-1], "pounds")
        span = sheet.area(at, first, at, last)
        top = max(map(value_of, worth))
        best[body] = template(ledger, "MAX({0})", [span], top)
        sheet.put(at, last + 1, best[body], "pounds", "total")
        titles_here = sheet.area(FIRST_ROW, first, FIRST_ROW, last)
        way[body] = template(
            ledger,
            "INDEX({0},MATCH({1},{2},0))",
            [titles_here, best[body], span],
            _best_title(titles, ways, body, worth),
        )
        sheet.put(at, last + 2, way[body])
        cost[body] = today.cost_value[body] - best[body]
        sheet.put(at, last + 3, cost[body], "pounds", "total")
    columns = ["Body", "Cost of doing nothing", *titles, "Best alone", "Which is"]
    columns += ["Cost of the best alone"]
    sheet.mark(FIRST_ROW, FIRST_ROW + len(names), columns)
    sheet.widths = {0: 26} | dict.fromkeys(range(1, last + 2), 20)
    sheet.widths |= {last + 2: 30, last + 3: 22}
    return Alone(best=best, cost=cost, way=way)


def _best_title(titles: list[str], ways: list[OptionPrice], body: str, worth: list[Number]) -> str:
    """Return the name of the first way that is worth most, as MATCH finds it."""
    here = ["Do nothing", *(option.name for option in ways if body in option.option.bodies)]
    assert set(here) <= set(titles)
    values = [value_of(one) for one in worth]
    return here[values.index(max(values))]
