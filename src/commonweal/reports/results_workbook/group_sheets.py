"""What every group of partners would cost by itself: member by member, then group by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb

from commonweal.deal import PartnerGame, names_of

from .flow_sheets import Weights, carried
from .formulas import Number, value_of
from .input_sheets import Discounting
from .layout import FIRST_ROW, Book, template
from .option_sheets import Alone, Today
from .pricing import OptionPrice, TracedCase
from .sums import sum_of, sum_product
from .writing import Area

__all__ = ["Coalitions", "lay_coalitions"]


#: Twelve partners have 4,095 groups; each further one doubles the rows.
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalitions:
    """Where the cost of every group stands: a row a group, in the order of their numbers."""

    game: PartnerGame
    cost: tuple[Number, ...]
    """By group number; the empty one, which is nought, has no row. The last is everybody, which
    alone is there where the groups are too many to list."""
    costs: Area
    weights: Mapping[str, Area]
    """How much each group's cost counts in a partner's Shapley value, by partner."""
    is_live: bool
    """Whether the costs are formulas; with very many partners they are values."""


def lay_coalitions(
    book: Book,
    case: TracedCase,
    weights: Weights,
    discounting: Discounting,
    today: Today,
    alone: Alone,
) -> Coalitions | None:
    """Lay out the cost of every group of the option proposed."""
    game, proposed = case.deal.game, case.proposed
    if game is None or proposed is None:
        return None
    changes: Mapping[int, Number] = dict.fromkeys((group.group for group in case.groups), 0.0)
    if case.groups and proposed.streams:
        changes = _lay_groups(book, case, proposed, weights, discounting)
    return _lay_table(book, case, game, changes, today, alone)


def _lay_groups(
    book: Book,
    case: TracedCase,
    option: OptionPrice,
    weights: Weights,
    discounting: Discounting,
) -> Mapping[int, Number]:
    """Lay every member of every group out; return each group's change in cost, present value."""
    names = dict(
        zip(
            case.deal.appraisal.body_ids,
            names_of(case.deal.partnership, case.deal.appraisal.body_ids),
            strict=True,
        )
    )
    factors = _lay_factors(book, case, option, weights, discounting, names)
    sheet = book.sheet(
        "Groups",
        "Every group of partners, member by member, if it shared among itself",
        "Full amounts of each saving and cost, priced from the members' own records as the whole "
        "is; present value by the factors of the sheet Factors.",
    )
    n_streams = len(option.streams)
    first = 3
    at = FIRST_ROW
    changes: dict[int, Number] = {}
    for group in case.groups:
        start = at + 1
        values: list[Number] = []
        for body in group.members:
            at += 1
            sheet.put(at, 0, float(group.group), "year")
            sheet.put(at, 1, ", ".join(names[one] for one in group.members))
            sheet.put(at, 2, names[body])
            amounts = [group.amounts[stream.id, body] for stream in option.streams]
            sheet.put_row(at, first, amounts, "pounds")
            value = sum_product(
                book.ledger,
                sheet.area(at, first, at, first + n_streams - 1, amounts),
                factors[body],
            )
            sheet.put(at, first + n_streams, value, "pounds", "total")
            values.append(value)
        column = first + n_streams
        changes[group.group] = sum_of(book.ledger, sheet.area(start, column, at, column, values))
    labels = [stream.label for stream in option.streams]
    sheet.mark(FIRST_ROW, at, ["Group", "Members", "Member", *labels, "Present value"])
    sheet.freeze = (FIRST_ROW + 1, 3)
    sheet.widths = {0: 8, 1: 40, 2: 24} | dict.fromkeys(range(first, first + n_streams + 1), 16)
    return changes


def _lay_factors(
    book: Book,
    case: TracedCase,
    option: OptionPrice,
    weights: Weights,
    discounting: Discounting,
    names: Mapping[str, str],
) -> Mapping[str, Area]:
    """Lay out the present value of a pound of each stream, by body; return each body's row."""
    sheet = book.sheet(
        "Factors",
        "What a pound of each saving and cost is worth today",
        "The shares that fall in each year (sheet Timing), as the line would grow, discounted.",
    )
    n_years = len(discounting.factors)
    found: dict[str, Area] = {}
    for place, body in enumerate(option.option.bodies):
        at = FIRST_ROW + 1 + place
        sheet.put(at, 0, names[body])
        row: list[Number] = []
        position = case.deal.appraisal.body_ids.index(body)
        for stream in option.streams:
            shares = weights[option.option.id, False, stream.id]
            grown = carried(option, stream, body, position, n_years)
            row.append(
                book.ledger.total(
                    share * growth * factor
                    for share, growth, factor in zip(
                        shares, grown, discounting.factors, strict=True
                    )
                )
            )
        sheet.put_row(at, 1, row, "factor")
        found[body] = sheet.area(at, 1, at, len(row), row)
    labels = [stream.label for stream in option.streams]
    sheet.mark(FIRST_ROW, FIRST_ROW + len(found), ["Body", *labels])
    sheet.widths = {0: 26} | dict.fromkeys(range(1, 1 + len(labels)), 16)
    return found


