"""What else is kept of a run once it is worked out: apps above say what, the task has it done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from commonweal_web.partnerships.models import Run

if TYPE_CHECKING:
    from commonweal.deal import Deal
    from commonweal.errors import ReaderReport

__all__ = ["Keeper", "keep_what_it_came_to", "when_worked_out"]

Keeper = Callable[[Run, "Deal", "ReaderReport"], None]

_keepers: list[Keeper] = []


def when_worked_out(keeper: Keeper) -> None:
    """Have something kept of every run from now on; it is called before the run is said to be done.

    A worker may be lost on the way, so a keeper must be safe to call twice.
    """
    if keeper not in _keepers:
        _keepers.append(keeper)


def keep_what_it_came_to(run: Run, deal: Deal, report: ReaderReport) -> None:
    """Let every keeper keep what it needs of a run, while its deal is at hand."""
    for keeper in _keepers:
        keeper(run, deal, report)
