"""Every figure of a partnership file by a lasting name, drawn once and looked up by levers.

A figure is named by what it belongs to (`options.shared-team.levers.systems-consolidation
.marginal_share`), never by its place in the file, so that adding an entry above it does not
change what is drawn for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from commonweal.partnership import Assumption, Baseline, Entry, Estimate, Partnership, Range

from .streams import Array, Figures
from .uncertainty import Draws, draw

__all__ = ["FigureBook", "named_ranges"]

#: What may become of an arrangement is drawn beside the file's own figures, always, so that
#: stating a risk does not move the draws of anything else.
_CHANCES = ("futures.abandonment", "futures.ending", "optimism.cost", "optimism.benefit")
_EVEN = Range(low=0.0, high=1.0, shape="uniform")


def _name_of_row(entry: Entry, index: int, siblings: Sequence[Any]) -> str:
    """Return a row's lasting name among its siblings."""
    if isinstance(entry, Baseline):
        return f"{entry.body}.{entry.service}"
    # A risk may have a cost, which is a figure and no name.
    for key in ("id", "lever", "risk", "cost", "name", "label", "title"):
        name = getattr(entry, key, None)
        if not name or not isinstance(name, str):
            continue
        same = [place for place, row in enumerate(siblings) if getattr(row, key, None) == name]
        return str(name) if len(same) == 1 else f"{name}-{same.index(index) + 1}"
    return str(index + 1)


def named_ranges(value: Any, name: str = "") -> Iterator[tuple[str, Range]]:
    """Yield every range below a value with its lasting name."""
    if isinstance(value, Assumption):
        if isinstance(value.value, Range):
            yield f"assumptions.{value.id}", value.value
        return
    if isinstance(value, Range):
        yield name, value
    elif isinstance(value, Entry):
        for field in type(value).model_fields:
            inner = getattr(value, field)
            # Most fields are plain; to look into each by a call of its own took most of a trial.
            if not (inner is None or isinstance(inner, (str, int, float))):
                yield from named_ranges(inner, f"{name}.{field}" if name else field)
    elif isinstance(value, (tuple, list)):
        for index, row in enumerate(value):
            if isinstance(row, Entry):
                yield from named_ranges(row, f"{name}.{_name_of_row(row, index, value)}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from named_ranges(inner, f"{name}.{key}")


class FigureBook:
    """The drawn values of every figure in one partnership.

    `size` is D: one expected case and `n_draws` simulated futures.
    """

    def __init__(self, partnership: Partnership, draws: Draws) -> None:
        self._draws = draws
        self._names: dict[int, str] = {}
        self._held: list[Range] = []
        self.names: tuple[str, ...] = ()
        for name, found in named_ranges(partnership):
            self._names[id(found)] = name
            self._held.append(found)  # keeps the id from being used again
        self.names = tuple(self._names.values())
        self._assumptions = {entry.id: entry for entry in partnership.assumptions}
        self.size = draws.size

    @classmethod
    def open(cls, partnership: Partnership, *, n_draws: int, seed: int) -> FigureBook:
        """Draw every figure of a partnership."""
        ranges = dict(named_ranges(partnership)) | dict.fromkeys(_CHANCES, _EVEN)
        return cls(partnership, draw(ranges, n_draws=n_draws, seed=seed))

    def values(self, estimate: Estimate | None) -> Array:
        """Return an estimate's drawn values, (D,); None stands for nothing."""
        if estimate is None:
            return np.zeros(self.size)
        if isinstance(estimate, str):
            estimate = self._assumptions[estimate.removeprefix("assumption:")].value
            if isinstance(estimate, Range):
                return self._named(estimate)
        if isinstance(estimate, Range):
            return self._named(estimate)
        return np.full(self.size, float(estimate))

    def chances(self, name: str) -> Array:
        """Return an even chance between 0 and 1 in each future, (D,): one of `futures.abandonment`,
        `futures.ending`, `optimism.cost` and `optimism.benefit`."""
        return self._draws.values(name)

    def _named(self, found: Range) -> Array:
        return self._draws.values(self._names[id(found)])

    def of(self, entry: Entry) -> Figures:
        """Return the look-up that a lever or cost is given for its own entry."""

        def look_up(field: str) -> Array:
            here: Any = entry
            for part in field.split("."):
                here = here[part] if isinstance(here, Mapping) else getattr(here, part)
            return self.values(here)

        return look_up

    def narrowed(self, n_draws: int) -> Callable[[Array], Array]:
        """Return a function that keeps the expected case and the first `n_draws` futures."""
        size = min(self.size, n_draws + 1)

        def keep(values: Array) -> Array:
            return values[..., :size]

        return keep
