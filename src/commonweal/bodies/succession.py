"""What becomes of bodies: which are in being on a day, and who follows whom."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from commonweal.errors import InputError, Place

if TYPE_CHECKING:
    from commonweal.bodies.body import Body

__all__ = [
    "SUCCESSION_KINDS",
    "Heir",
    "Succession",
    "check_bodies",
    "current_at",
    "successors_of",
]

SuccessionKind = Literal["merge", "split", "rename", "transfer"]

#: merge: ends and joins another; split: ends and is divided; rename: goes on under a new identity;
#: transfer: hands over some of its work and lives on.
SUCCESSION_KINDS: Final[tuple[SuccessionKind, ...]] = get_args(SuccessionKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A tie from one body to another, on a day.

    Among a body's `successors`, `body` is the one that follows; among its `predecessors`, the one
    that came before. `on` is the first day of the new order, as 1 April 2028. `share` is the part
    of the old body that passes by this tie: a fraction above 0 and up to 1, or None if not known;
    only a split or a transfer may have one, for a merger or a new name passes everything.
    """

    body: str
    on: datetime.date
    kind: SuccessionKind
    share: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in SUCCESSION_KINDS:
            raise InputError(
                f"A succession cannot be {self.kind!r}.",
                hint=f"Use one of: {', '.join(SUCCESSION_KINDS)}.",
                place=Place(key="kind"),
            )
        if self.share is None:
            return
        if self.kind in ("merge", "rename"):
            raise InputError(
                f"The {self.kind} with {self.body} has a share of {self.share}.",
                hint="A merger or a new name passes everything: leave the share out.",
                place=Place(key="share"),
            )
        if not (math.isfinite(self.share) and 0 < self.share <= 1):
            raise InputError(
                f"The share that passes to {self.body} is {self.share}.",
                hint="Give a fraction above 0 and up to 1, for example 0.4 for two fifths.",
                place=Place(key="share"),
            )

    @property
    def passes(self) -> float | None:
        """The share of the old body that passes, 1 for a merger or a new name."""
        return 1.0 if self.kind in ("merge", "rename") else self.share

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "on": self.on.isoformat(),
            "kind": self.kind,
            **({} if self.share is None else {"share": self.share}),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """Who stands for a body on a later day.

    `share` is the part of the original that came to it, None where a share on the way is not
    known; `path` names the bodies on the way, the original first and the heir last. A body that
    came by two ways has two heirs.
    """

    body: str
    share: float | None
    path: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"body": self.body, "share": self.share, "path": list(self.path)}


def current_at(bodies: Iterable[Body], on: datetime.date) -> tuple[Body, ...]:
    """Return the bodies that exist on a day, in the order given."""
    return tuple(body for body in bodies if body.exists_on(on))


def successors_of(bodies: Iterable[Body], body_id: str, on: datetime.date) -> tuple[Heir, ...]:
    """Return who stands for a body on a day: itself, or those that followed it by then.

    A body that has ended and has no known successor leaves nobody: the answer is empty. Shares
    along a chain multiply. What a body hands over by a transfer, it no longer holds itself.

    Raises
    ------
    InputError
        If there is no such body, or the ties between bodies do not fit together (see
        `check_bodies`).
    """
    known = check_bodies(bodies)
    if body_id not in known:
        raise InputError(f"There is no body {body_id!r}.", hint=_known_ids(known))
    all_ties = _ties_from(known)
    heirs: list[Heir] = []
    waiting: list[tuple[str, float | None, tuple[str, ...]]] = [(body_id, 1.0, (body_id,))]
    while waiting:
        name, share, path = waiting.pop()
        ties = [tie for tie in all_ties.get(name, ()) if tie.on <= on]
        transfers = [tie for tie in ties if tie.kind == "transfer"]
        endings = [tie for tie in ties if tie.kind != "transfer"]
        # Transfers are shares of the body as it first was; what ends it divides what is left.
        left = _product(share, _rest([tie.share for tie in transfers]))
        passed = [(tie, _product(share, tie.share)) for tie in transfers]
        passed += [(tie, _product(left, tie.passes)) for tie in endings]
        for tie, part in reversed(passed):
            waiting.append((tie.body, part, (*path, tie.body)))
        # A body that is named but not described is taken to exist: there is nothing against it.
        body = known.get(name)
        exists = body is None or body.exists_on(on)
        if exists and not endings and left != 0:
            heirs.append(Heir(body=name, share=left, path=path))
    return tuple(heirs)


