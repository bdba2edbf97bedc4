"""What each partner is charged year by year, and what limits and phasing move."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.money import pounds, say_pounds

from .parts import SEE_THERE, discounted, exact, given, said_fraction, worked
from .pots import JOINT, Shared
from .trace import Trace

__all__ = ["charge_traces"]

_LIMITS = "05-fair-shares#caps-collars-and-phasing-to-the-penny"


def charge_traces(shared: Shared, place: int) -> Iterator[Trace]:
    """Yield one partner's charges under the partners' own rule, all years and each."""
    yield from _charges(shared, place)
    if shared.chosen.charges.dampening[:, place].any():
        yield _limits(shared, place)


def _charges(shared: Shared, place: int) -> Iterator[Trace]:
    charges, split, pots = shared.chosen.charges, shared.chosen, shared.pots
    share = split.shares[place]
    name = shared.names[share.body]
    total = int(charges.pence[:, place].sum())
    yield Trace(
        id=f"charge/{share.body}",
        name=f"What {name} would pay, year by year, under {split.name}",
        said=pounds(total),
        formula="Every year's charge to the penny, in pounds of "
        f"{shared.deal.partnership.base_year}, not discounted; over all years "
        f"{pounds(total, pence=True)}.",
        inputs=(
            *(
                worked(
                    year, _sum_of_year(shared, place, at), f"percentage/{split.rule}/{share.body}"
                )
                for at, year in enumerate(charges.years)
            ),
            worked("Its own cost", SEE_THERE, f"own/{share.body}"),
            worked("Joint running cost", SEE_THERE, "joint-running"),
            worked("Joint one-off cost", SEE_THERE, "joint-one-off"),
        ),
        method=JOINT,
    )
    for at, year in enumerate(charges.years):
        charge = int(charges.pence[at, place])
        own = float(pots.own_by_year[at, place])
        running, one_off = float(pots.running_by_year[at]), float(pots.one_off_by_year[at])
        moved = int(charges.dampening[at, place])
        percentage = f"percentage/{split.rule}/{share.body}"
        inputs = [
            worked("Its own cost in the year", exact(own), f"own/{share.body}"),
            worked("Its part of running cost", said_fraction(share.percentage), percentage),
            worked("Joint running cost of the year", exact(running), "joint-running"),
            worked("Its part of one-off cost", said_fraction(share.one_off_percentage), percentage),
            worked("Joint one-off cost of the year", exact(one_off), "joint-one-off"),
        ]
        if moved:
            inputs.append(
                worked("Limits and phasing", pounds(moved, pence=True), f"limits/{share.body}")
            )
        yield Trace(
            id=f"charge/{share.body}/{year}",
            name=f"What {name} would pay in {year} under {split.name}",
            said=pounds(charge),
            formula="Its own cost, plus its part of the year's joint cost, divided so that no "
            f"penny is lost: {_sum_of_year(shared, place, at)}.",
            inputs=tuple(inputs),
            method=JOINT,
        )


def _sum_of_year(shared: Shared, place: int, at: int) -> str:
    """Say how a year's charge comes about: own + part × running + part × one-off = charge."""
    charges, pots = shared.chosen.charges, shared.pots
    share = shared.chosen.shares[place]
    moved = int(charges.dampening[at, place])
    limits = f" {'+' if moved > 0 else '−'} {pounds(abs(moved), pence=True)}" if moved else ""
    return (
        f"{exact(float(pots.own_by_year[at, place]))} + "
        f"{said_fraction(share.percentage)} × {exact(float(pots.running_by_year[at]))} + "
        f"{said_fraction(share.one_off_percentage)} × "
        f"{exact(float(pots.one_off_by_year[at]))}{limits} = "
        f"{pounds(int(charges.pence[at, place]), pence=True)}"
    )


def _limits(shared: Shared, place: int) -> Trace:
    body = shared.chosen.shares[place].body
    appraisal, split = shared.deal.appraisal, shared.deal.partnership.split
    moved = shared.chosen.charges.dampening[:, place] / 100.0
    total = float(appraisal.factors @ moved)
    stated = [
        (name, said)
        for name, said in (
            (
                "Years in which nobody pays more than now",
                str(split.no_more_than_now_years) if split.no_more_than_now_years else "",
            ),
            ("Years of phasing in", str(split.phase_in_years) if split.phase_in_years else ""),
            ("Most it pays in a year", say_pounds(split.cap[body]) if body in split.cap else ""),
            (
                "Least it pays in a year",
                say_pounds(split.floor[body]) if body in split.floor else "",
            ),
            ("Who funds it", split.funded_by.replace("-", " ")),
        )
        if said
    ]
    return Trace(
        id=f"limits/{body}",
        name=f"What limits and phasing add to what {shared.names[body]} pays",
        said=say_pounds(total),
        formula="What the limits and the phasing of the split move from or to it in each year, "
        f"times the year's discount factor, added up: {exact(total)}. Below nought they spare it.",
        inputs=(
            *discounted(appraisal.years, moved, appraisal.factors),
            *(given(name, said, split.source or "the file") for name, said in stated),
        ),
        method=_LIMITS,
    )
