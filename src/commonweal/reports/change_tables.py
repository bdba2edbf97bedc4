"""What would change the answer: what it swings with, who could end it, how it fares in other
futures.

Only what can be had from the futures already drawn, or from a few trials more, is worked out here.
How far each figure must move before the answer turns takes many trials, and is left to the command
that does nothing else.
"""

from __future__ import annotations

from commonweal.appraisal import recorded_correction
from commonweal.deal import Deal
from commonweal.deal.sensitivity import (
    ScenarioRow,
    Swings,
    rows_of,
    trier_of,
    without_each,
)
from commonweal.money import say_pounds

from .charts import deal_swings, swings_chart
from .parts import Part
from .tables import Cell, Table, figure, table, text
from .words import ANSWERS, say_basis

__all__ = ["change_part"]

#: Futures on which other futures are tried, as for `commonweal sensitivity`.
_TRIAL_DRAWS = 1_000


def change_part(deal: Deal, source: str) -> Part | None:
    """Return what would change the answer; None without a sharing option.

    `source` is the file's name, for the command that says the rest.
    """
    proposed = deal.appraisal.proposed
    if proposed is None or deal.game is None:
        return None
    correction = recorded_correction() if proposed.written is not None else None
    trier = trier_of(deal, correction=correction, n_draws=_TRIAL_DRAWS)
    partnership = trier.marked(deal.partnership)
    swings = deal_swings(deal)
    chart = None if swings is None else swings_chart(deal, swings)
    return Part(
        id="what-would-change-it",
        heading="What would change the answer",
        headline=_headline(swings),
        small_print="Sensitivity: each figure by itself, with all else as it falls out in the same "
        "futures. How far each figure must move before the answer turns, and what more work would "
        f"do: commonweal sensitivity {source}",
        points=tuple(one.sentence for one in without_each(trier, partnership)),
        chart=chart,
        tables=(_futures_table(deal, rows_of(trier, partnership)),),
    )


def _headline(swings: Swings | None) -> str:
    if swings is None:
        return "Too few futures were drawn to say what the answer swings with."
    if not swings.joint:
        return "No single uncertain figure swings the joint gain by more than chance would."
    widest = swings.joint[0]
    return (
        f"The joint gain swings most with {widest.label}: {say_pounds(widest.gain_when_low)} on "
        f"average in one tenth of futures, {say_pounds(widest.gain_when_high)} in the opposite "
        "tenth."
    )


def _futures_table(deal: Deal, rows: tuple[ScenarioRow, ...]) -> Table:
    names = {body.id: body.name for body in deal.partnership.bodies}
    return table(
        "futures-table",
        "The same case in other futures",
        (
            text("Future"),
            figure("Joint gain", "over the best alone"),
            text("Answer"),
            text("Who would lose"),
        ),
        [
            (
                Cell(
                    said=row.name,
                    small_print="from the file" if row.kind == "scenario" else row.note,
                ),
                *_outcome(row, names),
            )
            for row in rows
        ],
        small_print=f"Under {deal.splits[0].name}; {say_basis(deal.partnership)}",
    )


def _outcome(row: ScenarioRow, names: dict[str, str]) -> tuple[Cell, Cell, Cell]:
    if row.outcome is None:
        return Cell(said="not tried"), Cell(said=""), Cell(said="")
    gain = row.outcome.joint_gain
    losers = [names[body] for body, one in row.outcome.gain_by_body.items() if one < -0.5]
    if not losers:
        said = "nobody"
    elif len(losers) == len(row.outcome.gain_by_body):
        said = "every partner"
    else:
        said = ", ".join(losers)
    return (
        Cell(said=say_pounds(gain), tone="loss" if gain < -0.5 else ""),
        Cell(said=ANSWERS[row.outcome.answer]),
        Cell(said=said),
    )
