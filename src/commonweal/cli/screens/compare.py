"""Two versions of a case on a terminal: what came of it, then what changed."""

from __future__ import annotations

from rich.console import Console

from commonweal.deal.comparison import Comparison

from .parts import bullets, heading, paragraph

__all__ = ["show_comparison"]


def show_comparison(console: Console, found: Comparison) -> None:
    """Print what came of the changes, what they did, and then each of them."""
    paragraph(console, found.sentence, "bold")
    if not found.changes:
        return
    heading(console, "Verdict")
    said = [f"Now: {found.sentence_after}"]
    if found.sentence_before != found.sentence_after:
        said.insert(0, f"Before: {found.sentence_before}")
    bullets(console, said)
    if found.parameters_before != found.parameters_after:
        bullets(
            console,
            [f"Parameters: {found.parameters_before} before, {found.parameters_after} now."],
        )
    heading(console, "What it did to the gain", small_print="over the best each could do alone")
    bullets(console, [found.joint_gain.sentence, *(one.sentence for one in found.partners)])
    heading(console, "What it did to the options", small_print="net present value")
    bullets(console, [effect.sentence for effect in found.options])
    heading(console, "What changed in the file")
    bullets(console, [change.sentence for change in found.changes])
