"""The levers as they are written in the file: how a service saves, and by how much.

A lever is the only way to save. Every entry names its mechanism in a sentence, and every parameter
that makes a saving is nil until somebody states it. What each one computes stands in
`commonweal.appraisal.levers`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Evidenced, Slug, unit
from .baselines import LineName
from .limits import Erlangs, HoursAYear, Multiple, PoundsAYear, Seconds, Share, Shrinkage

__all__ = [
    "Accommodation",
    "AgencyStaff",
    "AnyLever",
    "FixedCostSpreading",
    "LeverUse",
    "ManagementDeduplication",
    "MarketPrice",
    "PooledCapacity",
    "ProcessRedesign",
    "PurchasingVolume",
    "SystemsConsolidation",
    "TradingIncome",
]


RampShare = Annotated[float, Field(ge=0, le=1)]


class LeverUse(Evidenced):
    """A way of saving, as this option would use it."""

    lever: str
    """Which lever: its id in the catalogue of levers."""
    mechanism: Annotated[str, Field(min_length=1)]
    """One sentence: how it saves here."""
    ramp: Annotated[tuple[RampShare, ...], Field(min_length=1, max_length=60)] = (0.0, 0.5, 1.0)
    """Share of the full effect in each year from go-live; the last one holds on."""


class ManagementDeduplication(LeverUse):
    """One service needs one management team: the largest, and what is kept of the others."""

    lever: Literal["management-deduplication"]
    kept_share_of_other_teams: Share = 1.0
    """Share of every team but the largest that the joint service still needs: 1 saves nothing."""
    salary_uplift: Share = 0.0
    """Share by which the pay of the largest team rises, because the job is bigger."""


class FixedCostSpreading(LeverUse):
    """Costs that do not grow with the work are met once, if growth with each partner is small."""

    lever: Literal["fixed-cost-spreading"]
    fixed_share: Share = 0.0
    """Share of each of the lines below that does not vary with the work."""
    fixed_share_by_line: dict[LineName, Share] = Field(default_factory=dict)
    """The same for single lines, where it is known; each stands in place of the overall share."""
    growth_per_further_member: Multiple = 1.0
    """What each further partner adds to the joint fixed need, as a share of the largest partner's
    own: 1 saves nothing."""
    lines: tuple[LineName, ...] = ("other",)
    """Cost lines it works on. The other lines have levers of their own, and a fixed part counted
    here and again there would be saved twice."""


class ProcessRedesign(LeverUse):
    """Fewer or simpler steps for the same result. A body can nearly always do this alone."""

    lever: Literal["process-redesign"]
    share_of_staff_saved: Share = 0.0
    """Share of the staff line that the new process does without."""
    share_saved_by_line: dict[LineName, Share] = Field(default_factory=dict)
    """Share of other cost lines that the new process does without."""
    standard_service: str = ""
    """The reference model adopted: the standard service against which partners and suppliers are
    judged."""
    school: Slug | None = None
    """School of redesign. Partners must choose the same one."""
    also_available_alone: bool = True
    """Whether each body could do this by itself; if so it belongs in redesign alone too."""
    why_not_alone: str = ""
    """What shows that a body could not do this alone; needed where that is claimed."""

    @model_validator(mode="after")
    def _is_told_once(self) -> ProcessRedesign:
        if "staff" in self.share_saved_by_line:
            raise ValueError(
                "share_saved_by_line holds staff; give it once, as share_of_staff_saved."
            )
        if not self.also_available_alone and not self.why_not_alone:
            raise ValueError(
                "why_not_alone is empty: say what shows that no body could redesign this alone."
            )
        return self


class SystemsConsolidation(LeverUse):
    """One system in place of several: the largest, and what each other body adds to it."""

    lever: Literal["systems-consolidation"]
    marginal_share: Share = 1.0
    """What each other body adds to the joint system, as a share of what its own costs now: 1 saves
    nothing."""


class PurchasingVolume(LeverUse):
    """A larger buyer pays a lower price, or a framework's price; the better of the two counts."""

    lever: Literal["purchasing-volume"]
    price_elasticity: Share = 0.0
    """How fast price falls as the volume bought together grows: doubling the volume multiplies the
    price by 2 to the power of minus this figure. 0 saves nothing."""
    cap: Share = 0.1
    """Largest share of its supplies line that volume may save any body."""
    volume: Slug | None = None
    """Measure of volume, from the baselines; supplies spend where left out."""
    share_bought_together: Share = 1.0
    """Share of the pooled supplies line that the partners would really buy together."""
    framework_discount: Share = 0.0
    """Share of the supplies line saved by joining a framework, which a body can do alone."""


