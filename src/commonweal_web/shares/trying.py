"""A run's case with another split, without a partner or with one more; nothing of it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonweal.partnership import read_values
from commonweal_web.appraisals.trying import trial_of
from commonweal_web.partnerships.models import Run

if TYPE_CHECKING:
    from commonweal.deal import Deal, EntryTerms, Leaving, Withdrawal

__all__ = ["Left", "input_of", "try_joining", "try_leaving", "try_split_on"]


def input_of(run: Run) -> dict[str, Any]:
    """Return the whole partnership that a run was worked out from, as plain values."""
    values: dict[str, Any] = json.loads(run.input_text)
    return values


def try_split_on(run: Run, values: Mapping[str, Any], split: dict[str, Any]) -> Deal:
    """Return the deal with another split.

    Raises
    ------
    PolicyError
        The case is too large to be tried while somebody waits.
    CommonwealError
        The split cannot be applied.
    """
    partnership, _ = read_values({**values, "split": split}, source="this split")
    with trial_of(run, partnership=partnership) as deal:
        return deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What one partner's leaving does, after go-live and before."""

    deal: Deal
    leaving: Leaving
    withdrawals: tuple[Withdrawal, ...]


def try_leaving(run: Run, body: str, *, year: str, months: int) -> Left:
    """Return what happens if a partner gives notice. Raises as `deal.leaving` does."""
    from commonweal.deal import leaving, withdrawals, year_number

    with trial_of(run) as deal:
        number = year_number(deal, year) if year else None
        return Left(
            deal=deal,
            leaving=leaving(deal, body, year=number, notice_months=(months,)),
            withdrawals=tuple(one for one in withdrawals(deal) if one.body == body),
        )


def try_joining(run: Run, body: str) -> tuple[Deal, EntryTerms]:
    """Return on what terms a body could join. Raises as `deal.entry_terms` does."""
    from commonweal.deal import entry_terms

    with trial_of(run) as deal:
        terms = entry_terms(deal, body)
    return deal, terms
