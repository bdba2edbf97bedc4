"""How figures are said in every table: on the terminal, on a page, in a paper."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.money import say_pounds
from commonweal.partnership import Estimate, Partnership, Range

__all__ = [
    "ANSWERS",
    "say_basis",
    "say_chance_of_loss",
    "say_estimate",
    "say_number",
    "say_payback",
    "say_ratio",
    "say_spread",
]

#: The four answers, as a heading would have them.
ANSWERS = {
    "share": "Share",
    "share-if": "Share, if",
    "not-yet": "Not yet",
    "do-not-share": "Do not share",
}


def say_basis(partnership: Partnership) -> str:
    """Say what pounds: "£ at 2024-25 prices, present value over 10 years from 2026-27"."""
    years = partnership.horizon_years
    return (
        f"£ at {partnership.base_year} prices, present value over {years} "
        f"year{'s' * (years != 1)} from {partnership.first_year}"
    )


def say_payback(year: int | None, years: Sequence[str], *, is_nothing: bool = False) -> str:
    """Say when an option has paid back: "in year 3 (2028-29)", "not within 10 years".

    `year` counts from 1; `years` are the labels of the horizon.
    """
    if is_nothing:
        return "nothing to pay back"
    if year is None:
        return f"not within {len(years)} year{'s' * (len(years) != 1)}"
    return f"in year {year} ({years[year - 1]})"


def say_chance_of_loss(chance: float) -> str:
    """Say a share of futures as a percentage, never as none or all of them.

    >>> say_chance_of_loss(0.314), say_chance_of_loss(0.0), say_chance_of_loss(0.999)
    ('31%', 'under 1%', 'over 99%')
    """
    if chance < 0.005:
        return "under 1%"
    if chance > 0.995:
        return "over 99%"
    return f"{chance * 100:.0f}%"


def say_ratio(ratio: float | None) -> str:
    """Say a benefit-cost ratio: "1.9", or that there are no costs to set against."""
    return "no costs" if ratio is None else say_number(ratio, places=1)


def say_spread(low: float, high: float) -> str:
    """Say a range in pounds: "£31,220 to £108,172"."""
    return f"{say_pounds(low)} to {say_pounds(high)}"


def say_number(value: float, *, places: int | None = None) -> str:
    """Say a plain number with thousands marked and a true minus sign.

    Without `places`, as many decimals as it holds, at most six figures.

    >>> say_number(-1234.5), say_number(0.05), say_number(2.0, places=1)
    ('−1,234.5', '0.05', '2.0')
    """
    if places is not None:
        said = f"{abs(value):,.{places}f}"
    else:
        whole = float(value).is_integer() or abs(value) >= 100_000
        said = f"{abs(value):,.0f}" if whole else f"{abs(value):,.6g}"
        if "e" in said:
            said = f"{abs(value):.6f}".rstrip("0")
    is_nil = not any(digit in "123456789" for digit in said)
    return said if value >= 0 or is_nil else f"−{said}"


def say_estimate(value: Estimate | None) -> str:
    """Say a figure of the file: a number, a range with its shape, or the assumption it names."""
    if value is None:
        return "not returned"
    if isinstance(value, str):
        return f"the assumption {value.removeprefix('assumption:')}"
    if not isinstance(value, Range):
        return say_number(float(value))
    if value.shape == "discrete":
        return ", ".join(
            f"{say_number(outcome)} ({chance:.0%})"
            for outcome, chance in zip(value.outcomes, value.chances, strict=True)
        )
    said = f"{say_number(value.low or 0.0)} to {say_number(value.high or 0.0)}"
    return f"{said}, likeliest {say_number(value.likely)}" if value.likely is not None else said
