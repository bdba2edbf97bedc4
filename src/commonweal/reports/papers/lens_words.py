"""Which of several true figures is which: the worth of sharing through each lens, told apart."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal.lenses import Lens
from commonweal.deal import say_names

from .answer import gain_of
from .desk import Desk
from .paper import Words
from .saying import joined, small

__all__ = ["lens_words"]


def lens_words(desk: Desk) -> Iterator[Words]:
    """Say what the headline is, and how each lens differs from it; nothing without a sharing
    option."""
    proposed = desk.proposed
    if proposed is None or not proposed.flows:
        return
    found = next((one for one in desk.deal.lenses if one.option == proposed.id), None)
    if found is None:
        return
    npv = proposed.npv.expected
    head = joined(
        f"Against doing nothing, {proposed.name} is worth ",
        desk.pounds(f"npv/{proposed.id}", npv),
        " in all that it saves and costs",
    )
    if desk.is_priced:
        head = joined(
            head, "; over the best each could do alone, ", desk.pounds("gain", gain_of(desk))
        )
    yield joined(head, ".")
    society, purse = found.society, found.public_purse
    said = joined(
        "To society it is worth ",
        desk.pounds(f"lens/{proposed.id}/{society.id}", society.npv.expected),
        _left_out(society),
        "; to the joint public purse ",
        desk.pounds(f"lens/{proposed.id}/{purse.id}", purse.npv.expected),
        _left_out(purse),
        ".",
    )
    if found.own_budgets:
        said = joined(
            said,
            " Each body's own budget counts its own cost and its part of the joint cost, and "
            "stands with the body.",
        )
    yield said


def _left_out(lens: Lens) -> str:
    """Say what a lens leaves out that has a sum, and so parts it from the headline."""
    labels = dict.fromkeys(small(row.label) for row in lens.excluded if row.present_value)
    return f", leaving out {say_names(tuple(labels))}" if labels else ""
