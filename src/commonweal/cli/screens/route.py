"""Legal routes on a terminal: open, not known yet, not open; and one route whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from commonweal.agreement.routes import Reason, RouteAdvice, RouteReading

from .parts import bullets, heading, paragraph

__all__ = ["show_advice", "show_route"]


def show_advice(console: Console, advice: RouteAdvice) -> None:
    """Print every route under its verdict, what to ask first, and who signs."""
    paragraph(console, f"{advice.name}: {_counts(advice)}", "bold")
    if advice.suggested:
        names = [advice.reading(one).name for one in advice.suggested]
        paragraph(console, f"What is wanted suits, most first: {'; '.join(names)}.")
    heading(console, "Open, as far as is known")
    bullets(console, [_line(one) for one in advice.of("possible")] or ["None yet."])
    unknown = advice.of("unknown")
    if unknown:
        heading(console, "Not known yet")
        bullets(console, [_line(one) for one in unknown])
    closed = advice.of("impossible")
    if closed:
        heading(console, "Not open")
        bullets(console, [one.sentence for one in closed])
    if advice.questions:
        heading(console, "Ask first", small_print="Those that more routes wait for stand first.")
        bullets(console, [f"{one.asks} {one.why} ({one.id})" for one in advice.questions])
    if advice.presumed:
        heading(console, "Taken for now", small_print="An answer of yours goes before these.")
        bullets(console, [f"{one.question}: {one.answer}. {one.why}" for one in advice.presumed])
    if advice.control.is_stated:
        heading(console, "Who controls the company")
        bullets(console, [one.said for one in advice.control.findings])
    if advice.activity is not None:
        heading(console, "For whom the work is done")
        bullets(console, advice.activity.sentences)
    heading(console, "VAT: ask each body’s own adviser")
    bullets(console, [one.asks for one in advice.vat[:1]])
    bullets(console, [f"{one.body_name}: {one.words or 'not answered'}" for one in advice.vat])
    heading(console, "Sign-off" + (f" of {advice.proposed}" if advice.proposed else ""))
    bullets(console, [one.sentence for one in advice.sign_offs])
    console.print()
    paragraph(console, advice.notice, "dim")


def show_route(console: Console, reading: RouteReading) -> None:
    """Print all that is known of one route, each reason with its source."""
    paragraph(console, reading.sentence, "bold")
    for title, reasons in (
        ("Power", reading.powers),
        ("Suits", reading.suits),
        ("For", reading.reasons_for),
        ("Against", reading.reasons_against),
        ("Why not", reading.ruled_out_by),
    ):
        if reasons:
            heading(console, title)
            bullets(console, list(_sourced(reasons)))
    if reading.questions:
        heading(console, "Ask")
        bullets(console, [f"{one.asks} {one.why}" for one in reading.questions])
    heading(console, "What follows")
    bullets(
        console,
        [
            f"{name}: {words}"
            for name, words in (
                ("Money", reading.money_words),
                ("Procurement", reading.procurement),
                ("VAT", reading.vat),
                ("People", reading.people),
                ("Pensions", reading.pensions),
                ("Data", reading.data),
                ("Watch", "; ".join(reading.watch)),
            )
            if words
        ],
    )
    if reading.touchpoints:
        heading(console, "Other law it touches")
        bullets(console, [f"{name}: {reason.words}" for name, reason in reading.touchpoints])
    heading(console, "Sources", small_print=f"As at {reading.as_at}; {reading.status}.")
    bullets(console, [one for one in reading.sources if one])


def _counts(advice: RouteAdvice) -> str:
    counts = [
        (len(advice.of("possible")), "open"),
        (len(advice.of("unknown")), "not known yet"),
        (len(advice.of("impossible")), "not open"),
    ]
    return ", ".join(f"{count} {word}" for count, word in counts) + "."


def _line(one: RouteReading) -> str:
    said = f"{one.name} ({one.route}). "
    said += "The partners contribute. " if one.money == "contribution" else "It is invoiced. "
    reasons = [reason.words for reason in (*one.suits, *one.reasons_for)]
    against = [reason.words for reason in one.reasons_against]
    if reasons:
        said += f"For: {' '.join(reasons)} "
    if against:
        said += f"Against: {' '.join(against)}"
    return said.strip()


def _sourced(reasons: Sequence[Reason]) -> Iterator[str]:
    for one in reasons:
        yield f"{one.words} [{one.status}, {one.date}]"
