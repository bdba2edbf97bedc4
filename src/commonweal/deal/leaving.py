"""What becomes of the rest if one leaves, what leaving would cost, and who bears what before then.

After go-live, an exit charge is found that leaves those who stay no worse off: for every year from
the end of the notice to the horizon, what they then pay beyond what the agreement had them pay.
What was spent to set the service up is gone and is not charged again. Before signature, what has
been spent so far is divided phase by phase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.appraisal import Appraisal, Array, Priced, price
from commonweal.calendar import FinancialYear
from commonweal.errors import InputError
from commonweal.money import to_pence

from .agree import Deal
from .pots import pots_of, today_by_year

__all__ = [
    "NOTICE_MONTHS",
    "ExitCharge",
    "Leaving",
    "Phase",
    "Withdrawal",
    "leaving",
    "price_group",
    "withdrawals",
    "year_number",
]

#: Notice periods seen in agreements: MKIP 6 months, Local London 12, oneSource 15.
NOTICE_MONTHS = (6, 12, 15)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitCharge:
    """What leaving at the end of a year would cost, by notice."""

    notice_months: int
    leaves_in: str
    """Financial year in which the leaver's last charge falls."""
    pence: int
    """Charge that leaves those who stay no worse off: worth the same to them, paid when it leaves,
    as what its going costs them in every later year of the horizon; 0 if they lose nothing."""
    by_stayer: dict[str, int]
    """What each of those who stay must be given of it, in pence; below 0 where one gains."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "notice_months": self.notice_months,
            "leaves_in": self.leaves_in,
            "charge": self.pence / 100,
            "by_stayer": {body: pence / 100 for body, pence in self.by_stayer.items()},
        }


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """What one partner's leaving does, to itself and to the rest."""

    leaver: str
    years: tuple[str, ...]
    stayers: tuple[str, ...]
    still_shares: bool
    """False where only one would be left: then everybody goes alone."""
    stayers_extra: Array
    """What those who stay pay beyond the agreement in each year without it, (Y, n - 1)."""
    leaver_saves: Array
    """What the leaver pays under the agreement less what it pays alone in each year, (Y,)."""
    charges: tuple[ExitCharge, ...]
    joint_gain_without: float
    """Present value of what the rest would gain by sharing among themselves from the start, over
    the best each could do alone; below 0 they should not go on."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "leaver": self.leaver,
            "still_shares": self.still_shares,
            "years": list(self.years),
            "rest_pays_more": [round(float(sum(row)), 2) for row in self.stayers_extra],
            "by_stayer": {
                body: [round(float(pounds), 2) for pounds in self.stayers_extra[:, place]]
                for place, body in enumerate(self.stayers)
            },
            "leaver_saves": [round(float(pounds), 2) for pounds in self.leaver_saves],
            "charges": [charge.to_dict() for charge in self.charges],
            "joint_gain_without": round(self.joint_gain_without, 2),
        }


def price_group(appraisal: Appraisal, option_id: str, bodies: tuple[str, ...]) -> Priced:
    """Price a sharing option for some bodies only, from their own records, in one row."""
    option = appraisal.option(option_id)
    if option.priced is None or option.family != "sharing":
        raise InputError(
            f"{option.name} is no sharing option.", hint="Name a sharing option of the file."
        )
    members = np.array([[body in bodies for body in appraisal.body_ids]])
    return price(
        appraisal.partnership.option(option_id),
        option.scope,
        appraisal.book,
        members=members,
        timeline=option.priced.timeline,
        is_shared=True,
        futures=option.priced.futures,
        allowance=option.allowance,
        avoided=option.priced.avoided,
        n_draws=0,
    )


def leaving(
    deal: Deal,
    leaver: str,
    *,
    year: int | None = None,
    notice_months: tuple[int, ...] = NOTICE_MONTHS,
) -> Leaving:
    """Work out what happens if a partner gives notice at the start of a year.

    Parameters
    ----------
    year : int, optional
        Year, from 0, at whose start notice is given; the second year after go-live where left out.

    Raises
    ------
    InputError
        The body is no partner of the proposed option, or the year lies outside the horizon.
    """
    game = deal.game
    if game is None or leaver not in game.partners:
        raise InputError(
            f"{leaver} is no partner of the proposed option.",
            hint="Name one of: " + ", ".join(game.partners if game else ()) + ".",
        )
    appraisal = deal.appraisal
    priced = game.option.priced
    assert priced is not None
    n_years = len(appraisal.years)
    start = min(priced.timeline.go_live + 1, n_years - 1) if year is None else year
    if not 0 <= start < n_years:
        raise InputError(
            f"Year {start} lies outside the {n_years} years of the case.",
            hint=f"Give a year from 0 to {n_years - 1}.",
        )
    stayers = tuple(body for body in game.partners if body != leaver)
    agreed = deal.splits[0].charges.pence / 100  # (Y, n)
    at = [game.partners.index(body) for body in stayers]
    without = _charges_without(deal, stayers)  # (Y, n - 1)
    extra = without - agreed[:, at]
    place = game.partners.index(leaver)
    alone = _alone_by_year(appraisal)[:, appraisal.body_ids.index(leaver)]
    return Leaving(
        leaver=leaver,
        years=appraisal.years,
        stayers=stayers,
        still_shares=len(stayers) > 1,
        stayers_extra=extra,
        leaver_saves=agreed[:, place] - alone,
        charges=tuple(
            _exit_charge(appraisal, stayers, extra, start, months) for months in notice_months
        ),
        joint_gain_without=_gain_without(deal, stayers),
    )


def _charges_without(deal: Deal, stayers: tuple[str, ...]) -> Array:
    """Return what those who stay would pay in each year without the leaver, (Y, n - 1).

    Running costs are priced anew for them and divided by the same rule's parts among them; what
    was invested is spent and does not come again, so each keeps its part of the agreed one-offs.
    """
    game, appraisal = deal.game, deal.appraisal
    assert game is not None
    shares = {share.body: share for share in deal.splits[0].shares}
    positions = np.array([appraisal.body_ids.index(body) for body in stayers])
    if len(stayers) == 1:
        return _alone_by_year(appraisal)[:, positions]
    priced = price_group(appraisal, game.option.id, stayers)
    pots = pots_of(appraisal, game.option, priced, positions)
    weights = np.array([shares[body].percentage for body in stayers])
    one_off = np.array([shares[body].one_off_percentage for body in stayers])
    agreed = pots_of(appraisal, game.option, _priced_whole(deal), game.positions)
    charges: Array = (
        pots.own_by_year
        + pots.running_by_year[:, None] * weights / weights.sum()
        + agreed.one_off_by_year[:, None] * one_off
    )
    return charges


def _priced_whole(deal: Deal) -> Priced:
    assert deal.game is not None
    assert deal.game.option.priced is not None
    return deal.game.option.priced


def _alone_by_year(appraisal: Appraisal) -> Array:
    """Return what each body's best option alone costs it by year, expected, (Y, B)."""
    total = today_by_year(appraisal).copy()
    for index, option_id in enumerate(appraisal.alone):
        priced = appraisal.option(option_id).priced
        if priced is not None and appraisal.option(option_id).family != "nothing":
            total[:, index] += priced.yearly_by_body()[:, index]
    return total


