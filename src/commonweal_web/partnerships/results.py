"""What a run came to, read from what was kept: each form that was ever written has its reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from commonweal.errors import FileFormatError, Place
from commonweal.partnership.holdings import seen_by
from commonweal_web.partnerships.models import Run

__all__ = ["READERS", "result_of", "seen_result"]

Result = dict[str, Any]


def _as_it_is(result: Result) -> Result:
    return result


#: By the `schema` of a result. A new form gets a new number here, and the old its translation.
READERS: Mapping[int, Callable[[Result], Result]] = {1: _as_it_is}


def result_of(run: Run) -> Result:
    """Return a run's result in today's form.

    Raises
    ------
    FileFormatError
        No reader knows its form: it was made by a later version than this.
    """
    result: Result = json.loads(run.result_text or "{}")
    reader = READERS.get(run.result_version or 0)
    if reader is None:
        raise FileFormatError(
            f"Run {run.number} is kept in form {run.result_version}, and this version reads forms "
            f"up to {max(READERS)}.",
            hint="Bring the site to the version that made it, or a later one.",
            place=Place(key="schema"),
        )
    return reader(result)


def seen_result(result: Result, *, own: Collection[str]) -> Result:
    """Return a result as one reader may take it away: of others' figures no one person's pay."""
    document = result["run"]["document"]
    every = {str(row["id"]) for row in document.get("bodies", ())}
    seen = seen_by(document, own=own, shared=every - set(own))
    return result | {"run": result["run"] | {"document": seen}}
