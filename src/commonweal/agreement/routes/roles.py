"""Roles that the law gives to one person of a body, who holds them, and whose sign-off is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commonweal.bodies import body_kind

from .facts import RouteBody, RouteFacts, sector_of
from .rows import Role, role_rows

__all__ = ["SignOff", "StatutoryRole", "sign_offs_needed", "statutory_roles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryRole:
    """A statutory role in one body, with who holds it."""

    body: str
    role: str
    name: str
    power: str
    duty: str
    holder: str
    """Empty while nobody is named."""
    signs: bool
    """Whether the holder signs for the body: in law, or its figures."""
    source: str
    date: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Whether one body’s legal officer has signed off the route proposed."""

    body: str
    body_name: str
    asked_of: str
    """The role asked, with its holder where one is named."""
    officer: str
    """Who signed; empty while nobody has."""
    on: dt.date | None
    words: str
    sentence: str


def statutory_roles(facts: RouteFacts) -> tuple[StatutoryRole, ...]:
    """Return the statutory roles of each body, body by body, with who holds each."""
    holders = {(one.body, one.role): one.name for one in facts.roles}
    return tuple(
        StatutoryRole(
            body=body.id,
            role=row.id,
            name=row.name,
            power=row.power,
            duty=row.duty,
            holder=holders.get((body.id, row.id), ""),
            signs=row.signs,
            source=row.source,
            date=row.date,
            status=row.status,
        )
        for body in facts.bodies
        for row in _roles_of(body)
    )


def sign_offs_needed(facts: RouteFacts) -> tuple[SignOff, ...]:
    """Return each body’s legal sign-off of the route proposed: whose it is, and whether given.

    A sign-off of another route does not count.
    """
    given = {one.body: one for one in facts.sign_offs if one.route == facts.route}
    holders = {(one.body, one.role): one.name for one in facts.roles}
    found = []
    for body in facts.bodies:
        role = next((row for row in _roles_of(body) if row.id == "monitoring-officer"), None)
        asked = "the monitoring officer" if role is not None else "whoever advises the body in law"
        holder = holders.get((body.id, "monitoring-officer"), "")
        asked = f"{asked}, {holder}" if holder else asked
        signed = given.get(body.id)
        found.append(
            SignOff(
                body=body.id,
                body_name=body.name,
                asked_of=asked,
                officer=signed.officer if signed else "",
                on=signed.on if signed else None,
                words=signed.words if signed else "",
                sentence=f"{body.name}: signed off by {signed.officer} on "
                f"{signed.on.day} {signed.on:%B %Y}."
                if signed
                else f"{body.name}: not signed off. Ask {asked}.",
            )
        )
    return tuple(found)


def _roles_of(body: RouteBody) -> tuple[Role, ...]:
    sector, tier = sector_of(body), body_kind(body.kind).tier
    return tuple(
        row
        for row in role_rows()
        if sector in row.sectors
        and body.nation in row.nations
        and (not row.tiers or tier in row.tiers)
    )
