"""Which legal routes are open, which are not and why, and what must be asked first.

No legal advice: it sorts what is known, with its sources, for the officer who signs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from commonweal.agreement.entry_files import check_entry
from commonweal.agreement.route_kinds import CONTRIBUTING
from commonweal.bodies import body_kind
from commonweal.partnership import Partnership
from commonweal.services import catalogue

from .exemptions import ActivityTest, ControlTest, activity_test, control_test
from .facts import Answer, RouteFacts, facts_of, faults_of_facts, sector_of
from .known import Presumption, known_answers, presumed_answers
from .roles import SignOff, StatutoryRole, sign_offs_needed, statutory_roles
from .rows import (
    FormRule,
    Question,
    Reach,
    Rule,
    consequences,
    form_rules,
    power_question,
    question,
    reaches,
    rules,
    takers,
    touchpoint_rows,
)

__all__ = [
    "NO_ADVICE",
    "Reason",
    "RouteAdvice",
    "RouteReading",
    "VatQuestion",
    "choose_routes",
]

NO_ADVICE: Final = (
    "This is no legal advice. It sorts what is known, with its sources; much of it is to be "
    "checked. Before anything is signed a named monitoring officer, or whoever advises the body "
    "in law, signs off the route for each body."
)

Verdict = Literal["possible", "impossible", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason, with where it comes from, as at when, and how far to trust it."""

    words: str
    source: str
    date: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteReading:
    """What is known of one route for these bodies."""

    route: str
    name: str
    verdict: Verdict
    sentence: str
    """The verdict in a sentence: with the first reason, or the first question."""
    suits: tuple[Reason, ...]
    """What the partners want that this route is for."""
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    ruled_out_by: tuple[Reason, ...]
    questions: tuple[Question, ...]
    """What must be known before it can be called possible."""
    powers: tuple[Reason, ...]
    """The power relied on, nation by nation."""
    is_legal_person: str
    employs: str
    decides: str
    procurement: str
    best_when: str
    watch: tuple[str, ...]
    money: Literal["contribution", "invoice"]
    """Whether the partners contribute to a shared budget or are invoiced: it follows from it."""
    money_words: str
    people: str
    pensions: str
    data: str
    data_role: str
    vat: str
    touchpoints: tuple[tuple[str, Reason], ...]
    sources: tuple[str, ...]
    status: str
    as_at: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class VatQuestion:
    """What to ask of one body’s VAT adviser; it is never worked out here."""

    body: str
    body_name: str
    asks: str
    section_33: str
    """Whether VAT on its non-business costs is refunded as to a council: yes, no, varies."""
    answer: Answer
    words: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAdvice:
    """All routes for one partnership: possible, impossible with reason, unknown with a question."""

    name: str
    notice: str
    routes: tuple[RouteReading, ...]
    suggested: tuple[str, ...]
    """Routes not ruled out that suit what is wanted, most reasons first. Others stay open."""
    proposed: str | None
    """The route that the partners have put forward."""
    questions: tuple[Question, ...]
    """Every open question, those that more routes wait for first."""
    known: dict[str, Answer]
    """What is known of each question, answered or worked out."""
    presumed: tuple[Presumption, ...]
    """What the services let us take for now; it rules nothing out, and an answer goes before it."""
    control: ControlTest
    activity: ActivityTest | None
    vat: tuple[VatQuestion, ...]
    roles: tuple[StatutoryRole, ...]
    sign_offs: tuple[SignOff, ...]
    """Whose sign-off the proposed route needs, and who has given it."""

    def of(self, verdict: Verdict) -> tuple[RouteReading, ...]:
        """Return the routes of one verdict."""
        return tuple(one for one in self.routes if one.verdict == verdict)

    def reading(self, route: str) -> RouteReading:
        """Return what is known of one route. Raises InputError for a route there is not."""
        wanted = catalogue().route(route).id
        return next(one for one in self.routes if one.route == wanted)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def choose_routes(partnership_or_facts: Partnership | RouteFacts) -> RouteAdvice:
    """Return every legal route with its reasons for and against these bodies.

    From a partnership alone most questions stay open; `RouteFacts` hold the answers.

    Raises InputError for a body, question or route that is not there, or an answer that the
    figures contradict.
    """
    facts = (
        facts_of(partnership_or_facts)
        if isinstance(partnership_or_facts, Partnership)
        else partnership_or_facts
    )
    check_entry(facts, faults_of_facts)
    control = control_test(facts.company, names={one.id: one.name for one in facts.bodies})
    owners = facts.company.owners if facts.company is not None else ()
    # A private owner is no authority whose work counts.
    partners = [one.body for one in owners if one.is_public]
    activity = (
        activity_test(
            facts.activity,
            partners=partners or [one.id for one in facts.bodies],
            exemption="horizontal" if facts.company is None else "vertical",
        )
        if facts.activity
        else None
    )
    known = known_answers(facts, control=control, activity=activity)
    presumed = presumed_answers(facts, known)
    found = tuple(_reading(route.id, facts, known, presumed) for route in catalogue().routes)
    still_open = [one for one in found if one.verdict != "impossible"]
    suiting = [one for one in still_open if one.suits]
    return RouteAdvice(
        name=facts.name,
        notice=NO_ADVICE,
        routes=found,
        suggested=tuple(
            one.route
            for one in sorted(
                suiting, key=lambda one: (len(one.reasons_against) - len(one.suits), one.name)
            )
        ),
        proposed=facts.route,
        questions=_by_weight(still_open),
        known=known,
        presumed=tuple(presumed.values()),
        control=control,
        activity=activity,
        vat=tuple(_vat_questions(facts)),
        roles=statutory_roles(facts),
        sign_offs=sign_offs_needed(facts),
    )


