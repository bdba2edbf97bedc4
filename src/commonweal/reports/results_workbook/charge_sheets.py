"""What each partner would be charged in each year under the partners' own rule, to the penny.

A year's joint cost is divided in whole pence: each part is rounded down, and the pennies left over
go one each to the largest remainders, the earlier partner first where two are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from commonweal.deal import names_of

from .flow_sheets import Flow, Flows
from .formulas import Ledger, Node, Number, value_of
from .layout import FIRST_ROW, Book, Sheet, template
from .option_sheets import Today
from .pricing import TracedCase
from .share_sheets import LIVE_RULES, Shares

__all__ = ["lay_charges"]

_COLUMNS = (
    "Year",
    "Partner",
    "Own cost",
    "Joint running cost of the year",
    "Exact pence of it",
    "Pennies down",
    "Remainder",
    "Running charge",
    "Joint one-off cost of the year",
    "Exact pence of one-off",
    "One-off pennies down",
    "One-off remainder",
    "One-off charge",
    "Charge by the rule",
    "Charge within limits and phasing",
    "If nothing were done",
)


def lay_charges(
    book: Book, case: TracedCase, flows: Flows, today: Today, shares: Shares
) -> Mapping[tuple[int, str], Number]:
    """Lay out each year's charges; return each partner's charge by the rule, by year and body."""
    option, split = case.proposed, case.deal.splits[0]
    assert option is not None
    ledger = book.ledger
    years = case.deal.appraisal.years
    partners = [share.body for share in split.shares]
    names = names_of(case.deal.partnership, tuple(partners))
    has_limits = bool((split.charges.dampening != 0).any())
    solved = "" if split.rule in LIVE_RULES else " The rule is solved ◆: its parts do not move."
    if has_limits:
        solved += " Limits and phasing are worked out by Commonweal ◆ and do not move."
    sheet = book.sheet(
        "Charges",
        f"What each would be charged by year under {split.name}",
        f"Pounds at {case.deal.partnership.base_year} prices, to the penny.{solved}",
    )
    charges: dict[tuple[int, str], Number] = {}
    at = FIRST_ROW
    for year, label in enumerate(years):
        running: Number = ledger.total(today.pooled[body][year] for body in partners)
        running = running + _joint(flows, case, year, is_one_off=False)
        one_off = _joint(flows, case, year, is_one_off=True)
        top = at + 1
        for body, name in zip(partners, names, strict=True):
            at += 1
            sheet.put(at, 0, label)
            sheet.put(at, 1, name)
            changes = flows.total(
                option, body, year, (5, "Own"), is_in=lambda flow: not flow.stream.is_joint
            )
            own = today.cost[body][year] - today.pooled[body][year] + changes
            own = _pence(ledger, own)
            sheet.put(at, 2, own, "pounds")
        for column, pounds, parts in ((3, running, shares.running), (8, one_off, shares.one_off)):
            pence = _pence(ledger, pounds)
            by_body = [parts[split.rule, body] for body in partners]
            _divide(ledger, sheet, top, column, pence, by_body)
        for place, body in enumerate(partners):
            row = top + place
            cells = [sheet.cells[row, column].content for column in (2, 7, 12)]
            charge = ledger.total(cells)
            charges[year, body] = charge
            sheet.put(row, 13, charge, "pounds", "total")
            if has_limits:
                paid = float(split.charges.pence[year, place]) / 100
                sheet.put(row, 14, paid, "pounds", "solved")
            else:
                sheet.put(row, 14, charge, "pounds")
            sheet.put(row, 15, _pence(ledger, today.cost[body][year]), "pounds")
    sheet.mark(FIRST_ROW, at, _COLUMNS)
    sheet.freeze = (FIRST_ROW + 1, 2)
    sheet.widths = {0: 10, 1: 26} | dict.fromkeys(range(2, 16), 16)
    return charges


def _joint(flows: Flows, case: TracedCase, year: int, *, is_one_off: bool) -> Number:
    option = case.proposed
    assert option is not None

    def is_in(flow: Flow) -> bool:
        return flow.stream.is_joint and flow.is_one_off == is_one_off

    words = "One-off" if is_one_off else "Yearly"
    return flows.total(option, None, year, (5, "Joint"), (6, words), is_in=is_in)


def _pence(ledger: Ledger, pounds: Number) -> Number:
    """Return pounds rounded to the penny, halves away from nought."""
    if not isinstance(pounds, Node):
        return _rounded(float(pounds))
    return template(ledger, "ROUND({0},2)", [pounds], _rounded(pounds.value))


def _rounded(pounds: float) -> float:
    size = floor(abs(pounds) * 100 + 0.5) / 100
    return size if pounds >= 0 else 0.0 - size


def _divide(
    ledger: Ledger,
    sheet: Sheet,
    top: int,
    column: int,
    pounds: Number,
    parts: list[Number],
) -> None:
    """Divide a year's pounds in whole pence, a row a partner, in five columns."""
    n_partners = len(parts)
    bottom = top + n_partners - 1
    exact, down, left = [], [], []
    for place, part in enumerate(parts):
        row = top + place
        sheet.put(row, column, pounds, "pounds")
        pence = ledger.multiply(ledger.multiply(part, pounds), 100.0)
        whole = float(floor(value_of(pence)))
        exact.append(pence)
        sheet.put(row, column + 1, pence, "number")
        here = template(ledger, "INT({0})", [pence], whole)
        down.append(here)
        sheet.put(row, column + 2, here, "year")
        rest = round(value_of(pence) - whole, 6)
        left.append(template(ledger, "ROUND({0}-{1},6)", [pence, here], rest))
        sheet.put(row, column + 3, left[-1], "number")
    over = round(value_of(pounds) * 100) - sum(one.value for one in down)
    rests = [one.value for one in left]
    downs = sheet.area(top, column + 2, bottom, column + 2, down)
    lefts = sheet.area(top, column + 3, bottom, column + 3, left)
    for place in range(n_partners):
        before = [one > rests[place] for one in rests]
        before += [one == rests[place] for one in rests[:place]]
        gets = sum(before) < over
        # How many come before: those with a larger remainder, and the earlier of the same.
        text = '({0}+IF(COUNTIF({1},">"&{2})'
        args: list[object] = [down[place], lefts, left[place]]
        if place:
            text += "+COUNTIF({4},{2})"
        text += "<ROUND({3}*100,0)-SUM({5}),1,0))/100"
        above = sheet.area(top, column + 3, top + max(place - 1, 0), column + 3)
        args += [pounds, above, downs]
        value = (down[place].value + (1 if gets else 0)) / 100
        sheet.put(top + place, column + 4, template(ledger, text, args, value), "pounds")
