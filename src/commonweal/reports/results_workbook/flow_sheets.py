"""What is spent today, when each saving and cost falls, and the flows year by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from commonweal.appraisal import LINES
from commonweal.appraisal.records import Scope
from commonweal.appraisal.streams import Stream
from commonweal.deal import names_of

from .case import say_field
from .formulas import Node, Number
from .input_sheets import Discounting
from .layout import FIRST_ROW, Book, template
from .pricing import OptionPrice, TracedCase
from .sums import sum_if, sum_of, sum_product
from .writing import Area

__all__ = ["Flow", "Flows", "lay_flows", "lay_records", "lay_survival", "lay_timing"]

_FLOW_COLUMNS = (
    "Option",
    "Body",
    "Saving or cost",
    "Cost line",
    "Kind",
    "Falls on",
    "When",
    "Society",
    "Joint public purse",
    "Full amount",
)

#: Column of the full amount; the years follow it, and the present value follows them.
_AMOUNT = len(_FLOW_COLUMNS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One row of the flows: a saving or cost of an option, for one body."""

    row: int
    option: OptionPrice
    stream: Stream
    body: str
    is_saving: bool
    amount: Number
    yearly: tuple[Number, ...]
    present_value: Node

    @property
    def is_one_off(self) -> bool:
        return self.stream.timing == "one-off"


@dataclass(kw_only=True)
class Flows:
    """All rows of the flows sheet, and sums over them."""

    book: Book
    n_years: int
    rows: list[Flow] = field(default_factory=list)

    def of(self, option: OptionPrice, body: str | None = None) -> list[Flow]:
        """Return the rows of an option, of one body or all; they stand one below the other."""
        return [
            flow
            for flow in self.rows
            if flow.option is option and (body is None or flow.body == body)
        ]

    def total(
        self,
        option: OptionPrice,
        body: str | None,
        year: int | None,
        *tests: tuple[int, str],
        is_in: Callable[[Flow], bool] = lambda _: True,
    ) -> Number:
        """Return the sum of a year, or of present values where `year` is None.

        Tests name a column and its words; `is_in` says the same of a row.
        """
        rows = self.of(option, body)
        if not rows:
            return 0.0
        column = _AMOUNT + 1 + (self.n_years if year is None else year)
        numbers = [flow.present_value if year is None else flow.yearly[year] for flow in rows]
        amounts = Area("Flows", rows[0].row, column, rows[-1].row, column, numbers)
        if not tests:
            return sum_of(self.book.ledger, amounts)
        areas = [
            (Area("Flows", rows[0].row, place, rows[-1].row, place), words)
            for place, words in tests
        ]
        return sum_if(self.book.ledger, amounts, areas, lambda place: is_in(rows[place]))


def lay_records(book: Book, case: TracedCase) -> None:
    """Lay out what each body spends by line at the prices of the case, by set of services."""
    partnership = case.deal.partnership
    sheet = book.sheet(
        "Records",
        "What each body spends today, by cost line",
        f"Pounds a year at {partnership.base_year} prices, from the sheet Baselines.",
    )
    row = FIRST_ROW
    columns = ["Services", "Body", *(say_field(line) for line in LINES), "Total"]
    seen: list[tuple[str, ...]] = []
    names = names_of(partnership, tuple(body.id for body in partnership.bodies))
    scopes: list[Scope] = [case.whole, *(option.scope for option in case.options)]
    for scope in scopes:
        if scope.services in seen:
            continue
        seen.append(scope.services)
        for place, name in enumerate(names):
            row += 1
            sheet.put(row, 0, ", ".join(scope.services))
            sheet.put(row, 1, name)
            costs = [scope.records.costs[line][place, 0] for line in LINES]
            sheet.put_row(row, 2, costs, "pounds")
            total = sum_of(book.ledger, sheet.area(row, 2, row, 1 + len(LINES), costs))
            sheet.put(row, 2 + len(LINES), total, "pounds", "total")
    sheet.mark(FIRST_ROW, row, columns)
    sheet.freeze = (FIRST_ROW + 1, 2)
    sheet.widths = {0: 30, 1: 26} | dict.fromkeys(range(2, 3 + len(LINES)), 15)
    _lay_growth(book, case, scopes)


