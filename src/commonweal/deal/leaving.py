"""What becomes of the rest if one partner leaves after go-live, and what leaving would cost.

An exit charge is found that leaves those who stay no worse off: for every year from the end of the
notice to the horizon, what they then pay beyond what the agreement had them pay. Those who stay do
what is best for them together: they share on without the leaver, or each goes alone. What was
spent to set the service up is gone and is not charged again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

import numpy as np

from commonweal.appraisal import Appraisal, Array, Priced
from commonweal.calendar import FinancialYear
from commonweal.errors import ComputationError, InputError

from .agree import Deal
from .alone_again import alone_from
from .group_pricing import price_group
from .pots import pots_of
from .splits import SplitResult

__all__ = [
    "NOTICE_MONTHS",
    "Course",
    "ExitCharge",
    "Leaving",
    "gain_without",
    "leaving",
    "year_number",
]

#: Notice periods seen in agreements: MKIP 6 months, Local London 12, oneSource 15.
NOTICE_MONTHS = (6, 12, 15)

#: What those who stay do once the leaver is gone.
Course = Literal["share on", "go alone"]

#: Pounds below which a loss is rounding in the last digits of larger sums.
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitCharge:
    """What leaving would cost if notice of some months is given at the start of a year."""

    notice_months: int
    leaves_in: str | None
    """Financial year in which the leaver's last charge falls; None where its notice runs out
    beyond the horizon, and nobody loses anything within it."""
    rest: Course
    """What is best for those who stay."""
    pence: int
    """Charge that leaves those who stay no worse off: worth the same to them, paid when it leaves,
    as what its going costs them in every later year of the horizon; 0 if they lose nothing."""
    by_stayer: dict[str, int]
    """What each of those who stay must be given of it, in pence; below 0 where one gains."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "notice_months": self.notice_months,
            "leaves_in": self.leaves_in,
            "rest": self.rest,
            "charge": self.pence / 100,
            "by_stayer": {body: pence / 100 for body, pence in self.by_stayer.items()},
        }


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """What one partner's leaving does, to itself and to the rest.

    Figures by year are for the first of the notice periods asked about, and are 0 until it ends.
    """

    leaver: str
    years: tuple[str, ...]
    notice_in: str
    """Financial year at whose start notice is given."""
    stayers: tuple[str, ...]
    still_shares: bool
    """False where those who stay would each go alone: only one is left, or it is cheaper."""
    stayers_extra: Array
    """What those who stay pay beyond the agreement in each year without it, (Y, n - 1)."""
    leaver_saves: Array
    """What the leaver pays under the agreement less what it pays alone in each year, (Y,)."""
    parting_cost: float
    """The leaver's part of what the file says that parting costs, in pounds, paid when it goes."""
    leaver_gain: float
    """What the leaver gains or loses by leaving, worth on the day it goes: what it saves, less the
    charge and the parting cost."""
    charges: tuple[ExitCharge, ...]
    joint_gain_without: float
    """Present value of what the rest would gain by sharing among themselves from the start, over
    the best each could do alone; below 0 they should not have begun without the leaver."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "leaver": self.leaver,
            "notice_in": self.notice_in,
            "still_shares": self.still_shares,
            "years": list(self.years),
            "rest_pays_more": [round(float(sum(row)), 2) for row in self.stayers_extra],
            "by_stayer": {
                body: [round(float(pounds), 2) for pounds in self.stayers_extra[:, place]]
                for place, body in enumerate(self.stayers)
            },
            "leaver_saves": [round(float(pounds), 2) + 0.0 for pounds in self.leaver_saves],
            "parting_cost": round(self.parting_cost, 2),
            "leaver_gain": round(self.leaver_gain, 2),
            "charges": [charge.to_dict() for charge in self.charges],
            "joint_gain_without": round(self.joint_gain_without, 2),
        }


def leaving(
    deal: Deal,
    leaver: str,
    *,
    year: int | None = None,
    notice_months: Sequence[int] = NOTICE_MONTHS,
    split: SplitResult | None = None,
) -> Leaving:
    """Work out what happens if a partner gives notice at the start of a year.

    Parameters
    ----------
    year : int, optional
        Year, from 0, at whose start notice is given; the second year after go-live where left out.
    notice_months
        Notice periods to ask about, one or more.
    split
        The split in force; the partners' own rule where left out.

    Raises
    ------
    InputError
        The body is no partner of the proposed option, or the year lies outside the horizon or
        before go-live, when a partner withdraws and does not leave.
    """
    game = deal.game
    if game is None or leaver not in game.partners:
        raise InputError(
            f"{leaver} is no partner of the proposed option.",
            hint="Name one of: " + ", ".join(game.partners if game else ()) + ".",
        )
    if not notice_months or min(notice_months) < 0:
        raise InputError(
            "Notice is asked for as a number of months.", hint="Give one or more, such as 12."
        )
    appraisal = deal.appraisal
    priced = game.option.priced
    assert priced is not None
    start = _notice_year(appraisal, priced, year)
    split = deal.splits[0] if split is None else split
    stayers = tuple(body for body in game.partners if body != leaver)
    at = [appraisal.body_ids.index(body) for body in stayers]
    agreed = split.charges.pence / 100  # (Y, n)
    agreed_of_stayers = agreed[:, [game.partners.index(body) for body in stayers]]
    shared = _shared_without(deal, split, stayers)
    found = []
    for months in notice_months:
        part = _part_of_years(len(appraisal.years), start, months)
        alone = alone_from(appraisal, min(start + months // 12, len(appraisal.years) - 1))
        course, without = _best_course(appraisal, part, shared, alone[:, at])
        found.append((months, part, course, without - agreed_of_stayers, alone))
    charges = tuple(
        _exit_charge(appraisal, stayers, extra, part, start, months, course)
        for months, part, course, extra, _ in found
    )
    months, part, course, extra, alone = found[0]
    place, position = game.partners.index(leaver), appraisal.body_ids.index(leaver)
    saves = part * (agreed[:, place] - alone[:, position])
    parting = _parting_cost(priced, position)
    return Leaving(
        leaver=leaver,
        years=appraisal.years,
        notice_in=appraisal.years[start],
        stayers=stayers,
        still_shares=course == "share on",
        stayers_extra=part[:, None] * extra,
        leaver_saves=saves,
        parting_cost=parting,
        leaver_gain=float(_worth_at(appraisal, start, months) @ saves)
        - parting
        - charges[0].pence / 100,
        charges=charges,
        joint_gain_without=gain_without(deal, stayers),
    )


def _notice_year(appraisal: Appraisal, priced: Priced, year: int | None) -> int:
    n_years, go_live = len(appraisal.years), priced.timeline.go_live
    if year is None:
        return min(go_live + 1, n_years - 1)
    if not 0 <= year < n_years:
        raise InputError(
            f"Year {year} lies outside the {n_years} years of the case.",
            hint=f"Give a year from 0 to {n_years - 1}.",
        )
    if year < go_live:
        raise InputError(
            f"In {appraisal.years[year]} the service does not run yet: it goes live in "
            f"{appraisal.years[go_live]}.",
            hint="Until then a partner withdraws; who bears what is shown apart, by phase.",
        )
    return year


def _part_of_years(n_years: int, start: int, months: int) -> Array:
    """Return the part of each year that the leaver is no longer there, (Y,).

    Notice given at the start of a year runs through whole years and part of another; of the year
    it ends in, the part that remains counts.
    """
    whole, rest = divmod(months, 12)
    part = np.zeros(n_years)
    ends = start + whole
    part[min(ends + 1, n_years) :] = 1.0
    if ends < n_years:
        part[ends] = 1.0 - rest / 12
    return part


def _shared_without(deal: Deal, split: SplitResult, stayers: tuple[str, ...]) -> Array | None:
    """Return what those who stay would pay in each year sharing on, (Y, n - 1).

    All is priced anew for them and divided among them in the proportions that the split gave
    them; what was spent before the leaver goes is no matter, since only later years are counted.
    None where fewer than two are left, or nothing is left to share.
    """
    if len(stayers) < 2:
        return None
    game, appraisal = deal.game, deal.appraisal
    assert game is not None
    shares = {share.body: share for share in split.shares}
    positions = np.array([appraisal.body_ids.index(body) for body in stayers])
    priced = price_group(appraisal, game.option.id, stayers)
    try:
        pots = pots_of(appraisal, game.option, priced, positions)
    except ComputationError:
        return None
    running = _among(np.array([shares[body].percentage for body in stayers]))
    one_off = _among(np.array([shares[body].one_off_percentage for body in stayers]))
    paid: Array = (
        pots.own_by_year
        + pots.running_by_year[:, None] * running
        + pots.one_off_by_year[:, None] * one_off
    )
    return paid


def _among(parts: Array) -> Array:
    """Return parts in the same proportions that add to 1; equal ones where they give none."""
    total = float(parts.sum())
    return parts / total if total > 1e-9 else np.full(len(parts), 1 / len(parts))


def _best_course(
    appraisal: Appraisal, part: Array, shared: Array | None, alone: Array
) -> tuple[Course, Array]:
    """Return which is cheaper for those who stay together from then on, and what each pays."""
    if shared is None:
        return "go alone", alone
    weights = part * appraisal.factors
    if (weights @ alone).sum() < (weights @ shared).sum():
        return "go alone", alone
    return "share on", shared


def _exit_charge(
    appraisal: Appraisal,
    stayers: tuple[str, ...],
    extra: Array,
    part: Array,
    start: int,
    months: int,
    course: Course,
) -> ExitCharge:
    """Value at the leaving date what those who stay lose after it, rounded up to the penny."""
    n_years = len(appraisal.years)
    ends = start + months // 12
    lost = (part * _worth_at(appraisal, start, months)) @ extra  # (n - 1,)
    by_stayer = {
        body: ceil((pounds - _ROUNDING) * 100)
        for body, pounds in zip(stayers, lost.tolist(), strict=True)
    }
    last = ends if months % 12 or not months else ends - 1
    return ExitCharge(
        notice_months=months,
        leaves_in=appraisal.years[last] if last < n_years else None,
        rest=course,
        # Those who would gain by the leaving do not pay for those who lose by it.
        pence=sum(max(pence, 0) for pence in by_stayer.values()),
        by_stayer=by_stayer,
    )


def _worth_at(appraisal: Appraisal, start: int, months: int) -> Array:
    """Return what a pound of each year is worth on the day that the notice ends, (Y,)."""
    ends = min(start + months // 12, len(appraisal.years) - 1)
    worth: Array = appraisal.factors / appraisal.factors[ends]
    return worth


def _parting_cost(priced: Priced, position: int) -> float:
    """Return one body's part of the costs that are counted from the end of the arrangement."""
    return sum(
        float(stream.amount[:, position, 0].sum())
        for stream in priced.streams
        if stream.counted_from == "end" and not stream.only_if_early
    )


def gain_without(deal: Deal, stayers: tuple[str, ...]) -> float:
    """Return the present value that some partners gain by sharing over each going alone."""
    game = deal.game
    assert game is not None
    if len(stayers) < 2:
        return 0.0
    alone = sum(float(game.alone[game.partners.index(body), 0]) for body in stayers)
    appraisal = deal.appraisal
    positions = [appraisal.body_ids.index(body) for body in stayers]
    priced = price_group(appraisal, game.option.id, stayers)
    together = float(appraisal.base[positions, 0].sum() + priced.net_cost[0, 0])
    return alone - together


def year_number(deal: Deal, label: str) -> int:
    """Return the place of a financial year among the years of the case.

    Raises
    ------
    InputError
        The label is no financial year, or lies outside the case.
    """
    kind = deal.partnership.year_kind
    year = FinancialYear.parse(label, kind=kind)
    first = FinancialYear.parse(deal.partnership.first_year, kind=kind)
    if not 0 <= year - first < len(deal.appraisal.years):
        raise InputError(
            f"{year} lies outside the case.",
            hint=f"Give a year from {deal.appraisal.years[0]} to {deal.appraisal.years[-1]}.",
        )
    return year - first
