"""Who bears what if a partner withdraws before the service goes live, phase by phase.

Only money spent before go-live counts, each phase with those before it. A case that goes live in
its first year does not part that year's money; all that it spends then to set up is taken as spent
before. What a partner spent on itself (its own redundancies) is its own loss under every rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from commonweal.appraisal import Array, Priced

from .agree import Deal
from .group_pricing import price_group
from .leaving import gain_without

__all__ = ["BEARING", "Bearing", "Borne", "Phase", "Withdrawal", "phases", "withdrawals"]

#: What has been begun by when, in the order in which money is spent before go-live.
_PHASE_BY_COST = {
    "negotiation": "Talks",
    "unpaid-staff-time": "Talks",
    "design": "Design",
    "procurement": "Procurement",
    "set-up": "Set-up",
    "migration": "Set-up",
    "double-running": "Set-up",
    "redundancy": "Set-up",
    "pension-strain": "Set-up",
    "early-termination": "Set-up",
}
_PHASES = ("Talks", "Design", "Procurement", "Set-up")

Bearing = Literal["pays-its-part", "walks-free", "pays-what-it-wastes"]

#: The rules an agreement may have for this, in an officer's words.
BEARING: Mapping[Bearing, str] = {
    "pays-its-part": "it pays its part of what has been spent",
    "walks-free": "it walks away free",
    "pays-what-it-wastes": "it pays all that its leaving wastes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Money spent by the end of a phase before go-live, in real pounds of the expected case."""

    name: str
    spent: float
    """By everybody, from the start to the end of this phase, their own cost included."""
    joint: float
    """Of it, what the partners share."""
    own_by_body: Mapping[str, float]
    """Of it, what each has spent on itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """One rule of who bears it: what the leaver pays, and what falls on each of the others."""

    rule: Bearing
    leaver_pays: float
    """Towards what is joint or wasted; what it spent on itself comes on top."""
    extra_by_stayer: Mapping[str, float]
    """What each remaining partner bears beyond its own part; below 0 it gets money back."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "leaver_pays": round(self.leaver_pays, 2),
            "extra_by_stayer": {
                body: round(pounds, 2) for body, pounds in self.extra_by_stayer.items()
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Who bears what if a partner withdraws at the end of a phase, before go-live."""

    body: str
    phase: str
    spent_so_far: float
    """By everybody, joint and own."""
    its_part: float
    """Its part, under the split, of what is joint so far."""
    its_own: float
    """What it has spent on itself so far."""
    wasted: float
    """What is of no use to the others without it: what they would not have spent, or all of it
    where they would then give the change up."""
    rest_goes_on: bool
    """True where the others would gain by going on without it."""
    borne: tuple[Borne, ...]
    """One for each rule of `BEARING`, in its order."""

    @property
    def left_to_rest_if_free(self) -> float:
        """What falls on the others if it may walk away without paying."""
        return self.its_part

    @property
    def by_stayer_if_free(self) -> Mapping[str, float]:
        return self.by_rule("walks-free").extra_by_stayer

    def by_rule(self, rule: Bearing) -> Borne:
        return next(borne for borne in self.borne if borne.rule == rule)

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "phase": self.phase,
            "spent_so_far": round(self.spent_so_far, 2),
            "its_part": round(self.its_part, 2),
            "its_own": round(self.its_own, 2),
            "wasted": round(self.wasted, 2),
            "rest_goes_on": self.rest_goes_on,
            "left_to_rest_if_free": round(self.left_to_rest_if_free, 2),
            "borne": [borne.to_dict() for borne in self.borne],
        }


def phases(deal: Deal) -> tuple[Phase, ...]:
    """Return what has been spent by the end of each phase in which money is spent."""
    if deal.game is None or deal.game.option.priced is None:
        return ()
    return _phases(deal.game.option.priced)


def _phases(priced: Priced) -> tuple[Phase, ...]:
    bodies = priced.records.bodies
    n_before = max(priced.timeline.go_live, 1)
    joint = dict.fromkeys(_PHASES, 0.0)
    own: dict[str, Array] = {name: np.zeros(len(bodies)) for name in _PHASES}
    for stream in priced.streams:
        phase = _PHASE_BY_COST.get(stream.id.rsplit("-", 2)[0])
        if stream.timing != "one-off" or phase is None:
            continue
        part = float(priced.timeline.profile(stream)[:n_before].sum())
        by_body = part * stream.amount[:, :, 0].sum(axis=0)
        if stream.is_joint:
            joint[phase] += float(by_body.sum())
        else:
            own[phase] = own[phase] + by_body
    shared, alone = 0.0, np.zeros(len(bodies))
    found = []
    for name in _PHASES:
        if not joint[name] and not own[name].any():
            continue
        shared, alone = shared + joint[name], alone + own[name]
        found.append(
            Phase(
                name=name,
                spent=shared + float(alone.sum()),
                joint=shared,
                own_by_body=dict(zip(bodies, alone.tolist(), strict=True)),
            )
        )
    return tuple(found)


def withdrawals(deal: Deal) -> tuple[Withdrawal, ...]:
    """Say who bears what if any one partner withdraws at the end of any phase before go-live."""
    if deal.game is None:
        return ()
    appraisal, game = deal.appraisal, deal.game
    by_body = {}
    for body in game.partners:
        stayers = tuple(other for other in game.partners if other != body)
        without: Mapping[str, Phase] = {}
        if len(stayers) > 1:
            smaller = price_group(appraisal, game.option.id, stayers)
            without = {phase.name: phase for phase in _phases(smaller)}
        by_body[body] = (without, gain_without(deal, stayers))
    return tuple(
        _withdrawal(deal, phase, body, *by_body[body])
        for phase in phases(deal)
        for body in game.partners
    )


def _withdrawal(
    deal: Deal, phase: Phase, body: str, without: Mapping[str, Phase], gain: float
) -> Withdrawal:
    parts = {share.body: share.one_off_percentage for share in deal.splits[0].shares}
    others = [other for other in parts if other != body]
    rest = sum(parts[other] for other in others)
    among = {other: parts[other] / rest if rest > 1e-9 else 1 / len(others) for other in others}
    needed = without[phase.name].joint if phase.name in without else 0.0
    spent_without = without[phase.name].spent if phase.name in without else 0.0
    # What they have spent is gone either way, so that only what is still to come decides.
    goes_on = len(others) > 1 and gain + spent_without > 0
    its_part = phase.joint * parts[body]
    own_of_rest = {other: phase.own_by_body[other] for other in others}
    if goes_on:
        wasted = min(max(phase.joint - needed, 0.0), phase.joint)
        refunds = dict.fromkeys(others, 0.0)
    else:
        wasted = phase.joint + sum(own_of_rest.values())
        refunds = own_of_rest
    towards_joint = wasted - sum(refunds.values())

    def falls_on_rest(paid: float) -> dict[str, float]:
        return {
            other: (phase.joint - paid) * among[other] - phase.joint * parts[other]
            for other in others
        }

    extra = falls_on_rest(towards_joint)
    return Withdrawal(
        body=body,
        phase=phase.name,
        spent_so_far=phase.spent,
        its_part=its_part,
        its_own=phase.own_by_body[body],
        wasted=wasted,
        rest_goes_on=goes_on,
        borne=(
            Borne(
                rule="pays-its-part",
                leaver_pays=its_part,
                extra_by_stayer=dict.fromkeys(others, 0.0),
            ),
            Borne(rule="walks-free", leaver_pays=0.0, extra_by_stayer=falls_on_rest(0.0)),
            Borne(
                rule="pays-what-it-wastes",
                leaver_pays=wasted,
                extra_by_stayer={other: extra[other] - refunds[other] for other in others},
            ),
        ),
    )
