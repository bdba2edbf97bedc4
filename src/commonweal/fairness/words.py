"""The words in which shares and grievances are told."""

from __future__ import annotations

from math import floor, log10

from commonweal.fairness.coalitions import say_group

__all__ = ["decimals_for", "say_amount", "say_group", "say_part"]

_PARTS = {1 / 2: "half", 1 / 3: "a third", 2 / 3: "two thirds", 1 / 4: "a quarter"}


def decimals_for(*amounts: float) -> int:
    """Return how many decimals show amounts beside one another, none of them as nil.

    Two for amounts below 10,000, else none; more where the smallest would lose its meaning.

    >>> decimals_for(27.69, 27.26, 0.43), decimals_for(412584.0, 70.5), decimals_for(5.0, 0.0004)
    (2, 0, 5)
    """
    sizes = [abs(amount) for amount in amounts if amount]
    if not sizes:
        return 0
    usual = 2 if max(sizes) < 10_000 else 0
    two_figures = 1 - floor(log10(min(sizes)))
    return min(max(usual, two_figures), 8)


def say_amount(amount: float, decimals: int = 2) -> str:
    """Say an amount in the game's own unit, with thousands marked and a true minus sign.

    >>> say_amount(-1234.5), say_amount(0.4299999, 2), say_amount(-0.001)
    ('−1,234.50', '0.43', '0.00')
    """
    said = f"{abs(amount):,.{decimals}f}"
    is_nil = not any(digit in "123456789" for digit in said)
    return said if amount >= 0 or is_nil else f"−{said}"


def say_part(part: float) -> str:
    """Say how far a group counts: fully, half, a third, or 0.43 of it."""
    for known, words in _PARTS.items():
        if abs(part - known) < 1e-6:
            return words
    return "in full" if abs(part - 1) < 1e-6 else f"{part:.2f}"
