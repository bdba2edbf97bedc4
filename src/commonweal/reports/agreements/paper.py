"""The agreement as a paper: parts, clauses and paragraphs in order, schedules after them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commonweal.agreement import Agreement, Stale, WordedClause, check_agreement, parts_of, stale
from commonweal.deal import Deal, say_names
from commonweal.reports.papers.paper import (
    Block,
    Callout,
    Paper,
    Paragraph,
    Points,
    Section,
    Stamp,
    Words,
    cited_traces,
)
from commonweal.reports.tables import table, text
from commonweal.services import catalogue

from .schedules import positions_section, schedules
from .tracing import agreement_traces

__all__ = ["agreement_paper"]

#: Stale figures named one by one; a changed split makes every one of them stale.
MOST_STALE = 12
STILL_OPEN = "Before anybody signs"
NO_ADVICE = (
    "Drawn up by Commonweal from what the parties stated. It is no legal advice: each party’s "
    "monitoring officer, or whoever advises it in law, settles the words before anybody signs."
)


def agreement_paper(
    agreement: Agreement,
    *,
    deal: Deal | None = None,
    rule: str | None = None,
    as_draft: bool = True,
) -> Paper:
    """Return an agreement as a paper.

    Parameters
    ----------
    deal
        The deal that its schedules were filled from: figures then open how they were worked out,
        and those that the deal no longer bears out are named at the end.
    rule
        The rule that the parties chose; the partnership's own where left out.
    as_draft
        Whether to say what is still open, and to list the parties' positions. Left
        out of the text that is signed.
    """
    old = stale(agreement, deal, rule=rule) if deal is not None else ()
    traces = () if deal is None else agreement_traces(agreement, deal)
    known = frozenset(trace.id for trace in traces)
    # After the schedules, so that no clause bears another number once the draft is signed.
    still_open = tuple(_still_open(agreement, old)) if as_draft else ()
    paper = Paper(
        id="agreement",
        kind="agreement",
        title=agreement.name,
        subtitle="Draft agreement" if as_draft else "Agreement",
        author=say_names([party.name for party in agreement.parties]),
        facts=(*_facts(agreement), *(_standing(agreement, old) if as_draft else ())),
        sections=(
            *_clauses(agreement),
            _signatures(agreement),
            *_schedules(agreement, known),
            *still_open,
        ),
        traces=traces,
        stamp=_stamp(agreement),
    )
    cited = set(cited_traces(paper))
    return replace(paper, traces=tuple(trace for trace in traces if trace.id in cited))


def _facts(agreement: Agreement) -> Iterator[tuple[str, Words]]:
    yield "Parties", say_names([party.name for party in agreement.parties])
    if agreement.services:
        yield "Services", say_names([service.name for service in agreement.services])
    if agreement.route:
        yield "Legal route", catalogue().route(agreement.route).name
    if agreement.host:
        yield "Host", agreement.party_name(agreement.host)


def _standing(agreement: Agreement, old: tuple[Stale, ...]) -> Iterator[tuple[str, Words]]:
    """Yield what a draft is, and how much of it is still to be mended."""
    yield "Standing", NO_ADVICE
    grades = [one.grade for one in check_agreement(agreement)]
    holes, contradictions = grades.count("hole"), grades.count("contradiction")
    words = [
        _counted(holes, "matter left open", "matters left open"),
        _counted(contradictions, "contradiction between clauses", "contradictions between clauses"),
    ]
    if old:
        words.append(_counted(len(old), "figure that changed since", "figures that changed since"))
    yield "Still to mend", f"{say_names(words)}. They stand under “{STILL_OPEN}”, at the end."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count or 'no'} {one if count == 1 else many}"


def _still_open(agreement: Agreement, old: tuple[Stale, ...]) -> Iterator[Section]:
    """Yield what stands at the end of a draft: what is stale and what is open."""
    blocks: list[Block] = []
    if old:
        blocks.append(
            Callout(
                kind="warning",
                heading="Figures that changed since the schedules were filled",
                words=" ".join(one.sentence for one in old[:MOST_STALE])
                + (f" And {len(old) - MOST_STALE} more." if len(old) > MOST_STALE else ""),
            )
        )
    found = check_agreement(agreement)
    for grade, words in (
        ("contradiction", "Clauses that contradict each other:"),
        ("hole", "Left open:"),
        ("caution", "To be sure of:"),
    ):
        items = tuple(one.sentence for one in found if one.grade == grade)
        if items:
            blocks.extend((Paragraph(words=words), Points(items=items)))
    if not blocks:
        blocks.append(
            Paragraph(words="Nothing is left open, and no clauses contradict each other.")
        )
    yield Section(
        id="still-open",
        heading=STILL_OPEN,
        blocks=tuple(blocks),
        sections=tuple(positions_section(agreement)),
        is_appendix=True,
    )


def _clauses(agreement: Agreement) -> Iterator[Section]:
    for part in parts_of(agreement):
        yield Section(
            id=part.id,
            heading=part.name,
            sections=tuple(_clause(clause) for clause in part.clauses),
        )


def _signatures(agreement: Agreement) -> Section:
    """Return where each party signs, by somebody who may bind it."""
    signing = table(
        "signatures",
        "Signed for each party by somebody with its authority",
        (text("Party"), text("Name and office"), text("Signature"), text("Date")),
        [[party.name, "", "", ""] for party in agreement.parties],
    )
    return Section(id="signatures", heading="Signatures", blocks=(signing,))


def _schedules(agreement: Agreement, known: frozenset[str]) -> Iterator[Section]:
    shown = tuple(schedules(agreement, known=known))
    if shown:
        yield Section(id="schedules", heading="Schedules", sections=shown, is_appendix=True)


def _clause(clause: WordedClause) -> Section:
    return Section(
        id=clause.matter,
        heading=clause.heading,
        blocks=tuple(Paragraph(words=words) for words in clause.paragraphs),
    )


def _stamp(agreement: Agreement) -> Stamp:
    basis = agreement.basis
    if basis is None:
        said = "Figures as the parties stated them; no run stands behind them"
        return Stamp(short=said, facts=(("Figures", said),))
    return Stamp(
        short=f"{basis.partnership} ({basis.input_hash[:12]}); parameters {basis.parameter_set}; "
        f"seed {basis.seed}; Commonweal {basis.version}",
        facts=(
            ("Partnership", basis.partnership),
            ("Input (SHA-256)", basis.input_hash),
            ("Parameter set", basis.parameter_set or "not stated"),
            ("Seed", str(basis.seed)),
            ("Futures drawn", f"{basis.draws:,}"),
            ("Rule", basis.rule),
            ("Commonweal version", basis.version or "not stated"),
        ),
    )