def check_bodies(bodies: Iterable[Body]) -> Mapping[str, Body]:
    """Return bodies by id, once it is sure that they fit together.

    Raises
    ------
    InputError
        If two bodies have one id, if a chain of successions comes back to where it began, if the
        two ends of a tie disagree, if a tie is dated before its successor begins or its
        predecessor began, or if the shares of one body add up to more than the whole.
    """
    known: dict[str, Body] = {}
    for body in bodies:
        if body.id in known:
            raise InputError(
                f"Two bodies have the id {body.id!r}.",
                hint="Give each body its own id.",
                place=Place(key=body.id),
            )
        known[body.id] = body
    ties = _ties_from(known)
    _check_no_cycle(ties)
    for name, outgoing in ties.items():
        for tie in outgoing:
            _check_dates(known, name, tie)
        _check_shares(name, outgoing)
    return known


def _ties_from(known: Mapping[str, Body]) -> Mapping[str, list[Succession]]:
    """Return each body's outgoing ties, told by either end, in order of date.

    Raises
    ------
    InputError
        If the two ends tell the same tie differently.
    """
    ties: dict[str, dict[str, Succession]] = defaultdict(dict)

    def add(name: str, tie: Succession, *, told_by: str) -> None:
        before = ties[name].get(tie.body)
        if before is None:
            ties[name][tie.body] = tie
            return
        if (before.on, before.kind) != (tie.on, tie.kind) or (
            None not in (before.share, tie.share) and before.share != tie.share
        ):
            raise InputError(
                f"{name} passes to {tie.body} by a {before.kind} on {_day(before.on)} "
                f"according to one of them, by a {tie.kind} on {_day(tie.on)} "
                f"according to the other.",
                hint="Make date, kind and share the same at both ends, or state it at one only.",
                place=Place(key=told_by),
            )
        if before.share is None:
            ties[name][tie.body] = tie

    for body in known.values():
        for tie in body.successors:
            add(body.id, tie, told_by=f"{body.id}.successors")
    for body in known.values():
        for tie in body.predecessors:
            forward = Succession(body=body.id, on=tie.on, kind=tie.kind, share=tie.share)
            add(tie.body, forward, told_by=f"{body.id}.predecessors")
    ordered: dict[str, list[Succession]] = defaultdict(list)
    for name, by_successor in ties.items():
        ordered[name] = sorted(by_successor.values(), key=lambda tie: (tie.on, tie.body))
    return ordered


def _check_no_cycle(ties: Mapping[str, list[Succession]]) -> None:
    finished: set[str] = set()
    for start in list(ties):
        trail: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                trail.pop()
                finished.add(name)
                continue
            if name in finished:
                continue
            if name in trail:
                circle = [*trail[trail.index(name) :], name]
                raise InputError(
                    f"The chain of successions comes back to where it began: "
                    f"{' to '.join(circle)}.",
                    hint="A body cannot follow itself; a body formed anew needs an id of its own.",
                    place=Place(key=name),
                )
            trail.append(name)
            waiting.append((name, True))
            waiting.extend((tie.body, False) for tie in ties.get(name, ()))


