"""Staff and jobs by place: posts that go, posts that move, posts that stay.

A post is a full-time equivalent. Posts removed follow from the pay that levers save, so they are
those of the corrected case where savings were corrected. What a body did not return is unknown,
and is said to be: an unknown number of jobs is not nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from commonweal.partnership import Option, Partnership
from commonweal.partnership.costs import PensionStrain, Redundancy

from .figures import FigureBook
from .results import OptionResult
from .streams import Array, Line

__all__ = ["JobsOfBody", "StaffChange", "staff_change"]

_PAY: tuple[Line, ...] = ("management", "staff")

#: Its saving on staff is a dearer hand replaced by a cheaper one; no post goes.
_KEEPS_POSTS = ("agency-staff", "market-price")

CostBasis = Literal["own-records", "stated", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsOfBody:
    """What an option does to the posts of one body, in full-time equivalents; None is unknown."""

    body: str
    place: str
    """Where its staff work; empty where the file does not say."""
    now: float | None
    """Posts in scope today, managers among them."""
    removed: float | None
    """Posts that the pay saved would have paid for, at full effect."""
    remaining: float | None
    """Posts left, wherever they then are."""
    moved: float | None
    """Posts left that would work from the host's place, if the joint team sits with its host."""
    to_contractor: float | None
    """Posts left that pass to a supplier, at a place that the file does not know."""
    kept: float | None
    """Posts that stay where they are: with the host, kept local, or in a service not pooled."""
    cost_of_a_post: float | None
    """Pounds a year by which pay was turned into posts."""
    cost_basis: CostBasis
    """Whether that is the body's own pay over its own posts, or a figure stated with redundancy."""
    note: str
    """What could not be told, in a sentence; empty where all is told."""

    def to_dict(self) -> dict[str, Any]:
        def said(value: float | None) -> float | None:
            return None if value is None else round(value, 2)

        return {
            "body": self.body,
            "place": self.place,
            "now": said(self.now),
            "removed": said(self.removed),
            "remaining": said(self.remaining),
            "moved": said(self.moved),
            "to_contractor": said(self.to_contractor),
            "kept": said(self.kept),
            "cost_of_a_post": said(self.cost_of_a_post),
            "cost_basis": self.cost_basis,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChange:
    """What an option does to posts, by body and by place."""

    option: str
    host: str | None
    host_place: str
    bodies: tuple[JobsOfBody, ...]

    @property
    def is_known(self) -> bool:
        """Whether the posts of every body taking part are known."""
        return all(row.now is not None and row.removed is not None for row in self.bodies)

    @property
    def by_place(self) -> dict[str, float | None]:
        """Change in posts at each place named; None where a body there did not return its posts.

        A place gains what moves to it. Posts that pass to a contractor have left the place for all
        that anybody knows.
        """
        change: dict[str, float | None] = {row.place: 0.0 for row in self.bodies if row.place}
        for row in self.bodies:
            if row.place:
                change[row.place] = _added(
                    change[row.place], row.removed, row.moved, row.to_contractor, sign=-1
                )
            if self.host_place and row.moved != 0.0:
                change[self.host_place] = _added(change.get(self.host_place, 0.0), row.moved)
        return change

    def to_dict(self) -> dict[str, Any]:
        return {
            "option": self.option,
            "host": self.host,
            "host_place": self.host_place,
            "known": self.is_known,
            "bodies": [row.to_dict() for row in self.bodies],
            "by_place": [
                {"place": place, "change": None if posts is None else round(posts, 2)}
                for place, posts in self.by_place.items()
            ],
        }


def _added(total: float | None, *parts: float | None, sign: int = 1) -> float | None:
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts):
        return None
    return total + sign * sum(known)


def staff_change(partnership: Partnership, result: OptionResult, book: FigureBook) -> StaffChange:
    """Work out what an option does to the posts of each body that takes part.

    With a host, what is pooled and not removed moves to the host's place, unless a body is there
    already; without one, where the joint team works is unknown. Posts on pay lines that a
    contractor's price replaces pass to the contractor.
    """
    option = next((one for one in partnership.options if one.id == result.id), None)
    is_shared = result.family == "sharing"
    host = option.host if option is not None and is_shared else None
    saved = _pay_saved(result)
    return StaffChange(
        option=result.id,
        host=host,
        host_place=partnership.body(host).place if host is not None else "",
        bodies=tuple(
            _jobs_of(partnership, result, option, book, body, host, saved) for body in result.bodies
        ),
    )


