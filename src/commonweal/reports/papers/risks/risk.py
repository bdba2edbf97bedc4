"""One line of the risk register, and how a paper says it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.paper import Cited, Words
from commonweal.reports.papers.saying import cited, joined
from commonweal.reports.tables import Cell, Table, figure, table, text

__all__ = ["FOUND", "NAMED", "Risk", "at_stake", "risk_words", "risks_table"]

#: Where a risk comes from.
NAMED, FOUND = "named in the file", "found by the appraisal"

_NO_OWNER = "no owner named"
_NO_RESPONSE = "none yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One line of the register."""

    name: str
    """What may happen."""
    about: str
    """What brings it about, or what it would do."""
    likelihood: str
    effect: Cited | None
    """What it comes to in pounds, where that is worked out."""
    impact: str
    """How bad it is said to be, where no pounds are worked out."""
    owner: str
    response: str
    found_by: str
    """`named in the file` or `found by the appraisal`."""
    weight: float
    """Pounds times chance, for the order of the register."""
    bodies: tuple[str, ...] = ()
    """The bodies whose own figures it says; empty where it says none."""
    kind: str = ""
    """Risks of one kind stand for one another where there is room for few."""
    chance: str = ""
    """The trace of the chance that `likelihood` says; empty where it says none."""


def risk_words(risk: Risk) -> Words:
    """Return one risk as a sentence with what it comes to."""
    likelihood = cited(risk.likelihood, chances=risk.chance) if risk.chance else risk.likelihood
    said = joined(risk.name.rstrip("."), ": ", likelihood)
    if risk.effect is not None:
        said = joined(said, ", ", risk.effect)
    return joined(said, ".")


def risks_table(desk: Desk, risks: tuple[Risk, ...]) -> Table:
    """Return the register as a table."""
    return table(
        "risk-register",
        "Risks, gravest first",
        (
            text("Risk", "and what is behind it"),
            text("How likely"),
            figure("Effect", "in pounds where worked out"),
            text("Owner"),
            text("Response"),
        ),
        [
            (
                Cell(said=risk.name, small_print=risk.about),
                Cell(said=risk.likelihood, small_print=risk.found_by, trace=risk.chance),
                Cell(said=risk.impact or "not worked out")
                if risk.effect is None
                else Cell(said=risk.effect.said, trace=risk.effect.trace),
                Cell(said=risk.owner or _NO_OWNER),
                Cell(said=risk.response or _NO_RESPONSE),
            )
            for risk in risks
        ],
        small_print=f"Each risk's effect is its own and is not added to others; {desk.basis}",
        trace="verdict",
    )


def at_stake(desk: Desk) -> float:
    """Return a twentieth of the cost in scope, to set risks without pounds among those with."""
    return 0.05 * abs(float(desk.deal.appraisal.base[:, 0].sum()))