def _lay_growth(book: Book, case: TracedCase, scopes: list[Scope]) -> None:
    years = case.deal.appraisal.years
    rows = [
        (", ".join(scope.services), line, place, scope.growth[line])
        for scope in {scope.services: scope for scope in reversed(scopes)}.values()
        for line in LINES
        if scope.growth[line].dtype == object
        for place in range(scope.growth[line].shape[1])
    ]
    if not rows:
        return
    sheet = book.sheet(
        "Growth",
        "How each cost line would grow anyway, above general prices",
        "One in the first year; from the yearly growth on the sheet Baselines.",
    )
    names = names_of(case.deal.partnership, case.deal.appraisal.body_ids)
    for at, (services, line, place, index) in enumerate(rows, start=FIRST_ROW + 1):
        sheet.put(at, 0, services)
        sheet.put(at, 1, say_field(line))
        sheet.put(at, 2, names[place])
        sheet.put_row(at, 3, index[:, place, 0], "factor")
    sheet.mark(FIRST_ROW, FIRST_ROW + len(rows), ["Services", "Cost line", "Body", *years])
    sheet.widths = {0: 26, 1: 18, 2: 26}


def lay_survival(book: Book, case: TracedCase) -> None:
    """Lay out what may become of each option: shares of what was planned, by year."""
    years = case.deal.appraisal.years
    found = [option for option in case.options if option.fate.ending is not None]
    if not found:
        return
    sheet = book.sheet(
        "Survival",
        "What may become of an option: the share of what was planned that comes about",
        "From the chances on the sheet Figures: given up before go-live, or ended early.",
    )
    at = FIRST_ROW
    for option in found:
        fate = option.fate
        assert fate.ending is not None
        assert fate.ended_early is not None
        for words, shares in (
            ("Savings and running costs that still fall", fate.running),
            ("One-off costs that are spent", fate.one_off),
            ("Ends in this year, the last standing for all that outlive it", fate.ending),
            ("Ends early in this year", fate.ended_early),
        ):
            at += 1
            sheet.put(at, 0, option.name)
            sheet.put(at, 1, words)
            sheet.put_row(at, 2, shares, "factor")
    sheet.mark(FIRST_ROW, at, ["Option", "Share", *years])
    sheet.widths = {0: 54, 1: 56}
    sheet.freeze = (FIRST_ROW + 1, 2)


Weights = Mapping[tuple[str, bool, str], tuple[Number, ...]]


def lay_timing(book: Book, case: TracedCase) -> tuple[Weights, Node | None]:
    """Lay out the share of each saving and cost that falls in each year.

    Returns the shares by option, whether as written, and stream; and the count of changed ones.
    """
    ledger = book.ledger
    years = case.deal.appraisal.years
    n_years = len(years)
    sheet = book.sheet(
        "Timing",
        "When each saving and cost falls",
        "The share of its full amount that falls in each year: as planned, where yellow cells may "
        "be changed; and after what may become of the option (sheet Survival).",
    )
    planned: dict[tuple[str, str], list[Node]] = {}
    weights: dict[tuple[str, bool, str], tuple[Number, ...]] = {}
    flags: list[Number] = []
    at = FIRST_ROW
    for option in case.options:
        priced = option.option.priced
        assert priced is not None
        for stream in option.streams:
            at += 1
            sheet.put(at, 0, option.name)
            sheet.put(at, 1, stream.label)
            sheet.put(at, 2, _when(stream))
            key = (option.option.id, stream.id)
            is_new = key not in planned
            if is_new:
                profile = priced.timeline.profile(stream).tolist()
                planned[key] = [ledger.cell(share) for share in profile]
            may_change = is_new and stream.timing in ("ramp", "one-off")
            sheet.put_row(at, 3, planned[key], "factor", "input" if may_change else "")
            shares = _weights(option, stream, planned[key])
            weights[option.option.id, option.is_as_written, stream.id] = shares
            sheet.put_row(at, 3 + n_years, shares, "factor")
            if not may_change:
                sheet.put_row(at, 3 + 2 * n_years, [""] * (n_years + 1), "text")
                continue
            was = [ledger.cell(share.value) for share in planned[key]]
            sheet.put_row(at, 3 + 2 * n_years, was, "factor", "solved")
            flag = template(
                ledger,
                "IF(SUMPRODUCT(ABS({0}-{1}))=0,0,1)",
                [
                    sheet.area(at, 3, at, 2 + n_years),
                    sheet.area(at, 3 + 2 * n_years, at, 2 + 3 * n_years),
                ],
                0.0,
            )
            sheet.put(at, 3 + 3 * n_years, flag, "year")
            flags.append(flag)
    if at == FIRST_ROW:
        book.sheets.remove(sheet)
        return {}, None
    columns = ["Option", "Saving or cost", "When"]
    columns += [f"{year} as planned" for year in years] + [f"{year} as it falls" for year in years]
    columns += [f"{year} planned in the run" for year in years] + ["Changed since the run"]
    sheet.mark(FIRST_ROW, at, columns)
    sheet.freeze = (FIRST_ROW + 1, 2)
    sheet.widths = {0: 54, 1: 40, 2: 30}
    changed = None
    if flags:
        column = 3 + 3 * n_years
        changed = sum_of(ledger, sheet.area(FIRST_ROW + 1, column, at, column, flags))
        sheet.put(2, 3, "changed since the run:", "note")
        sheet.put(2, 5, changed, "year")
    return weights, changed


