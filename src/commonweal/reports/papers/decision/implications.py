"""What the decision touches: facts that the case holds, and what each officer has written of it.

Nobody writes for an officer: an effect of which nothing is written says who is to supply it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from commonweal.deal import say_names
from commonweal.partnership import ImplicationEntry
from commonweal.partnership.papers import ImplicationKey
from commonweal.reports.papers.facts import (
    contract_words,
    funding_words,
    jobs_words,
    personnel_words,
    route_of,
    systems_words,
)
from commonweal.reports.papers.paper import Block, Paragraph, Points, Words
from commonweal.reports.papers.risks import gravest, register, risk_words
from commonweal.reports.papers.saying import joined, small

from .case import Decision
from .figures import budget_words, vat_words

__all__ = ["implication", "written"]

_N_RISKS = 3


def implication(case: Decision, content: ImplicationKey) -> tuple[Block, ...]:
    """Return what the case holds of one kind of effect, and what its officer has written."""
    facts = tuple(_FACTS[content](case)) if content in _FACTS else ()
    if content == "area" and facts and not _found(case, content):
        return facts  # the places named are all that is asked
    return (*facts, *written(case, content))


def written(case: Decision, content: ImplicationKey) -> tuple[Block, ...]:
    """Return what an officer has written of one kind of effect, or who is to write it."""
    found = _found(case, content)
    if found is None:
        return (Paragraph(words=f"Not yet written: {_who(case, content)} to supply."),)
    paragraphs = [part.strip() for part in found.text.split("\n\n") if part.strip()]
    signed = _signed(found)
    return tuple(
        Paragraph(words=part, small_print=signed if part is paragraphs[-1] else "")
        for part in paragraphs
    )


def _found(case: Decision, content: ImplicationKey) -> ImplicationEntry | None:
    return next((row for row in case.entry.implications if row.content == content), None)


def _who(case: Decision, content: ImplicationKey) -> str:
    office = case.usual.office_of(content) or "lead officer"
    named = case.entry.officers.get(content, "")
    said = f"the {small(office)} of {case.name}"
    return f"{named}, {said}," if named else said


def _signed(found: ImplicationEntry) -> str:
    day = "" if found.on is None else f"{found.on.day} {found.on:%B %Y}"
    return ", ".join(filter(None, (found.author, day)))


def _finance(case: Decision) -> Iterator[Block]:
    desk = case.desk
    if not case.takes_part:
        yield Paragraph(words=f"{case.name} pays nothing under what is proposed.")
        return
    if not case.may_say_own("finance"):
        yield Paragraph(words=case.withheld)
        return
    yield Paragraph(words=budget_words(case), small_print=f"Elsewhere in this paper: {desk.basis}")
    yield Paragraph(words=funding_words(desk, case.body))
    yield Paragraph(words=vat_words(case))


def _legal(case: Decision) -> Iterator[Block]:
    route = route_of(case.desk)
    if route is not None:
        said = f"Proposed route: {small(route.name)} ({route.power})."
        if route.status == "to-check":
            said += " What is said of this route is general knowledge, to be checked."
        yield Paragraph(words=said)
    local = [
        what for service in case.desk.deal.partnership.services for what in service.stays_local
    ]
    if local:
        yield Paragraph(words=f"{case.name} goes on deciding for itself: {say_names(local)}.")


def _risk(case: Decision) -> Iterator[Block]:
    risks = register(case.desk, of_body=case.body, with_own=case.may_say_own("risk"))
    if risks:
        if case.desk.deal.verdict.answer == "do-not-share":
            yield Paragraph(words="If it went ahead all the same:")
        yield Points(items=tuple(risk_words(risk) for risk in gravest(risks, _N_RISKS)))
        yield Paragraph(words="The whole register stands in the appendix.")


def _people(case: Decision) -> Iterator[Block]:
    words = jobs_words(case.desk, case.body)
    if words is not None:
        yield Paragraph(words=words)
    words = personnel_words(case.desk)
    if words is not None:
        yield Paragraph(words=words)


def _data(case: Decision) -> Iterator[Block]:
    words = systems_words(case.desk)
    if words is not None:
        yield Paragraph(words=words)


def _procurement(case: Decision) -> Iterator[Block]:
    route = route_of(case.desk)
    if route is not None and route.procurement:
        yield Paragraph(words=f"Procurement by this route: {small(route.procurement)}.")
    words = contract_words(case.desk, case.body)
    if words is not None:
        yield Paragraph(words=words)


def _area(case: Decision) -> Iterator[Block]:
    if case.entry.area:
        yield Paragraph(words=f"{case.usual.area}: {say_names(case.entry.area)}.")


def _quality(case: Decision) -> Iterator[Block]:
    rows = case.desk.deal.unmonetised.outcomes
    said = {"better": "better", "worse": "worse", "same": "the same"}
    points: list[Words] = [
        joined(f"{row.name}: {said.get(row.effect, 'effect not known')}, evidence {row.grade}")
        for row in rows
    ]
    if points:
        yield Points(items=tuple(points))


_FACTS: dict[ImplicationKey, Callable[[Decision], Iterator[Block]]] = {
    "finance": _finance,
    "legal": _legal,
    "risk": _risk,
    "people": _people,
    "data-protection": _data,
    "procurement": _procurement,
    "area": _area,
    "quality": _quality,
    "learners": _quality,
}
