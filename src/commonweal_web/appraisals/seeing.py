"""What one reader may see of a run's pages: nothing that tells one person's pay.

Which lines these are, `commonweal.partnership.holdings.seen_by` says of the run's own input: what
it leaves out, or shows only within a sum, is looked for by its figure in every word that a page
would show, and kept back there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.partnership.holdings import seen_by

__all__ = ["KEPT_BACK", "Reader", "reader_of"]

KEPT_BACK = "not shown"
#: Less than this is nobody's pay, and would be met by chance in counts and percentages.
_LEAST = 100

_NUMBER = re.compile(r"[−-]?£?\d[\d,]*(?:\.\d+)?")
#: Kinds of trace that rest on one body's own lines and on nothing of others.
_OF_A_BODY = frozenset({"baseline", "today", "cost-today"})

_PEOPLE: Mapping[str, str] = {"management": "management_fte", "staff": "staff_fte"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a reader of one run may not be told: sums, in whole pounds, and whose they are."""

    sums: frozenset[int]
    bodies: frozenset[str]
    """Bodies some of whose lines are kept back."""

    def shown(self, value: Any) -> Any:
        """Return plain values with every figure kept back that must be."""
        if not self.sums:
            return value
        if isinstance(value, str):
            return self._words(value)
        if isinstance(value, Mapping):
            return {key: self.shown(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.shown(inner) for inner in value]
        return value

    def hides(self, value: Any) -> bool:
        """Say whether any of it would be kept back."""
        return bool(self.sums) and self.shown(value) != value

    def trace(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return where a figure comes from, closed where that would tell what is kept back."""
        kind, _, rest = values["id"].partition("/")
        body = rest.partition("/")[0] if kind in _OF_A_BODY else ""
        # By chance others may have a line of the same sum as one of one's own.
        is_own = bool(body) and body not in self.bodies
        of_lines = kind == "baseline" and not is_own
        if is_own or not (of_lines or self.hides(values)):
            return dict(values)
        said: str = values["said"]
        return dict(values) | {
            "name": self.shown(values["name"]),
            "said": "" if self.hides(said) else said,
            "formula": "Worked out from figures of a body that could tell one person’s pay. Those "
            "who read that body’s own figures see how.",
            "inputs": [],
        }

    def _words(self, text: str) -> str:
        return _NUMBER.sub(
            lambda found: KEPT_BACK if self._is_kept_back(found[0]) else found[0], text
        )

    def _is_kept_back(self, number: str) -> bool:
        plain = number.strip("−-£").replace(",", "").rstrip(".")
        return int(float(plain) + 0.5) in self.sums


def reader_of(document: Mapping[str, Any], *, own: Collection[str]) -> Reader:
    """Return what a reader who sees some bodies whole may not be told of the rest.

    `document` is the input of a run, whole.
    """
    every = {str(row["id"]) for row in document.get("bodies", ())}
    seen = seen_by(document, own=own, shared=every - set(own))
    shown = {
        (row["body"], row["service"], place): row
        for place, row in enumerate(seen.get("baselines", ()))
    }
    sums: set[int] = set()
    bodies: set[str] = set()
    for place, row in enumerate(document.get("baselines", ())):
        if row["body"] in own:
            continue
        kept = set(_kept_back(row, shown.get((row["body"], row["service"], place), {})))
        if kept:
            bodies.add(row["body"])
            sums |= {int(amount + 0.5) for amount in kept if amount >= _LEAST}
    return Reader(sums=frozenset(sums), bodies=frozenset(bodies))


def _kept_back(row: Mapping[str, Any], shown: Mapping[str, Any]) -> Iterator[float]:
    """Yield every amount of a baseline that what is shown of it leaves out or joins with others."""
    costs, seen = row.get("costs", {}), shown.get("costs", {})
    for line, amount in costs.items():
        if line not in seen:
            people = row.get(_PEOPLE.get(line, ""))
            for one in _amounts(amount):
                yield one
                if people and people <= 1:
                    yield one / people
    for key in ("total", "agency_cost"):
        if key in row and key not in shown:
            yield from _amounts(row[key])
    if shown.get("establishment") != row.get("establishment"):
        for post in row.get("establishment", ()):
            for one in _amounts(post.get("cost")):
                yield one
                if 0 < post.get("fte", 1) <= 1:
                    yield one / post.get("fte", 1)


def _amounts(estimate: Any) -> Iterator[float]:
    """Yield every sum that an estimate says: of a range each end, the likeliest and the mean."""
    if isinstance(estimate, bool) or estimate is None:
        return
    if isinstance(estimate, (int, float)):
        yield float(estimate)
    elif isinstance(estimate, Mapping):
        sums = [float(one) for one in estimate.values() if isinstance(one, (int, float))]
        yield from sums
        ends = [estimate.get(key) for key in ("low", "likely", "high")]
        known = [float(one) for one in ends if isinstance(one, (int, float))]
        if known:
            yield sum(known) / len(known)