def _check_dates(known: Mapping[str, Body], name: str, tie: Succession) -> None:
    before, after = known.get(name), known.get(tie.body)
    place = Place(key=f"{name}.successors")
    if before is not None:
        if before.valid_from is not None and tie.on <= before.valid_from:
            raise InputError(
                f"{name} passes to {tie.body} on {_day(tie.on)}, "
                f"but begins only on {_day(before.valid_from)}.",
                hint="Mend one of the dates.",
                place=place,
            )
        if before.valid_to is not None and tie.on.toordinal() > before.valid_to.toordinal() + 1:
            raise InputError(
                f"{name} passes to {tie.body} on {_day(tie.on)}, "
                f"but ended on {_day(before.valid_to)}.",
                hint="The day of passing is the day after the last day at the latest.",
                place=place,
            )
        ends = tie.kind != "transfer"
        if ends and (before.valid_to is None or before.valid_to >= tie.on):
            last = datetime.date.fromordinal(max(tie.on.toordinal() - 1, 1)).isoformat()
            raise InputError(
                f"{name} passes to {tie.body} by a {tie.kind} on {_day(tie.on)}, "
                + (
                    "but has no last day."
                    if before.valid_to is None
                    else f"but lasts until {_day(before.valid_to)}."
                ),
                hint=f"Give it valid_to = {last}, or make it a transfer if it lives on.",
                place=place,
            )
    if after is not None and not after.exists_on(tie.on):
        raise InputError(
            f"{name} passes to {tie.body} on {_day(tie.on)}, "
            f"a day on which {tie.body} does not exist.",
            hint="Mend the date, or the first or last day of the successor.",
            place=place,
        )


def _check_shares(name: str, outgoing: list[Succession]) -> None:
    by_day: dict[datetime.date, list[Succession]] = defaultdict(list)
    for tie in outgoing:
        by_day[tie.on].append(tie)
    for on, ties in by_day.items():
        whole = [tie for tie in ties if tie.kind in ("merge", "rename")]
        if len(whole) > 1:
            raise InputError(
                f"{name} passes whole to {' and to '.join(tie.body for tie in whole)} "
                f"on {_day(on)}.",
                hint="Make it a split, and give the share of each.",
                place=Place(key=f"{name}.successors"),
            )
        splits = [tie.share for tie in ties if tie.kind == "split"]
        given = [share for share in splits if share is not None]
        if splits and len(given) == len(splits) and not math.isclose(sum(given), 1, abs_tol=1e-6):
            raise InputError(
                f"The shares into which {name} splits on {_day(on)} add up to {sum(given):g}.",
                hint="Make them add up to 1, or leave all of them out if they are not settled.",
                place=Place(key=f"{name}.successors"),
            )
        if given and len(given) != len(splits):
            raise InputError(
                f"{name} splits on {_day(on)} into {len(splits)}, "
                f"and only {len(given)} of them have a share.",
                hint="Give the share of each, or of none.",
                place=Place(key=f"{name}.successors"),
            )
    ending = {tie.on for tie in outgoing if tie.kind != "transfer"}
    if len(ending) > 1:
        days = " and ".join(_day(day) for day in sorted(ending))
        raise InputError(
            f"{name} ends more than once: {days}.",
            hint="A body ends once; what it hands over earlier is a transfer.",
            place=Place(key=f"{name}.successors"),
        )
    handed = [tie.share for tie in outgoing if tie.kind == "transfer" and tie.share is not None]
    if sum(handed) > 1 + 1e-6:
        raise InputError(
            f"{name} hands over {sum(handed):g} of itself by transfers.",
            hint="A share is a fraction of the body as it first was; together at most 1.",
            place=Place(key=f"{name}.successors"),
        )


def _product(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else left * right


def _rest(shares: list[float | None]) -> float | None:
    """Return what is left of 1 after shares, None if one is not known."""
    given = [share for share in shares if share is not None]
    return None if len(given) != len(shares) else max(0.0, 1.0 - sum(given))


def _day(date: datetime.date) -> str:
    """Return a date as an officer writes it: 1 April 2028."""
    return f"{date.day} {date:%B %Y}"


def _known_ids(known: Mapping[str, Body]) -> str:
    ids = sorted(known)
    return f"There are: {', '.join(ids[:12])}{', ...' if len(ids) > 12 else '.'}" if ids else ""
