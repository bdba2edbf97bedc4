"""The options of a case: what each body could do alone, and what they could do together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Entry, Estimate, Evidenced, Slug, unit
from .costs import AnyCost, AnyRisk
from .levers import AnyLever

__all__ = [
    "Assumption",
    "DemandStress",
    "Optimism",
    "Option",
    "Outcome",
    "RuleName",
    "Scenario",
    "Simulation",
    "Split",
    "SuccessFactor",
    "Version",
]

RuleName = Literal[
    "equal",
    "driver",
    "driver-mix",
    "baseline",
    "fixed-and-unit",
    "aca",
    "scrb",
    "shapley",
    "nucleolus",
    "per-capita-nucleolus",
    "proportional-nucleolus",
    "tau",
]


class Assumption(Evidenced):
    """A named figure used in several places, which then move together."""

    id: Slug
    """Short name by which figures call it: "assumption:ID"."""
    name: Annotated[str, Field(min_length=1)]
    """What the figure is, in words."""
    body: Slug | None = None
    """The body whose figure it is; the partners' in common where left out."""
    value: Estimate
    """The figure: a number or a range."""
    unit: str = ""
    """What it is counted in: share, pounds a year, months."""
    commissioner: str = ""
    """Who asked for it."""
    analyst: str = ""
    """Who worked it out."""
    assurer: str = ""
    """Who checked it."""
    approver: str = ""
    """Who signed it off."""


class Option(Evidenced):
    """One way of providing the services: alone or shared, with its levers, costs and risks."""

    id: Slug
    """Short name by which the rest of the file calls it: small letters, digits and hyphens."""
    name: Annotated[str, Field(min_length=1)]
    """What reports call it."""
    form: Slug
    """Form from the catalogue, for example redesign-alone or shared-delivery-like-bodies."""
    route: Slug | None = None
    """Legal route from the catalogue, for a sharing option."""
    host: Slug | None = None
    """The body that would run the service and employ its staff, where one does."""
    services: tuple[Slug, ...] = ()
    """Services it covers; all of them where left out."""
    bodies: tuple[Slug, ...] = ()
    """Bodies that would take part; all of them where left out."""
    go_live: str | None = None
    """Financial year from which it runs; the first year where left out."""
    levers: tuple[AnyLever, ...] = ()
    """How it saves. No lever, no saving."""
    costs: tuple[AnyCost, ...] = ()
    """What it costs to set up, to run beyond the service itself, and to end."""
    risks: tuple[AnyRisk, ...] = ()
    """What may happen to it as a whole, priced by its chance."""
    kept_local: dict[Slug, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    """Share of each body's own cost that stays with it and is not pooled."""
    is_proposed: bool = False
    """True for the sharing option that the case puts forward."""
    set_aside: str = ""
    """Why it was dropped from the short list; empty while it stands."""
    meets: dict[Slug, Literal["yes", "partly", "no", "not-known"]] = Field(default_factory=dict)
    """How it stands against each critical success factor, by the factor's id."""
    avoids_do_nothing_costs: bool = False
    """True where it spares the bodies the costs that doing nothing would bring."""
    buys: tuple[str, ...] = ()
    """Unmonetised outcomes it brings, by name: resilience, quality, choice."""


#: Pounds a year, so that a workbook in £000 takes them in thousands as it does every amount.
_PoundsAYear = Annotated[float, Field(ge=0, json_schema_extra=unit("pounds a year"))]


class Split(Evidenced):
    """The rule by which the partners would share cost."""

    rule: RuleName = "baseline"
    """Rule by which running cost is shared."""
    driver: Slug | None = None
    """For rule = "driver": the measure, held by every body."""
    mix: dict[Slug, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """For rule = "driver-mix": weight of each driver."""
    fixed_share: Annotated[float, Field(ge=0, le=1)] = 0.5
    """For rule = "fixed-and-unit": share of cost divided equally; the rest by the driver."""
    one_off_rule: RuleName | None = None
    """Rule for one-off investment where it differs from running cost."""
    no_more_than_now_years: Annotated[int, Field(ge=0, le=60)] = 0
    """Years in which no partner pays more than it does now."""
    funded_by: Slug | Literal["those-who-gain", "everyone"] = "those-who-gain"
    """Who funds the dampening that the years above need."""
    phase_in_years: Annotated[int, Field(ge=0, le=60)] = 0
    """Years over which shares move from today's cost to the rule."""
    cap: dict[Slug, _PoundsAYear] = Field(default_factory=dict)
    """Most that a body pays in any year, in pounds."""
    floor: dict[Slug, _PoundsAYear] = Field(default_factory=dict)
    """Least that a body pays in any year, in pounds."""
    materiality: _PoundsAYear = 1000.0
    """Differences smaller than this many pounds a year are called equal."""


class SuccessFactor(Entry):
    """Something an option must do to be worth appraising at all."""

    id: Slug
    """Short name by which options call it, under meets."""
    name: Annotated[str, Field(min_length=1)]
    """What an option must do, in words."""
    is_essential: bool = True
    """An option that does not meet an essential factor leaves the short list."""


class Optimism(Evidenced):
    """How the case allows for what usually goes wrong, so that it is allowed for once."""

    reference_class: Literal["by-form", "team-led", "platform-led", "none"] = "by-form"
    """Past cases that a sharing option is corrected by: `by-form` is platform-led where systems
    make most of its saving, and team-led otherwise."""
    sponsor_cost_allowance: Annotated[float, Field(ge=0, le=5)] = 0.0
    """What the sponsor has already added to one-off costs for optimism, as a share of them. It is
    taken out before the reference class is applied."""
    sponsor_benefit_allowance: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """What the sponsor has already taken off savings for optimism, as a share of them."""
    survival: Literal["evidence", "none"] = "evidence"
    """Whether the chance that the arrangement ends early follows the cases on record. An option
    that states its own partner-exit risk uses that instead."""


class DemandStress(Evidenced):
    """Work that rises whatever the partners decide, and who then pays."""

    name: Annotated[str, Field(min_length=1)]
    """What happens, in words."""
    growth_by_body: Annotated[
        dict[Slug, Annotated[float, Field(ge=-1, le=10)]], Field(min_length=1)
    ]
    """Share by which each body's demand-led cost rises at full effect."""
    lines: tuple[
        Literal["management", "staff", "systems", "accommodation", "supplies", "other"], ...
    ] = ("staff",)
    """Cost lines that rise with the work."""


class Scenario(Evidenced):
    """A named future: some assumptions set to stated values, all else as in the file."""

    id: Slug
    """Short name of this future."""
    name: Annotated[str, Field(min_length=1)]
    """What reports call this future."""
    sets: Annotated[dict[Slug, float], Field(min_length=1)]
    """Value of each named assumption in this future."""


class Outcome(Evidenced):
    """Something sought that is not money, and how it is graded."""

    name: Annotated[str, Field(min_length=1)]
    """What is sought: resilience, quality, choice."""
    effect: Literal["better", "same", "worse", "not-known"] = "not-known"
    """What the option put forward would do to it."""
    evidence: str = ""
    """What shows that."""


class Simulation(Entry):
    """How the uncertain future is drawn."""

    draws: Annotated[int, Field(ge=100, le=200_000)] = 10_000
    """How many futures are drawn."""
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 20_260_401
    """Where the drawing starts: the same seed gives the same numbers."""


class Version(Entry):
    """A line of the file's own history."""

    on: str
    """The day of the change."""
    by: str = ""
    """Who made it."""
    what: Annotated[str, Field(min_length=1)]
    """What was changed, and why."""
