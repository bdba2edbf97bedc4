"""Leaving on a terminal: what it costs, who bears it, and what is sunk before signature."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from commonweal.deal import Deal, Leaving, Withdrawal, names_of
from commonweal.money import pounds, say_pounds

from .across import across
from .parts import bullets, heading, paragraph, table

__all__ = ["show_leaving"]


def show_leaving(
    console: Console, deal: Deal, found: Sequence[Leaving], sunk: Sequence[Withdrawal]
) -> None:
    """Print exit charges by leaver and notice, then withdrawal before signature."""
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
        small_print=f"£ at {deal.partnership.base_year} prices, paid on leaving",
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
        heading(
            console,
            "Withdrawal before go-live",
            small_print="what a partner bears if it pays its part of what has been spent; the same "
            "sum falls on the others if it may walk away",
        )
        phases = list(dict.fromkeys(row.phase for row in sunk))
        bodies = list(dict.fromkeys(row.body for row in sunk))
        by_key = {(row.body, row.phase): row for row in sunk}
        table(
            console,
            (("Partner", "left"), *((f"after {phase.lower()}", "right") for phase in phases)),
            [
                (
                    names_of(deal.partnership, [body])[0],
                    *(say_pounds(by_key[body, phase].its_part) for phase in phases),
                )
                for body in bodies
            ],
        )


def _sentence(deal: Deal, one: Leaving) -> str:
    name = names_of(deal.partnership, [one.leaver])[0]
    last = float(one.stayers_extra[-1].sum())
    if not one.still_shares:
        rest = "only one partner would be left, and it would go alone"
    elif one.joint_gain_without > 0:
        rest = (
            f"the rest would still gain {say_pounds(one.joint_gain_without)} by sharing among "
            "themselves"
        )
    else:
        rest = (
            f"the rest would do {say_pounds(-one.joint_gain_without)} worse sharing among "
            "themselves than each alone"
        )
    change = (
        f"those who stay would pay {say_pounds(last)} more in the last year"
        if last >= 0
        else f"those who stay would pay {say_pounds(-last)} less in the last year"
    )
    return f"Without {name}, {rest}; {change}."


def _show_years(console: Console, deal: Deal, one: Leaving) -> None:
    heading(
        console,
        "Year by year",
        small_print="£ that each of those who stay would pay beyond its agreed charge",
    )
    names = names_of(deal.partnership, one.stayers)
    across(
        console,
        ("Year", one.years),
        [
            (name, [say_pounds(float(amount)) for amount in one.stayers_extra[:, place]])
            for place, name in enumerate(names)
        ],
    )
