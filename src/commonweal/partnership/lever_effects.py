"""What can be told of a lever without pricing it: that it saves nothing, or would save very much.

A lever's default saves nothing, so that one left half filled in looks like a saving and is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Estimate
from .baselines import LineName
from .document import Partnership
from .levers import (
    Accommodation,
    AgencyStaff,
    AnyLever,
    FixedCostSpreading,
    ManagementDeduplication,
    MarketPrice,
    PooledCapacity,
    ProcessRedesign,
    PurchasingVolume,
    SystemsConsolidation,
    TradingIncome,
)
from .options import Option
from .saying import likely, listed, name_of, possible_values

__all__ = ["line_costs", "share_of_line_joined", "shares_of_line_saved", "why_nothing"]


def why_nothing(partnership: Partnership, option: Option, lever: AnyLever) -> str:
    """Return why a lever saves nothing as it is written, or nothing where it may save."""
    if not any(lever.ramp):
        return "every year of its ramp is 0"
    told = _why_no_share(partnership, lever)
    if told:
        return told
    if isinstance(lever, AgencyStaff) and not _has_agency(partnership, option):
        return "no baseline holds agency staff"
    lines = _lines_of(lever)
    if not lines:
        return ""
    paying = [
        body
        for body in partnership.bodies_of(option)
        if any(line_costs(partnership, option, line).get(body) for line in lines)
    ]
    if not paying:
        return f"no baseline in its scope holds a cost of {' or '.join(lines)}"
    is_joint = (ManagementDeduplication, SystemsConsolidation, FixedCostSpreading)
    if isinstance(lever, is_joint) and len(paying) < 2:
        only = name_of(partnership, paying[0])
        return f"only {only} has a cost of {' or '.join(lines)}, so nothing is joined"
    return ""


def _why_no_share(partnership: Partnership, lever: AnyLever) -> str:
    """Return the parameter that keeps a lever at nothing."""

    def is_always(value: float, *estimates: Estimate | None) -> bool:
        found = [one for each in estimates for one in possible_values(partnership, each)]
        return all(one == value for one in found)

    if isinstance(lever, ManagementDeduplication):
        kept = lever.kept_share_of_other_teams
        return "kept_share_of_other_teams is 1" if is_always(1, kept) else ""
    if isinstance(lever, SystemsConsolidation):
        return "marginal_share is 1" if is_always(1, lever.marginal_share) else ""
    if isinstance(lever, MarketPrice):
        return "price_share is 1" if is_always(1, lever.price_share) else ""
    if isinstance(lever, FixedCostSpreading):
        if is_always(1, lever.growth_per_further_member):
            return "growth_per_further_member is 1"
        shares = lever.fixed_share_by_line
        others = [lever.fixed_share] if set(lever.lines) - set(shares) else []
        return "no fixed_share is above 0" if is_always(0, *others, *shares.values()) else ""
    if isinstance(lever, ProcessRedesign):
        shares = lever.share_saved_by_line
        is_nil = is_always(0, lever.share_of_staff_saved, *shares.values())
        return "no share saved is above 0" if is_nil else ""
    if isinstance(lever, PurchasingVolume):
        if not is_always(0, lever.framework_discount):
            return ""
        for name in ("price_elasticity", "cap", "share_bought_together"):
            if is_always(0, getattr(lever, name)):
                return f"{name} is 0 and there is no framework_discount"
        return ""
    if isinstance(lever, PooledCapacity):
        if lever.volume is None and is_always(0, *lever.load_by_body.values()):
            return "no load is given"
        return "coincidence is 1" if is_always(1, lever.coincidence) else ""
    if isinstance(lever, Accommodation):
        if lever.can_be_released_from is None:
            return "can_be_released_from is left out, so the space goes on being paid for"
        units = tuple(lever.units_released_by_body.values())
        has_units = not is_always(0, *units) and not is_always(0, lever.cost_per_unit)
        return "" if has_units or not is_always(0, lever.share_released) else "nothing is released"
    if isinstance(lever, AgencyStaff):
        for name in ("premium", "share_replaced"):
            if is_always(0, getattr(lever, name)):
                return f"{name} is 0"
        return ""
    if is_always(0, *lever.income_by_body.values()):
        return "income_by_body is empty"
    return "margin is 0" if is_always(0, lever.margin) else ""


def _lines_of(lever: AnyLever) -> tuple[LineName, ...]:
    """Return the cost lines that a lever works on."""
    if isinstance(lever, ManagementDeduplication):
        return ("management",)
    if isinstance(lever, SystemsConsolidation):
        return ("systems",)
    if isinstance(lever, PurchasingVolume):
        return ("supplies",)
    if isinstance(lever, Accommodation):
        return ("accommodation",)
    if isinstance(lever, (PooledCapacity, AgencyStaff)):
        return ("staff",)
    if isinstance(lever, FixedCostSpreading):
        return tuple(dict.fromkeys((*lever.lines, *lever.fixed_share_by_line)))
    if isinstance(lever, ProcessRedesign):
        return tuple(dict.fromkeys(("staff", *lever.share_saved_by_line)))
    return () if isinstance(lever, TradingIncome) else lever.lines


def line_costs(partnership: Partnership, option: Option, line: LineName) -> dict[str, float]:
    """Return the likely yearly cost on one line of each body of an option, where it is known."""
    found: dict[str, float] = {}
    for baseline in partnership.baselines:
        if baseline.body not in partnership.bodies_of(option):
            continue
        if baseline.service not in partnership.services_of(option):
            continue
        if baseline.status in ("does-not-provide", "missing"):
            continue
        pounds = likely(partnership, getattr(baseline.costs, line)) or 0.0
        for part in baseline.undivided:
            if line not in part.into:
                continue
            shares = {
                name: likely(partnership, share) or 0.0
                for name, share in part.into.items()
                if share != "rest"
            }
            pounds += part.amount * shares.get(line, 1.0 - sum(shares.values()))
        found[baseline.body] = found.get(baseline.body, 0.0) + pounds
    return found


def _has_agency(partnership: Partnership, option: Option) -> bool:
    return any(
        baseline.agency_cost or any(post.is_agency and post.cost for post in baseline.establishment)
        for baseline in partnership.baselines
        if baseline.body in partnership.bodies_of(option)
        and baseline.service in partnership.services_of(option)
    )


def shares_of_line_saved(
    partnership: Partnership, lever: AnyLever
) -> Iterator[tuple[str, str, float]]:
    """Yield key, lines and likely share of them saved, for levers that state it outright."""

    def stated(estimate: Estimate) -> float:
        return likely(partnership, estimate) or 0.0

    if isinstance(lever, ProcessRedesign):
        yield "share_of_staff_saved", "staff", stated(lever.share_of_staff_saved)
        for line, share in lever.share_saved_by_line.items():
            yield "share_saved_by_line", line, stated(share)
    elif isinstance(lever, PurchasingVolume):
        yield "framework_discount", "supplies", stated(lever.framework_discount)
    elif isinstance(lever, Accommodation) and lever.can_be_released_from is not None:
        yield "share_released", "accommodation", stated(lever.share_released)
    elif isinstance(lever, MarketPrice):
        yield "price_share", listed(lever.lines), 1.0 - stated(lever.price_share)


def share_of_line_joined(
    partnership: Partnership, option: Option, lever: AnyLever
) -> tuple[str, LineName, float] | None:
    """Return key, line and likely share saved of a line that is kept once instead of several
    times; None for the levers that do not do that."""
    line: LineName
    if isinstance(lever, ManagementDeduplication):
        key, line, kept = "kept_share_of_other_teams", "management", lever.kept_share_of_other_teams
    elif isinstance(lever, SystemsConsolidation):
        key, line, kept = "marginal_share", "systems", lever.marginal_share
    else:
        return None
    costs = line_costs(partnership, option, line)
    total = sum(costs.values())
    others = (total - max(costs.values())) / total if total > 0 else 0.0
    return key, line, (1.0 - (likely(partnership, kept) or 0.0)) * others
