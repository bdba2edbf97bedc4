"""Repaying what was borrowed: the sum set aside each year, and interest on the rest.

The sum set aside from revenue is a council's minimum revenue provision, by the asset life method:
equal instalments or an annuity over the life of what was bought, from the year after the spending.
Interest is reckoned on what is not yet repaid at the start of each year, so it too begins in the
year after. Method: Capital finance: guidance on minimum revenue provision, 5th edition, April 2024
(recalled, to be checked); that no charge falls in the year of spending is the practice of, for
example, Brighton and Hove's policy statement for 2025/26.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.money import split_pence
from commonweal.partnership.finance import Repayment

__all__ = ["Charges", "Loan", "annuity_weights", "charges", "instalments"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A sum borrowed in one year for something that lasts."""

    pence: int
    year: int
    """Year of spending, counted from the first of the case."""
    life_years: int
    rate: float
    repayment: Repayment


@dataclass(frozen=True, slots=True, kw_only=True)
class Charges:
    """What loans cost a budget, in whole pence by year, (years,)."""

    repayment: NDArray[np.int64]
    interest: NDArray[np.int64]
    outstanding: NDArray[np.int64]
    """What is still to be repaid at the end of each year."""


def annuity_weights(rate: float, n_years: int) -> tuple[float, ...]:
    """Return the proportions in which an annuity repays: each year more by the rate.

    What is repaid and the interest on the rest then come to the same sum every year.

    >>> [round(weight, 4) for weight in annuity_weights(0.05, 3)]
    [1.0, 1.05, 1.1025]
    """
    return tuple((1.0 + rate) ** year for year in range(n_years))


def instalments(loan: Loan) -> tuple[int, ...]:
    """Return what is set aside in each year of a loan's life, in pence that add up to it.

    >>> loan = Loan(pence=100_00, year=0, life_years=3, rate=0.05, repayment="annuity")
    >>> instalments(loan)
    (3172, 3331, 3497)
    """
    weights = annuity_weights(
        loan.rate if loan.repayment == "annuity" else 0.0,
        loan.life_years,
    )
    return tuple(split_pence(loan.pence, weights).tolist())


def charges(loans: Iterable[Loan], n_years: int) -> Charges:
    """Return what loans cost in each year of a case; what falls after it is still outstanding."""
    repayment = np.zeros(n_years, dtype=np.int64)
    interest = np.zeros(n_years, dtype=np.int64)
    outstanding = np.zeros(n_years, dtype=np.int64)
    for loan in loans:
        left = loan.pence
        outstanding[loan.year] += left
        parts = instalments(loan)
        for year in range(loan.year + 1, n_years):
            since = year - loan.year - 1
            if since >= len(parts):
                break
            interest[year] += round(left * loan.rate)
            repayment[year] += parts[since]
            left -= parts[since]
            outstanding[year] += left
    return Charges(repayment=repayment, interest=interest, outstanding=outstanding)
