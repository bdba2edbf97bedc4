"""Entry terms: what a newcomer would have to pay so that those already in are no worse off.

A newcomer is a body of the file that takes no part in the proposed option. Two prices bound what
can be agreed: its marginal cost (below it the founders pay for the newcomer) and what its best
option alone would cost it (above it the newcomer stays away). The full price is its part under the
partners' own rule as if it had been there from the start, its part of the investment included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.appraisal import Appraisal
from commonweal.errors import InputError

from .agree import Deal
from .leaving import price_group
from .pots import pots_of

__all__ = ["EntryTerms", "entry_terms", "newcomers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTerms:
    """Bounds on what a newcomer would pay over the horizon; present-value pounds."""

    body: str
    alone: float
    """What its best option alone costs it: the most that it would pay."""
    marginal: float
    """What its coming adds to the cost of those already in: the least that they could take."""
    full: float | None
    """Its part under the partners' own rule; None where the rule cannot be applied to it."""
    buy_in: float
    """The part of the marginal cost that is one-off: migration, set-up, what starts it."""
    founders_at_full: dict[str, float]
    """What each founder gains over the present deal if the newcomer pays the full price."""

    @property
    def room(self) -> float:
        """What both sides together gain by its joining; below nought no price serves both."""
        return self.alone - self.marginal

    @property
    def can_be_agreed(self) -> bool:
        return self.room > 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "alone": round(self.alone, 2),
            "marginal": round(self.marginal, 2),
            "full": None if self.full is None else round(self.full, 2),
            "buy_in": round(self.buy_in, 2),
            "room": round(self.room, 2),
            "can_be_agreed": self.can_be_agreed,
            "founders_at_full": {
                body: round(pounds, 2) for body, pounds in self.founders_at_full.items()
            },
        }


def newcomers(deal: Deal) -> tuple[str, ...]:
    """Return the bodies of the file that take no part in the proposed option."""
    partners = deal.game.partners if deal.game is not None else ()
    return tuple(body for body in deal.appraisal.body_ids if body not in partners)


def entry_terms(deal: Deal, body: str) -> EntryTerms:
    """Work out entry terms for a newcomer, or for a former partner that would come back.

    Raises
    ------
    InputError
        The body is a partner already, or there is no sharing option to join.
    """
    game, appraisal = deal.game, deal.appraisal
    if game is None:
        raise InputError(
            "There is no sharing option to join.", hint="Describe one, with those who begin it."
        )
    if body not in newcomers(deal):
        raise InputError(
            f"{body} cannot join: it is a partner already or is not in the file.",
            hint="Add it under [[bodies]] with its baseline, and name the others in the option's "
            "bodies.",
        )
    option = game.option
    everyone = (*game.partners, body)
    before, after = (
        price_group(appraisal, option.id, group) for group in (game.partners, everyone)
    )
    position = appraisal.body_ids.index(body)
    marginal = float(appraisal.base[position, 0] + after.net_cost[0, 0] - before.net_cost[0, 0])
    one_offs = [
        sum(
            priced.expected_value(stream) for stream in priced.streams if stream.timing == "one-off"
        )
        for priced in (before, after)
    ]
    full, gains = _at_full_price(deal, body, everyone)
    return EntryTerms(
        body=body,
        alone=float((appraisal.base - appraisal.alone_net_benefit)[position, 0]),
        marginal=marginal,
        full=full,
        buy_in=one_offs[1] - one_offs[0],
        founders_at_full=gains,
    )


def _at_full_price(
    deal: Deal, body: str, everyone: tuple[str, ...]
) -> tuple[float | None, dict[str, float]]:
    """Divide the enlarged cost by the partners' own rule, where the rule needs no game."""
    game, appraisal = deal.game, deal.appraisal
    assert game is not None
    weights = _weights(deal, everyone)
    if weights is None:
        return None, {}
    positions = np.array([appraisal.body_ids.index(one) for one in everyone])
    priced = price_group(appraisal, game.option.id, everyone)
    pots = pots_of(appraisal, game.option, priced, positions)
    paid = pots.own[:, 0] + weights * pots.joint[0]
    now = {share.body: share.cost for share in deal.splits[0].shares}
    gains = {one: now[one] - float(paid[place]) for place, one in enumerate(everyone) if one in now}
    return float(paid[everyone.index(body)]), gains


def _weights(deal: Deal, everyone: tuple[str, ...]) -> np.ndarray | None:
    split = deal.partnership.split
    bodies = [deal.partnership.body(one) for one in everyone]
    if split.rule == "equal":
        return np.full(len(everyone), 1 / len(everyone))
    if split.rule == "driver" and split.driver is not None:
        if any(split.driver not in one.drivers for one in bodies):
            return None
        values = np.array([one.drivers[split.driver] for one in bodies])
        return np.asarray(values / values.sum())
    if split.rule == "baseline":
        values = _now(deal.appraisal, deal, everyone)
        return np.asarray(values / values.sum())
    return None


def _now(appraisal: Appraisal, deal: Deal, everyone: tuple[str, ...]) -> np.ndarray:
    assert deal.game is not None
    assert deal.game.option.priced is not None
    priced = deal.game.option.priced
    positions = [appraisal.body_ids.index(one) for one in everyone]
    return np.asarray(priced.base[positions, 0] * priced.pooled_share[positions])
