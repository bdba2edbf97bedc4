"""Risks that somebody has named: those of the register, and those that the option prices."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.partnership import Abandonment, PartnerExit, RiskEntry
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.own_traces import one_off_of
from commonweal.reports.papers.paper import Cited
from commonweal.reports.words import say_chance_of_loss

from .risk import FOUND, NAMED, Risk, at_stake

__all__ = ["named_risks"]


def named_risks(desk: Desk) -> Iterator[Risk]:
    """Yield the risks that the file names, and those of giving up or ending early."""
    yield from _stated(desk)
    yield from _of_option(desk)


_WEIGHTS = {"high": 0.75, "medium": 0.4, "low": 0.1, None: 0.4}


def _stated(desk: Desk) -> Iterator[Risk]:
    partnership = desk.deal.partnership
    proposed = desk.proposed
    for place, risk in enumerate(partnership.risks):
        if risk.options and (proposed is None or proposed.id not in risk.options):
            continue
        yield Risk(
            name=risk.name,
            about=" ".join(filter(None, (_ended(risk.cause), _ended(risk.effect)))),
            likelihood=risk.likelihood or "not judged",
            effect=None if risk.cost is None else desk.pounds(f"risk/{place + 1}", risk.cost),
            impact="" if risk.impact is None else f"{risk.impact}, not in pounds",
            owner=risk.owner,
            response=risk.response,
            found_by=NAMED,
            weight=_weight(desk, risk),
            bodies=risk.bodies if risk.cost is not None and len(risk.bodies) == 1 else (),
        )


def _weight(desk: Desk, risk: RiskEntry) -> float:
    chance = _WEIGHTS[risk.likelihood]
    if risk.cost is not None:
        return risk.cost * chance
    return chance * _WEIGHTS[risk.impact] * at_stake(desk)


def _ended(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""


def _of_option(desk: Desk) -> Iterator[Risk]:
    """Yield the risks that the option's own price holds already."""
    proposed = desk.proposed
    if proposed is None:
        return
    option = desk.deal.partnership.option(proposed.id)
    sunk = next((row for row in option.risks if isinstance(row, Abandonment)), None)
    if sunk is not None:
        chance = float(desk.deal.appraisal.book.values(sunk.chance)[0])
        yield Risk(
            name="The change is given up before it begins to save",
            about=f"{_ended(sunk.why)} Counted in every figure of the option.".strip(),
            likelihood=say_chance_of_loss(chance),
            chance=f"npv/{proposed.id}",
            effect=_sunk(desk),
            impact="",
            owner=sunk.owner,
            response="",
            found_by=NAMED,
            weight=chance * _one_off(desk),
        )
    elif desk.is_priced and _one_off(desk):
        yield Risk(
            name="The change is given up before it begins to save",
            about="The file gives no chance of it, so that no figure allows for it; what is spent "
            "by then would be lost, at most what the option costs once.",
            likelihood="not judged",
            effect=_sunk(desk),
            impact="",
            owner="",
            response="",
            found_by=FOUND,
            weight=0.1 * _one_off(desk),
        )
    leaves = next((row for row in option.risks if isinstance(row, PartnerExit)), None)
    hazard = proposed.allowance.hazard
    if leaves is not None:
        yield Risk(
            name="A partner leaves, and the arrangement ends early",
            about=f"{_ended(leaves.why)} Counted in every figure of the option.".strip(),
            likelihood="as the file says, in each year",
            effect=None,
            impact="within the range of the option's worth",
            owner=leaves.owner,
            response="",
            found_by=NAMED,
            weight=0.1 * at_stake(desk),
        )
    elif hazard:
        yield Risk(
            name="The arrangement ends early, as others have",
            about="Counted in every figure of the option, by what became of others like it.",
            likelihood=f"{hazard:.0%} in each year after the first",
            chance=f"correction/{proposed.id}",
            effect=None,
            impact="within the range of the option's worth",
            owner="",
            response="",
            found_by=FOUND,
            weight=0.1 * at_stake(desk),
        )


def _sunk(desk: Desk) -> Cited | None:
    """Return what would be lost if the change were given up at the last moment."""
    assert desk.proposed is not None
    return desk.cite(f"one-off/{desk.proposed.id}") if _one_off(desk) else None


def _one_off(desk: Desk) -> float:
    assert desk.proposed is not None
    return one_off_of(desk.proposed)