class PooledCapacity(LeverUse):
    """One queue needs fewer people than several, where peaks differ and skills are the same."""

    lever: Literal["pooled-capacity"]
    load_by_body: dict[Slug, Erlangs] = Field(default_factory=dict)
    """Work that each body would bring to the queue, when it is staffed for: contacts an hour times
    hours each. A body left out takes no part."""
    volume: Slug | None = None
    """Measure of yearly contacts, from the baselines, where loads are not given."""
    handling_seconds: Seconds | None = None
    """Mean time to handle one contact, wrap-up included."""
    open_hours: HoursAYear | None = None
    """Hours a year in which contacts arrive; needed with volume."""
    peak_factor: Multiple = 1.0
    """Load in the period staffed for, as a multiple of the mean load; used with volume."""
    share_answered_in_time: Annotated[float, Field(gt=0, lt=1)] = 0.8
    """Service level: share of contacts answered within the time below."""
    seconds_to_answer: Annotated[float, Field(ge=0)] = Field(
        default=20.0, json_schema_extra=unit("seconds")
    )
    """Time within which that share of contacts is answered."""
    delay_probability: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Largest chance that a contact waits at all; stands in place of the service level."""
    coincidence: Share = 1.0
    """How far the bodies' peaks coincide: 1 is fully, and then pooling gains nothing."""
    skills_penalty: Multiple = 0.0
    """Share by which handling takes longer in one queue, because nobody knows every body's work."""
    fte_per_position: Multiple = 1.0
    """Full-time equivalents present to keep one position staffed for all open hours."""
    shrinkage: Shrinkage = 0.0
    """Share of paid time lost to leave, sickness, training and breaks."""
    cost_per_fte: PoundsAYear | None = None
    """Yearly cost of one full-time equivalent; the body's own staff cost over its own staff where
    left out."""

    @model_validator(mode="after")
    def _has_what_its_load_needs(self) -> PooledCapacity:
        if self.load_by_body and self.volume is not None:
            raise ValueError("load_by_body and volume are both given: keep the better known.")
        needed = []
        if self.volume is not None:
            needed = ["handling_seconds", "open_hours"]
        elif self.load_by_body and self.delay_probability is None:
            needed = ["handling_seconds"]
        missing = [name for name in needed if getattr(self, name) is None]
        if missing:
            raise ValueError(f"the load cannot be staffed without {' and '.join(missing)}.")
        return self


class Accommodation(LeverUse):
    """Space given up, once it can really be given up: a lease that ends, a let, a sale."""

    lever: Literal["accommodation"]
    share_released: Share = 0.0
    """Share of the accommodation line that stops being paid."""
    units_released_by_body: dict[Slug, Multiple] = Field(default_factory=dict)
    """Desks or square metres that a body gives up; stands in place of the share."""
    cost_per_unit: PoundsAYear = 0.0
    """Yearly cost of one desk or square metre, in full: rent, rates, energy, upkeep."""
    can_be_released_from: Annotated[int, Field(ge=0, le=60)] | None = None
    """Year from go-live, the first being 0, in which payment can stop. Left out, the space cannot
    be released and nothing is saved: empty desks save no money."""


class AgencyStaff(LeverUse):
    """Agency staff replaced by employed staff, who cost less by the agency's premium."""

    lever: Literal["agency-staff"]
    premium: Share = 0.0
    """Share of the agency bill above what employed staff would cost for the same work."""
    share_replaced: Share = 0.0
    """Share of the agency work that employed staff would take over."""


class TradingIncome(LeverUse):
    """Work sold to outside customers, less the cost to serve them. Such customers rarely come."""

    lever: Literal["trading-income"]
    customer: str = ""
    """The named customer who has said that it will buy."""
    income_by_body: dict[Slug, PoundsAYear] = Field(default_factory=dict)
    """Yearly income by the body that brings the customer: it leaves with that body."""
    margin: Share = 0.0
    """Share of income left after the cost to serve the customer."""
    yearly_growth: Annotated[float, Field(ge=0, le=0.5)] = Field(
        default=0.0, json_schema_extra=unit("rate")
    )
    """Yearly growth of the income once it is reached."""
    growth_years: Annotated[int, Field(ge=0, le=20)] = 0
    """Years for which it grows."""

    @model_validator(mode="after")
    def _has_a_customer(self) -> TradingIncome:
        claims = any(income != 0 for income in self.income_by_body.values())
        if claims and not (self.customer or self.source):
            raise ValueError(
                "income is claimed without a customer: name the customer, or give the source "
                "that shows one."
            )
        return self


class MarketPrice(LeverUse):
    """What a contractor would charge, as a share of what the same lines cost now."""

    lever: Literal["market-price"]
    price_share: Multiple
    """Contractor's price over today's cost of the lines below; above 1 it costs more."""
    lines: tuple[LineName, ...] = (
        "management",
        "staff",
        "systems",
        "accommodation",
        "supplies",
        "other",
    )
    """Cost lines that the contract replaces."""
    ramp: Annotated[tuple[RampShare, ...], Field(min_length=1, max_length=60)] = (1.0,)
    """A price is paid, whole, from the day the contract starts."""


AnyLever = Annotated[
    ManagementDeduplication
    | FixedCostSpreading
    | ProcessRedesign
    | SystemsConsolidation
    | PurchasingVolume
    | PooledCapacity
    | Accommodation
    | AgencyStaff
    | TradingIncome
    | MarketPrice,
    Field(discriminator="lever"),
]
