"""Three lenses on one option: society, the joint public purse, and each body's own budget.

They answer three questions and are never netted into one another. Each says what it counts and what
it leaves out, and why. All are real pounds of the base year, discounted, against doing nothing; a
body's budget in cash, with prices and the cost of borrowing, is `commonweal.deal.budgets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from commonweal.errors import InputError
from commonweal.partnership import Partnership
from commonweal.partnership.finance import EVERYONE

from .expected import expected_case
from .lens_notes import ExclusionKind, LensId, LensNotes, lens_notes, standing_exclusions
from .results import OptionResult
from .streams import Array, Stream
from .uncertainty import Percentiles, summary

__all__ = [
    "LIMITS",
    "LIMITS_AND_PHASING",
    "MOVED",
    "MOVED_BY_THE_SPLIT",
    "CostSharing",
    "Exclusion",
    "ExclusionKind",
    "Lens",
    "LensId",
    "LensNotes",
    "LensRow",
    "Lenses",
    "lens_notes",
    "lenses",
]

#: The row, and its id, for what a sharing rule alone takes from one partner and gives to another.
MOVED_BY_THE_SPLIT = "moved-by-the-split"
MOVED = "Moved between partners by the split"

#: The same for what caps, floors, protection and phasing move.
LIMITS_AND_PHASING = "limits-and-phasing"
LIMITS = "Moved between partners by limits and phasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSharing:
    """How partners share what is joint, by body id. Who pays is decided above the appraisal."""

    running: Mapping[str, float]
    """Each partner's part of the joint running cost; they add to 1."""
    one_off: Mapping[str, float]
    """Each partner's part of the joint one-off cost; they add to 1."""
    fixed: Mapping[str, float] = field(default_factory=dict)
    """Present-value pounds that limits and phasing add to each; they add to 0."""

    @classmethod
    def by_parts(cls, parts: Mapping[str, float]) -> CostSharing:
        """Return the same parts of running and of one-off cost."""
        return cls(running=parts, one_off=parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LensRow:
    """One lever or cost that a lens counts, in the expected case."""

    id: str
    label: str
    present_value: float
    """Pounds; a cost above 0, a saving below."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "label": self.label,
            "present_value": round(self.present_value, 2),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Something that a lens leaves out, and why."""

    kind: ExclusionKind
    label: str
    reason: str
    present_value: float | None = None
    """What it would come to, a cost above 0; None where the case holds no figure for it."""

    def to_dict(self) -> dict[str, Any]:
        value = self.present_value
        return {
            "kind": self.kind,
            "label": self.label,
            "reason": self.reason,
            "present_value": None if value is None else round(value, 2),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """What one option is worth as seen through one lens."""

    id: LensId
    name: str
    question: str
    body: str | None
    """The body whose budget it is; None for society and the purse."""
    npv: Percentiles
    """Present value of net benefit against doing nothing; below 0 it costs."""
    included: tuple[LensRow, ...]
    """What is counted; the present values add up to what the option costs, `-npv.expected`."""
    excluded: tuple[Exclusion, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "question": self.question,
            "body": self.body,
            "npv": round(self.npv.expected, 2),
            "p10": round(self.npv.p10, 2),
            "p50": round(self.npv.p50, 2),
            "p80": round(self.npv.p80, 2),
            "p90": round(self.npv.p90, 2),
            "p_loss": round(self.npv.chance_below_nought, 4),
            "included": [row.to_dict() for row in self.included],
            "excluded": [row.to_dict() for row in self.excluded],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Lenses:
    """One option through every lens."""

    option: str
    society: Lens
    public_purse: Lens
    own_budgets: tuple[Lens, ...]
    """One for each body that takes part, in the file's order; none where a sharing option is asked
    about without the shares that its partners would pay."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "option": self.option,
            "society": self.society.to_dict(),
            "public_purse": self.public_purse.to_dict(),
            "own_budgets": [lens.to_dict() for lens in self.own_budgets],
        }


def lenses(
    partnership: Partnership,
    result: OptionResult,
    *,
    sharing: CostSharing | None = None,
) -> Lenses:
    """Look at one option through every lens.

    Parameters
    ----------
    sharing : CostSharing, optional
        For a sharing option: how the partners share what is joint. Without it no partner's own
        budget can be told.

    Raises
    ------
    InputError
        The parts leave out a partner, or do not add to 1.
    """
    # Every option is measured against doing nothing, whose own costs are therefore no part of it.
    is_nothing = result.priced is None or result.family == "nothing"
    streams = () if is_nothing or result.priced is None else result.priced.streams
    values = np.zeros((0, len(partnership.bodies)))
    if result.priced is not None and streams:
        expected = expected_case(result.priced)
        values = np.stack(
            [
                np.broadcast_to(stream.amount[0] * expected.factor(stream), stream.amount.shape[1:])
                for stream in expected.streams
            ]
        )[:, :, 0]
    paid = _checked(result, sharing)
    return Lenses(
        option=result.id,
        society=_of_the_whole(partnership, result, "society", streams, values),
        public_purse=_of_the_whole(partnership, result, "public-purse", streams, values),
        own_budgets=()
        if paid is None
        else tuple(_own_budgets(partnership, result, streams, values, paid)),
    )


def _of_the_whole(
    partnership: Partnership,
    result: OptionResult,
    lens: LensId,
    streams: Sequence[Stream],
    values: Array,
) -> Lens:
    """Look at the whole; `values` are the streams' expected present values, (streams, B)."""
    is_out = _is_transfer if lens == "society" else _is_within_purse
    kind: ExclusionKind = "transfer" if lens == "society" else "within-purse"
    included, excluded = [], []
    npv = result.net_benefit.sum(axis=0)
    for stream, value in zip(streams, values.sum(axis=1).tolist(), strict=True):
        if is_out(stream):
            assert result.priced is not None
            npv = npv + (stream.amount[0] * result.priced.factor(stream)).sum(axis=0)
            excluded.append(_exclusion(stream, kind, value))
        else:
            included.append(LensRow(id=stream.id, label=stream.label, present_value=value))
    return _lens(partnership, lens, None, npv, included, excluded)


def _is_transfer(stream: Stream) -> bool:
    return stream.is_transfer


def _is_within_purse(stream: Stream) -> bool:
    return stream.is_within_purse


def _checked(result: OptionResult, sharing: CostSharing | None) -> CostSharing | None:
    """Return how what is joint is shared, by nobody where nothing is joint; None if unknown."""
    if result.family != "sharing":
        return CostSharing.by_parts(dict.fromkeys(result.bodies, 0.0))
    if sharing is None:
        return None
    for parts in (sharing.running, sharing.one_off):
        without = [body for body in result.bodies if body not in parts]
        if without:
            raise InputError(
                f"The shares of {result.name} leave out {', '.join(without)}.",
                hint="Give a share for every body that takes part; 0 for one that pays nothing.",
            )
        total = sum(parts[body] for body in result.bodies)
        if abs(total - 1.0) > 1e-6:
            raise InputError(
                f"The shares of {result.name} add to {total:g}, not 1.",
                hint="Give each partner's part of the joint cost as a fraction.",
            )
    return sharing


def _own_budgets(
    partnership: Partnership,
    result: OptionResult,
    streams: Sequence[Stream],
    values: Array,
    sharing: CostSharing,
) -> Iterator[Lens]:
    """Look at each body's budget: its own cost, and its part of what is joint."""
    priced = result.priced
    if priced is None or result.family == "nothing":
        for body in result.bodies:
            yield _lens(partnership, "own-budget", body, np.zeros_like(result.net_benefit[0]))
        return
    cash = [stream for stream in streams if stream.is_cash]
    own = priced.summed(stream for stream in cash if not stream.is_joint)  # (B, D)
    running = priced.summed(
        stream for stream in cash if stream.is_joint and stream.timing != "one-off"
    ).sum(axis=0)  # (D,)
    one_off = priced.summed(
        stream for stream in cash if stream.is_joint and stream.timing == "one-off"
    ).sum(axis=0)
    taking_part = np.array([body in result.bodies for body in priced.records.bodies])
    pooled = priced.pooled * taking_part[:, None]  # (B, D)
    together = pooled.sum(axis=0)
    for body in result.bodies:
        at = priced.records.bodies.index(body)
        part, one_off_part = sharing.running[body], sharing.one_off[body]
        fixed = sharing.fixed.get(body, 0.0)
        moved = part * together - pooled[at]  # (D,)
        included, excluded = [], []
        if result.family == "sharing":
            included.append(
                LensRow(id=MOVED_BY_THE_SPLIT, label=MOVED, present_value=float(moved[0]))
            )
        if fixed:
            included.append(LensRow(id=LIMITS_AND_PHASING, label=LIMITS, present_value=fixed))
        for stream, by_body in zip(streams, values, strict=True):
            value = float(by_body[at])
            if stream.is_joint:
                value = float(by_body.sum()) * (
                    one_off_part if stream.timing == "one-off" else part
                )
            if stream.is_cash:
                included.append(LensRow(id=stream.id, label=stream.label, present_value=value))
            else:
                excluded.append(_exclusion(stream, "not-cash", value))
        cost = own[at] + part * running + one_off_part * one_off + moved + fixed
        yield _lens(partnership, "own-budget", body, -cost, included, excluded)


def _exclusion(stream: Stream, kind: ExclusionKind, value: float) -> Exclusion:
    return Exclusion(kind=kind, label=stream.label, reason=stream.lens_note, present_value=value)


def _lens(
    partnership: Partnership,
    lens: LensId,
    body: str | None,
    npv: Array,
    included: Iterable[LensRow] = (),
    excluded: Iterable[Exclusion] = (),
) -> Lens:
    notes = lens_notes()[lens]
    return Lens(
        id=lens,
        name=notes.name if body is None else f"{partnership.body(body).name}'s own budget",
        question=notes.question,
        body=body,
        npv=summary(npv),
        included=tuple(included),
        excluded=(*excluded, *_left_out_of_all(partnership, lens, body)),
    )


def _left_out_of_all(
    partnership: Partnership, lens: LensId, body: str | None
) -> tuple[Exclusion, ...]:
    """Return what a lens leaves out of every case, the money already spent by its own labels."""
    spent = [
        row
        for row in partnership.finance.already_spent
        if body is None or row.body in (body, EVERYONE)
    ]
    found: list[Exclusion] = []
    for row in standing_exclusions():
        if lens not in row.lenses:
            continue
        if row.kind == "sunk" and spent:
            found += [
                Exclusion(
                    kind="sunk",
                    label=f"{row.label}: {one.label}",
                    reason=row.reason,
                    present_value=one.amount,
                )
                for one in spent
            ]
            continue
        found.append(Exclusion(kind=row.kind, label=row.label, reason=row.reason))
    return tuple(found)
