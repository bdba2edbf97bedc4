"""All the traces of one deal, by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from commonweal.errors import InputError

from .trace import Cited, Trace

__all__ = ["Traces", "cite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """The traces of one deal. Ids of one kind stand together, in the order of the file."""

    by_id: Mapping[str, Trace]

    def __contains__(self, trace_id: object) -> bool:
        return trace_id in self.by_id

    def __iter__(self) -> Iterator[Trace]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def trace(self, trace_id: str) -> Trace:
        """Return the trace of a figure. Raises InputError for an id that is not known."""
        found = self.by_id.get(trace_id)
        if found is None:
            near = get_close_matches(trace_id, self.by_id, n=3, cutoff=0.4)
            raise InputError(
                f"No figure of this case is known as {trace_id}.",
                hint=f"The nearest to it: {', '.join(near)}."
                if near
                else "The kinds of id stand in the docstring of commonweal.reports.traces.",
            )
        return found

    def reached_from(
        self, trace_ids: Iterable[str], *, n_steps: int | None = None
    ) -> tuple[Trace, ...]:
        """Return the traces cited, in their order, then those that they lead to.

        With `n_steps` only so many steps are taken, for a paper that must stay short: 0 gives the
        traces cited alone. Raises InputError for an id that is not known.
        """
        found = dict.fromkeys(trace_ids)
        waiting = list(found)
        n_taken = 0
        while waiting and (n_steps is None or n_taken < n_steps):
            n_taken += 1
            led_to = [
                one.trace
                for trace_id in waiting
                for one in self.trace(trace_id).inputs
                if one.trace
            ]
            waiting = [trace_id for trace_id in dict.fromkeys(led_to) if trace_id not in found]
            found.update(dict.fromkeys(waiting))
        return tuple(self.trace(trace_id) for trace_id in found)


def cite(traces: Traces, trace_id: str, said: str = "") -> Cited:
    """Return a figure that opens its trace, said as the trace says it or in words of one's own.

    Raises InputError if the id is not known, or if it says no figure and none is given.
    """
    found = traces.trace(trace_id)
    if not (said or found.said):
        raise InputError(
            f"{trace_id} stands for several figures, so that none of them can be said by itself.",
            hint="Say which, or cite the trace of that figure.",
        )
    return Cited(said=said or found.said, trace=trace_id)
