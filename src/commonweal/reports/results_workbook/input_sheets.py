"""The sheets of inputs: what a person may change, its source, and what it was in the run."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.deal import Deal

from .formulas import Node, Number
from .inputs import Input, Inputs, SheetName
from .layout import FIRST_ROW, Book, Sheet, template
from .sums import sum_of

__all__ = ["Discounting", "lay_discounting", "lay_inputs"]

_COLUMNS = (
    "Belongs to",
    "Figure",
    "Counted in",
    "Shape",
    "Low",
    "Likely",
    "High",
    "Used: the mean",
    "Grade",
    "Low in the run",
    "Likely in the run",
    "High in the run",
    "Changed since the run",
    "Source",
)

_SHEETS: tuple[tuple[SheetName, str, str], ...] = (
    (
        "Figures",
        "Figures of the levers, costs, risks and assumptions",
        "Yellow cells may be changed. A range is used at its mean: triangular (low + likely + "
        "high) / 3, pert (low + 4 likely + high) / 6, uniform (low + high) / 2.",
    ),
    (
        "Baselines",
        "What each body spends today",
        "Yellow cells may be changed. Pounds at the prices of their own year; the factor at the "
        "top brings them to the prices of the case.",
    ),
    (
        "Facts",
        "Facts about each body",
        "Yellow cells may be changed: staff, systems, volumes, contracts, measures of use.",
    ),
)


def lay_inputs(book: Book, inputs: Inputs) -> list[Node]:
    """Lay every input out; return the cells that count the changed ones."""
    return [
        _lay(book.sheet(name, title, about), inputs.rows(name), book)
        for name, title, about in _SHEETS
        if inputs.rows(name)
    ]


def _lay(sheet: Sheet, rows: tuple[Input, ...], book: Book) -> Node:
    ledger = book.ledger
    first = FIRST_ROW + 1
    flags: list[Number] = []
    for place, row in enumerate(rows):
        at = first + place
        sheet.put(at, 0, row.belongs_to)
        sheet.put(at, 1, row.name)
        sheet.put(at, 2, row.unit)
        sheet.put(at, 3, row.shape)
        kind = "number"
        parts: list[Node] = []
        text = []
        for column, cell in ((4, row.low), (5, row.likely), (6, row.high)):
            if cell is None:
                sheet.put(at, column, "", kind)
                sheet.put(at, column + 5, "", kind)
                continue
            sheet.put(at, column, cell, kind, "input")
            was = ledger.cell(cell.value)
            sheet.put(at, column + 5, was, kind, "solved")
            text.append(f"{{{len(parts)}}}={{{len(parts) + 1}}}")
            parts += [cell, was]
        sheet.put(at, 7, row.expected, kind)
        sheet.put(at, 8, row.grade)
        sheet.put(at, 13, ". ".join(one.rstrip(".") for one in (row.source, row.note) if one))
        flag = template(ledger, f"IF(AND({','.join(text)}),0,1)", parts, 0.0)
        sheet.put(at, 12, flag, "year")
        flags.append(flag)
    last = first + len(rows) - 1
    sheet.mark(FIRST_ROW, last, _COLUMNS)
    sheet.freeze = (FIRST_ROW + 1, 2)
    sheet.widths = {0: 50, 1: 52, 2: 30, 3: 11, 13: 80} | dict.fromkeys(range(4, 13), 14)
    count = sum_of(ledger, sheet.area(first, 12, last, 12, flags))
    sheet.put(2, 7, count, "year")
    sheet.put(2, 5, "changed since the run:", "note")
    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Discounting:
    """Where the discount factors stand."""

    factors: tuple[Number, ...]
    changed: Node


def lay_discounting(book: Book, deal: Deal) -> Discounting:
    """Lay the discount rates and factors out, years across."""
    ledger = book.ledger
    schedule = deal.appraisal.parameters.discount
    years = deal.appraisal.years
    sheet = book.sheet(
        "Discounting",
        "What a pound of each year is worth in the first",
        f"{schedule.name}. Source: {schedule.source} ({schedule.date}; {schedule.status}).",
    )
    row = FIRST_ROW
    sheet.headings(row, ["", *years])
    rates = [ledger.cell(float(rate)) for rate in schedule.rates(len(years))]
    was = [ledger.cell(rate.value) for rate in rates]
    sheet.put(row + 1, 0, "Discount rate of the year")
    sheet.put(row + 2, 0, "Discount factor")
    sheet.put(row + 3, 0, "Rate in the run")
    sheet.put(row + 4, 0, "Changed since the run")
    factors: list[Number] = [1.0]
    for rate in rates[1:]:
        factors.append(factors[-1] / (1.0 + rate))
        # The first factor is a plain 1, which stands in its cell as it is.
    sheet.put_row(row + 1, 1, rates, "share", "input")
    sheet.put_row(row + 3, 1, was, "share", "solved")
    first = ledger.cell(1.0)
    factors = [first]
    sheet.put(row + 2, 1, first, "factor")
    for place, rate in enumerate(rates[1:], start=1):
        factors.append(factors[-1] / (1.0 + rate))
        sheet.put(row + 2, 1 + place, factors[-1], "factor")
    flags = [
        template(ledger, "IF({0}={1},0,1)", [rate, one], 0.0)
        for rate, one in zip(rates, was, strict=True)
    ]
    sheet.put_row(row + 4, 1, flags, "year")
    changed = sum_of(ledger, sheet.area(row + 4, 1, row + 4, len(years), flags))
    sheet.put(row + 6, 0, "Rates changed since the run")
    sheet.put(row + 6, 1, changed, "year")
    sheet.put(
        row + 7,
        0,
        "The first year counts in full, so that its rate is not used. Each factor is the one "
        "before it divided by one plus the year's own rate.",
        "note",
    )
    sheet.widths = {0: 30} | dict.fromkeys(range(1, len(years) + 1), 11)
    sheet.freeze = (row + 1, 1)
    return Discounting(factors=tuple(factors), changed=changed)
