"""The costs and risks as they are written in the file: what sharing takes before it gives.

A cost left out of a case is a benefit overstated. Every entry says why the cost arises here; what
each computes, from the members' own records, stands in `commonweal.appraisal.costs`.

There is no cost called contingency. Optimism is corrected once, from what became of other cases,
and a percentage added here as well would be the same doubt counted twice.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Evidenced, Slug
from .baselines import LineName
from .limits import (
    Count,
    Days,
    Months,
    Multiple,
    PartOfWhole,
    Pounds,
    PoundsAMonth,
    PoundsAYear,
    Share,
    YearlyChance,
    Years,
)

__all__ = [
    "Abandonment",
    "AnyCost",
    "AnyRisk",
    "ClientSide",
    "ContractManagement",
    "Coordination",
    "CostUse",
    "Design",
    "DoubleRunning",
    "EarlyTermination",
    "Exit",
    "Harmonisation",
    "IrrecoverableVat",
    "LocalVariants",
    "Migration",
    "Negotiation",
    "NegotiationRoute",
    "OneOffCost",
    "PartnerExit",
    "PensionStrain",
    "Procurement",
    "Redundancy",
    "RiskUse",
    "SetUp",
    "StrandedOverhead",
    "UnpaidStaffTime",
    "WhoBears",
]


# Described here, because a cost that sets its own default would lose a description in its base.
FallsOn = Annotated[
    Literal["partnership", "each-body"],
    Field(
        description="`partnership`: shared by the sharing rule. `each-body`: each body bears what "
        "arises in it, whatever the rule."
    ),
]
CountedFrom = Annotated[
    Literal["start", "go-live", "end"],
    Field(
        description="Whether its years count from the start of the case, from go-live or from the "
        "last year."
    ),
]


class CostUse(Evidenced):
    """Something that an option costs beyond the service itself."""

    cost: str
    """Which cost: its id in the catalogue of costs."""
    why: str = ""
    """One sentence: why it arises here, and how its figures were come by."""
    falls_on: FallsOn = "partnership"
    counts_for_society: bool | None = None
    """Whether the society lens counts it. Left out, the catalogue of costs decides, and says why:
    a payment that only moves money from one pocket to another uses nothing up."""


class OneOffCost(CostUse):
    """A cost met once, over as many years as its spread has parts."""

    counted_from: CountedFrom = "start"
    first_year: Annotated[int, Field(ge=-60, le=60)] = 0
    """Year in which it begins, 0 being the one it is counted from; -1 is the year before."""
    spread: Annotated[tuple[PartOfWhole, ...], Field(min_length=1, max_length=60)] = (1.0,)
    """Share of it that falls in each year from then on; the shares add to 1."""

    @model_validator(mode="after")
    def _is_spread_whole(self) -> OneOffCost:
        if abs(sum(self.spread) - 1.0) > 1e-9:
            raise ValueError(
                f"spread adds to {sum(self.spread):g}; the shares of the years must add to 1."
            )
        return self


class SetUp(OneOffCost):
    """The project that brings the service into being."""

    cost: Literal["set-up"]
    project_team: Pounds = 0.0
    """The team and its backfill, for the whole partnership."""
    technology: Pounds = 0.0
    """Systems, networks and equipment bought for the joint service."""
    other: Pounds = 0.0
    """Premises, branding, recruitment and anything else met once for the whole."""
    per_partner: Pounds = 0.0
    """What each body that takes part adds: its own project lead, links and training."""


class Design(OneOffCost):
    """Operating model, business case, consultation: what is paid before anybody has decided."""

    cost: Literal["design"]
    fixed: Pounds = 0.0
    """Once, however many take part."""
    per_partner: Pounds = 0.0
    """What each body that takes part adds."""


NegotiationRoute = Literal[
    "shared-management", "agreement", "business-case", "company", "joint-procurement"
]


class Negotiation(OneOffCost):
    """Agreeing it: months of advisers and senior time between first talk and signature."""

    cost: Literal["negotiation"]
    route: NegotiationRoute = "joint-procurement"
    """What has to be agreed. The slowest stands where the route is left out."""
    months: Months | None = None
    """Months of talks; left out, the months seen on that route elsewhere."""
    cost_per_month: PoundsAMonth = 0.0
    """Joint advisers and facilitators, for the whole partnership."""
    cost_per_partner_month: PoundsAMonth = 0.0
    """Each body's own people at the table, for each month of talks."""
    cost_per_partner: Pounds = 0.0
    """Each body's own legal and financial advice, once."""


