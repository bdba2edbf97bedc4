"""An agreement on a terminal: what is open, what contradicts, what changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from commonweal.agreement import (
    CLUSTERS,
    Agreement,
    AgreementChange,
    Finding,
    Matter,
    Passage,
    Question,
    Stale,
)

from .parts import bullets, heading, paragraph, plural

__all__ = ["show_changes", "show_findings", "show_matter", "show_matters", "show_questions"]

_HEADINGS = {
    "hole": "Left open",
    "contradiction": "Clauses that contradict each other",
    "caution": "To be sure of",
}


def show_findings(
    console: Console, agreement: Agreement, findings: Sequence[Finding], old: Sequence[Stale] = ()
) -> None:
    """Print what is to be mended before anybody signs, each with its mend."""
    n_holes = sum(one.grade == "hole" for one in findings)
    n_contradictions = sum(one.grade == "contradiction" for one in findings)
    paragraph(
        console,
        f"{agreement.name}: {plural(n_holes, 'matter')} left open, "
        f"{plural(n_contradictions, 'contradiction')}"
        + (f", {plural(len(old), 'figure')} changed since." if old else "."),
        "bold",
    )
    for grade, words in _HEADINGS.items():
        of_grade = [one for one in findings if one.grade == grade]
        if of_grade:
            heading(console, words)
            bullets(console, [f"{one.sentence} {one.mend}" for one in of_grade])
    if old:
        heading(console, "Figures that changed since the schedules were filled")
        bullets(console, [one.sentence for one in old])
    console.print()
    paragraph(console, "No legal advice: whoever advises you in law settles the words.", "dim")


def show_changes(console: Console, found: Sequence[AgreementChange]) -> None:
    """Print what the later version promises otherwise."""
    if not found:
        paragraph(console, "Both versions promise the same.", "bold")
        return
    paragraph(console, f"{plural(len(found), 'change')} in what is promised.", "bold")
    bullets(console, [one.sentence for one in found])


def show_questions(
    console: Console, found: Sequence[Question], seen: Sequence[Passage] = ()
) -> None:
    """Print what to look for, matter by matter, and where it may stand."""
    last = ""
    for question in found:
        if question.heading != last:
            last = question.heading
            heading(console, question.heading, small_print=question.why)
            for passage in seen:
                if passage.matter == question.matter:
                    said = f"Paragraph {passage.place}: {passage.text}"
                    paragraph(console, said, "italic", indent=2)
        bullets(console, [f"{question.asks} ({question.id})"])


def show_matters(console: Console, found: Sequence[Matter]) -> None:
    """Print the clause library in a line a matter."""
    for cluster in CLUSTERS:
        of_cluster = [row for row in found if row.cluster == cluster.id]
        if of_cluster:
            heading(console, cluster.name)
            bullets(console, [f"{row.heading} ({row.id}): {row.settles}" for row in of_cluster])


def show_matter(console: Console, row: Matter) -> None:
    """Print one matter whole: why, what silence does, alternatives with their words, precedents."""
    paragraph(console, row.heading, "bold")
    paragraph(console, row.settles)
    bullets(console, [f"Why it matters: {row.why}", f"Without it: {row.without}"])
    if row.parameters:
        heading(console, "What it must state")
        bullets(console, [f"{one.asks} ({one.id})" for one in row.parameters])
    for one in row.alternatives:
        heading(console, f"{one.name} ({one.id})", small_print=one.suits)
        bullets(console, one.text)
    if row.precedents:
        heading(console, "Seen in")
        bullets(
            console,
            [f"{one.what} {one.source}, {one.date} ({one.status})." for one in row.precedents],
        )
