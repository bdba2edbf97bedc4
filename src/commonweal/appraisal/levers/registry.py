"""The catalogue of levers: what each is, what shows that it works, and the code that prices it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from commonweal.appraisal.levers import (
    accommodation,
    agency,
    capacity,
    fixed_costs,
    management,
    market_price,
    purchasing,
    redesign,
    systems,
    trading,
)
from commonweal.appraisal.streams import Figures, Setting, Stream
from commonweal.errors import InputError, Place
from commonweal.files import Sourced, reference_rows
from commonweal.partnership import levers as entries

__all__ = ["LEVERS", "Lever", "apply_lever"]

Apply = Callable[[Setting, Any, Figures], tuple[Stream, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverNotes(Sourced):
    """A row of data/levers.toml: what an officer reads about a lever."""

    id: str
    name: str
    available_alone: bool
    available_shared: bool
    formula: str
    """The sum in words."""
    limits: str
    """Where it stops holding."""
    evidence: str
    """What has been seen of it, for and against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever(LeverNotes):
    """A lever whole: its notes, its entry in the file, and the function that prices it."""

    entry: type[entries.LeverUse]
    apply: Apply


_CODE: Final[Mapping[str, tuple[type[entries.LeverUse], Apply]]] = {
    "management-deduplication": (entries.ManagementDeduplication, management.apply),
    "fixed-cost-spreading": (entries.FixedCostSpreading, fixed_costs.apply),
    "process-redesign": (entries.ProcessRedesign, redesign.apply),
    "systems-consolidation": (entries.SystemsConsolidation, systems.apply),
    "purchasing-volume": (entries.PurchasingVolume, purchasing.apply),
    "pooled-capacity": (entries.PooledCapacity, capacity.apply),
    "accommodation": (entries.Accommodation, accommodation.apply),
    "agency-staff": (entries.AgencyStaff, agency.apply),
    "trading-income": (entries.TradingIncome, trading.apply),
    "market-price": (entries.MarketPrice, market_price.apply),
}


def _read_levers() -> Mapping[str, Lever]:
    rows = reference_rows(__package__, "data/levers.toml", "levers", LeverNotes)
    return MappingProxyType(
        {
            row.id: Lever(
                id=row.id,
                name=row.name,
                available_alone=row.available_alone,
                available_shared=row.available_shared,
                formula=row.formula,
                limits=row.limits,
                evidence=row.evidence,
                source=row.source,
                date=row.date,
                status=row.status,
                entry=_CODE[row.id][0],
                apply=_CODE[row.id][1],
            )
            for row in rows
        }
    )


#: Every lever by its id, in the order of data/levers.toml.
LEVERS: Final[Mapping[str, Lever]] = _read_levers()


def apply_lever(setting: Setting, entry: entries.LeverUse, figures: Figures) -> tuple[Stream, ...]:
    """Price a lever for every group and draw at once.

    Returns
    -------
    tuple of Stream
        One for each cost line it works on: yearly pounds at full effect, (C, B, D), a saving below
        nil, exactly 0 for bodies outside the group.

    Raises
    ------
    InputError
        If the lever does not work in this setting, or a figure lies outside its limits.
    """
    lever = LEVERS[entry.lever]
    if setting.is_shared and not lever.available_shared:
        raise InputError(
            f"{lever.name} is something that a body does alone; it saves nothing by sharing.",
            hint="Take it out of the sharing option.",
            place=Place(key="lever"),
        )
    if not setting.is_shared and not lever.available_alone:
        raise InputError(
            f"{lever.name} works only where bodies share; here each body acts alone.",
            hint="Take it out of the go-it-alone option.",
            place=Place(key="lever"),
        )
    return lever.apply(setting, entry, figures)
