"""Every body's budget: doing nothing, its best alone, and the deal, by financial year in cash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from commonweal.appraisal import Appraisal, Array, OptionResult
from commonweal.appraisal.lenses import CostSharing
from commonweal.deal.splits import SplitResult

from .affordability import Affordability, affordability
from .desk import Desk
from .flows import Flow, flows_of
from .plan import MediumTermPlan, medium_term_plan
from .prices import CashPrices
from .reconciling import Reconciliation
from .ways import WayBudget

__all__ = ["BodyBudget", "Budgets", "budgets", "sharing_of"]


@dataclass(frozen=True, kw_only=True)
class BodyBudget:
    """One body's budget under each way of providing its services."""

    body: str
    name: str
    years: tuple[str, ...]
    nothing: WayBudget
    alone: WayBudget
    """Its best way of going it alone, which may be to do nothing."""
    deal: WayBudget | None
    """The sharing option, at the body's share; None where it takes no part."""
    reconciliations: tuple[Reconciliation, ...]
    """From cash back to the appraisal: its best alone, then the deal."""

    @property
    def chosen(self) -> WayBudget:
        """The deal, or the best alone of a body that takes no part."""
        return self.alone if self.deal is None else self.deal

    @cached_property
    def affordability(self) -> Affordability:
        """The deal, or the best alone, against doing nothing."""
        return affordability(self.name, self.years, [self.nothing], [self.chosen])

    @cached_property
    def plan(self) -> MediumTermPlan:
        """The table for its medium-term plan."""
        return medium_term_plan(self.years, self.nothing, self.chosen)

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "name": self.name,
            "nothing": self.nothing.to_dict(),
            "alone": self.alone.to_dict(),
            "deal": None if self.deal is None else self.deal.to_dict(),
            "affordability": self.affordability.to_dict(),
            "plan": self.plan.to_dict(),
            "reconciliations": [one.to_dict() for one in self.reconciliations],
        }


@dataclass(frozen=True, kw_only=True)
class Budgets:
    """What a case does to the budgets of its bodies, in cash and whole pence."""

    years: tuple[str, ...]
    option: str | None
    """The sharing option; None where the case has none."""
    rule: str | None
    """The sharing rule by which its joint cost is charged."""
    prices: CashPrices
    bodies: tuple[BodyBudget, ...]
    notes: tuple[str, ...]
    """What a reader must know of the figures, in sentences."""

    def of(self, body: str) -> BodyBudget:
        return next(found for found in self.bodies if found.body == body)

    @cached_property
    def together(self) -> Affordability | None:
        """The partners' budgets together against doing nothing; None without a deal."""
        partners = [(body.nothing, body.deal) for body in self.bodies if body.deal is not None]
        if not partners:
            return None
        return affordability(
            "The partners together",
            self.years,
            [nothing for nothing, _ in partners],
            [deal for _, deal in partners],
        )

    def to_dict(self) -> dict[str, Any]:
        together = self.together
        return {
            "years": list(self.years),
            "option": self.option,
            "rule": self.rule,
            "notes": list(self.notes),
            "prices": self.prices.to_dict(),
            "together": None if together is None else together.to_dict(),
            "bodies": [body.to_dict() for body in self.bodies],
        }


def budgets(
    appraisal: Appraisal, option: OptionResult | None, split: SplitResult | None
) -> Budgets:
    """Work out every body's budget: doing nothing, its best alone, and the deal.

    Each partner is charged the split's percentages of what the joint service costs in each year,
    one-off cost by its own where the split has one, within the split's limits and phasing. Until
    go-live each still pays for its own service. All figures are of the expected case.

    Raises
    ------
    InputError
        The base year lies outside the price index.
    """
    desk = Desk(appraisal)
    nothing = desk.of_nothing()
    alone = desk.of_best_alone(nothing)
    deal: Mapping[str, tuple[WayBudget, Reconciliation]] = {}
    if option is not None and split is not None:
        deal = desk.of_deal(nothing, option, split)
    return Budgets(
        years=appraisal.years,
        option=None if option is None else option.id,
        rule=None if split is None else split.rule,
        prices=desk.prices,
        notes=_notes(appraisal, option),
        bodies=tuple(
            BodyBudget(
                body=body,
                name=appraisal.partnership.body(body).name,
                years=appraisal.years,
                nothing=nothing[body],
                alone=alone[body][0],
                deal=deal[body][0] if body in deal else None,
                reconciliations=tuple(ways[body][1] for ways in (alone, deal) if body in ways),
            )
            for body in appraisal.body_ids
        ),
    )


def sharing_of(split: SplitResult, factors: Array) -> CostSharing:
    """Return how a split shares what is joint, as the lenses ask for it."""
    moved = factors @ (split.charges.dampening / 100.0)  # (n,)
    return CostSharing(
        running={share.body: share.percentage for share in split.shares},
        one_off={share.body: share.one_off_percentage for share in split.shares},
        fixed={
            share.body: float(pounds)
            for share, pounds in zip(split.shares, moved, strict=True)
            if pounds
        },
    )


def _notes(appraisal: Appraisal, option: OptionResult | None) -> tuple[str, ...]:
    notes = [
        "Figures are of the expected case. Where an arrangement may be given up or end early, each "
        "year's cost and saving is weighed by the chance that it still runs.",
        "Fees and charges stay with each body and are the same every way, so they are left out.",
        "Until go-live each body runs and pays for its own service.",
        "Borrowing is charged from the year after the spending: repayment over the life of what "
        "was bought, and interest on what is not yet repaid.",
    ]
    unpaid = {flow.label: None for flow in _all_flows(appraisal, option) if not flow.is_cash}
    notes += [f"{label} is left out: no budget pays it." for label in unpaid]
    return tuple(notes)


def _all_flows(appraisal: Appraisal, option: OptionResult | None) -> Iterable[Flow]:
    alone = [appraisal.option(name) for name in dict.fromkeys(appraisal.alone)]
    for result in (*alone, *([] if option is None else [option])):
        yield from flows_of(appraisal, result)
