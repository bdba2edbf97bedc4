"""What may become of an option by year, as sums of its chances: given up, ended, overtaken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.appraisal import OptionResult
from commonweal.evidence import survival
from commonweal.partnership import Abandonment, Option, PartnerExit

from .case import TracedBook
from .formulas import Number, value_of

__all__ = ["Fate", "fate_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What may become of an option, by year: shares of what was planned, (years,) each."""

    running: tuple[Number, ...]
    one_off: tuple[Number, ...]
    ending: tuple[Number, ...] | None
    """Where it can end early: the chance that it ends in each year, the last year for the rest."""
    ended_early: tuple[Number, ...] | None
    kept: Mapping[str, tuple[float, ...]]
    """By body: nought from the year in which its gains are lost to reorganisation."""


def fate_of(book: TracedBook, entry: Option, option: OptionResult, *, hazard: float) -> Fate:
    """Return what may become of an option, year by year, as the engine's expected case."""
    assert option.priced is not None
    timeline = option.priced.timeline
    n_years, go_live = timeline.n_years, timeline.go_live
    abandoned, sunk, yearly = _risks(book, entry, option, hazard)
    if abandoned is None and yearly is None:
        calm: tuple[Number, ...] = (1.0,) * n_years
        kept = _kept(option, calm)
        return Fate(running=calm, one_off=calm, ending=None, ended_early=None, kept=kept)
    runs = 1.0 - (0.0 if abandoned is None else abandoned)
    rate = 0.0 if yearly is None else yearly
    alive = [(1.0 - rate) ** float(max(year - go_live, 0)) for year in range(n_years)]
    before = [1.0, *alive[:-1]]
    ends = [was - now for was, now in zip(before, alive, strict=True)]
    outlives: list[Number] = [0.0] * (n_years - 1) + [alive[-1]]
    spent = runs if abandoned is None else runs + abandoned * sunk
    running = tuple(now * runs for now in alive)
    return Fate(
        running=running,
        one_off=tuple(spent if year < go_live else runs for year in range(n_years)),
        ending=tuple((end + rest) * runs for end, rest in zip(ends, outlives, strict=True)),
        ended_early=tuple(end * runs for end in ends),
        kept=_kept(option, running),
    )


def _risks(
    book: TracedBook, entry: Option, option: OptionResult, hazard: float
) -> tuple[Number | None, Number, Number | None]:
    """Return the chance of being given up, the cost then sunk and the yearly chance of ending;
    None where there is none, as the engine takes them: the first risk of each kind."""
    abandoned: Number | None = None
    sunk: Number = 1.0
    yearly: Number | None = None
    for risk in reversed(entry.risks):
        if isinstance(risk, Abandonment):
            abandoned = book.figure_of(risk, "chance")
            sunk = book.figure_of(risk, "share_of_cost_sunk")
        elif isinstance(risk, PartnerExit):
            yearly = book.figure_of(risk, "yearly_chance")
    if yearly is None and hazard:
        yearly = book.inputs.value(
            ("hazard", option.id),
            hazard,
            (2, "hazard"),
            sheet="Figures",
            belongs_to=f"{option.name}: correction from past cases",
            name="Chance of ending in any one year after go-live",
            unit="rate a year",
            source=survival().source,
            grade="",
        )
    return abandoned, sunk, yearly


def _kept(option: OptionResult, running: tuple[Number, ...]) -> dict[str, tuple[float, ...]]:
    """Return the years in which a body's gains are not lost to reorganisation."""
    assert option.priced is not None
    futures = option.priced.futures
    if futures.running.shape[1] == 1:
        return {}
    return {
        body: tuple(
            float(weight > 0 or value_of(lives) == 0)
            for weight, lives in zip(futures.running[:, place, 0], running, strict=True)
        )
        for place, body in enumerate(option.priced.records.bodies)
    }
