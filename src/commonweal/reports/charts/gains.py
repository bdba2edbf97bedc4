"""Who gains, and how surely? Each partner's gain over the best it could do alone."""

from __future__ import annotations

from commonweal.deal import Deal, PartnerResult
from commonweal.money import say_pounds
from commonweal.reports.tables import Cell, figure, table, text
from commonweal.reports.words import say_basis, say_chance_of_loss, say_spread

from .specs import RangeChart, RangeRow

__all__ = ["gains_chart"]


def gains_chart(deal: Deal) -> RangeChart | None:
    """Return the chart, or None where nobody takes part. Partners stand in alphabetical order."""
    partners = sorted(
        (partner for partner in deal.partners if partner.takes_part),
        key=lambda partner: partner.name.casefold(),
    )
    if not partners:
        return None
    rule = deal.splits[0].name
    basis = say_basis(deal.partnership)
    return RangeChart(
        id="gains",
        title="What each partner gains or loses",
        small_print=f"Under {rule}, over the best each could do alone; {basis}",
        alternative=_alternative(partners, rule),
        low_side="Pays more than alone",
        high_side="Gains",
        rows=tuple(
            RangeRow(
                name=partner.name,
                low=partner.p10,
                middle=partner.gain,
                high=partner.p90,
                said=say_pounds(partner.gain),
            )
            for partner in partners
        ),
        table=table(
            "gains-table",
            "Gains and losses, and how sure they are",
            (
                text("Partner"),
                figure("Gain", "over the best alone"),
                figure("P10 to P90", "eight futures in ten"),
                figure("Chance of loss"),
                text("Its best alone"),
            ),
            [
                (
                    partner.name,
                    Cell(
                        said=say_pounds(partner.gain),
                        tone="loss" if partner.gain < 0 else "gain",
                        trace=f"gain/{partner.id}",
                    ),
                    Cell(
                        said=say_spread(partner.p10, partner.p90),
                        trace=f"range/gain/{partner.id}",
                    ),
                    Cell(
                        said=say_chance_of_loss(partner.p_loss),
                        trace=f"chance-of-loss/gain/{partner.id}",
                    ),
                    partner.best_alone_name,
                )
                for partner in partners
            ],
            small_print=f"Under {rule}; {basis}",
            trace="table/gains-table",
        ),
    )


def _alternative(partners: list[PartnerResult], rule: str) -> str:
    said = " ".join(
        f"{partner.name}: {say_pounds(partner.gain)}, in eight futures of ten from "
        f"{say_spread(partner.p10, partner.p90)}."
        for partner in partners
    )
    return f"Chart of each partner's gain under {rule}, with its range. {said}"
