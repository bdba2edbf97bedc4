"""Traces that follow one rule: in print one is worked in full, and the rest are rows beneath it.

On a page each stands by itself, for it is opened by itself. On paper a hundred shares that are
found by the same sum would fill thirty sides with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonweal.reports.traces.trace import Trace

from .laid import LaidInput, LaidTrace, Opened

__all__ = ["Follower", "Worked", "by_rule", "rule_of", "worked"]

#: What differs from one figure to the next: amounts, years, names of options.
_OWN = re.compile(r"“[^”]*”|[−-]?£?\d[\d,./%-]*")
#: Where the words of a rule end and a figure's own sum begins.
_END_OF_RULE = re.compile(r"[:.] |$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A figure found as the one above it."""

    trace: LaidTrace
    own: str
    """Its own sum or words: those that do not stand above."""
    inputs: tuple[LaidInput, ...]
    """What went into it and not, as it is, into the one above."""
    leads: tuple[Opened, ...]
    """The figures it was found from, where its sum says them all; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One figure worked in full, and those that follow it."""

    trace: LaidTrace
    followers: tuple[Follower, ...]

    @property
    def followers_said(self) -> str:
        """What stands above the figures that follow."""
        n = len(self.followers)
        which = "This one is" if n == 1 else f"These {n} are"
        return f"{which} found in the same way as {self.trace.mark}."


def rule_of(name: str, formula: str) -> str:
    """Return what two figures share that are found alike: their kind and the words of the rule.

    >>> rule_of("share/equal/ashby", "Its own cost, plus its part: £1 + £2 = £3.")
    'share Its own cost, plus its part'
    """
    return f"{name.partition('/')[0]} {_OWN.sub('#', _words(formula))}"


def _words(formula: str) -> str:
    found = _END_OF_RULE.search(formula)
    return formula[: found.start()] if found else formula


def by_rule(traces: Iterable[Trace]) -> tuple[Trace, ...]:
    """Return traces in their order, but each beside the first that is found alike."""
    groups: dict[str, list[Trace]] = {}
    for trace in traces:
        groups.setdefault(rule_of(trace.id, trace.formula), []).append(trace)
    return tuple(trace for group in groups.values() for trace in group)


def worked(traces: Sequence[LaidTrace]) -> tuple[Worked, ...]:
    """Return traces that stand by rule as one in full and the rest that follow it."""
    groups: dict[str, list[LaidTrace]] = {}
    for trace in traces:
        name = trace.anchor.removeprefix("trace-")
        groups.setdefault(rule_of(name, trace.formula), []).append(trace)
    return tuple(
        Worked(trace=group[0], followers=tuple(_follower(one, group[0]) for one in group[1:]))
        for group in groups.values()
    )


def _follower(trace: LaidTrace, above: LaidTrace) -> Follower:
    said_above = set(_clauses(above.formula))
    own = " ".join(clause for clause in _clauses(trace.formula) if clause not in said_above)
    leads = tuple(given.said for given in trace.inputs if isinstance(given.said, Opened))
    if len(leads) == len(trace.inputs) and all(one.said in own for one in leads):
        return Follower(trace=trace, own=own, inputs=(), leads=leads)
    told = {(one.name, _plain(one.said)): one for one in above.inputs}
    inputs = []
    for given in trace.inputs:
        same = told.get((given.name, _plain(given.said)))
        if same is None or (same.source, same.grade) != (given.source, given.grade):
            inputs.append(given)
    return Follower(trace=trace, own=own, inputs=tuple(inputs), leads=())


def _plain(said: str | Opened) -> str:
    return said if isinstance(said, str) else f"{said.said} {said.mark}"


def _clauses(formula: str) -> list[str]:
    """Return the parts of a rule's words, each with the mark that ends it."""
    return re.split(r"(?<=[:.]) ", formula)