class Procurement(OneOffCost):
    """Buying together: specification, tender, evaluation, contract."""

    cost: Literal["procurement"]
    rate: Share = 0.017
    """Cost of letting the contract as a share of its value over its life. The default is one case:
    2 million pounds to negotiate a London contract of 120 million."""
    share_of_supplies: Share = 1.0
    """Share of the members' supplies and contracts that is let together."""
    contract_years: Years = 4.0
    """Years for which it is let. The default is our judgement."""
    value_by_body: dict[Slug, Pounds] = Field(default_factory=dict)
    """What each body brings to the contract over its whole life; stands in place of its share of
    supplies times years."""
    legal_fees: Pounds = 0.0
    """Once, however many take part."""
    legal_fees_per_partner: Pounds = 0.0
    """What each body that takes part adds."""


class Migration(OneOffCost):
    """Moving data, links and habits out of each legacy system into the one that is kept."""

    cost: Literal["migration"]
    counted_from: CountedFrom = "go-live"
    cost_per_system: Pounds
    """For each legacy system given up."""
    n_systems_kept: Count = 1.0
    """Systems that the group keeps, to which nobody needs to move. 0 if all move to a new one."""


class DoubleRunning(OneOffCost):
    """Old and new running side by side until the new can be trusted."""

    cost: Literal["double-running"]
    counted_from: CountedFrom = "go-live"
    months: Months
    """Months for which the lines below are paid for twice."""
    lines: Annotated[tuple[LineName, ...], Field(min_length=1)] = ("staff", "systems")
    """Cost lines that run twice."""
    share: Share = 1.0
    """Share of those lines that runs twice."""


class Redundancy(OneOffCost):
    """Severance for the posts that the savings remove."""

    cost: Literal["redundancy"]
    counted_from: CountedFrom = "go-live"
    cost_per_post: Pounds
    """Redundancy pay, notice and support for each full-time equivalent made redundant."""
    share_of_posts: Share = 1.0
    """Share of the posts removed that end in redundancy: not in a vacancy, a move or retirement."""
    average_cost_per_post: PoundsAYear | None = None
    """Yearly pay with on-costs of one full-time equivalent; each body's own, from its staff cost
    and its staff, where left out."""


class PensionStrain(OneOffCost):
    """What the pension fund asks when somebody is let go after 55 with the pension unreduced."""

    cost: Literal["pension-strain"]
    counted_from: CountedFrom = "go-live"
    cost_per_post: Pounds
    """Strain payment for each full-time equivalent whose pension is released."""
    share_of_posts: Share
    """Share of the posts removed whose holders can draw the pension early."""
    average_cost_per_post: PoundsAYear | None = None
    """Yearly pay with on-costs of one full-time equivalent; each body's own where left out."""


class Harmonisation(CostUse):
    """Pay for like work rises to the best payer's among those who share."""

    cost: Literal["harmonisation"]
    pay_level_by_body: Annotated[dict[Slug, Multiple], Field(min_length=2)]
    """What each body that takes part pays for like work, on any one scale: 1.00 and 0.96, or
    31,000 and 29,800."""
    share_of_gap_closed: Share = 1.0
    """Share of the gap that is closed."""
    lines: Annotated[tuple[LineName, ...], Field(min_length=1)] = ("staff",)
    """Pay lines that are harmonised."""


class LocalVariants(CostUse):
    """The price of each local way of doing things that is kept beside the standard one."""

    cost: Literal["local-variants"]
    falls_on: FallsOn = "each-body"
    variants_by_body: Annotated[dict[Slug, Count], Field(min_length=1)]
    """How many local variants each body keeps."""
    cost_per_variant: PoundsAYear
    """Upkeep, training and workarounds for one of them."""


class ClientSide(CostUse):
    """Those who stay behind in each body to specify, check and answer for the service."""

    cost: Literal["client-side"]
    falls_on: FallsOn = "each-body"
    share_of_cost: Share = 0.0
    """Share of what the body would spend on the shared service."""
    per_body: PoundsAYear = 0.0
    """The same sum for each body."""
    pounds_by_body: dict[Slug, PoundsAYear] = Field(default_factory=dict)
    """A sum for single bodies; each stands in place of the two above."""


class Coordination(CostUse):
    """Boards, reports, reconciling and waiting for one another: more with every partner."""

    cost: Literal["coordination"]
    per_further_partner: PoundsAYear
    """What the second partner adds."""
    exponent: Multiple = 1.3
    """How it grows: for m partners it is the figure above times (m - 1) to this power. 1 if
    everybody deals only with the host, 2 if each deals with each."""


