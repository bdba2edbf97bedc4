"""Pricing an option for any groups of bodies: every lever and cost from the members' own records.

The engine knows nothing of games. It is given groups (rows of `members`) and returns what each
would save and pay; whether anybody should join is asked above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from commonweal.partnership import Option

from .costs import apply_cost
from .figures import FigureBook
from .levers import apply_lever
from .records import Scope
from .streams import LINES, Array, Figures, Line, Records, Setting, Stream
from .timeline import Timeline

__all__ = ["Priced", "price"]


@dataclass(frozen=True, kw_only=True)
class Priced:
    """An option priced for groups of bodies. Axes: C groups, B bodies, D draws, Y years.

    Streams are changes against doing nothing; `base` is what doing nothing costs.
    """

    members: NDArray[np.bool_]
    streams: tuple[Stream, ...]
    timeline: Timeline
    growth: Mapping[Line, Array]
    records: Records
    pooled_share: Array
    """Share of each body's own cost that an option pools, (B,); nought when alone."""

    def factor(self, stream: Stream) -> Array:
        """Return the present value of one pound of a stream: (1, 1) or (B, D)."""
        weights = self.timeline.profile(stream) * self.timeline.factors  # (Y,)
        total: Array = np.einsum("y,ybd->bd", weights, self.growth_of(stream))
        return total

    def growth_of(self, stream: Stream) -> Array:
        """Return how a stream's line would grow anyway; flat for what belongs to no line."""
        for line in LINES:
            if stream.line == line:
                return self.growth[line]
        return np.ones((self.timeline.n_years, 1, 1))

    def present_values(self) -> dict[str, Array]:
        """Return the present value of each stream, (C, B, D), by stream id; costs above 0."""
        return {stream.id: stream.amount * self.factor(stream) for stream in self.streams}

    @cached_property
    def own(self) -> Array:
        """Present value of what falls on each body whatever the sharing rule, (C, B, D)."""
        return self._sum(stream for stream in self.streams if not stream.is_joint)

    @cached_property
    def joint(self) -> Array:
        """Present value of what the partners share by their rule, (C, D)."""
        total: Array = self._sum(stream for stream in self.streams if stream.is_joint).sum(axis=1)
        return total

    @cached_property
    def base(self) -> Array:
        """Present value of doing nothing, (B, D)."""
        shape = next(iter(self.records.costs.values())).shape
        total = np.zeros(shape)
        for line in LINES:
            weights = np.einsum("y,ybd->bd", self.timeline.factors, self.growth[line])
            total += self.records.costs[line] * weights
        return total

    @property
    def net_cost(self) -> Array:
        """Present value of the change in cost of each whole group, (C, D); below 0 it saves."""
        total: Array = self.own.sum(axis=1) + self.joint
        return total

    def yearly(self, streams: Iterable[Stream] | None = None, *, row: int = 0) -> Array:
        """Return the change in real pounds by year for one group, (Y, B, D)."""
        n_bodies, n_draws = self.base.shape
        total = np.zeros((self.timeline.n_years, n_bodies, n_draws))
        for stream in self.streams if streams is None else streams:
            profile = self.timeline.profile(stream)[:, None, None] * self.growth_of(stream)
            total += profile * stream.amount[row]
        return total

    def _sum(self, streams: Iterable[Stream]) -> Array:
        total = np.zeros((len(self.members), *self.base.shape))
        for stream in streams:
            total += stream.amount * self.factor(stream)
        return total


def price(
    option: Option,
    scope: Scope,
    book: FigureBook,
    *,
    members: NDArray[np.bool_],
    timeline: Timeline,
    is_shared: bool,
    n_draws: int | None = None,
) -> Priced:
    """Price one option for each row of `members`, (C, B).

    Levers are applied in the file's order, each on what those before it have left of a line, so
    that two levers never save the same pound. Costs follow, since some grow from the savings.
    Nothing is carried from one group to another: a smaller group is priced from its own members'
    records, not as a part of the larger one.

    With `n_draws`, only the expected case and the first so many futures are priced.

    Raises
    ------
    InputError
        A lever or cost cannot be applied in this setting, or lacks a record that it needs.
    """
    keep = book.narrowed(book.size - 1 if n_draws is None else n_draws)
    records = _narrowed(scope.records, keep)
    pooled = np.array([1.0 - option.kept_local.get(body, 0.0) for body in records.bodies])
    inside = members.astype(np.float64)[:, :, None]
    share = (pooled if is_shared else np.ones_like(pooled))[None, :, None]
    left: dict[Line, Array] = {line: records.costs[line] * inside * share for line in LINES}
    saved: dict[Line, Array] = {line: np.zeros_like(left[line]) for line in LINES}
    host = records.bodies.index(option.host) if option.host else None
    streams: list[Stream] = []

    def setting() -> Setting:
        return Setting(
            records=records,
            members=members,
            is_shared=is_shared,
            costs=left,
            saved=saved,
            host=host,
        )

    for position, lever in enumerate(option.levers):
        found = apply_lever(setting(), lever, _kept(book.of(lever), keep))
        for place, stream in enumerate(found):
            streams.append(replace(stream, id=f"{lever.lever}-{position + 1}-{place + 1}"))
            if stream.line in LINES:
                left[stream.line] = left[stream.line] + stream.amount
                saved[stream.line] = saved[stream.line] - stream.amount
    for position, cost in enumerate(option.costs):
        found = apply_cost(setting(), cost, _kept(book.of(cost), keep))
        for place, stream in enumerate(found):
            streams.append(replace(stream, id=f"{cost.cost}-{position + 1}-{place + 1}"))
    return Priced(
        members=members,
        streams=tuple(streams),
        timeline=timeline,
        growth={
            line: index if index.shape[-1] == 1 else keep(index)
            for line, index in scope.growth.items()
        },
        records=records,
        pooled_share=pooled if is_shared else np.zeros_like(pooled),
    )


def _kept(look_up: Figures, keep: Callable[[Array], Array]) -> Figures:
    """Return the same look-up with fewer draws."""

    def kept(name: str) -> Array:
        return keep(look_up(name))

    return kept


def _narrowed(records: Records, keep: Callable[[Array], Array]) -> Records:
    return replace(
        records,
        costs={line: keep(values) for line, values in records.costs.items()},
        agency_cost=keep(records.agency_cost),
    )
