"""What a run rests on: factors by year, assumptions of the file, past cases, the drawing itself."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.calendar import RateComponents
from commonweal.deal import Deal, verdict_rule
from commonweal.evidence import ReferenceClass, survival
from commonweal.partnership import Assumption, Range
from commonweal.reports.words import say_estimate, say_number

from .parts import figure_of, given, said_fraction, worked
from .trace import Trace, TraceInput

__all__ = ["basis_traces"]


def basis_traces(deal: Deal) -> Iterator[Trace]:
    """Yield the traces that others end in."""
    yield _discount_factors(deal)
    yield _parameter_set(deal)
    yield _drawing(deal)
    yield from (_assumption(deal, found) for found in deal.partnership.assumptions)
    classes = {
        found.id: found
        for option in deal.appraisal.options
        if (found := option.allowance.reference_class) is not None
    }
    yield from map(_reference_class, classes.values())
    if any(option.allowance.hazard for option in deal.appraisal.options):
        yield _hazard()
    yield _verdict(deal)


def _discount_factors(deal: Deal) -> Trace:
    appraisal = deal.appraisal
    schedule = appraisal.parameters.discount
    return Trace(
        id="discount-factors",
        name="Discount factors by year",
        said="",
        formula=f"The first year, {appraisal.years[0]}, counts in full: its factor is 1. Each "
        "year's factor is the year before's divided by 1 + that year's rate. A sum of a later year "
        "times its factor is its present value.",
        inputs=(
            *(
                given(
                    f"Rate from year {step.from_year + 1} of the schedule",
                    f"{step.rate:.2%} a year{_made_of(step.components)}",
                    f"{schedule.source} ({schedule.date}; {schedule.status.replace('-', ' ')})",
                )
                for step in schedule.steps
                if step.from_year < len(appraisal.years)
            ),
            *(
                worked(year, said_fraction(factor), "parameter-set")
                for year, factor in zip(appraisal.years, appraisal.factors.tolist(), strict=True)
            ),
        ),
        method="02-time#discounting",
    )


def _made_of(parts: RateComponents | None) -> str:
    if parts is None:
        return ""
    return (
        f" ({parts.pure_time_preference:.1%} for liking things sooner, "
        f"{parts.catastrophic_risk:.1%} for the chance that the benefit is ended altogether, and "
        f"{say_number(parts.marginal_utility)} × {parts.growth:.1%} for growth)"
    )


def _parameter_set(deal: Deal) -> Trace:
    found = deal.appraisal.parameters
    is_named = deal.partnership.parameter_set is not None
    deflators = found.deflators
    inputs = [
        given("Set", f"{found.id}: {found.name}", f"{found.source} ({found.date})"),
        given(
            "Chosen by",
            "the file" if is_named else "the jurisdiction",
            "the file's parameter_set"
            if is_named
            else "left out of the file: the jurisdiction's own stands",
        ),
        given(
            "Discount schedule",
            f"{found.discount.name}, {found.discount.status.replace('-', ' ')}",
            found.discount.source,
        ),
    ]
    if deflators is not None:
        inputs.append(
            given(
                "Price index",
                f"{deflators.name}, published {deflators.vintage}",
                deflators.source,
            )
        )
    return Trace(
        id="parameter-set",
        name="Parameter set",
        said=found.id,
        formula="Discount rates, price index and thresholds that every figure here is worked out "
        "with. They are data with a date: a later set would give other figures, and the run "
        "keeps the one it was made with.",
        inputs=tuple(inputs),
        method="02-time#discounting",
    )


def _drawing(deal: Deal) -> Trace:
    run = deal.appraisal.run
    simulation = deal.partnership.simulation
    stated = simulation.model_fields_set

    def where(field: str, value: int) -> str:
        if getattr(simulation, field) != value:
            return "asked for with this run"
        return "the file" if field in stated else "left out of the file: this stands for it"

    return Trace(
        id="seed",
        name="Futures drawn",
        said=f"{run.draws:,}",
        formula="In each future every uncertain figure takes a value from its range, those that "
        "move together doing so; every option is then priced in that future. The same file, seed "
        "and number of draws give the same futures.",
        inputs=(
            given("Futures drawn", f"{run.draws:,}", where("draws", run.draws)),
            given("Seed", str(run.seed), where("seed", run.seed)),
            given(
                "Uncertain figures",
                f"{len(deal.appraisal.book.names):,}",
                "the ranges of the file, each with its source",
            ),
        ),
        method="06-uncertainty#drawing-futures",
    )


def _assumption(deal: Deal, found: Assumption) -> Trace:
    book = deal.appraisal.book
    value = found.value
    nearer = value if isinstance(value, Range) else found
    said = say_estimate(value)
    about: list[TraceInput] = [
        figure_of(book, f"Figure{', ' + found.unit if found.unit else ''}", value, found)
    ]
    note = found.note or nearer.note
    if note:
        about.append(given("Note", note, found.source or nearer.source))
    owner = found.owner or nearer.owner
    if owner:
        about.append(given("Owner", owner, "the file"))
    for role in ("commissioner", "analyst", "assurer", "approver"):
        if getattr(found, role):
            about.append(given(role.capitalize(), getattr(found, role), "the file"))
    return Trace(
        id=f"assumption/{found.id}",
        name=found.name,
        said=f"{said} {found.unit}".rstrip(),
        formula="A figure that the file assumes and names once; every place that uses it moves "
        "with it.",
        inputs=tuple(about),
        method="06-uncertainty#ranges",
    )


def _reference_class(found: ReferenceClass) -> Trace:
    where = f"{found.source} ({found.date})"
    return Trace(
        id=f"reference-class/{found.id}",
        name=found.name,
        said="",
        formula=f"{found.what_it_is} What became of them, as multiples of their plans: half cost "
        "at most the first figure and four in five at most the second; half saved at least the "
        "third and four in five at least the fourth.",
        inputs=(
            *(
                given(
                    name,
                    f"{say_number(one.value, places=2)} times the plan",
                    where,
                    one.status.replace("-", " "),
                )
                for name, one in (
                    ("Cost, half at most", found.cost_p50),
                    ("Cost, four in five at most", found.cost_p80),
                    ("Benefit, half at least", found.benefit_p50),
                    ("Benefit, four in five at least", found.benefit_p80_safe),
                )
            ),
            given("Caveat", found.caveat, where),
        ),
        method="12-optimism-and-survival#correcting-a-case-for-optimism",
    )


def _hazard() -> Trace:
    found = survival()
    where = f"{found.source} ({found.date})"
    at_risk = sum(event.years for event in found.events)
    others = len(found.others) * found.years_counted_for_others
    return Trace(
        id="hazard",
        name=found.name,
        said=f"{found.annual_hazard:.1%} a year",
        formula=f"Endings divided by years at risk: {len(found.events)} ÷ "
        f"({say_number(at_risk)} + {say_number(others)}) = {found.annual_hazard:.1%} a year. "
        f"{found.what_happens}",
        inputs=(
            given("Arrangements that ended or broke up", str(len(found.events)), where),
            given("Years that these ran", say_number(at_risk), where),
            given(
                "Years counted for those not known to have ended",
                f"{len(found.others)} × {say_number(found.years_counted_for_others)} = "
                f"{say_number(others)}",
                where,
            ),
            given("How it was derived", found.how_derived, where),
        ),
        method="12-optimism-and-survival#how-long-an-arrangement-lasts",
    )


def _verdict(deal: Deal) -> Trace:
    rule = verdict_rule(deal.verdict.rule)
    where = f"{rule.source} ({rule.date}; {rule.status.replace('-', ' ')})"
    reasons = deal.verdict.reasons
    return Trace(
        id="verdict",
        name="The verdict",
        said=deal.verdict.answer.replace("-", " "),
        formula=f"The rule {rule.id} asks first whether anything is missing, then whether anything "
        "speaks against sharing, then what must be settled. Its thresholds stand below.",
        inputs=(
            given(
                "Least gain, as a part of what the partners would pay alone",
                f"{rule.least_gain_share:.1%}",
                where,
            ),
            given(
                "Most chance of loss for the whole", f"{rule.most_chance_of_loss_whole:.0%}", where
            ),
            given(
                "Most chance of loss for a partner",
                f"{rule.most_chance_of_loss_partner:.0%}",
                where,
            ),
            given("Most chance that somebody leaves", f"{rule.most_chance_blocked:.0%}", where),
            given("Most of the gain that may be guessed", f"{rule.most_guessed_share:.0%}", where),
            *(
                given(f"Reason {place}", reason.text, "worked out from the figures it names")
                for place, reason in enumerate(reasons, 1)
            ),
        ),
        method="08-verdict#how-the-verdict-is-reached",
    )
