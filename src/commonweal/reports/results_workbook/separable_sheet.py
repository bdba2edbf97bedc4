"""What each partner alone adds to the whole, and what it avoids by joining: for ACA and SCRB."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.deal import names_of

from .formulas import Number
from .group_sheets import Coalitions
from .layout import FIRST_ROW, Book
from .pricing import TracedCase
from .sums import sum_of

__all__ = ["Separable", "lay_separable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Separable:
    """Separable costs, what is left to share, and what it is shared by under each rule."""

    cost: Mapping[str, Number]
    rest: Number
    avoided: Mapping[tuple[str, str], Number]
    """By rule (`aca` or `scrb`) and partner."""
    total: Mapping[str, Number]


def lay_separable(book: Book, case: TracedCase, coalitions: Coalitions) -> Separable:
    """Lay out each partner's separable cost and what it avoids by joining."""
    ledger = book.ledger
    partners = coalitions.game.partners
    names = names_of(case.deal.partnership, partners)
    sheet = book.sheet(
        "Separable",
        "What each partner alone adds, and what it avoids by joining",
        "For the rules by separable cost: each pays what it alone adds, and the rest is shared by "
        "what each avoids by not going alone (ACA), never counted below nought (SCRB).",
    )
    everybody = 2 ** len(partners) - 1
    whole = coalitions.cost[everybody]
    cost: dict[str, Number] = {}
    avoided: dict[tuple[str, str], Number] = {}
    for place, (body, name) in enumerate(zip(partners, names, strict=True)):
        at = FIRST_ROW + 1 + place
        sheet.put(at, 0, name)
        without = coalitions.cost[everybody ^ (1 << place)]
        sheet.put_row(at, 1, (whole, without), "pounds")
        cost[body] = whole - without
        sheet.put(at, 3, cost[body], "pounds", "total")
        by_itself = coalitions.cost[1 << place]
        sheet.put(at, 4, by_itself, "pounds")
        avoided["aca", body] = by_itself - cost[body]
        sheet.put(at, 5, avoided["aca", body], "pounds")
        avoided["scrb", body] = ledger.extreme("MAX", (avoided["aca", body], 0.0))
        sheet.put(at, 6, avoided["scrb", body], "pounds")
    last = FIRST_ROW + len(partners)
    columns = ["Partner", "Everybody", "Without it", "Separable cost", "Alone"]
    sheet.mark(FIRST_ROW, last, [*columns, "Avoided by joining", "Remaining benefit"])

    def added(column: int, values: list[Number]) -> Number:
        total = sum_of(ledger, sheet.area(FIRST_ROW + 1, column, last, column, values))
        sheet.put(last + 2, column, total, "pounds", "total")
        return total

    sheet.put(last + 2, 0, "All together", "strong")
    separable = added(3, [cost[body] for body in partners])
    total = {
        rule: added(column, [avoided[rule, body] for body in partners])
        for rule, column in (("aca", 5), ("scrb", 6))
    }
    rest = whole - separable
    sheet.put(last + 3, 0, "Left to share", "strong")
    sheet.put(last + 3, 3, rest, "pounds", "total")
    sheet.widths = {0: 26} | dict.fromkeys(range(1, 7), 20)
    return Separable(cost=cost, rest=rest, avoided=avoided, total=total)
