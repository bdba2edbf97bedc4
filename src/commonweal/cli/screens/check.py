"""What became of a file, on a terminal."""

from __future__ import annotations

from rich.console import Console

from commonweal.errors import Place, ReaderReport
from commonweal.partnership import Partnership

from .parts import bullets, heading, paragraph, plural, table

__all__ = ["show_accepted", "show_refused"]


def show_refused(console: Console, report: ReaderReport) -> None:
    """Print every refusal with its place and mend."""
    paragraph(
        console,
        f"{report.source} cannot be used yet: {plural(len(report.refused), 'thing')} to mend.",
        "bold",
    )
    for refusal in report.refused:
        console.print()
        paragraph(console, _where(refusal.place, report.source), "dim", indent=2)
        paragraph(console, refusal.reason, indent=2)
        paragraph(console, f"Mend: {refusal.mend}", indent=2)


def show_accepted(console: Console, partnership: Partnership, report: ReaderReport) -> None:
    """Print what was read, then warnings and defaults."""
    paragraph(console, f"{report.source} can be appraised.", "bold")
    counts = (
        (len(partnership.bodies), "body", "bodies"),
        (len(partnership.services), "service", "services"),
        (len(partnership.baselines), "baseline", "baselines"),
        (len(partnership.options), "option", "options"),
        (len(partnership.assumptions), "assumption", "assumptions"),
    )
    held = ", ".join(plural(n, one, many) for n, one, many in counts)
    paragraph(console, f"{partnership.name}: {held}.")
    if report.warnings:
        heading(console, f"{plural(len(report.warnings), 'warning')}".capitalize())
        bullets(
            console,
            [f"{_where(one.place, report.source)}: {one.message}" for one in report.warnings],
        )
    if report.defaults:
        heading(
            console,
            f"{plural(len(report.defaults), 'default').capitalize()}",
            small_print="left out of the file, with what stands for it",
        )
        table(console, (("Key", "left"), ("Stands at", "left")), sorted(report.defaults.items()))


def _where(place: Place, source: str) -> str:
    """Return a place without the name of the file, which stands above."""
    return str(place).removeprefix(source).lstrip(", ") or source