def _reading(
    route_id: str,
    facts: RouteFacts,
    known: dict[str, Answer],
    presumed: dict[str, Presumption],
) -> RouteReading:
    row = catalogue().route(route_id)
    out: list[Reason] = []
    asked: list[Question] = []
    of_power = power_question(route_id)
    holds = known.get(of_power.id, "not-known")
    for reason, is_final in _structure(route_id, facts):
        if is_final or holds == "no":
            out.append(reason)
        elif holds == "not-known":
            asked.append(of_power)
    reasons: dict[str, list[Reason]] = {"for": [], "against": [], "suits": []}
    for form in form_rules():
        if route_id in form.routes and form.form == facts.form:
            reasons[form.effect].append(_reason(form))
    for rule in rules():
        if route_id not in rule.routes:
            continue
        answer = known[rule.question]
        taken = presumed[rule.question].answer if rule.question in presumed else answer
        if rule.effect != "rules-out":
            if taken == rule.answer:
                reasons[rule.effect].append(_reason(rule))
        elif answer == rule.answer:
            out.append(_reason(rule))
        elif taken in ("not-known", rule.answer):
            # What is only presumed never rules a route out: it is asked.
            asked.append(question(rule.question))
    # What is ruled out has nothing left to ask.
    open_questions = () if out else tuple({one.id: one for one in asked}.values())
    verdict: Verdict = "impossible" if out else "unknown" if open_questions else "possible"
    follows = consequences().get(route_id)
    touched = _touchpoints(route_id, facts)
    powers = tuple(_powers(route_id, facts))
    money: Literal["contribution", "invoice"] = (
        "contribution" if route_id in CONTRIBUTING else "invoice"
    )
    statuses = {row.status, *(one.status for one in powers)} | (
        {follows.status} if follows else set()
    )
    return RouteReading(
        route=route_id,
        name=row.name,
        verdict=verdict,
        sentence=_sentence(row.name, verdict, out, open_questions),
        suits=tuple(reasons["suits"]),
        reasons_for=tuple(reasons["for"]),
        reasons_against=tuple(reasons["against"]),
        ruled_out_by=tuple(out),
        questions=open_questions,
        powers=powers,
        is_legal_person=row.legal_person,
        employs=row.employs,
        decides=row.decides,
        procurement=row.procurement,
        best_when=row.best_when,
        watch=row.watch,
        money=money,
        money_words=_MONEY[money],
        people=follows.people if follows else "",
        pensions=follows.pensions if follows else "",
        data=follows.data if follows else "",
        data_role=follows.data_role if follows else "",
        vat=follows.vat if follows else row.vat,
        touchpoints=touched,
        sources=tuple(
            dict.fromkeys(
                [row.source, *(one.source for one in powers)]
                + ([follows.source, follows.vat_source] if follows else [])
            )
        ),
        status="to-check" if "to-check" in statuses else row.status,
        as_at=max(row.date, *(one.date for one in powers)) if powers else row.date,
    )


