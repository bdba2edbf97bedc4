"""Entry terms: what a newcomer would have to pay so that those already in are no worse off.

A newcomer is a body of the file that takes no part in the proposed option. Two prices bound what
can be agreed: its marginal cost (below it the founders pay for the newcomer) and what its best
option alone would cost it (above it the newcomer stays away). The full price is its part under the
partners' own rule as if it had been there from the start, its part of the investment included. One
that was a partner and comes back pays, on top of a newcomer's least price, what it would have borne
of the investment had it stayed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from commonweal.errors import CommonwealError, InputError

from .agree import Deal
from .group_costs import PartnerGame, partner_game
from .group_pricing import price_group
from .pots import pots_of
from .splits import split_by_rule

__all__ = ["EntryTerms", "check_can_join", "entry_terms", "newcomers", "returning_terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTerms:
    """Bounds on what a newcomer would pay over the horizon; present-value pounds."""

    body: str
    alone: float
    """What its best option alone costs it: the most that it would pay."""
    marginal: float
    """What its coming adds to the cost of those already in: the least that they could take from a
    newcomer."""
    full: float | None
    """Its part under the partners' own rule; None where the rule cannot be applied to it."""
    why_no_full: str
    """Why the rule cannot be applied to it."""
    buy_in: float
    """The part of the marginal cost that is one-off: migration, set-up, what starts it."""
    owed: float
    """For one that comes back: what it would have borne of the investment beyond its buy-in, less
    what it paid before it left; 0 for a newcomer."""
    founders_at_full: dict[str, float]
    """What each founder gains over the present deal if the newcomer pays the full price."""

    @property
    def least(self) -> float:
        """The least that those already in could take."""
        return self.marginal + self.owed

    @property
    def room(self) -> float:
        """What lies between the least and the most; below nought no price serves both."""
        return self.alone - self.least

    @property
    def can_be_agreed(self) -> bool:
        return self.room > 0

    @property
    def losers_at_full(self) -> tuple[str, ...]:
        """Who would be worse off if it paid the full price: founders, and itself if alone is
        cheaper. Pennies do not count."""
        losers = [body for body, gain in self.founders_at_full.items() if gain < -0.5]
        if self.full is not None and self.full > self.alone + 0.5:
            losers.append(self.body)
        return tuple(losers)

    def founders_gain_at(self, price: float) -> float:
        """Return what the founders together gain over the present deal at a price."""
        return price - self.marginal

    def newcomer_gain_at(self, price: float) -> float:
        """Return what the newcomer gains over going alone at a price."""
        return self.alone - price

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "alone": round(self.alone, 2),
            "marginal": round(self.marginal, 2),
            "least": round(self.least, 2),
            "full": None if self.full is None else round(self.full, 2),
            "why_no_full": self.why_no_full,
            "buy_in": round(self.buy_in, 2),
            "owed": round(self.owed, 2),
            "room": round(self.room, 2),
            "can_be_agreed": self.can_be_agreed,
            "founders_at_full": {
                body: round(pounds, 2) for body, pounds in self.founders_at_full.items()
            },
            "losers_at_full": list(self.losers_at_full),
        }


def newcomers(deal: Deal) -> tuple[str, ...]:
    """Return the bodies of the file that take no part in the proposed option."""
    partners = deal.game.partners if deal.game is not None else ()
    return tuple(body for body in deal.appraisal.body_ids if body not in partners)


def check_can_join(deal: Deal, body: str) -> PartnerGame:
    """Return the game that a body would join.

    Raises
    ------
    InputError
        The body is a partner already, or there is no sharing option to join.
    """
    if deal.game is None:
        raise InputError(
            "There is no sharing option to join.", hint="Describe one, with those who begin it."
        )
    if body not in newcomers(deal):
        raise InputError(
            f"{body} cannot join: it is a partner already or is not in the file.",
            hint="Add it under [[bodies]] with its baseline, and name the others in the option's "
            "bodies.",
        )
    return deal.game


def entry_terms(deal: Deal, body: str) -> EntryTerms:
    """Work out entry terms for a newcomer, as if it were there from the first year.

    Raises
    ------
    InputError
        The body is a partner already, or there is no sharing option to join.
    """
    game, appraisal = check_can_join(deal, body), deal.appraisal
    before = price_group(appraisal, game.option.id, game.partners)
    after = price_group(appraisal, game.option.id, (*game.partners, body))
    position = appraisal.body_ids.index(body)
    one_offs = [
        sum(
            priced.expected_value(stream) for stream in priced.streams if stream.timing == "one-off"
        )
        for priced in (before, after)
    ]
    full, gains, why_no_full = _at_full_price(deal, body)
    return EntryTerms(
        body=body,
        alone=float((appraisal.base - appraisal.alone_net_benefit)[position, 0]),
        marginal=float(appraisal.base[position, 0] + after.net_cost[0, 0] - before.net_cost[0, 0]),
        full=full,
        why_no_full=why_no_full,
        buy_in=one_offs[1] - one_offs[0],
        owed=0.0,
        founders_at_full=gains,
    )


def returning_terms(deal: Deal, body: str, *, paid: float = 0.0) -> EntryTerms:
    """Work out the terms for a former partner that would come back.

    They are a newcomer's, and its part of the investment if it left before paying it: what it
    would have borne under the partners' own rule, less what its coming back costs at once and
    less what it paid.

    Parameters
    ----------
    paid : float
        What it paid towards the investment before it left, as a present value in pounds.

    Raises
    ------
    InputError
        As for `entry_terms`; what it paid is below 0; or the rule cannot say what its part is.
    """
    if not paid >= 0:
        raise InputError(
            f"It is said to have paid {paid:,.0f} pounds.", hint="Give a sum of 0 or more."
        )
    terms = entry_terms(deal, body)
    if terms.full is None:
        raise InputError(
            f"The part of {body} in the investment cannot be told. {terms.why_no_full}",
            hint="Give the file what the rule needs, or treat it as a newcomer.",
        )
    enlarged = _with_newcomer(deal, body)
    assert enlarged.option.priced is not None
    pots = pots_of(deal.appraisal, enlarged.option, enlarged.option.priced, enlarged.positions)
    split = split_by_rule(
        deal.appraisal,
        enlarged,
        deal.splits[0].rule,
        pots=pots,
        split=deal.partnership.split,
    )
    share = next(share for share in split.shares if share.body == body)
    part = share.one_off_percentage * float(pots.one_off[0])
    return replace(terms, owed=max(0.0, part - max(terms.buy_in, 0.0) - paid))


def _with_newcomer(deal: Deal, body: str) -> PartnerGame:
    """Return the game of those already in and one body more."""
    game, appraisal = check_can_join(deal, body), deal.appraisal
    bodies = tuple(one for one in appraisal.body_ids if one in (*game.partners, body))
    priced = price_group(appraisal, game.option.id, bodies, n_draws=None)
    return partner_game(appraisal, replace(game.option, bodies=bodies, priced=priced), n_draws=1)


def _at_full_price(deal: Deal, body: str) -> tuple[float | None, dict[str, float], str]:
    """Return its part by the partners' own rule, what each founder gains, and why there is none."""
    try:
        split = split_by_rule(
            deal.appraisal,
            _with_newcomer(deal, body),
            deal.splits[0].rule,
            split=deal.partnership.split,
        )
    except CommonwealError as error:
        return None, {}, error.message
    now = {share.body: share.cost for share in deal.splits[0].shares}
    cost = {share.body: share.cost for share in split.shares}
    return cost[body], {one: now[one] - cost[one] for one in now}, ""
