"""What is not in the sums: jobs by place, and what is sought that is not money."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal.jobs import StaffChange
from commonweal.deal import Deal, names_of, say_names
from commonweal.deal.budgets import Premium, Unmonetised
from commonweal.money import say_pounds

from .parts import Folded, Part
from .tables import Cell, Table, figure, table, text
from .words import say_number

__all__ = ["jobs_part", "unmonetised_part"]

_EFFECTS = {
    "better": "better",
    "same": "the same",
    "worse": "worse",
    "not-known": "not known",
}


def jobs_part(deal: Deal) -> Part | None:
    """Return what the proposed option does to posts; None where there is none."""
    proposed = deal.appraisal.proposed
    if proposed is None:
        return None
    shown = next(change for change in deal.jobs if change.option == proposed.id)
    main = _jobs_table(deal, shown, proposed.name)
    places = _places_table(shown)
    folded = []
    if not shown.is_known:
        folded.append(Folded(summary="Posts, as far as they are known", tables=(main,)))
    others = tuple(
        _jobs_table(deal, change, deal.appraisal.option(change.option).name)
        for change in deal.jobs
        if change is not shown
    )
    if others:
        folded.append(Folded(summary="Posts under the other options", tables=others))
    return Part(
        id="jobs",
        heading="Jobs by place",
        headline=_jobs_sentence(deal, shown, proposed.name),
        small_print="A post is a full-time equivalent. Posts that go are those that the pay saved "
        "would have paid for.",
        tables=(*((main,) if shown.is_known else ()), *((places,) if places else ())),
        folded=tuple(folded),
    )


def _jobs_sentence(deal: Deal, change: StaffChange, name: str) -> str:
    unknown = [row.body for row in change.bodies if row.now is None or row.removed is None]
    if unknown:
        return (
            f"How many jobs {name} touches is not known: {_who_is_missing(deal, change, unknown)}."
        )
    now = sum(row.now or 0.0 for row in change.bodies)
    removed = sum(row.removed or 0.0 for row in change.bodies)
    said = f"Of {_posts(now)} posts, {_posts(removed)} would go under {name}"
    moved = [row.moved for row in change.bodies]
    if any(one is None for one in moved):
        return f"{said}; where the rest would work is not known."
    total = sum(one for one in moved if one is not None)
    if total > 0:
        return f"{said} and {_posts(total)} would move to {change.host_place or 'the host'}."
    return f"{said} and none would move."


def _who_is_missing(deal: Deal, change: StaffChange, unknown: list[str]) -> str:
    if len(unknown) == len(change.bodies):
        return "no body returned its staff"
    who = say_names(names_of(deal.partnership, unknown))
    return f"{who} did not return {'its' if len(unknown) == 1 else 'their'} staff"


def _jobs_table(deal: Deal, change: StaffChange, name: str) -> Table:
    names = {body.id: body.name for body in deal.partnership.bodies}
    return table(
        f"jobs-{change.option}",
        f"Posts under {name}",
        (
            text("Body", "and where its staff work"),
            figure("Now"),
            figure("Go"),
            figure("Move", f"to {change.host_place}" if change.host_place else "to the host"),
            figure("Pass to a contractor"),
            figure("Stay"),
            text("What could not be told"),
        ),
        [
            (
                Cell(said=names[row.body], small_print=row.place or "place not given"),
                *(
                    Cell(said=_posts(posts), trace=f"jobs/{change.option}")
                    for posts in (row.now, row.removed, row.moved, row.to_contractor, row.kept)
                ),
                row.note,
            )
            for row in change.bodies
        ],
        small_print="Full-time equivalents in scope",
    )


def _places_table(change: StaffChange) -> Table | None:
    by_place = change.by_place
    if all(posts is None for posts in by_place.values()):
        return None
    return table(
        "places-table",
        "Posts gained and lost by place",
        (text("Place"), figure("Change in posts")),
        [
            (
                place,
                Cell(
                    said="not known" if posts is None else say_number(round(posts, 1), places=1),
                    tone="loss" if posts is not None and posts < -0.05 else "",
                ),
            )
            for place, posts in by_place.items()
        ],
    )


def _posts(posts: float | None) -> str:
    if posts is None:
        return "not known"
    return say_number(posts, places=1) if abs(posts) >= 0.05 else "none"


def unmonetised_part(deal: Deal) -> Part | None:
    """Return what changes that is not money and what is paid for it; None where nothing does."""
    found = deal.unmonetised
    if not found.outcomes:
        return None
    premiums = tuple(_premium_sentence(premium) for premium in found.premiums)
    return Part(
        id="not-money",
        heading="What is not money",
        headline=_outcomes_sentence(found),
        small_print="None of it is turned into pounds, and none of it is counted as nothing.",
        points=premiums,
        tables=(_outcomes_table(deal, found),),
    )


def _outcomes_sentence(found: Unmonetised) -> str:
    return f"By sharing, {say_names(list(_counts(found)))}."


def _counts(found: Unmonetised) -> Iterator[str]:
    noun = "outcome"
    for effect, said in (
        ("better", "better"),
        ("worse", "worse"),
        ("same", "the same"),
        ("not-known", "of unknown effect"),
        ("not described", "not described"),
    ):
        count = sum(row.effect == effect for row in found.outcomes)
        if count:
            what = f" {noun}{'s' * (count != 1)}" if noun else ""
            yield f"{count}{what} {'is' if count == 1 else 'are'} {said}"
            noun = ""


def _premium_sentence(premium: Premium) -> str:
    buys = say_names(premium.buys)
    if premium.premium_a_year < 0.5:
        return f"{premium.name} brings {buys} and costs no more than the best alone."
    said = (
        f"{premium.name} brings {buys} for {say_pounds(premium.premium_a_year)} a year more than "
        "the best alone"
    )
    if not premium.accepted_a_year:
        return f"{said}; the partners have not said that they would pay for it."
    accepted = say_pounds(premium.accepted_a_year)
    if premium.is_within_what_is_accepted:
        return f"{said}, within the {accepted} a year that the partners would pay."
    return f"{said}, above the {accepted} a year that the partners would pay."


def _outcomes_table(deal: Deal, found: Unmonetised) -> Table:
    names = {option.id: option.name for option in deal.appraisal.options}
    return table(
        "outcomes-table",
        "What changes beyond money",
        (
            text("Outcome"),
            text("By sharing it is"),
            text("Brought by"),
            text("Evidence", "and grade"),
            text("Source"),
        ),
        [
            (
                Cell(
                    said=f"{row.name[:1].upper()}{row.name[1:]}",
                    small_print="what the partners seek" if row.is_sought else "",
                ),
                _EFFECTS.get(row.effect, row.effect),
                say_names([names[option] for option in row.bought_by])
                if row.bought_by
                else "no option named",
                Cell(said=row.evidence or "none given", small_print=row.grade),
                row.source or "no source named",
            )
            for row in found.outcomes
        ],
    )
