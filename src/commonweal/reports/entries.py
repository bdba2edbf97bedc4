"""Which entry of the file a saving or a cost came from."""

from __future__ import annotations

from commonweal.partnership import Option
from commonweal.partnership.costs import CostUse
from commonweal.partnership.levers import LeverUse

__all__ = ["entry_of"]


def entry_of(option: Option | None, flow_id: str) -> LeverUse | CostUse | None:
    """Return the lever or cost behind a flow, by the id the appraisal gave it.

    None for what the file does not write as one: a cost spared, or the price of parting early.
    """
    if option is None:
        return None
    kind, position, _ = flow_id.rsplit("-", 2)
    place = int(position) - 1
    for lever in option.levers[place : place + 1]:
        if lever.lever == kind:
            return lever
    for cost in option.costs[place : place + 1]:
        if cost.cost == kind:
            return cost
    return None
