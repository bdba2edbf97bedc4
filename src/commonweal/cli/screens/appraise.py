"""The verdict on a terminal: the sentence first, then the figures it rests on."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from commonweal.deal import Deal, names_of, say_names
from commonweal.errors import ReaderReport
from commonweal.money import say_pounds
from commonweal.reports import (
    corrections,
    say_basis,
    say_chance_of_loss,
    say_payback,
    say_ratio,
    say_spread,
)

from .parts import bullets, heading, paragraph, plural, table

__all__ = ["show_deal"]

_COLOURS = {"share": "green", "share-if": "yellow", "not-yet": "yellow", "do-not-share": "red"}
_MOST_GROUPS = 3


def show_deal(console: Console, deal: Deal, report: ReaderReport) -> None:
    """Print a deal, its verdict first."""
    verdict = deal.verdict
    paragraph(console, verdict.sentence, f"bold {_COLOURS[verdict.answer]}")
    reasons = [reason.text for reason in verdict.reasons]
    # With nothing but what is missing, the conditions are the reasons again.
    if reasons and tuple(reasons) != verdict.conditions:
        heading(console, "Why")
        bullets(console, reasons)
    if verdict.conditions:
        is_missing = verdict.answer == "not-yet"
        heading(console, "What is missing" if is_missing else "Only if")
        bullets(console, verdict.conditions)
    if verdict.instead:
        heading(console, "What to do instead")
        bullets(console, verdict.instead)
    _show_partners(console, deal)
    _show_options(console, deal)
    _show_corrections(console, deal)
    _show_leavers(console, deal)
    _show_footing(console, deal, report)


def _show_partners(console: Console, deal: Deal) -> None:
    partners = [partner for partner in deal.partners if partner.takes_part]
    if not partners:
        return
    heading(
        console,
        f"Who gains under {deal.splits[0].name}",
        small_print=f"over the best each could do alone; {say_basis(deal.partnership)}",
    )
    table(
        console,
        (
            ("Partner", "left"),
            ("Gain", "right"),
            ("Chance of loss", "right"),
            ("Best alone", "left"),
        ),
        [
            (
                partner.name,
                _signed(partner.gain),
                say_chance_of_loss(partner.p_loss),
                partner.best_alone_name,
            )
            for partner in partners
        ],
    )


def _show_options(console: Console, deal: Deal) -> None:
    heading(console, "Options", small_print="net present value against doing nothing")
    years = deal.appraisal.years
    proposed = deal.appraisal.proposed
    rows: list[tuple[str | Text, ...]] = []
    for option in deal.appraisal.options:
        is_proposed = proposed is not None and option.id == proposed.id
        is_nothing = option.family == "nothing"
        rows.append(
            (
                Text(f"{option.name} (proposed)" if is_proposed else option.name),
                _signed(option.npv.expected),
                "" if is_nothing else say_spread(option.npv.p10, option.npv.p80),
                say_payback(option.payback_years, years, is_nothing=is_nothing),
                "" if is_nothing else say_ratio(option.bcr),
            )
        )
    table(
        console,
        (
            ("Option", "left"),
            ("Worth", "right"),
            ("P10 to P80", "left"),
            ("Pays back", "left"),
            ("BCR", "right"),
        ),
        rows,
    )


def _show_corrections(console: Console, deal: Deal) -> None:
    for sentence in corrections(deal):
        paragraph(console, sentence, "dim", indent=2)


def _show_leavers(console: Console, deal: Deal) -> None:
    if not deal.splits:
        return
    chosen = deal.splits[0]
    heading(console, "Who would leave")
    said = []
    for grievance in chosen.stability.blocking[:_MOST_GROUPS]:
        who = say_names(names_of(deal.partnership, grievance.group))
        said.append(
            f"{who} {'together ' if len(grievance.group) > 1 else ''}would pay "
            f"{say_pounds(grievance.by_itself)} without the rest and "
            f"{say_pounds(grievance.under_split)} under {chosen.name}: "
            f"{say_pounds(grievance.amount)} more."
        )
    rest = chosen.stability.n_blocking - len(said)
    if rest > 0:
        said.append(f"So would {plural(rest, 'other group')}.")
    if not said:
        said.append(f"Nobody: under {chosen.name} no partner and no group does better by itself.")
    keeps = [
        split.name
        for split in deal.splits
        if split.everyone_gains and not split.stability.n_blocking
    ]
    if chosen.stability.n_blocking:
        said.append(
            f"Everyone gains and nobody would leave under any of these: {'; '.join(keeps)}."
            if keeps
            else "Under no rule does everyone gain and nobody have reason to leave."
        )
    if chosen.stability.n_blocking and deal.keeping is not None:
        said.append(deal.keeping.sentence)
    bullets(console, said)


def _show_footing(console: Console, deal: Deal, report: ReaderReport) -> None:
    console.print()
    if report.warnings or report.defaults:
        warned = plural(len(report.warnings), "warning")
        left_out = plural(len(report.defaults), "default")
        counts = f"{warned[:1].upper()}{warned[1:]} and {left_out}"
        paragraph(console, f"{counts}: see `commonweal check {report.source}`.")
    if deal.splits:
        paragraph(
            console,
            f"What would change the answer: `commonweal sensitivity {report.source}`. "
            f"Who pays what: `commonweal shares {report.source}`.",
        )
    run = deal.appraisal.run
    paragraph(
        console,
        f"Run: input {run.input_hash[:12]}, {run.parameter_set}, {deal.verdict.rule}, "
        f"seed {run.seed}, {run.draws:,} draws, version {run.version}.",
        "dim",
    )


def _signed(amount: float) -> Text:
    """Return pounds; a loss is red as well as below nought, so colour is never the only sign."""
    return Text(say_pounds(amount), style="red" if amount < 0 else "")