_MONEY: Final = {
    "contribution": "The partners contribute to a shared budget: nobody invoices anybody for a "
    "supply. Each body’s VAT adviser confirms it before the first payment.",
    "invoice": "What is provided is paid for by invoice, with VAT where it is a supply. Each "
    "body’s VAT adviser says what that costs it.",
}


def _reason(row: Rule | FormRule | Reach) -> Reason:
    return Reason(words=row.words, source=row.source, date=row.date, status=row.status)


def _structure(route_id: str, facts: RouteFacts) -> Iterator[tuple[Reason, bool]]:
    """Yield what nation and kind of body say against a route, and whether that is final."""
    for nation in dict.fromkeys(body.nation for body in facts.bodies):
        reach = reaches().get((route_id, nation))
        if reach is not None and reach.reaches != "yes":
            yield _reason(reach), reach.reaches == "no"
    row = takers().get(route_id)
    if row is None:
        return
    sectors = {body.id: sector_of(body) for body in facts.bodies}
    names = {body.id: body.name for body in facts.bodies}

    def reason(words: str) -> Reason:
        return Reason(words=words, source=row.source, date=row.date, status=row.status)

    if len(facts.bodies) < row.least:
        yield reason(f"It takes {row.least} bodies; there is one."), True
    for sector in row.needs:
        if sector not in sectors.values():
            yield reason(f"{row.words} No {_SECTORS.get(sector, sector)} takes part."), True
    strangers = [names[who] for who, sector in sectors.items() if sector not in row.may + row.ask]
    if strangers:
        yield reason(f"{row.words} It is not open to {', '.join(strangers)}."), True
    doubtful = [names[who] for who, sector in sectors.items() if sector in row.ask]
    # Two questions of their own ask this of the bodies that these routes are about.
    asked_apart = {"goods-and-services", "cooperation-agreement", "teckal-company"}
    if doubtful and route_id not in asked_apart:
        yield reason(f"{row.words} Ask of {', '.join(doubtful)}."), False


_SECTORS: Final = {"council": "council", "health": "health body"}


def _powers(route_id: str, facts: RouteFacts) -> Iterator[Reason]:
    row = catalogue().route(route_id)
    for nation in dict.fromkeys(body.nation for body in facts.bodies):
        reach = reaches().get((route_id, nation))
        if reach is not None and reach.reaches != "no":
            yield Reason(
                words=f"{_NATIONS[nation]}: {reach.power or row.power}",
                source=reach.source,
                date=reach.date,
                status="to-check" if not reach.power and row.to_check else reach.status,
            )


_NATIONS: Final = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}


def _sentence(name: str, verdict: Verdict, out: Sequence[Reason], asked: Sequence[Question]) -> str:
    if verdict == "impossible":
        return f"{name}: not open. {out[0].words}"
    if verdict == "unknown":
        return f"{name}: not known yet. {asked[0].asks}"
    return f"{name}: open, as far as is known."


def _touchpoints(route_id: str, facts: RouteFacts) -> tuple[tuple[str, Reason], ...]:
    sectors = {sector_of(body) for body in facts.bodies}
    nations = {body.nation for body in facts.bodies}
    return tuple(
        (
            row.name,
            Reason(words=row.words, source=row.source, date=row.date, status=row.status),
        )
        for row in touchpoint_rows()
        if (not row.routes or route_id in row.routes)
        and (not row.sectors or sectors & set(row.sectors))
        and (not row.nations or nations & set(row.nations))
    )


def _by_weight(readings: Sequence[RouteReading]) -> tuple[Question, ...]:
    """Return the open questions, those that more routes wait for first."""
    waiting = [question for one in readings for question in one.questions]
    n_waiting = Counter(one.id for one in waiting)
    by_id = {one.id: one for one in waiting}
    return tuple(by_id[key] for key, _ in n_waiting.most_common())


def _vat_questions(facts: RouteFacts) -> Iterator[VatQuestion]:
    said = {one.body: one for one in facts.vat}
    for body in facts.bodies:
        answer = said.get(body.id)
        yield VatQuestion(
            body=body.id,
            body_name=body.name,
            asks="How near is the body to its partial-exemption limit, and would its share of this "
            "arrangement, by each route, cost it VAT that it now recovers?",
            section_33=body_kind(body.kind).vat_section_33,
            answer="not-known" if answer is None else answer.is_near_partial_exemption_limit,
            words="" if answer is None else answer.words,
            said_by="" if answer is None else answer.said_by,
        )
