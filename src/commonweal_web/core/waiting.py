"""What waits for whom, gathered from the apps that know: for tasks, digests and partnerships.

An app that asks something of people adds a source when it is loaded; the core knows none of them:

    def ready(self) -> None:
        from commonweal_web.core.waiting import add_source
        add_source("commonweal_web.exchange.waiting.waits")     # or the function itself

    def waits(user: User | None, standing: Standing, today: date) -> Iterator[Waits]: ...

A source asks the database a fixed number of questions, however many rows there are. It yields only
what this asker may do, so that nobody's list names what they may not see, and no figure: names go
into letters. `user` is None where the mailbox of a role is asked for: `standing` then holds the one
role at the one body, and what waits for one person by name is left out. Sources are called by
position, so what one does not need may begin with an underscore.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string

from commonweal_web.core.layout.figures import Step, TagKind
from commonweal_web.core.policy import Standing

__all__ = ["Waits", "add_partnership_source", "add_source", "waiting_for", "waiting_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One thing that waits for somebody.

    Its name goes into letters, so no figure stands in it; hints are shown on pages alone.
    """

    name: str
    """What to do, beginning with a verb: "Certify Ashby’s figures for Pennine Lancashire"."""
    address: str
    """The path of the page where it is done."""
    status: str
    """One or two words for the tag: "To certify"."""
    since: datetime
    """From when it has waited."""
    hint: str = ""
    tag: TagKind = "yellow"
    due: date | None = None
    """The last day for it, if there is one."""
    asked: str = ""
    """Who is asked, as a sentence has it: "the section 151 officer", "a coordinator"."""
    body_id: int | None = None
    """The body that is asked, if it is one."""
    partnership_id: int | None = None

    def is_overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today

    def to_step(self, today: date) -> Step:
        """Return it as a line of a task list."""
        overdue = self.is_overdue(today)
        return Step(
            name=self.name,
            hint=self.hint,
            address=self.address,
            status="Overdue" if overdue else self.status,
            tag="red" if overdue else self.tag,
        )


#: A function, or where it stands: then nothing it needs is loaded until somebody asks.
Source = Callable[[Any, Standing, date], Iterable[Waits]] | str

_sources: list[Source] = []
_partnership_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Add what says, of a person (or None) with a standing on a day, what waits for them."""
    if source not in _sources:
        _sources.append(source)


def add_partnership_source(source: Source) -> None:
    """Add what says, of a partnership for whoever reads its page, what it waits for, by body.

    The partnership comes from `partnerships.queries`, with its partners and their bodies.
    """
    if source not in _partnership_sources:
        _partnership_sources.append(source)


def waiting_for(user: Any, standing: Standing, today: date | None = None) -> tuple[Waits, ...]:
    """Return what waits for somebody: what is overdue first, then what is due, then the oldest."""
    day = today or timezone.localdate()
    return _in_order(_sources, user, standing, day)


def waiting_in(
    partnership: Any, standing: Standing, today: date | None = None
) -> tuple[Waits, ...]:
    """Return what a partnership waits for, whoever is asked, in the same order."""
    day = today or timezone.localdate()
    return _in_order(_partnership_sources, partnership, standing, day)


def _in_order(
    sources: Iterable[Source], of: Any, standing: Standing, today: date
) -> tuple[Waits, ...]:
    found: list[Waits] = []
    for source in sources:
        asked = import_string(source) if isinstance(source, str) else source
        found += asked(of, standing, today)
    # What is overdue has the earliest days, so it comes first by its day alone.
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.since, one.name)))
