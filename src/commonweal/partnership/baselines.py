"""What each body spends and does today on each service."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from .base import Entry, Estimate, Evidenced, Slug, unit, values_named
from .limits import PoundsAYear, Share

__all__ = ["Baseline", "Contract", "CostLines", "Post", "QualityMeasure", "Undivided"]

_POUNDS = unit("pounds a year")
LineName = Literal["management", "staff", "systems", "accommodation", "supplies", "other"]


def _is_yearly_rate(estimate: Any) -> Any:
    for value in values_named(estimate):
        if not -0.5 <= value <= 0.5:
            raise ValueError(
                f"must be from -0.5 to 0.5; it is {value:g}. Write 3 per cent a year as 0.03."
            )
    return estimate


YearlyRate = Annotated[
    Estimate,
    AfterValidator(_is_yearly_rate),
    Field(json_schema_extra=unit("rate a year") | {"minimum": -0.5, "maximum": 0.5}),
]


class CostLines(Entry):
    """Yearly cost of one service in one body, in pounds at the prices of the baseline's year.

    A line left out was not returned apart; a line of 0 was returned as nothing.
    """

    management: PoundsAYear | None = Field(default=None, json_schema_extra=_POUNDS)
    """Managers and team leaders, with on-costs."""
    staff: PoundsAYear | None = Field(default=None, json_schema_extra=_POUNDS)
    """All other staff, with on-costs and agency."""
    systems: PoundsAYear | None = Field(default=None, json_schema_extra=_POUNDS)
    """Software, licences, support and hardware of the service's own systems."""
    accommodation: PoundsAYear | None = Field(default=None, json_schema_extra=_POUNDS)
    """Rent, rates, energy, cleaning and upkeep of the space that the service uses."""
    supplies: PoundsAYear | None = Field(default=None, json_schema_extra=_POUNDS)
    """Supplies, services and contracts bought."""
    other: PoundsAYear | None = Field(default=None, json_schema_extra=_POUNDS)
    """Anything else, recharged overhead included."""


class Undivided(Evidenced):
    """An amount that the source gives in one sum though it covers several cost lines.

    Splitting it is an assumption and is treated as one: `into` gives the share of each line, a
    number or a range, and at most one line takes `"rest"`.
    """

    label: Annotated[str, Field(min_length=1)]
    """What the source calls it, for example "Running expenses"."""
    amount: Annotated[float, Field(ge=0)] = Field(json_schema_extra=_POUNDS)
    """The sum that the source gives."""
    into: dict[LineName, Share | Literal["rest"]]
    """Share of the amount by cost line; what is left over goes to the line marked "rest"."""


class Post(Entry):
    """One row of the establishment. Names of people are never asked for."""

    title: Annotated[str, Field(min_length=1)]
    """Title of the post."""
    fte: Annotated[float, Field(ge=0)]
    """Full-time equivalents in it."""
    grade: str = ""
    """Its pay grade."""
    cost: Annotated[float, Field(ge=0)] | None = Field(default=None, json_schema_extra=_POUNDS)
    """Yearly pay with on-costs for all the full-time equivalents of the row."""
    is_manager: bool = False
    """True for a manager or team leader."""
    is_vacant: bool = False
    """True while nobody fills it."""
    is_agency: bool = False
    """True while agency staff fill it."""


class Contract(Entry):
    """A contract that ties the body in."""

    name: Annotated[str, Field(min_length=1)]
    """What the contract is for."""
    supplier: str = ""
    """Who supplies it."""
    yearly_value: Annotated[float, Field(ge=0)] = Field(json_schema_extra=_POUNDS)
    """What is paid for it in a year, already inside the cost lines."""
    until: str
    """Financial year in which it ends, for example "2028-29"."""
    is_system: bool = False
    """True for a contract for one of the service's systems."""


class QualityMeasure(Evidenced):
    """How good the service is now."""

    name: Annotated[str, Field(min_length=1)]
    """What is measured, for example "plans checked within eight weeks"."""
    value: float
    """What it was in the year."""
    unit: str = ""
    """What it is counted in: per cent, days, complaints."""
    higher_is_better: bool = True
    """False where less is better, as with days or complaints."""


class Baseline(Evidenced):
    """One service in one body in one year: cost, income, volume, quality, ties."""

    body: Slug
    """Whose figures they are: the id of a body."""
    service: Slug
    """What they are of: the id of a service."""
    year: str
    """Financial year of the figures, for example "2024-25"."""
    status: Literal["returned", "estimated", "placeholder", "does-not-provide", "missing"] = (
        "returned"
    )
    """What the figures are: returned by the body, estimated, or a placeholder until it returns its
    own; does-not-provide is a fact about the body, missing a gap in our knowledge."""
    costs: CostLines = Field(default_factory=CostLines)
    """What it spends, by cost line."""
    undivided: tuple[Undivided, ...] = ()
    """Sums that cover several cost lines, which the source does not give apart."""
    total: Annotated[float, Field(ge=0)] | None = Field(default=None, json_schema_extra=_POUNDS)
    """Total yearly cost as the source prints it; the lines are checked against it."""
    income: PoundsAYear = Field(default=0.0, json_schema_extra=_POUNDS)
    """Fees and charges. They stay with each body unless an option says otherwise."""
    not_returned: tuple[LineName, ...] = ()
    """Lines that the source did not return apart."""
    staff_fte: Annotated[float, Field(ge=0)] | None = None
    """Full-time equivalents of the staff line."""
    management_fte: Annotated[float, Field(ge=0)] | None = None
    """Full-time equivalents of the management line."""
    agency_cost: Annotated[float, Field(ge=0)] | None = Field(
        default=None, json_schema_extra=_POUNDS
    )
    """Yearly cost of agency staff, already inside the staff line."""
    establishment: tuple[Post, ...] = ()
    """Posts, where they are known: they stand in for the full-time equivalents above."""
    volumes: dict[Slug, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """What was done in the year, by measure: applications, calls, payslips."""
    quality: tuple[QualityMeasure, ...] = ()
    """How good the service is now, by measures of its own."""
    n_systems: Annotated[int, Field(ge=0, le=100)] = 1
    """Legacy systems that a shared service would replace or join."""
    contracts: tuple[Contract, ...] = ()
    """Contracts that tie the body in."""
    growth: dict[LineName, YearlyRate] = Field(default_factory=dict)
    """Real growth a year of each line if nothing is done; nil where left out."""
