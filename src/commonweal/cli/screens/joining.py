"""Entry terms, and prices for customers, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from commonweal.deal import CustomerTerms, Deal, EntryTerms, names_of, say_names
from commonweal.money import say_pounds
from commonweal.reports import say_basis

from .parts import bullets, heading, table

__all__ = ["show_customers", "show_terms"]


def show_terms(console: Console, deal: Deal, terms: Sequence[EntryTerms]) -> None:
    """Print the bounds within which entry can be agreed."""
    heading(console, "Entry terms", small_print=say_basis(deal.partnership))
    comes_back = any(one.owed for one in terms)
    table(
        console,
        (
            ("Newcomer", "left"),
            ("Adds to cost", "right"),
            ("Of it one-off", "right"),
            *((("Still owed", "right"),) if comes_back else ()),
            ("Full part", "right"),
            ("Alone", "right"),
        ),
        [
            (
                names_of(deal.partnership, [one.body])[0],
                say_pounds(one.marginal),
                say_pounds(one.buy_in),
                *((say_pounds(one.owed),) if comes_back else ()),
                "no answer" if one.full is None else say_pounds(one.full),
                say_pounds(one.alone),
            )
            for one in terms
        ],
    )
    heading(console, "In words")
    bullets(console, [_sentence(deal, one) for one in terms])


def show_customers(console: Console, deal: Deal, terms: Sequence[CustomerTerms]) -> None:
    """Print the least price, the full cost and the most that a customer would pay."""
    heading(
        console,
        "Serving a customer that is no partner",
        small_print=f"£ a year from go-live at {deal.partnership.base_year} prices, level over the "
        "horizon",
    )
    table(
        console,
        (
            ("Customer", "left"),
            ("Least price", "right"),
            ("Full cost", "right"),
            ("Most it would pay", "right"),
        ),
        [
            (
                names_of(deal.partnership, [one.body])[0],
                say_pounds(one.least_a_year),
                "no answer" if one.full_a_year is None else say_pounds(one.full_a_year),
                say_pounds(one.most_a_year),
            )
            for one in terms
        ],
    )
    heading(console, "In words")
    bullets(console, [_customer_sentence(deal, one) for one in terms])


def _sentence(deal: Deal, one: EntryTerms) -> str:
    name = names_of(deal.partnership, [one.body])[0]
    owed = f" and owes {say_pounds(one.owed)} of the investment" if one.owed else ""
    if not one.can_be_agreed:
        return (
            f"No price serves both: {name} adds {say_pounds(one.marginal)} to the cost of those "
            f"already in{owed}, and alone would pay {say_pounds(one.alone)}."
        )
    said = (
        f"{name}: any price from {say_pounds(one.least)} to {say_pounds(one.alone)} over the "
        "horizon leaves neither side worse off"
    )
    said += f" ({say_pounds(one.owed)} of it its part of the investment)" if one.owed else ""
    said += f"; {say_pounds(one.room)} is there to be shared."
    if one.full is None:
        return f"{said} Its part by the partners' own rule has no answer. {one.why_no_full}"
    said += f" At its full part, {say_pounds(one.full)}, "
    if not one.losers_at_full:
        return f"{said}nobody is worse off."
    founders = [body for body in one.losers_at_full if body != one.body]
    losers = [
        f"{founder} by {say_pounds(-one.founders_at_full[body])}"
        for body, founder in zip(founders, names_of(deal.partnership, founders), strict=True)
    ]
    if one.body in one.losers_at_full:
        losers.append(f"{name} by {say_pounds(one.full - one.alone)}")
    return f"{said}worse off would be {say_names(losers)}."


def _customer_sentence(deal: Deal, one: CustomerTerms) -> str:
    name = names_of(deal.partnership, [one.body])[0]
    said = (
        f"{name}: below {say_pounds(one.least_a_year)} a year the partners would pay for its "
        f"service; above {say_pounds(one.most_a_year)} it does better alone."
    )
    if not one.can_be_agreed:
        said = f"{said} No price serves both."
    if one.full_cost_per_unit is None or one.driver is None or one.least_per_unit is None:
        return f"{said} Full cost by use has no answer: name a measure that every body holds."
    measure = one.driver.replace("-", " ")
    return (
        f"{said} The full cost is £{one.full_cost_per_unit:,.2f} for each unit of {measure}, and "
        f"the least price £{one.least_per_unit:,.2f}."
    )
