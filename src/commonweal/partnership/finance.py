"""How the bodies would pay for an option: capital, funding, funds, and prices in cash.

Nothing here changes what an option is worth; it says what it does to each body's budget. Left out,
every cost is met from revenue in the year in which it falls, which is the dearest reading.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Entry, Evidenced, Slug, unit
from .limits import PartOfWhole

__all__ = [
    "EVERYONE",
    "REVENUE_BY_NATURE",
    "AlreadySpent",
    "CapitalCost",
    "Finance",
    "FundName",
    "FundOfService",
    "Funding",
    "FundingKind",
    "PricedLine",
    "Repayment",
]

#: Stands where a row is for all bodies alike; no body may have it as its id.
EVERYONE = "everyone"

#: One-off costs that are revenue whatever the scheme: they leave nothing lasting behind. A council
#: in England may meet some from capital receipts, under the direction on their flexible use.
REVENUE_BY_NATURE = frozenset(
    {"redundancy", "pension-strain", "early-termination", "double-running", "unpaid-staff-time"}
)

FundName = Literal["general-fund", "housing-account", "collection-fund"]
FundingKind = Literal[
    "revenue", "reserves", "grant", "capital-receipts", "flexible-receipts", "borrowing"
]
Repayment = Literal["equal-instalments", "annuity"]

#: What a rise in prices can be stated for: the cost lines of a baseline, and what stands outside
#: them.
PricedLine = Literal[
    "management",
    "staff",
    "systems",
    "accommodation",
    "supplies",
    "other",
    "running",
    "one-off",
    "income",
]

PriceRise = Annotated[float, Field(gt=-0.5, lt=0.5)]

#: What each kind of money may lawfully or sensibly pay for; the first is what a row pays for where
#: it does not say.
_MAY_PAY_FOR: dict[FundingKind, tuple[str, ...]] = {
    "revenue": ("capital",),
    "reserves": ("both", "capital", "one-off"),
    "grant": ("both", "capital", "one-off"),
    "capital-receipts": ("capital",),
    "flexible-receipts": ("one-off",),
    "borrowing": ("capital",),
}


class CapitalCost(Evidenced):
    """A cost that buys something lasting, so that part of it is capital."""

    cost: Slug
    """Which cost: its id in the catalogue of costs, for example set-up or migration."""
    options: tuple[Slug, ...] = ()
    """Options in which it is so; every option that has the cost where left out."""
    share: Annotated[float, Field(gt=0, le=1, json_schema_extra=unit("share"))]
    """Share of the cost that is capital; the rest is revenue."""
    asset_life_years: Annotated[int, Field(ge=1, le=60, json_schema_extra=unit("years"))] = 5
    """Years over which what is borrowed for it is repaid. The default is our judgement for systems
    and equipment: a short life is the dearer reading."""


class Funding(Evidenced):
    """Money that pays for capital or for one-off cost, in pounds of the year in which it is used.

    Rows are used in the order of the file. What no row pays for is met from revenue in its year.
    """

    body: Slug = EVERYONE
    """Whose money: a body, or `everyone`."""
    kind: FundingKind
    """`revenue`, `reserves`, `grant`, `capital-receipts`, `borrowing`; `flexible-receipts` are
    capital receipts used for one-off revenue cost of reform, where the law lets them be."""
    options: tuple[Slug, ...] = ()
    """Options that it may pay for; all of them where left out."""
    pays_for: Literal["capital", "one-off", "both"] | None = None
    """What it pays for: `capital`, `one-off` revenue cost, or `both`, capital first. Left out, both
    for reserves and grants; one-off for flexible receipts; capital for the rest."""
    amount: Annotated[float, Field(gt=0, json_schema_extra=unit("pounds"))] | None = None
    """A sum, used from the first year on until it is gone. For `everyone` it is one sum for all
    together, laid on them by what each has to pay for."""
    share: Annotated[float, Field(gt=0, le=1, json_schema_extra=unit("share"))] | None = None
    """Share of each year's cost that it pays for, in place of a sum."""
    rate: Annotated[float, Field(ge=0, lt=0.5, json_schema_extra=unit("rate a year"))] | None = None
    """For borrowing: yearly interest on what is not yet repaid. There is no default, because rates
    move from week to week."""
    repayment: Repayment = "equal-instalments"
    """For borrowing: how the sum set aside each year for repayment (minimum revenue provision) is
    reckoned over the life of what was bought, from the year after. Equal instalments cost more in
    the first years than an `annuity`, which keeps repayment and interest together level."""

    @model_validator(mode="after")
    def _is_one_kind_of_money(self) -> Funding:
        if (self.amount is None) == (self.share is None):
            raise ValueError("Give either amount or share: a sum, or a part of the cost.")
        allowed = _MAY_PAY_FOR[self.kind]
        if self.pays_for is not None and self.pays_for not in allowed:
            raise ValueError(
                f"{self.kind} cannot pay for {self.pays_for}; it pays for {' or '.join(allowed)}."
            )
        if self.kind == "borrowing" and self.rate is None:
            raise ValueError("Borrowing needs a rate, for example rate = 0.05 for 5 per cent.")
        if self.kind != "borrowing" and self.rate is not None:
            raise ValueError(f"A rate belongs to borrowing, and this row is {self.kind}.")
        return self

    @property
    def pays_for_capital(self) -> bool:
        return (self.pays_for or _MAY_PAY_FOR[self.kind][0]) != "one-off"

    @property
    def pays_for_one_off(self) -> bool:
        return (self.pays_for or _MAY_PAY_FOR[self.kind][0]) != "capital"


