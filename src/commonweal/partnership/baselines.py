"""What each body spends and does today on each service."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Entry, Estimate, Evidenced, Slug, unit

__all__ = ["Baseline", "Contract", "CostLines", "Post", "QualityMeasure", "Undivided"]

_POUNDS = unit("pounds a year")
LineName = Literal["management", "staff", "systems", "accommodation", "supplies", "other"]


class CostLines(Entry):
    """Yearly cost of one service in one body, in pounds at the prices of the baseline's year.

    A line left out was not returned apart; a line of 0 was returned as nothing.
    """

    management: Estimate | None = Field(default=None, json_schema_extra=_POUNDS)
    """Managers and team leaders, with on-costs."""
    staff: Estimate | None = Field(default=None, json_schema_extra=_POUNDS)
    """All other staff, with on-costs and agency."""
    systems: Estimate | None = Field(default=None, json_schema_extra=_POUNDS)
    """Software, licences, support and hardware of the service's own systems."""
    accommodation: Estimate | None = Field(default=None, json_schema_extra=_POUNDS)
    supplies: Estimate | None = Field(default=None, json_schema_extra=_POUNDS)
    """Supplies, services and contracts bought."""
    other: Estimate | None = Field(default=None, json_schema_extra=_POUNDS)
    """Anything else, recharged overhead included."""


class Undivided(Evidenced):
    """An amount that the source gives in one sum though it covers several cost lines.

    Splitting it is an assumption and is treated as one: `into` gives the share of each line, a
    number or a range, and at most one line takes `"rest"`.
    """

    label: Annotated[str, Field(min_length=1)]
    amount: Annotated[float, Field(ge=0)] = Field(json_schema_extra=_POUNDS)
    into: dict[LineName, Estimate | Literal["rest"]]
    """Share of the amount by cost line; what is left over goes to the line marked "rest"."""


class Post(Entry):
    """One row of the establishment. Names of people are never asked for."""

    title: Annotated[str, Field(min_length=1)]
    fte: Annotated[float, Field(ge=0)]
    grade: str = ""
    cost: Annotated[float, Field(ge=0)] | None = Field(default=None, json_schema_extra=_POUNDS)
    """Yearly pay with on-costs for all the full-time equivalents of the row."""
    is_manager: bool = False
    is_vacant: bool = False
    is_agency: bool = False


class Contract(Entry):
    """A contract that ties the body in."""

    name: Annotated[str, Field(min_length=1)]
    supplier: str = ""
    yearly_value: Annotated[float, Field(ge=0)] = Field(json_schema_extra=_POUNDS)
    until: str
    """Financial year in which it ends, for example "2028-29"."""
    is_system: bool = False
    """True for a contract for one of the service's systems."""


class QualityMeasure(Evidenced):
    """How good the service is now."""

    name: Annotated[str, Field(min_length=1)]
    value: float
    unit: str = ""
    higher_is_better: bool = True


class Baseline(Evidenced):
    """One service in one body in one year: cost, income, volume, quality, ties."""

    body: Slug
    service: Slug
    year: str
    """Financial year of the figures, for example "2024-25"."""
    status: Literal["returned", "estimated", "placeholder", "does-not-provide", "missing"] = (
        "returned"
    )
    """`does-not-provide` is a fact about the body; `missing` is a gap in our knowledge."""
    costs: CostLines = Field(default_factory=CostLines)
    undivided: tuple[Undivided, ...] = ()
    total: Annotated[float, Field(ge=0)] | None = Field(default=None, json_schema_extra=_POUNDS)
    """Total yearly cost as the source prints it; the lines are checked against it."""
    income: Estimate = Field(default=0.0, json_schema_extra=_POUNDS)
    """Fees and charges. They stay with each body unless an option says otherwise."""
    not_returned: tuple[LineName, ...] = ()
    """Lines that the source did not return apart."""
    staff_fte: Annotated[float, Field(ge=0)] | None = None
    management_fte: Annotated[float, Field(ge=0)] | None = None
    agency_cost: Annotated[float, Field(ge=0)] | None = Field(
        default=None, json_schema_extra=_POUNDS
    )
    """Yearly cost of agency staff, already inside the staff line."""
    establishment: tuple[Post, ...] = ()
    volumes: dict[Slug, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """What was done in the year, by measure: applications, calls, payslips."""
    quality: tuple[QualityMeasure, ...] = ()
    n_systems: Annotated[int, Field(ge=0, le=100)] = 1
    """Legacy systems that a shared service would replace or join."""
    contracts: tuple[Contract, ...] = ()
    growth: dict[LineName, Estimate] = Field(default_factory=dict)
    """Real growth a year of each line if nothing is done; nil where left out."""
