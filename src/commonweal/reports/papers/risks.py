"""The risk register: risks that somebody has named, and those that the appraisal itself found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.calendar import FinancialYear
from commonweal.deal import names_of, say_names
from commonweal.partnership import Abandonment, PartnerExit, RiskEntry
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal.reports.words import say_chance_of_loss

from .desk import Desk
from .own_traces import one_off_of
from .paper import Cited, Words, plain_words
from .saying import cited, joined

__all__ = ["Risk", "register", "risk_words", "risks_table"]

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
    chance: str = ""
    """The trace of the chance that `likelihood` says; empty where it says none."""


def register(desk: Desk, *, of_body: str | None = None, with_own: bool = True) -> tuple[Risk, ...]:
    """Return every risk, gravest first.

    With `of_body`, those that fall on other bodies alone are left out; without `with_own`, so are
    those that say a partner's own figures.
    """
    found = [*_stated(desk), *_of_option(desk), *_found(desk)]
    kept = [
        risk
        for risk in found
        if (with_own or not risk.bodies)
        and (of_body is None or not risk.bodies or of_body in risk.bodies or len(risk.bodies) > 1)
    ]
    return tuple(sorted(kept, key=lambda risk: -risk.weight))


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
            found_by="named in the file",
            weight=_weight(desk, risk),
            bodies=risk.bodies if risk.cost is not None and len(risk.bodies) == 1 else (),
        )


def _weight(desk: Desk, risk: RiskEntry) -> float:
    chance = _WEIGHTS[risk.likelihood]
    if risk.cost is not None:
        return risk.cost * chance
    return chance * _WEIGHTS[risk.impact] * _scale(desk)


def _scale(desk: Desk) -> float:
    """Return a twentieth of the cost in scope, to set risks without pounds among those with."""
    return 0.05 * abs(float(desk.deal.appraisal.base[:, 0].sum()))


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
            found_by="named in the file",
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
            found_by="found by the appraisal",
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
            found_by="named in the file",
            weight=0.1 * _scale(desk),
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
            found_by="found by the appraisal",
            weight=0.1 * _scale(desk),
        )


def _sunk(desk: Desk) -> Cited | None:
    """Return what would be lost if the change were given up at the last moment."""
    assert desk.proposed is not None
    return desk.cite(f"one-off/{desk.proposed.id}") if _one_off(desk) else None


def _one_off(desk: Desk) -> float:
    assert desk.proposed is not None
    return one_off_of(desk.proposed)


def _found(desk: Desk) -> Iterator[Risk]:
    if desk.is_priced:
        yield from _losers(desk)
        yield from _leavers(desk)
        yield from _together(desk)
    yield from _money(desk)
    yield from _reorganisations(desk)
    yield from _evidence(desk)


def _losers(desk: Desk) -> Iterator[Risk]:
    assert desk.split is not None
    for share in desk.split.losers:
        name = desk.names[share.body]
        mend = desk.partner(share.body).mend
        yield Risk(
            name=f"{name} is better off alone, and may not join or stay",
            about=f"Under {desk.split.name} it pays more than by its best alternative alone.",
            likelihood=f"loses in {say_chance_of_loss(share.p_loss)} of futures",
            chance=f"chance-of-loss/gain/{share.body}",
            effect=desk.pounds(f"gain/{share.body}", -share.gain),
            impact="",
            owner="",
            response="Its loss is made good, or another rule is taken"
            if mend.startswith(name)
            else "Its loss is made good by a payment; no rule here spares it",
            found_by="found by the appraisal",
            weight=-share.gain * share.p_loss,
            bodies=(share.body,),
        )


def _leavers(desk: Desk) -> Iterator[Risk]:
    split = desk.split
    assert split is not None
    trace = f"blocked/{split.rule}"
    chance = say_chance_of_loss(split.blocked.chance)
    groups = [found for found in split.stability.blocking if len(found.group) > 1]
    if groups:
        worst = groups[0]
        who = say_names(names_of(desk.deal.partnership, worst.group))
        keeping = desk.deal.keeping
        yield Risk(
            name=f"{who} do it without the rest",
            about=f"Together they would pay less than under {split.name}.",
            likelihood=f"somebody would leave in {chance} of futures",
            chance=trace,
            effect=desk.pounds(trace, worst.amount),
            impact="",
            owner="",
            response="No division keeps everyone; money from outside or a smaller partnership"
            if keeping is not None and keeping.core_empty
            else "Payments between partners, or a rule that keeps them in",
            found_by="found by the appraisal",
            weight=worst.amount * split.blocked.chance,
            bodies=worst.group,
        )
    elif split.blocked.chance >= 0.2:
        yield Risk(
            name="As things turn out, some partners do better without the rest",
            about=f"Nobody would leave as expected under {split.name}; in some futures they would.",
            likelihood=f"in {chance} of futures",
            chance=trace,
            effect=None,
            impact="not in pounds",
            owner="",
            response="The agreement says how shares are reviewed",
            found_by="found by the appraisal",
            weight=0.1 * _scale(desk) * split.blocked.chance,
        )


def _together(desk: Desk) -> Iterator[Risk]:
    split, proposed = desk.split, desk.proposed
    assert split is not None
    assert proposed is not None
    gain = sum(share.gain for share in split.shares)
    if gain < 0:
        return  # that is the verdict, and no longer a risk
    swings = "" if desk.change is None else plain_words(desk.change.headline)
    yield Risk(
        name="Together the partners do worse than each alone",
        about=_without_figures(swings),
        likelihood=f"{desk.cite('chance-of-loss').said} of futures",
        chance="chance-of-loss",
        effect=None,
        impact="within the range of the option's worth",
        owner="",
        response="",
        found_by="found by the appraisal",
        weight=0.3 * _scale(desk),
    )


def _without_figures(headline: str) -> str:
    """Return what the gain swings most with, without the sums, which stand elsewhere."""
    return f"{headline.partition(':')[0]}." if ":" in headline else headline


def _money(desk: Desk) -> Iterator[Risk]:
    for body in desk.deal.budgets.bodies:
        if body.deal is None:
            continue
        if body.affordability.capital_not_funded:
            pence = body.affordability.capital_not_funded
            yield Risk(
                name=f"Capital of {body.name} is not funded and falls on revenue",
                about="No funding in the file pays for it.",
                likelihood="certain as the file stands",
                effect=desk.pounds(f"budget/{body.body}", pence / 100),
                impact="",
                owner="",
                response="",
                found_by="found by the appraisal",
                weight=pence / 100,
                bodies=(body.body,),
            )
        vat = int(body.deal.of_kind("vat").sum())
        if vat > 0:
            yield Risk(
                name=f"{body.name} pays VAT that it does not get back",
                about="It is charged VAT by the joint service and recovers only part of it.",
                likelihood="certain as the file stands",
                effect=desk.pounds(f"budget/{body.body}", vat / 100),
                impact="",
                owner="",
                response="A VAT adviser confirms the treatment before signature",
                found_by="found by the appraisal",
                weight=vat / 100,
                bodies=(body.body,),
            )


def _reorganisations(desk: Desk) -> Iterator[Risk]:
    partnership = desk.deal.partnership
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    last = first + (partnership.horizon_years - 1)
    said = {
        "to-successors": "Gains after that day pass to the successors, as the file has it.",
        "lost": "Gains after that day are lost, as the file has it.",
        "not-known": "Whether gains after that day carry over is not known.",
    }
    for change in partnership.reorganisations:
        if not first.start <= change.on <= last.end:
            continue
        who = say_names(names_of(partnership, change.bodies))
        yield Risk(
            name=f"On {change.on.day} {change.on:%B %Y} {who} are reorganised"
            if len(change.bodies) > 1
            else f"On {change.on.day} {change.on:%B %Y} {who} is reorganised",
            about=said[change.gains_carry],
            likelihood="certain" if change.successors else "due, successors not decided",
            effect=None,
            impact="not in pounds",
            owner=change.owner,
            response="The successors take the arrangement over, with its gains and its costs",
            found_by="named in the file",
            weight=0.5 * _scale(desk),
        )


def _evidence(desk: Desk) -> Iterator[Risk]:
    partnership = desk.deal.partnership
    placeholders = [row.body for row in partnership.baselines if row.status == "placeholder"]
    missing = [row.body for row in partnership.baselines if row.status == "missing"]
    unsaid = [row.body for row in partnership.baselines if row.not_returned]
    for bodies, name, about, part in (
        (missing, "What {who} spend today is not known", "It counts as no cost.", 0.6),
        (
            placeholders,
            "Figures of {who} are placeholders",
            "Nobody there has confirmed them.",
            0.6,
        ),
        (
            unsaid,
            "What {who} spend is not returned line by line",
            "How it divides between managers, staff, systems and the rest is a reading.",
            0.2,
        ),
    ):
        if bodies:
            who = say_names(names_of(partnership, tuple(dict.fromkeys(bodies))))
            yield Risk(
                name=name.format(who=who),
                about=about,
                likelihood="certain as the file stands",
                effect=None,
                impact="the figures themselves",
                owner="",
                response="Each body returns its own figures, certified",
                found_by="found by the appraisal",
                weight=part * _scale(desk),
            )
    yield from _weak_savings(desk)


def _weak_savings(desk: Desk) -> Iterator[Risk]:
    proposed = desk.proposed
    if proposed is None:
        return
    savings = [row for row in proposed.flows if row.is_saving and row.present_value < 0]
    total = -sum(row.present_value for row in savings)
    weak = -sum(
        row.present_value for row in savings if row.grade in ("judged", "guessed", "not graded")
    )
    if total <= 0 or weak / total < 0.5:
        return
    trace = f"table/flows-{proposed.id}"
    yield Risk(
        name="Most savings rest on judgement, guesses or ungraded figures, and may not come",
        about="They are corrected for what became of others like it, which is all that is known.",
        likelihood=f"{weak / total:.0%} of the savings rest on them",
        chance=trace,
        effect=desk.pounds(trace, weak),
        impact="",
        owner="",
        response="The largest are measured before anything is signed",
        found_by="found by the appraisal",
        weight=0.3 * weak,
    )