def _lay_table(
    book: Book,
    case: TracedCase,
    game: PartnerGame,
    changes: Mapping[int, Number],
    today: Today,
    alone: Alone,
) -> Coalitions:
    ledger = book.ledger
    n_partners = len(game.partners)
    names = names_of(case.deal.partnership, game.partners)
    is_live = bool(case.groups)
    about = (
        "Present value in pounds. A group costs the less of sharing among its members and of each "
        "going alone by its own best; everybody together costs what the option proposes."
    )
    if not is_live:
        about += f" With {n_partners} partners the costs are values ◆, and do not move."
    if n_partners > _MOST_LISTED:
        about += (
            f" They have {2**n_partners - 1:,} groups, too many for a sheet: only everybody "
            "together is listed."
        )
    sheet = book.sheet("Coalitions", "What every group of partners would cost by itself", about)
    first = 3
    costs_at = first + n_partners
    header = FIRST_ROW + 3
    # What each would cost alone, and if nothing is done, above the columns of who is in a group.
    sheet.put(FIRST_ROW, 2, "Cost of the best alone", "note")
    sheet.put(FIRST_ROW + 1, 2, "Cost of doing nothing", "note")
    alone_row = [alone.cost[body] for body in game.partners]
    base_row = [today.cost_value[body] for body in game.partners]
    sheet.put_row(FIRST_ROW, first, alone_row, "pounds")
    sheet.put_row(FIRST_ROW + 1, first, base_row, "pounds")
    alone_area = sheet.area(FIRST_ROW, first, FIRST_ROW, costs_at - 1, alone_row)
    base_area = sheet.area(FIRST_ROW + 1, first, FIRST_ROW + 1, costs_at - 1, base_row)
    everybody = 2**n_partners - 1
    costs: list[Number] = [0.0]
    weights: dict[str, list[Number]] = {body: [] for body in game.partners}
    weights_at = costs_at + 6
    listed = range(1, everybody + 1) if n_partners <= _MOST_LISTED else [everybody]
    for at, group in enumerate(listed, start=header + 1):
        inside = [float(group >> place & 1) for place in range(n_partners)]
        members = [name for name, is_in in zip(names, inside, strict=True) if is_in]
        size = len(members)
        sheet.put(at, 0, float(group), "year")
        sheet.put(at, 1, ", ".join(members))
        sheet.put(at, 2, float(size), "year")
        sheet.put_row(at, first, inside, "year")
        holds = sheet.area(at, first, at, costs_at - 1, inside)
        each = sum_product(ledger, holds, alone_area)
        sheet.put(at, costs_at, each, "pounds")
        cost: Number
        if not is_live:
            cost = ledger.cell(float(game.game.values[group]))
            sheet.put(at, costs_at + 3, cost, "pounds", "solved")
            words: Number | str = "alone" if game.goes_alone[group] else "together"
        elif size == 1:
            sheet.put_row(at, costs_at + 1, ("", ""), "text")
            cost, words = template(ledger, "{0}", [each], each.value), "alone"
            sheet.put(at, costs_at + 3, cost, "pounds", "total")
        else:
            change = changes[group]
            sheet.put(at, costs_at + 1, change, "pounds")
            together = sum_product(ledger, holds, base_area) + change
            sheet.put(at, costs_at + 2, together, "pounds")
            if group == everybody:
                cost, words = template(ledger, "{0}", [together], together.value), "as proposed"
            else:
                cost = ledger.extreme("MIN", (each, together))
                is_alone = value_of(each) <= value_of(together)
                words = template(
                    ledger,
                    "IF({0}<={1},{2},{3})",
                    [each, together, "alone", "together"],
                    "alone" if is_alone else "together",
                )
            sheet.put(at, costs_at + 3, cost, "pounds", "total")
        costs.append(cost)
        sheet.put(at, costs_at + 4, words)
        sheet.put(at, costs_at + 5, each - cost, "pounds")
        for place, body in enumerate(game.partners):
            weight = _shapley_weight(n_partners, size, inside[place])
            weights[body].append(weight)
            sheet.put(at, weights_at + place, weight, "factor")
    columns = ["Group", "Members", "How many", *names, "Each alone", "Change by sharing"]
    columns += ["Sharing together", "Cost", "Best", "Gain by sharing"]
    columns += [f"Weight for {name}" for name in names]
    last = header + len(listed)
    sheet.mark(header, last, columns)
    sheet.freeze = (header + 1, 2)
    sheet.widths = {0: 8, 1: 44, 2: 22} | dict.fromkeys(range(first, weights_at + n_partners), 17)
    return Coalitions(
        game=game,
        cost=tuple(costs),
        costs=sheet.area(header + 1, costs_at + 3, last, costs_at + 3, costs[1:]),
        weights={
            body: sheet.area(
                header + 1, weights_at + place, last, weights_at + place, weights[body]
            )
            for place, body in enumerate(game.partners)
        },
        is_live=is_live,
    )


def _shapley_weight(n_partners: int, size: int, is_inside: float) -> float:
    """Return how much a group's cost counts for a partner, over every order of joining."""
    if is_inside:
        return 1.0 / (n_partners * comb(n_partners - 1, size - 1))
    return -1.0 / (n_partners * comb(n_partners - 1, size))