class EarlyTermination(OneOffCost):
    """Leaving contracts before they end."""

    cost: Literal["early-termination"]
    counted_from: CountedFrom = "go-live"
    falls_on: FallsOn = "each-body"
    penalty_share: Share
    """Share of what the contracts would still have paid that is due on ending them."""
    share_ended: Share = 1.0
    """Share of the contracts, by value, that is ended early and not run out."""


class IrrecoverableVat(CostUse):
    """VAT on the charge for the service, in a body that cannot recover it."""

    cost: Literal["irrecoverable-vat"]
    falls_on: FallsOn = "each-body"
    rate: Share = 0.2
    """Rate of VAT on the charge."""
    share_of_charge: Share = 1.0
    """Share of the charge that bears VAT now and did not before. What a body already buys with VAT
    on it has that VAT in its own cost."""


class StrandedOverhead(CostUse):
    """Recharged overhead that stays when the service leaves: the same hall, fewer to pay for it."""

    cost: Literal["stranded-overhead"]
    falls_on: FallsOn = "each-body"
    share_of_other: Share = 0.0
    """Share of the body's `other` line, where recharged overhead stands, that does not go."""
    pounds_by_body: dict[Slug, PoundsAYear] = Field(default_factory=dict)
    """A sum for single bodies; each stands in place of the share."""
    falls_away: Annotated[tuple[PartOfWhole, ...], Field(min_length=1, max_length=60)] = (
        1.0,
        1.0,
        0.75,
        0.5,
        0.25,
        0.0,
    )
    """Share of it still there in each year from go-live; the last one holds on."""

    @model_validator(mode="after")
    def _falls(self) -> StrandedOverhead:
        if any(later > sooner for sooner, later in pairwise(self.falls_away)):
            raise ValueError("falls_away rises; what is left of an overhead can only fall.")
        return self


class UnpaidStaffTime(OneOffCost):
    """Work on the change by people already on the payroll, which no budget shows."""

    cost: Literal["unpaid-staff-time"]
    falls_on: FallsOn = "each-body"
    days_per_partner: Days = 0.0
    """Days that each body gives."""
    days_by_body: dict[Slug, Days] = Field(default_factory=dict)
    """Days for single bodies; each stands in place of the figure above."""
    value_of_a_day: Pounds
    """What a day of such people costs, with on-costs."""


class ContractManagement(CostUse):
    """Running the contract once it is let: meetings, checking bills, changes, disputes."""

    cost: Literal["contract-management"]
    rate: Share = 0.0
    """Share of the yearly value of what is let."""
    share_of_supplies: Share = 1.0
    """Share of the members' supplies and contracts that is let together."""
    fixed: PoundsAYear = 0.0
    """The same however much is let."""


class Exit(OneOffCost):
    """Taking it apart at the end: data out, staff back, systems and contracts anew."""

    cost: Literal["exit"]
    counted_from: CountedFrom = "end"
    fixed: Pounds = 0.0
    """Once, however many take part."""
    per_partner: Pounds = 0.0
    """For each body that takes its service back."""
    share_of_yearly_cost: Multiple = 0.0
    """The same as a share of what the members spent in a year on the service before sharing."""


AnyCost = Annotated[
    SetUp
    | Design
    | Negotiation
    | Procurement
    | Migration
    | DoubleRunning
    | Redundancy
    | PensionStrain
    | Harmonisation
    | LocalVariants
    | ClientSide
    | Coordination
    | EarlyTermination
    | IrrecoverableVat
    | StrandedOverhead
    | UnpaidStaffTime
    | ContractManagement
    | Exit,
    Field(discriminator="cost"),
]

WhoBears = Literal["sharing-rule", "equally", "each-its-own", "the-one-who-leaves"]


class RiskUse(Evidenced):
    """Something that may happen to an option as a whole, priced by its chance."""

    risk: str
    """Which risk."""
    why: str = ""
    """One sentence: what might bring it about here."""
    who_bears: WhoBears = "sharing-rule"
    """Who pays if it happens, as the partners have agreed or would."""


class Abandonment(RiskUse):
    """The change is given up before go-live: its cost so far is sunk and nothing is saved."""

    risk: Literal["abandonment"]
    chance: Share
    """Chance that it never goes live."""
    share_of_cost_sunk: Share = 1.0
    """Share of the one-off cost due before go-live that has been spent by then."""


class PartnerExit(RiskUse):
    """A partner leaves after go-live."""

    risk: Literal["partner-exit"]
    yearly_chance: YearlyChance
    """Chance in any one year that the partnership breaks up or loses a partner it cannot spare."""
    cost: Pounds = 0.0
    """One-off cost when it happens: separation, staff back, contracts anew."""


AnyRisk = Annotated[Abandonment | PartnerExit, Field(discriminator="risk")]
