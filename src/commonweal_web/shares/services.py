"""A rule proposed: it becomes the next draft of what the partners hold in common."""

from __future__ import annotations

from typing import Any

from commonweal_web.figures.queries import part_of
from commonweal_web.figures.services import Typed, save_change
from commonweal_web.partnerships.models import Partnership, Run

__all__ = ["propose_split"]


def propose_split(*, by: Any, partnership: Partnership, run: Run, split: dict[str, Any]) -> Typed:
    """Put a split that was tried on a run in the place of the partners' own, as a draft.

    Nobody else sees it until it is submitted; every run that rests on the one before is then
    outdated.

    Raises
    ------
    MeanwhileError
        Somebody saved another split meanwhile.
    PolicyError
        The partnership is closed.
    CommonwealError
        The split cannot stand with what the partnership holds now.
    """
    part = part_of(partnership, None)
    return save_change(
        by=by,
        partnership=partnership,
        body=None,
        path=("split",),
        version=part.version,
        change=lambda values: values | {"split": split},
        note=f"Split tried on run {run.number}",
    )
