"""Facts of a case that several papers say: route, people, systems, contracts, funding, jobs."""

from __future__ import annotations

from commonweal.deal import say_names
from commonweal.money import pounds
from commonweal.reports.words import say_number
from commonweal.services import catalogue
from commonweal.services.rows import Route

from .desk import Desk
from .own_traces import READER
from .paper import Words
from .saying import cited, joined, listed_words, small

__all__ = [
    "contract_words",
    "evidence_words",
    "funding_words",
    "jobs_words",
    "personnel_words",
    "route_of",
    "services_said",
    "systems_words",
]


def route_of(desk: Desk) -> Route | None:
    """Return the legal route of the option proposed; None where the file names none."""
    if desk.proposed is None:
        return None
    route = desk.deal.partnership.option(desk.proposed.id).route
    return None if route is None else catalogue().route(route)


def services_said(desk: Desk) -> str:
    """Name the services of the case."""
    names = [one.name or catalogue().service(one.id).name for one in desk.deal.partnership.services]
    return say_names([small(name) for name in names])


def personnel_words(desk: Desk) -> Words | None:
    """Say who would employ the staff and what parting with staff costs; None where the file holds
    neither."""
    proposed, route = desk.proposed, route_of(desk)
    if proposed is None:
        return None
    parts: list[Words] = []
    host = desk.deal.partnership.option(proposed.id).host
    if host is not None:
        parts.append(f"{desk.names[host]} would host the service.")
    if route is not None and route.employs:
        parts.append(f"Employer by this route: {small(route.employs)}.")
    redundancy = [
        row
        for row in proposed.flows
        if row.id.rsplit("-", 2)[0] in ("redundancy", "pension-strain") and row.present_value > 0
    ]
    if redundancy:
        figures = [
            joined(
                f"{small(row.label)} ",
                desk.pounds(f"flow/{proposed.id}/{row.id}", row.present_value),
            )
            for row in redundancy
        ]
        parts.append(joined("The case allows for ", listed_words(figures), " at present value."))
    elif parts:
        parts.append("The case allows nothing for redundancy or pension strain.")
    if not parts:
        return None
    spaced = [part for one in parts for part in (" ", one)][1:]
    return joined(*spaced)


def jobs_words(desk: Desk, body: str | None = None) -> Words | None:
    """Say what the option proposed does to posts, of one body or of all; None without one."""
    proposed = desk.proposed
    if proposed is None:
        return None
    change = next(one for one in desk.deal.jobs if one.option == proposed.id)
    rows = [row for row in change.bodies if body is None or row.body == body]
    if not rows:
        return None
    who = "The bodies" if body is None else desk.names[body]
    have = "have" if body is None else "has"
    if any(row.now is None or row.removed is None for row in rows):
        unknown = [desk.names[row.body] for row in rows if row.now is None or row.removed is None]
        return f"How many posts are touched is not known: {say_names(unknown)} to return its staff."
    trace = f"jobs/{proposed.id}"
    now, gone = (sum(getattr(row, name) or 0.0 for row in rows) for name in ("now", "removed"))
    said = joined(
        f"{who} {have} ",
        desk.cite(trace, say_number(now, places=1)),
        " posts in scope (full-time equivalent), of which ",
        desk.cite(trace, _posts(gone)),
        " would go",
    )
    moved = [row.moved for row in rows]
    if all(one is not None for one in moved):
        total = sum(one or 0.0 for one in moved)
        where = change.host_place or "the host"
        said = joined(said, " and ", desk.cite(trace, _posts(total)), f" would move to {where}")
    return joined(said, ".")


def _posts(posts: float) -> str:
    return say_number(posts, places=1) if abs(posts) >= 0.05 else "none"


def systems_words(desk: Desk) -> Words | None:
    """Say whose records would lie together; None where no system is shared."""
    proposed = desk.proposed
    if proposed is None:
        return None
    option = desk.deal.partnership.option(proposed.id)
    kinds = {lever.lever for lever in option.levers} | {cost.cost for cost in option.costs}
    if not kinds & {"systems-consolidation", "migration"}:
        return None
    return (
        f"Records of {say_names(desk.partner_names)} would move into one system. Who is controller "
        "of which data, and whether an impact assessment is needed, is to be settled before any "
        "of them do."
    )


def contract_words(desk: Desk, body: str | None = None) -> Words | None:
    """Say which contracts tie a body, or any body, in and until when; None where none does."""
    found: list[Words] = []
    for baseline in desk.deal.partnership.baselines:
        if body is not None and baseline.body != body:
            continue
        if body is None and baseline.body not in desk.partner_ids:
            continue
        for contract in baseline.contracts:
            trace = f"baseline/{baseline.body}/{baseline.service}"
            found.append(
                joined(
                    f"{desk.names[baseline.body]}, {contract.name} until {contract.until} (",
                    desk.pounds(trace, contract.yearly_value),
                    " a year)",
                )
            )
    if not found:
        return None
    return joined("Contracts that tie in: ", listed_words(found), ".")


def funding_words(desk: Desk, body: str) -> Words:
    """Say how what is met once is paid for in one body's budget."""
    budget = desk.deal.budgets.of(body)
    way = budget.chosen
    trace = f"budget/{body}"
    once = int(way.one_off.sum())
    capital = int(way.capital.sum())
    paid = [row for row in way.rows if row.kind == "funding"]
    if not once and not capital:
        return f"{budget.name} meets nothing once."
    said = joined("Met once: ", desk.cite(trace, pounds(once)), " of revenue")
    if capital:
        said = joined(said, " and ", desk.cite(trace, pounds(capital)), " of capital")
    if not paid:
        return joined(said, ". The file names no funding for it, so revenue bears it in its year.")
    figures = [joined(f"{small(row.label)} ", desk.cite(trace, pounds(-row.total))) for row in paid]
    return joined(said, ": ", listed_words(figures), ".")


def evidence_words(desk: Desk) -> tuple[Words, ...]:
    """Return what a careful reader should know of the file, as its reader said it."""
    return tuple(
        cited(warning.message, pounds=READER, chances=READER) for warning in desk.report.warnings
    )
