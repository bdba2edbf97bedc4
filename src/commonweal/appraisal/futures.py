"""What may become of an option: given up before go-live, ended early, or overtaken.

A case that assumes ten undisturbed years assumes what few arrangements have had. Each risk turns
into a weight by year and draw: nought or one in a drawn future, a chance in the expected case. A
stream is multiplied by the weight of its kind, so that every group and every lever meets the same
fate without being priced again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from commonweal.calendar import FinancialYear
from commonweal.partnership import Abandonment, Option, PartnerExit, Partnership

from .figures import FigureBook
from .streams import Array, Stream
from .timeline import Timeline

__all__ = ["Futures", "futures_of", "undisturbed"]


#: A yearly chance below this is none: nobody would wait a billion years.
_NEVER = 1e-9


@dataclass(frozen=True, kw_only=True)
class Futures:
    """Weights by year, body and draw, (Y, 1 or B, 1 or D)."""

    running: Array
    """Share of running costs and savings that still falls in each year."""
    one_off: Array
    """Share of each year's one-off cost that is spent."""
    ending: Array | None = None
    """Chance that the arrangement ends in each year, the last year standing for all that outlive
    the horizon; None where nothing can end it early, and costs of ending keep their own years."""
    ended_early: Array | None = None
    """The same without those that outlive the horizon."""
    separation_cost: Array | None = None
    """Pounds it costs to be parted early, for the whole, (D,)."""

    def weights(self, stream: Stream, profile: Array) -> Array:
        """Return the share of a stream that falls in each year, (Y, 1 or B, 1 or D)."""
        if stream.timing != "one-off":
            return profile[:, None, None] * self.running
        if stream.only_if_early:
            return np.zeros((1, 1, 1)) if self.ended_early is None else self.ended_early
        if stream.counted_from == "end" and self.ending is not None:
            return self.ending
        return profile[:, None, None] * self.one_off

    def of_body(self, index: int) -> Futures:
        """Return what may become of one body's part."""
        if self.running.shape[1] == 1:
            return self
        return replace(self, running=self.running[:, index : index + 1])

    def narrowed(self, keep: Callable[[Array], Array]) -> Futures:
        """Return the same futures with fewer draws."""

        def cut(weights: Array) -> Array:
            return weights if weights.shape[-1] == 1 else keep(weights)

        return Futures(
            running=cut(self.running),
            one_off=cut(self.one_off),
            ending=None if self.ending is None else cut(self.ending),
            ended_early=None if self.ended_early is None else cut(self.ended_early),
            separation_cost=None if self.separation_cost is None else cut(self.separation_cost),
        )


def undisturbed(n_years: int) -> Futures:
    """Return the future in which nothing comes between."""
    return Futures(running=np.ones((n_years, 1, 1)), one_off=np.ones((n_years, 1, 1)))


def futures_of(
    partnership: Partnership,
    option: Option,
    book: FigureBook,
    timeline: Timeline,
    *,
    hazard: float,
) -> Futures:
    """Return what may become of a sharing option.

    Parameters
    ----------
    hazard : float
        Chance in any one year after go-live that the arrangement ends, from the cases on record;
        used where the option states no partner-exit risk of its own. Nought for none.
    """
    kept = _kept_by_body(partnership, timeline)
    abandoned, sunk = _abandonment(option.risks, book)
    yearly, cost = _ending(option.risks, book, hazard)
    if not abandoned.any() and not yearly.any():
        calm = undisturbed(timeline.n_years)
        return calm if kept is None else replace(calm, running=kept)
    years = np.arange(timeline.n_years, dtype=np.float64)[:, None]  # (Y, 1)
    runs = 1.0 - abandoned  # (D,)
    alive = _survival(book, yearly, years - timeline.go_live)  # (Y, D)
    ends = np.vstack([np.ones((1, book.size)), alive[:-1]]) - alive
    outlives = np.zeros_like(ends)
    outlives[-1] = alive[-1]
    running = (alive * runs)[:, None, :]
    return Futures(
        running=running if kept is None else running * kept,
        one_off=np.where(years < timeline.go_live, runs + abandoned * sunk, runs)[:, None, :],
        ending=((ends + outlives) * runs)[:, None, :],
        ended_early=(ends * runs)[:, None, :],
        separation_cost=cost,
    )


def _abandonment(risks: Sequence[object], book: FigureBook) -> tuple[Array, Array]:
    """Return whether each future gives the change up, and the share of early cost then sunk."""
    for risk in risks:
        if isinstance(risk, Abandonment):
            chance = np.clip(book.values(risk.chance), 0.0, 1.0)
            happens = (book.chances("futures.abandonment") < chance).astype(np.float64)
            happens[0] = chance[0]
            return happens, np.clip(book.values(risk.share_of_cost_sunk), 0.0, 1.0)
    return np.zeros(book.size), np.ones(book.size)


def _ending(risks: Sequence[object], book: FigureBook, hazard: float | None) -> tuple[Array, Array]:
    for risk in risks:
        if isinstance(risk, PartnerExit):
            return np.clip(book.values(risk.yearly_chance), 0.0, 1.0), book.values(risk.cost)
    return np.full(book.size, hazard or 0.0), np.zeros(book.size)


def _survival(book: FigureBook, yearly: Array, since: Array) -> Array:
    """Return whether the arrangement still runs in each year since go-live, (Y, D).

    It does not end in the year it goes live. In the expected case these are chances. A future's
    waiting time is geometric, from one even chance whatever the hazard, so that a higher hazard
    ends every future sooner or as soon.
    """
    rate = np.minimum(yearly, 1.0 - 1e-12)  # (D,)
    expected = (1.0 - rate[0]) ** np.maximum(since, 0)  # (Y, 1)
    even = book.chances("futures.ending")[1:]
    waited = np.full(book.size - 1, np.inf)
    may = rate[1:] > _NEVER
    waited[may] = np.maximum(np.ceil(np.log1p(-even[may]) / np.log1p(-rate[1:][may])), 1.0)
    drawn = (since < waited[None, :]).astype(np.float64)
    alive: Array = np.concatenate([expected, drawn], axis=1)
    return alive


def _kept_by_body(partnership: Partnership, timeline: Timeline) -> Array | None:
    """Return 0 from the year in which a body's gains are lost to reorganisation, (Y, B, 1).

    The year that holds the day is lost whole only if the day is its first; otherwise from the
    next. None where nothing is said to be lost.
    """
    lost = [change for change in partnership.reorganisations if change.gains_carry == "lost"]
    if not lost:
        return None
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    mask = np.ones((timeline.n_years, len(partnership.bodies), 1))
    for change in lost:
        year = FinancialYear.containing(change.on, kind=partnership.year_kind)
        start = year - first + (0 if year.start == change.on else 1)
        for index, body in enumerate(partnership.bodies):
            if body.id in change.bodies:
                mask[max(start, 0) :, index] = 0.0
    return mask
