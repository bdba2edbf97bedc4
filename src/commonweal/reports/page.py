"""The report page as values: every sentence and figure chosen here, so that the template only
lays out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from commonweal.deal import Deal, names_of, say_names
from commonweal.errors import ReaderReport
from commonweal.money import say_pounds

from .beyond_tables import jobs_part, unmonetised_part
from .budget_tables import budgets_part
from .change_tables import change_part
from .charts import (
    DotsChart,
    LineChart,
    RangeChart,
    gains_chart,
    rules_chart,
    running_total_chart,
    stability_chart,
)
from .evidence_tables import (
    assumptions_table,
    baselines_table,
    changes_table,
    defaults_table,
    warnings_table,
)
from .glossary import TERMS
from .keeping_tables import keeping_part, mends
from .lens_tables import lenses_part
from .long_list_tables import long_list_part
from .option_tables import corrections, flow_tables, options_table
from .parts import Part
from .reality_tables import reality_of, reality_part
from .rule_tables import charges_table, leaving_table, rules_table
from .tables import Table
from .traces import Trace, Traces, traces_of
from .words import ANSWERS, say_basis, say_chance_of_loss

__all__ = ["Fact", "ReportPage", "report_page_of"]

_AIMS = {
    "cheaper": "A cheaper service",
    "better": "A better service",
    "both": "A cheaper and a better service",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and what stands beside it."""

    name: str
    said: str


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """Everything that the report says, in the order in which it says it."""

    name: str
    summary: str
    answer: str
    answer_id: str
    sentence: str
    banner: str
    """What must stand at the head; empty where the claim is within what others have seen."""
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    conditions_heading: str
    conditions: tuple[str, ...]
    instead: tuple[str, ...]
    split_name: str
    partner_sentences: tuple[str, ...]
    gains: RangeChart | None
    options: Table
    corrections: tuple[str, ...]
    running_total: LineChart | None
    on_options: tuple[Part, ...]
    """What else there is to say of the options."""
    rules: Table | None
    by_rule: DotsChart | None
    charges: Table | None
    explanations: tuple[Fact, ...]
    leaving_sentences: tuple[str, ...]
    leaving: Table | None
    spare: RangeChart | None
    mends: tuple[str, ...]
    """What would change it for each partner that loses."""
    on_deal: tuple[Part, ...]
    """What the deal does, and what would keep or change it."""
    flows: tuple[Table, ...]
    baselines: Table
    changes: Table | None
    assumptions: Table | None
    warnings: Table | None
    defaults: Table | None
    terms: tuple[Fact, ...]
    stamp: tuple[Fact, ...]
    traces: tuple[Trace, ...] = ()
    """Those that the tables cite, then those that they lead to."""

    @property
    def traced(self) -> frozenset[str]:
        """Ids of the traces that the page holds."""
        return frozenset(trace.id for trace in self.traces)


def report_page_of(deal: Deal, report: ReaderReport) -> ReportPage:
    """Return what the page says of a deal and of the file that it came from."""
    page = _said(deal, report)
    found = traces_of(deal)
    return replace(page, traces=found.reached_from(dict.fromkeys(_cited(page, found))))


def _cited(value: Any, traces: Traces) -> Iterator[str]:
    """Yield the ids of the traces that the tables within a value cite, in their order."""
    if isinstance(value, Table):
        if f"table/{value.id}" in traces:
            yield f"table/{value.id}"
        yield from (cell.trace for row in value.rows for cell in row if cell.trace)
    elif isinstance(value, tuple):
        for one in value:
            yield from _cited(one, traces)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _cited(getattr(value, field.name), traces)


