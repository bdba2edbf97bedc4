"""Risks that nobody named and the appraisal itself found."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.calendar import FinancialYear
from commonweal.deal import names_of, say_names
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.paper import plain_words
from commonweal.reports.papers.saying import capital
from commonweal.reports.words import say_chance_of_loss

from .risk import FOUND, NAMED, Risk, at_stake

__all__ = ["found_risks", "turning_risks"]


def found_risks(desk: Desk) -> Iterator[Risk]:
    """Yield what the appraisal found: who loses, who would leave, money, dates, thin evidence."""
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
            kind="loser",
            found_by=FOUND,
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
            found_by=FOUND,
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
            found_by=FOUND,
            weight=0.1 * at_stake(desk) * split.blocked.chance,
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
        found_by=FOUND,
        weight=0.3 * at_stake(desk),
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
                kind="capital",
                found_by=FOUND,
                weight=pence / 100,
                bodies=(body.body,),
            )
        vat = int(body.deal.of_kind("vat").sum())
        if vat > 0:
            yield Risk(
                name=f"The VAT that {body.name} pays and does not get back turns out otherwise",
                about="What the file says it recovers is counted in every figure.",
                likelihood="not judged",
                effect=desk.pounds(f"budget/{body.body}", vat / 100),
                impact="",
                owner="",
                response="A VAT adviser confirms the treatment before signature",
                kind="vat",
                found_by=FOUND,
                weight=0.1 * vat / 100,
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
            found_by=NAMED,
            weight=0.5 * at_stake(desk),
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
                kind="evidence",
                found_by=FOUND,
                weight=part * at_stake(desk),
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
        kind="evidence",
        found_by=FOUND,
        weight=0.3 * weak,
    )


def turning_risks(desk: Desk) -> Iterator[Risk]:
    """Yield figures that within their own range turn the answer, and partners whose leaving does.

    It takes seconds, and is for a full case alone.
    """
    found = desk.sensitivity
    if found is None:
        return
    for value in found.switching:
        if value.is_within_range:
            yield Risk(
                name=f"{capital(value.input.label)} turns the answer",
                about=value.sentence,
                likelihood="within the range that the file gives",
                effect=None,
                impact="the answer itself",
                owner="",
                response="It is measured before anything is signed",
                kind="turning",
                found_by=FOUND,
                weight=0.4 * at_stake(desk),
            )
    for one in found.without:
        if one.turns_it and one.gain_with_all > 0:
            yield Risk(
                name=f"Without {one.name} nothing is gained by the rest",
                about="They would have to find another partner, or go alone.",
                likelihood="not judged",
                effect=None,
                impact="the answer itself",
                owner="",
                response="The agreement says what leaving costs",
                kind="turning",
                found_by=FOUND,
                weight=0.4 * at_stake(desk),
            )
