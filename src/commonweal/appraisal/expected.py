"""The expected case by itself: draw 0 of an option priced, for tables that need no futures."""

from __future__ import annotations

from dataclasses import replace

from .engine import Priced
from .streams import Array

__all__ = ["expected_case"]


def expected_case(priced: Priced) -> Priced:
    """Return an option priced for its expected case alone: every D is then 1.

    Laying streams along the years costs little in one draw and much in ten thousand.
    """

    def keep(values: Array) -> Array:
        return values[..., :1]

    return replace(
        priced,
        streams=tuple(replace(stream, amount=keep(stream.amount)) for stream in priced.streams),
        futures=priced.futures.narrowed(keep),
        growth={line: keep(index) for line, index in priced.growth.items()},
        records=replace(
            priced.records,
            costs={line: keep(values) for line, values in priced.records.costs.items()},
            agency_cost=keep(priced.records.agency_cost),
        ),
    )