def _said(deal: Deal, report: ReaderReport) -> ReportPage:
    partnership = deal.partnership
    verdict = deal.verdict
    reasons = tuple(reason.text for reason in verdict.reasons)
    is_missing = verdict.answer == "not-yet"
    reality = reality_of(deal)
    return ReportPage(
        name=partnership.name,
        summary=partnership.summary,
        answer=ANSWERS[verdict.answer],
        answer_id=verdict.answer,
        sentence=verdict.sentence,
        banner="" if reality is None else reality.banner,
        facts=tuple(_facts(deal)),
        # Where only something is missing, reasons and conditions are the same sentences.
        reasons=() if reasons == verdict.conditions else reasons,
        conditions_heading="What is missing" if is_missing else "Only if",
        conditions=verdict.conditions,
        instead=verdict.instead,
        split_name=deal.splits[0].name if deal.splits else "",
        partner_sentences=tuple(partner.sentence for partner in deal.partners),
        gains=gains_chart(deal),
        options=options_table(deal),
        corrections=corrections(deal),
        running_total=running_total_chart(deal),
        on_options=_that_say_something(
            long_list_part(partnership),
            None if reality is None else reality_part(deal, reality),
            lenses_part(deal),
        ),
        rules=rules_table(deal),
        by_rule=rules_chart(deal),
        charges=charges_table(deal),
        explanations=tuple(
            Fact(name=_capital(split.name), said=split.explanation) for split in deal.splits
        ),
        leaving_sentences=tuple(_leaving(deal)),
        leaving=leaving_table(deal),
        spare=stability_chart(deal),
        mends=mends(deal),
        on_deal=_that_say_something(
            keeping_part(deal),
            budgets_part(deal),
            jobs_part(deal),
            unmonetised_part(deal),
            change_part(deal, report.source),
        ),
        flows=flow_tables(deal),
        baselines=baselines_table(partnership),
        changes=changes_table(partnership),
        assumptions=assumptions_table(partnership),
        warnings=warnings_table(report),
        defaults=defaults_table(report),
        terms=tuple(Fact(name=name, said=said) for name, said in TERMS),
        stamp=tuple(_stamp(deal, report)),
    )


def _that_say_something(*parts: Part | None) -> tuple[Part, ...]:
    return tuple(part for part in parts if part is not None)


def _facts(deal: Deal) -> Iterator[Fact]:
    partnership = deal.partnership
    yield Fact(name="Who", said=say_names([body.name for body in partnership.bodies]))
    services = [service.name or service.id.replace("-", " ") for service in partnership.services]
    yield Fact(name="What", said=_capital(say_names(services)))
    aim = _AIMS[partnership.aim]
    if partnership.aim != "cheaper" and partnership.better_means:
        aim += f": {say_names(partnership.better_means)}"
    yield Fact(name="Aim declared", said=aim)
    proposed = deal.appraisal.proposed
    if proposed is not None:
        yield Fact(name="Proposed", said=proposed.name)
    yield Fact(name="Figures", said=say_basis(partnership))
    yield Fact(
        name="Compared with",
        said="What each body could do best by itself, not with standing still",
    )


def _leaving(deal: Deal) -> Iterator[str]:
    if not deal.splits:
        return
    chosen = deal.splits[0]
    n_blocking = chosen.stability.n_blocking
    if not n_blocking:
        closest = chosen.stability.closest
        who = say_names(names_of(deal.partnership, closest.group))
        yield (
            f"Nobody: under {chosen.name} no partner and no group would pay less without the "
            f"rest. The nearest to it is {who}, with {say_pounds(-closest.amount)} to spare."
        )
    elif n_blocking == 1:
        yield f"Under {chosen.name} one partner or group would pay less without the rest."
    else:
        yield (
            f"Under {chosen.name} {n_blocking:,} partners or groups would pay less without the "
            "rest."
        )
    chance = say_chance_of_loss(chosen.blocked.chance)
    yield f"Of the futures drawn, somebody would leave in {chance}."
    keeps = [
        split.name
        for split in deal.splits
        if split.everyone_gains and not split.stability.n_blocking
    ]
    if n_blocking and keeps:
        yield f"Everyone gains and nobody would leave under any of these: {'; '.join(keeps)}."
    elif n_blocking:
        yield "Under no rule here does everyone gain and nobody have reason to leave."


def _stamp(deal: Deal, report: ReaderReport) -> Iterator[Fact]:
    run = deal.appraisal.run
    parameters = deal.appraisal.parameters
    yield Fact(name="File", said=report.file_name)
    yield Fact(name="Input (SHA-256)", said=run.input_hash)
    yield Fact(
        name="Parameter set",
        said=f"{run.parameter_set}: {parameters.name}, {parameters.status.replace('-', ' ')}, "
        f"{parameters.date}",
    )
    yield Fact(name="Verdict rule", said=deal.verdict.rule)
    yield Fact(name="Seed", said=str(run.seed))
    yield Fact(name="Futures drawn", said=f"{run.draws:,}")
    yield Fact(name="Commonweal version", said=run.version)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
