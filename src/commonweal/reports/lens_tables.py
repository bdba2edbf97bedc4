"""Three lenses on each option: society, the joint public purse, and each body's own budget."""

from __future__ import annotations

from commonweal.appraisal.lenses import Exclusion, Lens, Lenses
from commonweal.deal import Deal, say_names
from commonweal.money import say_pounds

from .parts import Folded, Part
from .tables import Cell, Table, figure, table, text
from .words import say_basis, say_chance_of_loss, say_spread

__all__ = ["lenses_part"]


def lenses_part(deal: Deal) -> Part | None:
    """Return what each option is worth through each lens; None where nothing is priced."""
    names = {
        option.id: option.name
        for option in deal.appraisal.options
        if option.family != "nothing" and option.flows
    }
    seen = [found for found in deal.lenses if found.option in names]
    if not seen:
        return None
    proposed = deal.appraisal.proposed
    shown = next(
        (found for found in seen if proposed is not None and found.option == proposed.id), seen[-1]
    )
    name = names[shown.option]
    own = _own_budgets_table(deal, shown, name)
    return Part(
        id="lenses",
        heading="Three lenses",
        headline=_headline(shown, name),
        small_print="Three questions that are never netted into one another: social value, the "
        "public sector as a whole, and the single accounts. "
        f"{say_basis(deal.partnership)}, against doing nothing.",
        points=(_own_sentence(shown),) if shown.own_budgets else (),
        tables=(_options_table(seen, names, shown.option), *([own] if own else [])),
        folded=(
            Folded(
                summary="What each lens leaves out, and why",
                tables=(_exclusions_table(shown, name),),
            ),
        ),
    )


def _headline(shown: Lenses, name: str) -> str:
    society, purse = shown.society.npv.expected, shown.public_purse.npv.expected
    if abs(society - purse) < 1.0:
        return f"{name} is worth {say_pounds(society)} to society and to the public purse alike."
    return (
        f"{name} is worth {say_pounds(society)} to society and {say_pounds(purse)} to the joint "
        "public purse."
    )


def _own_sentence(shown: Lenses) -> str:
    n_all = len(shown.own_budgets)
    n_worse = sum(lens.npv.expected < -0.5 for lens in shown.own_budgets)
    if not n_worse:
        return "Each body's own budget is better off than by doing nothing, or no worse."
    if n_worse == n_all:
        return "Every body's own budget is worse off than by doing nothing."
    budgets = "its own budget" if n_worse == 1 else "their own budgets"
    return f"{n_worse} of {n_all} bodies would be worse off in {budgets} than by doing nothing."


def _options_table(seen: list[Lenses], names: dict[str, str], proposed: str) -> Table:
    return table(
        "lenses-table",
        "Each option through two lenses",
        (
            text("Option"),
            figure("Society", seen[0].society.question),
            figure("Joint public purse", seen[0].public_purse.question),
        ),
        [
            (
                Cell(
                    said=names[found.option],
                    small_print="proposed" if found.option == proposed else "",
                ),
                _worth(found.society, trace=f"lens/{found.option}/society"),
                _worth(found.public_purse, trace=f"lens/{found.option}/public-purse"),
            )
            for found in seen
        ],
        small_print="Net present value, with seven futures in ten in small print",
    )


def _worth(lens: Lens, *, trace: str) -> Cell:
    return Cell(
        said=say_pounds(lens.npv.expected),
        small_print=say_spread(lens.npv.p10, lens.npv.p80),
        tone="loss" if lens.npv.expected < -0.5 else "",
        trace=trace,
    )


def _own_budgets_table(deal: Deal, shown: Lenses, name: str) -> Table | None:
    if not shown.own_budgets:
        return None
    bodies = {body.id: body.name for body in deal.partnership.bodies}
    return table(
        "own-budgets-table",
        f"{name}, as each body's own budget sees it",
        (
            text("Body"),
            figure("Worth", "against doing nothing"),
            figure("P10 to P80", "seven futures in ten"),
            figure("Chance of loss"),
        ),
        [
            (
                bodies[lens.body or ""],
                Cell(
                    said=say_pounds(lens.npv.expected),
                    tone="loss" if lens.npv.expected < -0.5 else "",
                    trace=f"lens/{shown.option}/{lens.body}",
                ),
                say_spread(lens.npv.p10, lens.npv.p80),
                say_chance_of_loss(lens.npv.chance_below_nought),
            )
            for lens in shown.own_budgets
        ],
        small_print=f"{shown.own_budgets[0].question} {say_basis(deal.partnership)}",
    )


def _exclusions_table(shown: Lenses, name: str) -> Table:
    """Return what is left out, each thing once with the lenses that leave it out."""
    seen_by: dict[tuple[str, str, str], dict[str, None]] = {}
    for lens in (shown.society, shown.public_purse, *shown.own_budgets):
        for row in lens.excluded:
            is_own = lens.body is not None and row.present_value is None
            who = "each body's own budget" if is_own else _lower(lens.name)
            seen_by.setdefault((row.label, row.reason, _said(row)), {})[who] = None
    n_lenses = 3 if shown.own_budgets else 2
    return table(
        "left-out-table",
        f"What each lens leaves out of {name}",
        (text("Left out"), text("Why"), text("By which lens"), figure("It comes to")),
        [
            (
                label,
                reason,
                "Every lens" if len(found) == n_lenses else _capital(say_names(tuple(found))),
                said,
            )
            for (label, reason, said), found in seen_by.items()
        ],
        small_print="Present value, a cost above nought; empty where the file holds no figure",
    )


def _lower(name: str) -> str:
    """Lower the article or the plain word that a lens's name begins with."""
    is_plain = name.startswith(("The ", "Society"))
    return f"{name[0].lower()}{name[1:]}" if is_plain else name


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _said(row: Exclusion) -> str:
    return "" if row.present_value is None else say_pounds(row.present_value)
