"""Actual divided by planned, for the cases of one class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import InputError, Place
from commonweal.evidence.rows import Case

__all__ = ["Ratios", "ratios"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ratios:
    """The ratios of the cases that have one, in the order given.

    `cost` has shape (n_cost,) beside `cost_cases`, `benefit` shape (n_benefit,) beside
    `benefit_cases`. `overlapping` names cases that include others of the list, and are therefore
    not independent of them. There is no mean: with so few cases, show them.
    """

    reference_class: str
    cost: NDArray[np.float64]
    cost_cases: tuple[str, ...]
    benefit: NDArray[np.float64]
    benefit_cases: tuple[str, ...]
    overlapping: tuple[str, ...]


def ratios(cases: Iterable[Case]) -> Ratios:
    """Return actual divided by planned, of cost and of benefit, for cases of one class.

    Raises
    ------
    InputError
        If there is no case, or if the cases are of more than one class.

    Examples
    --------
    >>> from commonweal.evidence.bank import cases_in
    >>> ratios(cases_in("team-led")).benefit
    array([1.31, 1.4 , 0.88])
    """
    chosen = tuple(cases)
    classes = sorted({case.reference_class for case in chosen})
    if not chosen:
        raise InputError("There are no cases to take ratios of.", hint="Give one or more.")
    if len(classes) > 1:
        raise InputError(
            f"The cases are of {len(classes)} classes: {', '.join(classes)}.",
            hint="Take one class at a time: a mean of two kinds of plan is the fate of neither.",
            place=Place(key="reference_class"),
        )
    names = {case.id for case in chosen}
    by_cost = {case.id: case.cost_ratio for case in chosen if case.cost_ratio is not None}
    by_benefit = {case.id: case.benefit_ratio for case in chosen if case.benefit_ratio is not None}
    return Ratios(
        reference_class=classes[0],
        cost=np.array(list(by_cost.values()), dtype=np.float64),
        cost_cases=tuple(by_cost),
        benefit=np.array(list(by_benefit.values()), dtype=np.float64),
        benefit_cases=tuple(by_benefit),
        overlapping=tuple(case.id for case in chosen if names & set(case.includes)),
    )
