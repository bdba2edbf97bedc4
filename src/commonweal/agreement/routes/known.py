"""What is known of each question: as answered, or as the facts themselves show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commonweal.errors import InputError, Place
from commonweal.services import catalogue

from .exemptions import ActivityTest, ControlTest
from .facts import Answer, RouteFacts, sector_of
from .rows import presumption_rows, question, questions

__all__ = ["Presumption", "known_answers", "presumed_answers"]

#: Sectors whose bodies are contracting authorities with no more to ask.
_AUTHORITIES = frozenset({"council", "fire", "police", "health", "national"})


def known_answers(
    facts: RouteFacts, *, control: ControlTest, activity: ActivityTest | None
) -> dict[str, Answer]:
    """Return an answer to every question, "not-known" where there is none.

    Raises InputError where what was answered is not what the facts show.
    """
    known: dict[str, Answer] = {one.id: "not-known" for one in questions()}
    known |= facts.answers
    for key, shown, why in _shown(facts, control, activity):
        said = facts.answers.get(key, "not-known")
        if said not in ("not-known", shown):
            raise InputError(
                f"{question(key).asks} ({key}) It is answered {said}, but {why}",
                hint="Leave the answer out, or mend the facts.",
                place=Place(key=f"answers.{key}"),
            )
        known[key] = shown
    return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumption:
    """An answer taken for now from the nature of the services, until somebody gives one."""

    question: str
    answer: Answer
    why: str
    source: str
    date: str
    status: str


def presumed_answers(facts: RouteFacts, known: Mapping[str, Answer]) -> dict[str, Presumption]:
    """Return what the services let us presume of questions that are not answered.

    Nothing where two services of the partnership say different things, or one says nothing.
    """
    found: dict[str, Presumption] = {}
    for key, answer in known.items():
        rows = [row for row in presumption_rows() if row.question == key]
        said = [
            next((row for row in rows if service in row.services), None)
            for service in facts.services
        ]
        first = said[0] if said else None
        if answer == "not-known" and first is not None and all(one is first for one in said):
            names = ", ".join(catalogue().service(one).name for one in facts.services)
            found[key] = Presumption(
                question=key,
                answer=first.answer,
                why=f"{names}: {first.words}.",
                source=first.source,
                date=first.date,
                status=first.status,
            )
    return found


def _shown(
    facts: RouteFacts, control: ControlTest, activity: ActivityTest | None
) -> Iterator[tuple[str, Answer, str]]:
    """Yield what the facts themselves show, with why."""
    sectors = {sector_of(body) for body in facts.bodies}
    if sectors == {"council"}:
        yield "listed-customers", "yes", "all the bodies are councils."
    if sectors <= _AUTHORITIES:
        yield "all-authorities", "yes", "all the bodies are public authorities."
    if "health" not in sectors:
        yield "health-and-care", "no", "no health body takes part."
    if activity is not None and activity.met != "not-known":
        is_over = activity.met == "no"
        yield (
            "outside-sales",
            "yes" if is_over else "no",
            f"the activity stated shows outsiders {'at or over' if is_over else 'below'} "
            f"{activity.limit:.0%}.",
        )
    if facts.company is not None:
        if facts.company.owners:
            has_private = any(not one.is_public for one in facts.company.owners)
            yield (
                "private-owner",
                "yes" if has_private else "no",
                f"{'an owner' if has_private else 'no owner'} of the company is private.",
            )
        if control.met != "not-known":
            yield "joint-control", control.met, "the facts on the company show otherwise."
