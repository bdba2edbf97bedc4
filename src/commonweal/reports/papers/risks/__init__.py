"""The risk register: risks that somebody has named, and those that the appraisal itself found."""

from __future__ import annotations

from commonweal.reports.papers.desk import Desk

from .found import found_risks, turning_risks
from .named import named_risks
from .risk import Risk, risk_words, risks_table

__all__ = ["Risk", "gravest", "register", "risk_words", "risks_table"]


def register(
    desk: Desk, *, of_body: str | None = None, with_own: bool = True, is_full: bool = False
) -> tuple[Risk, ...]:
    """Return every risk, gravest first.

    With `of_body`, those that fall on other bodies alone are left out; without `with_own`, so are
    those that say a partner's own figures. A full register also holds what turns the answer.
    """
    found = [*named_risks(desk), *found_risks(desk)]
    if is_full:
        found += turning_risks(desk)
    kept = [
        risk
        for risk in found
        if (with_own or not risk.bodies)
        and (of_body is None or not risk.bodies or of_body in risk.bodies or len(risk.bodies) > 1)
    ]
    return tuple(sorted(kept, key=lambda risk: -risk.weight))


def gravest(risks: tuple[Risk, ...], n_most: int) -> tuple[Risk, ...]:
    """Return the gravest risks, one of each kind before a second of any."""
    kinds: set[str] = set()
    firsts: list[Risk] = []
    others: list[Risk] = []
    for risk in risks:
        (others if risk.kind and risk.kind in kinds else firsts).append(risk)
        kinds.add(risk.kind)
    return tuple([*firsts, *others][:n_most])
