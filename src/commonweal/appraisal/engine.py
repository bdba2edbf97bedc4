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
from .futures import Futures, undisturbed
from .levers import apply_lever
from .optimism import Allowance, as_written
from .records import Scope
from .streams import LINES, Array, Figures, Line, Records, Setting, Stream
from .timeline import Timeline

__all__ = ["Priced", "laid_together", "price"]


@dataclass(frozen=True, kw_only=True)
class Priced:
    """An option priced for groups of bodies. Axes: C groups, B bodies, D draws, Y years.

    Streams are changes against doing nothing; `base` is what doing nothing costs.
    """

    members: NDArray[np.bool_]
    streams: tuple[Stream, ...]
    timeline: Timeline
    futures: Futures
    growth: Mapping[Line, Array]
    records: Records
    pooled_share: Array
    """Share of each body's own cost that an option pools, (B,); nought when alone."""

    def factor(self, stream: Stream) -> Array:
        """Return the present value of one pound of a stream: (1, 1) or (B, D)."""
        total: Array = np.einsum("y,ybd->bd", self.timeline.factors, self.weights(stream))
        return total

    def weights(self, stream: Stream) -> Array:
        """Return the share of a stream that falls in each year, growth and fate included.

        (Y, 1 or B, 1 or D).
        """
        profile = self.timeline.profile(stream)
        share: Array = self.futures.weights(stream, profile) * self.growth_of(stream)
        return share

    def growth_of(self, stream: Stream) -> Array:
        """Return how a stream's line would grow anyway; flat for what belongs to no line."""
        for line in LINES:
            if stream.line == line:
                return self.growth[line]
        return np.ones((self.timeline.n_years, 1, 1))

    @cached_property
    def by_body(self) -> Array:
        """Present value of the change in cost of each body, all groups together, (B, D)."""
        return self.summed(self.streams)

    def expected_value(self, stream: Stream) -> float:
        """Return one stream's present value over all groups and bodies in the expected case."""
        return float((stream.amount[:, :, 0] * self.factor(stream)[:, 0]).sum())

    @cached_property
    def yearly_expected(self) -> Array:
        """Change in cost of the whole by year in the expected case, real pounds, (Y,)."""
        total: Array = self.yearly_by_body().sum(axis=1)
        return total

    def summed(self, streams: Iterable[Stream]) -> Array:
        """Return the present value of some streams by body, all groups together, (B, D)."""
        total: Array = self._sum(streams).sum(axis=0)
        return total

    def yearly_by_body(self, streams: Iterable[Stream] | None = None) -> Array:
        """Return the change in cost by year and body in the expected case, real pounds, (Y, B)."""
        total = np.zeros((self.timeline.n_years, self.base.shape[0]))
        for stream in self.streams if streams is None else streams:
            total += self.weights(stream)[:, :, 0] * stream.amount[:, :, 0].sum(axis=0)
        return total

    @property
    def avoided(self) -> tuple[Stream, ...]:
        """The savings that come from being spared what doing nothing would cost."""
        return tuple(stream for stream in self.streams if stream.id.startswith("avoided-"))

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

    @cached_property
    def pooled(self) -> Array:
        """Present value of what each body pools, before savings, (B, D).

        Until go-live each still runs its own service, so that nothing is pooled yet.
        """
        factors = self.timeline.factors * self.timeline.is_running
        total = np.zeros_like(self.base)
        for line in LINES:
            weights = np.einsum("y,ybd->bd", factors, self.growth[line])
            total += self.records.costs[line] * weights
        pooled: Array = total * self.pooled_share[:, None]
        return pooled

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
            total += self.weights(stream) * stream.amount[row]
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
    futures: Futures | None = None,
    allowance: Allowance | None = None,
    avoided: Iterable[Stream] = (),
    n_draws: int | None = None,
) -> Priced:
    """Price one option for each row of `members`, (C, B).

    Levers are applied in the file's order, each on what those before it have left of a line, so
    that two levers never save the same pound. Costs follow, since some grow from the savings.
    Nothing is carried from one group to another: a smaller group is priced from its own members'
    records, not as a part of the larger one.

    `futures` says what may become of the option and `allowance` corrects it for what became of
    others; left out, nothing comes between and the figures stand as written. `avoided` are savings
    by body, (1, B, D), that come with taking part. With `n_draws`, only
    the expected case and the first so many futures are priced.

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
    fate = undisturbed(timeline.n_years) if futures is None else futures.narrowed(keep)
    corrected = _Corrected(as_written() if allowance is None else allowance, keep)

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
        for place, raw in enumerate(found):
            stream = corrected.saving(raw, f"{lever.lever}-{position + 1}-{place + 1}")
            streams.append(stream)
            if stream.line in LINES:
                left[stream.line] = left[stream.line] + stream.amount
                saved[stream.line] = saved[stream.line] - stream.amount
    for position, cost in enumerate(option.costs):
        found = apply_cost(setting(), cost, _kept(book.of(cost), keep))
        for place, stream in enumerate(found):
            streams.append(corrected.cost(stream, f"{cost.cost}-{position + 1}-{place + 1}"))
    streams.extend(replace(spared, amount=keep(spared.amount) * inside) for spared in avoided)
    if is_shared and fate.separation_cost is not None and fate.separation_cost.any():
        streams.append(_separation(fate.separation_cost, setting()))
    return Priced(
        members=members,
        streams=tuple(streams),
        timeline=timeline,
        futures=fate,
        growth={
            line: index if index.shape[-1] == 1 else keep(index)
            for line, index in scope.growth.items()
        },
        records=records,
        pooled_share=pooled if is_shared else np.zeros_like(pooled),
    )


def laid_together(
    by_body: Mapping[int, Priced], scope: Scope, futures: Futures, timeline: Timeline
) -> Priced:
    """Return bodies that were priced one by one as one row, each in its own place."""
    n_bodies = len(scope.records.bodies)
    streams: dict[str, Stream] = {}
    for index, priced in by_body.items():
        for stream in priced.streams:
            if stream.id not in streams:
                n_draws = stream.amount.shape[-1]
                streams[stream.id] = replace(stream, amount=np.zeros((1, n_bodies, n_draws)))
            streams[stream.id].amount[0, index] = stream.amount[0, 0]
    return Priced(
        members=np.array([[index in by_body for index in range(n_bodies)]]),
        streams=tuple(streams.values()),
        timeline=timeline,
        futures=futures,
        growth=scope.growth,
        records=scope.records,
        pooled_share=np.zeros(n_bodies),
    )


class _Corrected:
    """Names streams by their place in the file and lays the allowance on them."""

    def __init__(self, allowance: Allowance, keep: Callable[[Array], Array]) -> None:
        def cut(factors: Array) -> Array:
            return factors if len(factors) == 1 else keep(factors)

        self._one_off = cut(allowance.one_off)
        self._saving = cut(allowance.saving)

    def saving(self, stream: Stream, name: str) -> Stream:
        """A lever that would cost more (a dear contract) is not made cheaper by doubt."""
        amount = np.where(stream.amount < 0, stream.amount * self._saving, stream.amount)
        return replace(stream, id=name, amount=amount)

    def cost(self, stream: Stream, name: str) -> Stream:
        if stream.timing != "one-off":
            return replace(stream, id=name)
        return replace(stream, id=name, amount=stream.amount * self._one_off)


def _separation(cost: Array, setting: Setting) -> Stream:
    """Return what it costs to be parted early, laid over the members."""
    return Stream(
        id="partner-exit-1-1",
        label="Parting early",
        line="one-off",
        amount=setting.inside * cost / setting.n_members,
        timing="one-off",
        is_joint=True,
        counted_from="end",
        only_if_early=True,
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
