"""Every chart of a deal, each made once."""

from __future__ import annotations

from commonweal.deal import Deal

from .by_rule import rules_chart
from .cash import cash_chart
from .gains import gains_chart
from .running_total import running_total_chart
from .specs import Chart
from .stability import stability_chart
from .swings import deal_swings, swings_chart
from .what_if import what_if_chart

__all__ = ["all_charts"]


def all_charts(deal: Deal) -> tuple[Chart, ...]:
    """Return the charts that a deal has something to show in, the whole's first, then the cash of
    each body."""
    swings = deal_swings(deal)
    found = (
        gains_chart(deal),
        running_total_chart(deal),
        cash_chart(deal),
        rules_chart(deal),
        stability_chart(deal),
        None if swings is None else swings_chart(deal, swings),
        what_if_chart(deal),
        *(cash_chart(deal, body) for body in deal.appraisal.body_ids),
    )
    return tuple(chart for chart in found if chart is not None)
