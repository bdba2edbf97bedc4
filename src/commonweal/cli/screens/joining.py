"""Entry terms on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from commonweal.deal import Deal, EntryTerms, names_of
from commonweal.money import say_pounds
from commonweal.reports import say_basis

from .parts import bullets, heading, table

__all__ = ["show_terms"]


def show_terms(console: Console, deal: Deal, terms: Sequence[EntryTerms]) -> None:
    """Print the bounds within which entry can be agreed."""
    heading(console, "Entry terms", small_print=say_basis(deal.partnership))
    table(
        console,
        (
            ("Newcomer", "left"),
            ("Adds to cost", "right"),
            ("Of it one-off", "right"),
            ("Full part", "right"),
            ("Alone", "right"),
        ),
        [
            (
                names_of(deal.partnership, [one.body])[0],
                say_pounds(one.marginal),
                say_pounds(one.buy_in),
                "no answer" if one.full is None else say_pounds(one.full),
                say_pounds(one.alone),
            )
            for one in terms
        ],
    )
    heading(console, "In words")
    bullets(console, [_sentence(deal, one) for one in terms])


def _sentence(deal: Deal, one: EntryTerms) -> str:
    name = names_of(deal.partnership, [one.body])[0]
    if not one.can_be_agreed:
        return (
            f"No price serves both: {name} adds {say_pounds(one.marginal)} to the cost of those "
            f"already in, and alone would pay {say_pounds(one.alone)}."
        )
    said = (
        f"Any price from {say_pounds(one.marginal)} to {say_pounds(one.alone)} over the horizon "
        f"leaves nobody worse off; {say_pounds(one.room)} is there to be shared."
    )
    if one.full is not None:
        losers = [body for body, gain in one.founders_at_full.items() if gain < -0.5]
        if one.full > one.alone:
            said += f" Its full part, {say_pounds(one.full)}, is more than it would pay alone."
        elif losers:
            names = " and ".join(names_of(deal.partnership, losers))
            said += f" At its full part, {say_pounds(one.full)}, {names} would be worse off."
        else:
            said += f" Its full part, {say_pounds(one.full)}, leaves every founder no worse off."
    return f"{name}: {said}"
