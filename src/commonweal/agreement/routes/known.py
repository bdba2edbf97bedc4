"""What is known of each question: as answered, or as the facts themselves show."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.errors import InputError, Place

from .exemptions import ActivityTest, ControlTest
from .facts import Answer, RouteFacts, sector_of
from .rows import questions

__all__ = ["known_answers"]

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
                f"{key} is answered {said}, but {why}",
                hint="Leave the answer out, or mend the facts.",
                place=Place(key=f"answers.{key}"),
            )
        known[key] = shown
    return known


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
