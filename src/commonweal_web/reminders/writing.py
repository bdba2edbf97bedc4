"""The text of a digest: what waits, what is asked, what changed. No figure ever stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commonweal_web.accounts.letters import address_of
from commonweal_web.core.layout.filters import say_count, say_date
from commonweal_web.core.waiting import Waits
from commonweal_web.reminders.queries.changes import Changes

__all__ = ["Told", "text_of", "without_figures"]

_MONEY = re.compile(r"[-−]?£\s?[\d,.]+(?:\s?(?:m|k|bn|million|thousand|billion)\b)?", re.IGNORECASE)
_MOST_TASKS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What there is to tell somebody on a day."""

    waiting: tuple[Waits, ...]
    questions: tuple[tuple[str, str], ...]
    """Each question, and the path of the link that answers it."""
    changes: tuple[Changes, ...]
    is_news: bool
    """Whether any of it is new, is due within days, or has not been said for a week."""

    @property
    def is_anything(self) -> bool:
        return bool(self.waiting or self.questions or self.changes)

    @property
    def subject(self) -> str:
        n_waiting = len(self.waiting) + len(self.questions)
        if n_waiting:
            waits = "waits" if n_waiting == 1 else "wait"
            return f"{say_count(n_waiting, 'thing')} {waits} for you on Commonweal"
        return "What changed in your partnerships on Commonweal"


def without_figures(text: str) -> str:
    """Return a line without any sum of money that somebody typed into a name."""
    return _MONEY.sub("(a sum)", " ".join(text.split()))


def text_of(told: Told, *, who: str, today: date, settings: str, stop: str) -> str:
    """Return the letter. `who` says why it comes; the last two are paths."""
    parts: list[str] = []
    if told.waiting:
        parts += ["Waits for you", *_tasks(told.waiting, today)]
    if told.questions:
        parts.append("Asked of you: each link opens a page with one button")
        parts += [
            f"* {without_figures(sentence)}\n  {address_of(path)}"
            for sentence, path in told.questions
        ]
    for one in told.changes:
        parts.append(_changes(one))
    parts.append(
        "Letters hold no figures: they are on the site, for those who may see them.\n"
        f"{who}\n"
        f"Choose how often: {address_of(settings)}\n"
        f"Stop these letters: {address_of(stop)}"
    )
    return "\n\n".join(parts) + "\n"


def _tasks(waiting: Sequence[Waits], today: date) -> Iterable[str]:
    for one in waiting[:_MOST_TASKS]:
        when = ""
        if one.is_overdue(today):
            when = f" (overdue: it was due by {say_date(one.due)})"
        elif one.due is not None:
            when = f" (by {say_date(one.due)})"
        yield f"* {without_figures(one.name)}{when}\n  {address_of(one.address)}"
    if len(waiting) > _MOST_TASKS:
        yield f"* and {len(waiting) - _MOST_TASKS} more: {address_of('/home/')}"


def _changes(one: Changes) -> str:
    lines = [f"Changed in {without_figures(one.partnership.name)}"]
    lines += [f"* {without_figures(line)}" for line in one.lines]
    if one.n_more:
        lines.append(f"* {'and ' if one.lines else ''}{say_count(one.n_more, 'other change')}")
    lines.append(f"  {address_of(f'/partnerships/{one.partnership.reference}/')}")
    return "\n".join(lines)
