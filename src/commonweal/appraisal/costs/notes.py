"""What an officer reads about each cost and risk: the rows of data/costs.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from commonweal.files import Sourced, reference_rows

__all__ = ["COST_NOTES", "RISK_NOTES", "ROUTES", "CostNotes", "NegotiationRow", "RiskNotes"]

_FILE: Final = "data/costs.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostNotes(Sourced):
    """A cost as the catalogue tells it. Source, date and status speak of the evidence."""

    id: str
    name: str
    available_alone: bool
    available_shared: bool
    formula: str
    """The sum in words."""
    limits: str
    """What it leaves out, and what the officer must judge."""
    evidence: str
    """What has been seen of it."""
    is_transfer: bool
    """Moves money between parties and uses nothing up: the society lens leaves it out."""
    is_cash: bool
    """False for a real cost that no budget pays."""
    lens_note: str
    """Why each lens counts it or leaves it out."""
    is_within_purse: bool = False
    """Paid by one public body to another: the lens of the joint public purse leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNotes(Sourced):
    """A risk to an option as a whole."""

    id: str
    name: str
    formula: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRow(Sourced):
    """Months of talks seen on one route, which stand where a case does not say."""

    id: str
    name: str
    months: float
    low: float
    high: float
    evidence: str


_Row = TypeVar("_Row", CostNotes, RiskNotes, NegotiationRow)


def _read(table: str, row_type: type[_Row]) -> Mapping[str, _Row]:
    rows = reference_rows(__package__, _FILE, table, row_type)
    return MappingProxyType({row.id: row for row in rows})


#: Notes on every cost, by id, in the order of the file.
COST_NOTES: Final[Mapping[str, CostNotes]] = _read("costs", CostNotes)

#: Notes on every risk, by id.
RISK_NOTES: Final[Mapping[str, RiskNotes]] = _read("risks", RiskNotes)

#: Months of talks by route.
ROUTES: Final[Mapping[str, NegotiationRow]] = _read("negotiation_routes", NegotiationRow)