class FundOfService(Evidenced):
    """Which of a body's funds the cost of one service falls on."""

    body: Slug
    """Whose funds they are: the id of a body."""
    service: Slug
    """What the cost is of: the id of a service."""
    shares: Annotated[dict[FundName, PartOfWhole], Field(min_length=1)]
    """Share of the cost on each fund: general-fund, housing-account, collection-fund. They add
    to 1. A service without a row falls on the general fund whole."""

    @model_validator(mode="after")
    def _is_whole(self) -> FundOfService:
        added = sum(self.shares.values())
        if abs(added - 1.0) > 1e-9:
            raise ValueError(f"The shares of the funds add to {added:g}; they must add to 1.")
        return self


class AlreadySpent(Evidenced):
    """Money spent before the case: no decision brings it back, so no sum here counts it."""

    label: Annotated[str, Field(min_length=1)]
    """What it bought."""
    body: Slug = EVERYONE
    """Who spent it: a body, or `everyone`."""
    amount: Annotated[float, Field(gt=0, json_schema_extra=unit("pounds"))]
    """Pounds as they were paid."""


class Finance(Entry):
    """How the options would be paid for, and what prices do in cash."""

    capital: tuple[CapitalCost, ...] = ()
    """Costs of which a part is capital. A cost without a row is revenue whole."""
    funding: tuple[Funding, ...] = ()
    """What pays for capital and one-off cost other than the year's revenue."""
    funds: tuple[FundOfService, ...] = ()
    """Which fund a service falls on, where it is not the general fund."""
    already_spent: tuple[AlreadySpent, ...] = ()
    """Shown, and left out of every sum."""
    inflation_beyond: PriceRise | None = Field(default=None, json_schema_extra=unit("rate a year"))
    """Yearly rise of prices after the last year of the price index; left out, the rise of the
    index's last year goes on. Without an index it stands for every year, and left out there,
    prices do not rise."""
    inflation_by_line: dict[PricedLine, Annotated[tuple[PriceRise, ...], Field(min_length=1)]] = (
        Field(default_factory=dict, json_schema_extra=unit("rate a year"))
    )
    """Yearly rise of single lines in cash, such as pay awards on staff, from the year after the
    base year; the last holds on. A line without one follows the price index, so that its real cost
    is the appraisal's."""
