"""Leaving on a terminal: what it costs, who bears it, and what is sunk before signature."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from commonweal.deal import BEARING, Deal, Leaving, Withdrawal, names_of
from commonweal.money import pounds, say_pounds

from .across import across
from .parts import bullets, heading, paragraph, table

__all__ = ["show_leaving"]


def show_leaving(
    console: Console, deal: Deal, found: Sequence[Leaving], sunk: Sequence[Withdrawal]
) -> None:
    """Print exit charges by leaver and notice, then withdrawal before go-live."""
    if not found:
        paragraph(console, "There is no sharing option to leave.")
        return
    paragraph(
        console,
        "An exit charge leaves those who stay no worse off to the end of the horizon.",
        "bold",
    )
    months = [charge.notice_months for charge in found[0].charges]
    heading(
        console,
        "Exit charge by notice given",
        small_print=f"£ at {deal.partnership.base_year} prices, paid on leaving; notice given at "
        f"the start of {found[0].notice_in}",
    )
    table(
        console,
        (("Leaver", "left"), *((f"{count} months", "right") for count in months)),
        [
            (
                names_of(deal.partnership, [one.leaver])[0],
                *(pounds(charge.pence) for charge in one.charges),
            )
            for one in found
        ],
    )
    heading(console, "What leaving does")
    bullets(console, [_sentence(deal, one) for one in found])
    if len(found) == 1:
        _show_years(console, deal, found[0])
    if sunk:
        _show_withdrawal(console, deal, sunk)
        if len(found) == 1:
            _show_extra(console, deal, sunk)


def _sentence(deal: Deal, one: Leaving) -> str:
    name = names_of(deal.partnership, [one.leaver])[0]
    if not one.still_shares:
        rest = (
            "only one partner would be left, and it would go alone"
            if len(one.stayers) == 1
            else "the rest would do best each alone"
        )
    else:
        rest = "the rest would share on"
    total = float(one.stayers_extra.sum())
    if abs(total) < 1:
        change = "at no more and no less than before"
    else:
        change = f"paying {say_pounds(abs(total))} {'more' if total > 0 else 'less'} in all"
    saves = float(one.leaver_saves.sum())
    itself = (
        f"{name} itself would pay {say_pounds(abs(saves))} {'less' if saves >= 0 else 'more'} "
        "alone to the end of the horizon"
    )
    if one.parting_cost > 0:
        itself += f", and {say_pounds(one.parting_cost)} to part"
    return f"Without {name}, {rest}, {change}. {itself}, before any charge."


def _show_years(console: Console, deal: Deal, one: Leaving) -> None:
    heading(
        console,
        "Year by year",
        small_print="£ that each of those who stay would pay beyond its agreed charge, at "
        f"{one.charges[0].notice_months} months' notice",
    )
    first = one.years.index(one.notice_in)
    names = names_of(deal.partnership, one.stayers)
    across(
        console,
        ("Year", one.years[first:]),
        [
            (name, [say_pounds(float(amount)) for amount in one.stayers_extra[first:, place]])
            for place, name in enumerate(names)
        ],
    )
    heading(
        console,
        "Who the charge is for",
        small_print="£ to each of those who stay; one that gains by the leaving is owed nothing, "
        "and pays nothing to the others",
    )
    across(
        console,
        ("Notice", [f"{charge.notice_months} months" for charge in one.charges]),
        [
            (name, [pounds(max(charge.by_stayer[body], 0)) for charge in one.charges])
            for body, name in zip(one.stayers, names, strict=True)
        ],
    )


def _show_withdrawal(console: Console, deal: Deal, sunk: Sequence[Withdrawal]) -> None:
    bodies = list(dict.fromkeys(row.body for row in sunk))
    names = names_of(deal.partnership, bodies)
    phases = list(dict.fromkeys(row.phase for row in sunk))
    spent = {row.phase: row.spent_so_far for row in sunk}
    so_far = "; ".join(f"{say_pounds(spent[phase])} after {phase.lower()}" for phase in phases)
    heading(
        console,
        "Withdrawal before go-live",
        small_print=f"spent by all by then: {so_far}",
    )
    across(
        console,
        ("What the leaver pays if", [_if(rule, phase) for rule in BEARING for phase in phases]),
        [
            (
                name,
                [
                    say_pounds(_row(sunk, body, phase).by_rule(rule).leaver_pays)
                    for rule in BEARING
                    for phase in phases
                ],
            )
            for body, name in zip(bodies, names, strict=True)
        ],
    )
    console.print()
    paragraph(
        console,
        "If it walks away free, its part falls on the others. What its leaving wastes is what the "
        "others would not have spent without it, or all of it where they would then give up. What "
        "each has spent on itself is its own loss.",
    )


def _show_extra(console: Console, deal: Deal, sunk: Sequence[Withdrawal]) -> None:
    leaver = names_of(deal.partnership, [sunk[0].body])[0]
    stayers = list(sunk[0].by_rule("walks-free").extra_by_stayer)
    heading(
        console,
        f"What falls on the others if {leaver} withdraws",
        small_print="£ beyond their own part; below nought they get money back",
    )
    across(
        console,
        ("If", [_if(rule, row.phase) for rule in BEARING for row in sunk]),
        [
            (
                name,
                [
                    say_pounds(row.by_rule(rule).extra_by_stayer[body])
                    for rule in BEARING
                    for row in sunk
                ],
            )
            for body, name in zip(stayers, names_of(deal.partnership, stayers), strict=True)
        ],
    )


_SHORT = {
    "pays-its-part": "pays its part",
    "walks-free": "walks free",
    "pays-what-it-wastes": "pays what it wastes",
}


def _if(rule: str, phase: str) -> str:
    return f"{_SHORT[rule]}, after {phase.lower()}"


def _row(sunk: Sequence[Withdrawal], body: str, phase: str) -> Withdrawal:
    return next(row for row in sunk if (row.body, row.phase) == (body, phase))
