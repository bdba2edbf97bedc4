"""Which money pays for which spending: the rows of the file, used in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from commonweal.money import split_pence, to_pence
from commonweal.partnership import Partnership
from commonweal.partnership.finance import EVERYONE, Funding, FundingKind

from .borrowing import Loan

__all__ = ["FUNDING_NAMES", "Need", "Paid", "Purse", "pay", "purses_of"]

FUNDING_NAMES: Mapping[FundingKind, str] = {
    "revenue": "Revenue contribution to capital",
    "reserves": "Met from reserves",
    "grant": "Met by grant",
    "capital-receipts": "Met from capital receipts",
    "flexible-receipts": "Met from capital receipts used flexibly",
    "borrowing": "Met by borrowing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One body's spending in one year that funding may pay for."""

    kind: Literal["capital", "one-off"]
    year: int
    pence: int
    """Above 0."""
    life_years: int = 1
    """For capital: years over which borrowing for it is repaid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """A funding row as it stands for one body: a sum, or a part of each need."""

    row: Funding
    pence: int | None
    """The body's part of a sum; None where the row gives a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Part of a need, paid from one purse."""

    need: Need
    kind: FundingKind
    pence: int
    loan: Loan | None = None


def purses_of(
    partnership: Partnership,
    option_by_body: Mapping[str, str],
    needs: Mapping[str, Sequence[Need]],
) -> dict[str, tuple[Purse, ...]]:
    """Return each body's purses in the option that it takes, in the order of the file.

    A sum for everyone is one sum, whichever options they take: it is laid on the bodies by what
    each has to pay for that it may pay for.
    """
    purses: dict[str, list[Purse]] = {body: [] for body in needs}
    for row in partnership.finance.funding:
        bodies = [
            body
            for body in needs
            if row.body in (body, EVERYONE)
            and (not row.options or option_by_body[body] in row.options)
        ]
        if row.amount is None:
            for body in bodies:
                purses[body].append(Purse(row=row, pence=None))
            continue
        total = to_pence(row.amount)
        wanted = [_wanted(row, needs[body]) for body in bodies]
        if not bodies:
            continue
        parts = split_pence(total, wanted if any(wanted) else [1] * len(bodies))
        for body, pence in zip(bodies, parts.tolist(), strict=True):
            purses[body].append(Purse(row=row, pence=pence))
    return {body: tuple(found) for body, found in purses.items()}


def _wanted(row: Funding, needs: Iterable[Need]) -> int:
    return sum(need.pence for need in needs if _fits(row, need))


def _fits(row: Funding, need: Need) -> bool:
    return row.pays_for_capital if need.kind == "capital" else row.pays_for_one_off


def pay(
    needs: Sequence[Need], purses: Iterable[Purse]
) -> tuple[tuple[Paid, ...], tuple[Need, ...], tuple[tuple[Purse, int], ...]]:
    """Pay one body's needs from its purses.

    Returns
    -------
    paid
        What was paid for what, from which purse.
    left
        The needs that no purse paid for, with what is left of each: revenue bears them.
    unused
        Purses with a sum of which something is left, and how much.
    """
    # Earlier years first, and within a year capital first, since more money may pay for it.
    order = sorted(range(len(needs)), key=lambda at: (needs[at].year, needs[at].kind != "capital"))
    left = [need.pence for need in needs]
    # Shares are reckoned together, so that two halves of an odd sum leave no penny unpaid.
    by_share = [(0.0, 0)] * len(needs)
    paid: list[Paid] = []
    unused: list[tuple[Purse, int]] = []
    for purse in purses:
        row, in_hand = purse.row, purse.pence
        for at in order:
            need = needs[at]
            if not _fits(row, need):
                continue
            if in_hand is None:
                share, before = by_share[at]
                share = min(1.0, share + (row.share or 0.0))
                upto = round(need.pence * share)
                by_share[at] = (share, upto)
                pence = min(left[at], upto - before)
            else:
                pence = min(left[at], in_hand)
                in_hand -= pence
            if pence:
                left[at] -= pence
                paid.append(
                    Paid(need=need, kind=row.kind, pence=pence, loan=_loan(row, need, pence))
                )
        if in_hand:
            unused.append((purse, in_hand))
    remaining = tuple(
        replace(need, pence=pence) for need, pence in zip(needs, left, strict=True) if pence
    )
    return tuple(paid), remaining, tuple(unused)


def _loan(row: Funding, need: Need, pence: int) -> Loan | None:
    if row.kind != "borrowing":
        return None
    return Loan(
        pence=pence,
        year=need.year,
        life_years=need.life_years,
        rate=row.rate or 0.0,
        repayment=row.repayment,
    )
