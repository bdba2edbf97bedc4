"""The few technical terms of a report, each in a sentence that a councillor can follow.

They say what GLOSSARY.md says, shorter, and only those that the page uses.
"""

from __future__ import annotations

__all__ = ["TERMS"]

TERMS: tuple[tuple[str, str], ...] = (
    (
        "Best alone",
        "The cheapest way in which a body could provide the service by itself over the whole "
        "period. It may be redesign or a contract, and is seldom standing still. "
        "Also called stand-alone cost.",
    ),
    (
        "As written",
        "An option as its sponsor wrote it, before it is corrected for what became of others "
        "like it.",
    ),
    (
        "Benefit-cost ratio (BCR)",
        "What an option saves for each pound it costs, both at present value. It is never a pass "
        "mark and ranks nothing.",
    ),
    (
        "Chance of loss",
        "In how many of the futures drawn the result is below nought.",
    ),
    (
        "Full year",
        "What a saving or a cost comes to in a year once it has its full effect; for a one-off, "
        "the whole of it.",
    ),
    (
        "Gain",
        "What a body is better off by, over its best alone. Below nought it is a loss.",
    ),
    (
        "P10 to P80, P10 to P90",
        "A range over the futures drawn. One future in ten comes out below P10; eight in ten come "
        "out below P80, and nine in ten below P90.",
    ),
    (
        "Pays back",
        "The first year in which the running total of all costs and savings is nought or more, "
        "with savings counted as they grow and nothing discounted.",
    ),
    (
        "Present value",
        "What pounds of later years are worth in the first year, so that sums that fall in "
        "different years can be added.",
    ),
    (
        "Real pounds",
        "Pounds of one year's prices, so that inflation does not pass for a cost or a saving.",
    ),
    (
        "Shapley value",
        "A rule by which each partner pays what it adds to the cost, on average over every order "
        "in which the partners could have joined.",
    ),
    (
        "Nucleolus",
        "A rule that makes the group with most cause to complain complain as little as can be, "
        "then the next, and so on.",
    ),
    (
        "Would leave",
        "A partner or group that would pay less by itself. A division that nobody would leave is "
        "called stable, or in the core.",
    ),
)