def _when(stream: Stream) -> str:
    if stream.timing != "one-off":
        return {
            "ramp": "yearly, growing in from go-live",
            "running": "yearly from go-live",
            "every-year": "every year",
        }[stream.timing]
    return (
        "once, if it ends early"
        if stream.only_if_early
        else {
            "start": "once, counted from the first year",
            "go-live": "once, counted from go-live",
            "end": "once, when it ends",
        }[stream.counted_from]
    )


def _weights(option: OptionPrice, stream: Stream, planned: list[Node]) -> tuple[Number, ...]:
    """Return the share that falls in each year, as `Futures.weights` has it."""
    fate = option.fate
    if stream.timing != "one-off":
        return tuple(share * lives for share, lives in zip(planned, fate.running, strict=True))
    if stream.only_if_early:
        return fate.ended_early if fate.ended_early is not None else (0.0,) * len(planned)
    if stream.counted_from == "end" and fate.ending is not None:
        return fate.ending
    return tuple(share * spent for share, spent in zip(planned, fate.one_off, strict=True))


def lay_flows(book: Book, case: TracedCase, weights: Weights, discounting: Discounting) -> Flows:
    """Lay out every saving and cost of every option for each body, year by year."""
    deal = case.deal
    years = deal.appraisal.years
    sheet = book.sheet(
        "Flows",
        "Every saving and cost, by option, body and year",
        f"Change against doing nothing in pounds at {deal.partnership.base_year} prices: a cost "
        "above nought, a saving below. A joint amount is laid over the partners only to be added "
        "up: the sharing rule decides who pays it.",
    )
    factors = Area(
        "Discounting",
        FIRST_ROW + 2,
        1,
        FIRST_ROW + 2,
        len(years),
        discounting.factors,
    )
    flows = Flows(book=book, n_years=len(years))
    names = dict(
        zip(
            deal.appraisal.body_ids,
            names_of(deal.partnership, deal.appraisal.body_ids),
            strict=True,
        )
    )
    at = FIRST_ROW
    for option in case.options:
        savings = {row.id for row in option.option.flows if row.is_saving}
        for body in option.option.bodies:
            for stream in option.streams:
                at += 1
                amount = option.amounts[stream.id, body]
                is_saving = stream.id in savings
                sheet.put_row(
                    at,
                    0,
                    (
                        option.name,
                        names[body],
                        stream.label,
                        stream.line,
                        "Saving" if is_saving else "Cost",
                        "Joint" if stream.is_joint else "Own",
                        "One-off" if stream.timing == "one-off" else "Yearly",
                        "Left out" if stream.is_transfer else "Counted",
                        "Left out" if stream.is_within_purse else "Counted",
                    ),
                    "text",
                )
                sheet.put(at, _AMOUNT, amount, "pounds")
                place = deal.appraisal.body_ids.index(body)
                shares = weights[option.option.id, option.is_as_written, stream.id]
                yearly = tuple(
                    amount * share * growth
                    for share, growth in zip(
                        shares, carried(option, stream, body, place, len(years)), strict=True
                    )
                )
                sheet.put_row(at, _AMOUNT + 1, yearly, "pounds")
                last = _AMOUNT + len(years)
                value = sum_product(
                    book.ledger, sheet.area(at, _AMOUNT + 1, at, last, yearly), factors
                )
                sheet.put(at, last + 1, value, "pounds")
                flows.rows.append(
                    Flow(
                        row=at,
                        option=option,
                        stream=stream,
                        body=body,
                        is_saving=is_saving,
                        amount=amount,
                        yearly=yearly,
                        present_value=value,
                    )
                )
    if at == FIRST_ROW:
        book.sheets.remove(sheet)
        return flows
    sheet.mark(FIRST_ROW, at, [*_FLOW_COLUMNS, *years, "Present value"])
    sheet.freeze = (FIRST_ROW + 1, 3)
    sheet.widths = {0: 54, 1: 24, 2: 40, 3: 14} | dict.fromkeys(
        range(_AMOUNT, _AMOUNT + 2 + len(years)), 15
    )
    return flows


def carried(
    option: OptionPrice, stream: Stream, body: str, place: int, n_years: int
) -> list[Number]:
    """Return by year how a stream's line grows for a body, nought where its gains are lost."""
    grown: list[Number] = [1.0] * n_years
    if stream.line in LINES:
        index = option.scope.growth[stream.line]
        grown = list(index[:, min(place, index.shape[1] - 1), 0])
    if stream.timing != "one-off" and body in option.fate.kept:
        grown = [one * kept for one, kept in zip(grown, option.fate.kept[body], strict=True)]
    return grown
