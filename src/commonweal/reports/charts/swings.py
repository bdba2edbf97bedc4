"""What does the joint gain swing with? Each figure's lowest tenth of futures against its highest
tenth.
"""

from __future__ import annotations

from commonweal.deal import Deal
from commonweal.deal.sensitivity import (
    InputSwing,
    Swings,
    joint_gain_of,
    partner_gains,
    say_figure,
    swings_of,
)
from commonweal.money import say_pounds
from commonweal.reports.tables import Cell, figure, table, text
from commonweal.reports.words import say_basis

from .specs import SwingChart, SwingRow

__all__ = ["deal_swings", "swings_chart"]

#: Fewest futures from which a tenth can be set against a tenth.
_FEWEST = 20


def deal_swings(deal: Deal) -> Swings | None:
    """Return what the gains swing with; None where nothing is shared or too few are drawn."""
    proposed = deal.appraisal.proposed
    if proposed is None or deal.game is None or deal.appraisal.run.draws < _FEWEST:
        return None
    split = deal.splits[0]
    by_body = partner_gains(deal.appraisal, deal.game, split)
    return swings_of(
        deal.appraisal,
        joint_gain_of(deal.appraisal, proposed.id),
        {share.body: by_body[place] for place, share in enumerate(split.shares)},
    )


def swings_chart(deal: Deal, swings: Swings) -> SwingChart | None:
    """Return the tornado of the joint gain, widest first, or None where nothing swings it."""
    if not swings.joint:
        return None
    basis = say_basis(deal.partnership)
    return SwingChart(
        id="swings",
        title="What the joint gain swings with",
        small_print="Mean gain in the tenth of futures where each figure is lowest and in the "
        f"tenth where it is highest; {basis}",
        alternative="Chart of what the joint gain over the best alone swings with, widest first. "
        + " ".join(swing.sentence for swing in swings.joint),
        rows=tuple(
            SwingRow(
                name=_name(swing),
                at_low=swing.gain_when_low,
                at_high=swing.gain_when_high,
            )
            for swing in swings.joint
        ),
        table=table(
            "swings-table",
            "What the joint gain swings with, widest first",
            (
                text("Figure"),
                figure("Lowest tenth", "the gain, and the figure"),
                figure("Highest tenth", "the gain, and the figure"),
                figure("Swing"),
            ),
            [
                (
                    _name(swing),
                    _cell(swing.gain_when_low, swing.low, swing.unit),
                    _cell(swing.gain_when_high, swing.high, swing.unit),
                    say_pounds(abs(swing.swing)),
                )
                for swing in swings.joint
            ],
            small_print=f"Over the best each could do alone; {basis}",
            trace="table/swings-table",
        ),
    )


def _name(swing: InputSwing) -> str:
    return f"{swing.label[:1].upper()}{swing.label[1:]}"


def _cell(gain: float, value: float | None, unit: str) -> Cell:
    return Cell(
        said=say_pounds(gain),
        small_print="" if value is None else f"at {say_figure(value, unit)}",
        tone="loss" if gain < -0.5 else "",
    )