def _pay_saved(result: OptionResult) -> Array:
    """Return the pay that levers save each body a year at full effect, expected, (B,)."""
    n_bodies = len(result.scope.records.bodies)
    saved = np.zeros(n_bodies)
    if result.priced is None:
        return saved
    for stream in result.priced.streams:
        is_lever = stream.timing == "ramp" and stream.line in _PAY
        if is_lever and not stream.id.startswith(_KEEPS_POSTS):
            saved -= stream.amount[:, :, 0].sum(axis=0) * max(stream.ramp)
    return np.maximum(saved, 0.0)


def _jobs_of(
    partnership: Partnership,
    result: OptionResult,
    option: Option | None,
    book: FigureBook,
    body: str,
    host: str | None,
    saved: Array,
) -> JobsOfBody:
    records = result.scope.records
    at = records.bodies.index(body)
    now = float(records.fte[at]) if np.isfinite(records.fte[at]) else None
    pay_saved = float(saved[at])
    pay = float(sum(records.costs[line][at, 0] for line in _PAY))
    cost, basis = _cost_of_a_post(option, book, pay, now)
    removed = 0.0 if pay_saved == 0.0 else (pay_saved / cost if cost else None)
    if removed is not None and now is not None:
        removed = min(removed, now)
    pooled = 1.0 - option.kept_local.get(body, 0.0) if option is not None else 0.0
    remaining = None if now is None or removed is None else now - removed
    where = _whereabouts(partnership, result, body, host)
    let = _share_let(option, result, at)
    moved: float | None = None
    kept: float | None = None
    to_contractor = None if let else 0.0
    if remaining is not None and now is not None:
        to_contractor = remaining * let
        in_team = max(0.0, now * pooled - (now - remaining) - to_contractor)
        if where != "unknown":
            moved = in_team if where == "host" else 0.0
            kept = remaining - moved - to_contractor
    elif where == "here":
        moved = 0.0
    return JobsOfBody(
        body=body,
        place=partnership.body(body).place,
        now=now,
        removed=removed,
        remaining=remaining,
        moved=moved,
        to_contractor=to_contractor,
        kept=kept,
        cost_of_a_post=cost,
        cost_basis=basis,
        note=_note(partnership.body(body).name, now, removed, where),
    )


def _whereabouts(
    partnership: Partnership, result: OptionResult, body: str, host: str | None
) -> Literal["here", "host", "unknown"]:
    """Return where the joint team's posts of one body would be."""
    if result.family != "sharing" or body == host:
        return "here"
    if host is None:
        return "unknown"
    place = partnership.body(body).place
    return "here" if place and place == partnership.body(host).place else "host"


def _cost_of_a_post(
    option: Option | None, book: FigureBook, pay: float, now: float | None
) -> tuple[float | None, CostBasis]:
    """Return what a post costs a year: stated with redundancy, else the body's own pay over posts.

    The order is that of the redundancy cost itself, so that both speak of the same posts.
    """
    for entry in option.costs if option is not None else ():
        if isinstance(entry, Redundancy | PensionStrain) and entry.average_cost_per_post:
            stated = float(book.values(entry.average_cost_per_post)[0])
            if stated > 0:
                return stated, "stated"
    if now and pay > 0:
        return pay / now, "own-records"
    return None, "unknown"


def _share_let(option: Option | None, result: OptionResult, at: int) -> float:
    """Return the share of one body's posts on pay lines that a contractor's price replaces."""
    if option is None or result.priced is None:
        return 0.0
    let = {
        line
        for lever in option.levers
        if lever.lever == "market-price"
        for line in lever.lines
        if line in _PAY
    }
    if not let:
        return 0.0
    costs = result.scope.records.costs
    pay = {line: float(costs[line][at, 0]) for line in _PAY}
    total = sum(pay.values())
    return sum(pay[line] for line in let) / total if total else 1.0


def _note(name: str, now: float | None, removed: float | None, where: str) -> str:
    if now is None and removed is None:
        return f"{name} did not return its staff, so neither its posts nor those that go are known."
    if now is None:
        return f"{name} did not return its staff, so the posts it has are not known."
    if where == "unknown":
        return "The option names no host, so where the joint team would work is not known."
    return ""
