"""A part of the report as values: a headline sentence, then what it rests on, the long folded away.

Every subject that the page shows has the same shape, so that one piece of template lays out all.
"""

from __future__ import annotations

from dataclasses import dataclass

from .charts.specs import Chart
from .tables import Table

__all__ = ["Folded", "Part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What is read by those who want it, behind a few words that say what it is."""

    summary: str
    texts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One subject of the report."""

    id: str
    heading: str
    headline: str
    """The answer, in one sentence."""
    small_print: str = ""
    """The technical term for it, or what its figures are."""
    points: tuple[str, ...] = ()
    chart: Chart | None = None
    """Shown with its table folded under it."""
    tables: tuple[Table, ...] = ()
    folded: tuple[Folded, ...] = ()