def _exit_charge(
    appraisal: Appraisal, stayers: tuple[str, ...], extra: Array, start: int, months: int
) -> ExitCharge:
    """Value at the leaving date what those who stay lose after it.

    Notice given at the start of a year runs through whole years and part of another; of the year
    it ends in, the part that remains counts.
    """
    n_years = len(appraisal.years)
    whole, rest = divmod(months, 12)
    weights = np.zeros(n_years)
    ends = start + whole
    weights[min(ends + 1, n_years) :] = 1.0
    if ends < n_years:
        weights[ends] = 1.0 - rest / 12
    at = min(ends, n_years - 1)
    factors = appraisal.factors / appraisal.factors[at]
    lost = (weights * factors) @ extra  # (n - 1,)
    by_stayer = {body: to_pence(float(pounds)) for body, pounds in zip(stayers, lost, strict=True)}
    last = at if rest or not months else max(at - 1, 0)
    return ExitCharge(
        notice_months=months,
        leaves_in=appraisal.years[last],
        # Those who would gain by the leaving do not pay for those who lose by it.
        pence=sum(max(pence, 0) for pence in by_stayer.values()),
        by_stayer=by_stayer,
    )


def _gain_without(deal: Deal, stayers: tuple[str, ...]) -> float:
    game = deal.game
    assert game is not None
    alone = sum(float(game.alone[game.partners.index(body), 0]) for body in stayers)
    if len(stayers) < 2:
        return 0.0
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Money spent by the end of a phase before go-live, in real pounds."""

    name: str
    spent: float
    """By everybody, from the start to the end of this phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Who bears what if a partner withdraws at the end of a phase, before go-live."""

    body: str
    phase: str
    spent_so_far: float
    its_part: float
    """Under the split: what it bears if it pays its part of what has been spent."""
    left_to_rest_if_free: float
    """What falls on the others if it may walk away without paying."""
    by_stayer_if_free: dict[str, float]

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "phase": self.phase,
            "spent_so_far": round(self.spent_so_far, 2),
            "its_part": round(self.its_part, 2),
            "left_to_rest_if_free": round(self.left_to_rest_if_free, 2),
            "by_stayer_if_free": {
                body: round(pounds, 2) for body, pounds in self.by_stayer_if_free.items()
            },
        }


def phases(deal: Deal) -> tuple[Phase, ...]:
    """Return what has been spent by the end of each phase, up to the year of go-live."""
    game = deal.game
    if game is None or game.option.priced is None:
        return ()
    priced = game.option.priced
    spent = dict.fromkeys(_PHASES, 0.0)
    for stream in priced.streams:
        kind = stream.id.rsplit("-", 2)[0]
        if stream.timing != "one-off" or kind not in _PHASE_BY_COST or stream.amount.min() < 0:
            continue
        profile = priced.timeline.profile(stream)[: priced.timeline.go_live + 1]
        spent[_PHASE_BY_COST[kind]] += float(profile.sum() * stream.amount[:, :, 0].sum())
    running, found = 0.0, []
    for name in _PHASES:
        if spent[name] > 0:
            running += spent[name]
            found.append(Phase(name=name, spent=running))
    return tuple(found)


def withdrawals(deal: Deal) -> tuple[Withdrawal, ...]:
    """Say who bears what if any one partner withdraws at the end of any phase before go-live."""
    if deal.game is None:
        return ()
    found = []
    shares = deal.splits[0].shares
    for phase in phases(deal):
        for share in shares:
            its_part = phase.spent * share.one_off_percentage
            others = [other for other in shares if other.body != share.body]
            rest = sum(other.one_off_percentage for other in others)
            found.append(
                Withdrawal(
                    body=share.body,
                    phase=phase.name,
                    spent_so_far=phase.spent,
                    its_part=its_part,
                    left_to_rest_if_free=its_part,
                    by_stayer_if_free={
                        other.body: its_part * other.one_off_percentage / rest if rest else 0.0
                        for other in others
                    },
                )
            )
    return tuple(found)
