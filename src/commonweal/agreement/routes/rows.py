"""The rows of data on legal routes: questions, reach, who may take them, rules, consequences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar

from commonweal.errors import FileFormatError, Place
from commonweal.files import (
    Sourced,
    check_unique_ids,
    find_by_id,
    parse_reference_rows,
    reference_toml,
)
from commonweal.services import catalogue

__all__ = [
    "Consequence",
    "FormRule",
    "Limit",
    "PresumptionRow",
    "Question",
    "Reach",
    "Role",
    "Rule",
    "Takers",
    "Touchpoint",
    "consequences",
    "form_rules",
    "limits",
    "power_question",
    "presumption_rows",
    "question",
    "questions",
    "reaches",
    "role_rows",
    "rules",
    "takers",
    "touchpoint_rows",
]

_PACKAGE: Final = "commonweal.agreement.routes"

#: How the id of a question on a route’s own power begins.
_POWER: Final = "power-of-"

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Sourced):
    """Something that must be known before a route can be chosen."""

    id: str
    asks: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Sourced):
    """Whether a route’s power holds in a nation."""

    route: str
    nation: Literal["england", "wales", "scotland", "northern-ireland"]
    reaches: Literal["yes", "ask", "no"]
    power: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Takers(Sourced):
    """Which kinds of body a route is open to."""

    route: str
    may: tuple[str, ...]
    words: str
    least: int
    ask: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Sourced):
    """What an answer says of some routes."""

    routes: tuple[str, ...]
    question: str
    answer: Literal["yes", "no"]
    effect: Literal["rules-out", "for", "against", "suits"]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRule(Sourced):
    """What a form of sharing says of some routes."""

    form: str
    routes: tuple[str, ...]
    effect: Literal["for", "against", "suits"]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresumptionRow(Sourced):
    """What some services of the catalogue let us presume of an answer nobody has given."""

    question: str
    answer: Literal["yes", "no"]
    words: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence(Sourced):
    """What follows from some routes for people, pensions, data and VAT."""

    routes: tuple[str, ...]
    staff_move: Literal["no", "to-host", "to-company"]
    people: str
    pensions: str
    data: str
    data_role: Literal[
        "controller-by-function", "separate-controllers", "processor", "joint-controllers"
    ]
    vat: str
    vat_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Sourced):
    """A limit on activity for outsiders, as fractions of all activity."""

    id: str
    name: str
    outside_below: float
    warnings: tuple[float, ...]
    years: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Sourced):
    """A role that the law gives to a named person."""

    id: str
    name: str
    sectors: tuple[str, ...]
    nations: tuple[str, ...]
    power: str
    duty: str
    signs: bool
    tiers: tuple[str, ...] = ()
    """Tiers of council that must have it; every one where empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(Sourced):
    """Other law that a choice of route touches."""

    id: str
    name: str
    words: str
    routes: tuple[str, ...]
    sectors: tuple[str, ...]
    nations: tuple[str, ...]


@cache
def questions() -> tuple[Question, ...]:
    """Return every question, in the order of the data file."""
    found = _rows("questions.toml", "questions", Question)
    check_unique_ids(found, file="data/questions.toml", what="question")
    return found


def power_question(route_id: str) -> Question:
    """Return what to ask where our data do not say whether a route’s power holds for the bodies.

    Raises InputError for a route there is not.
    """
    route = catalogue().route(route_id)
    return Question(
        id=f"{_POWER}{route.id}",
        asks=f"Does the power of this route ({route.power}) hold where the bodies are, and for "
        "bodies of their kinds?",
        why="Our table does not say: ask whoever advises you in law.",
        source="Commonweal",
        date="2026-11",
        status="our-reading",
    )


def question(question_id: str) -> Question:
    """Return a question by id, those on a route’s power included.

    Raises InputError naming the nearest if there is none.
    """
    if question_id.startswith(_POWER):
        return power_question(question_id.removeprefix(_POWER))
    return find_by_id(questions(), question_id, what="question on a legal route")


@cache
def reaches() -> dict[tuple[str, str], Reach]:
    """Return where each route’s power holds, by route and nation."""
    found = _checked("reach.toml", _rows("reach.toml", "reach", Reach), lambda row: (row.route,))
    return {(row.route, row.nation): row for row in found}


@cache
def takers() -> dict[str, Takers]:
    """Return who may take each route, by route."""
    found = _rows("takers.toml", "takers", Takers)
    return {row.route: row for row in _checked("takers.toml", found, lambda row: (row.route,))}


@cache
def rules() -> tuple[Rule, ...]:
    """Return what each answer says of which routes."""
    found = _checked("rules.toml", _rows("rules.toml", "rules", Rule), lambda row: row.routes)
    known = {one.id for one in questions()}
    for row in found:
        if row.question not in known:
            raise _fault("rules.toml", row.question, f"{row.question} is no question.")
    return found


@cache
def form_rules() -> tuple[FormRule, ...]:
    """Return what each form of sharing says of which routes."""
    found = _rows("forms.toml", "forms", FormRule)
    for row in found:
        catalogue().form(row.form)
    return _checked("forms.toml", found, lambda row: row.routes)


@cache
def presumption_rows() -> tuple[PresumptionRow, ...]:
    """Return what each service lets us presume."""
    found = _rows("services.toml", "presumptions", PresumptionRow)
    for row in found:
        question(row.question)
        for service in row.services:
            catalogue().service(service)
    return found


@cache
def consequences() -> dict[str, Consequence]:
    """Return what follows from each route, by route."""
    found = _rows("consequences.toml", "consequences", Consequence)
    checked = _checked("consequences.toml", found, lambda row: row.routes)
    return {route: row for row in checked for route in row.routes}


@cache
def limits() -> dict[str, Limit]:
    """Return the limits on activity for outsiders, by id: vertical and horizontal."""
    return {row.id: row for row in _rows("limits.toml", "limits", Limit)}


@cache
def role_rows() -> tuple[Role, ...]:
    """Return every statutory role, in the order of the data file."""
    found = _rows("roles.toml", "roles", Role)
    check_unique_ids(found, file="data/roles.toml", what="role")
    return found


@cache
def touchpoint_rows() -> tuple[Touchpoint, ...]:
    """Return other law that a choice of route touches."""
    found = _rows("touchpoints.toml", "touchpoints", Touchpoint)
    check_unique_ids(found, file="data/touchpoints.toml", what="touchpoint")
    return _checked("touchpoints.toml", found, lambda row: row.routes)


def _rows(name: str, table: str, row_type: type[RowT]) -> tuple[RowT, ...]:
    document = reference_toml(_PACKAGE, f"data/{name}")
    defaults: dict[str, Any] = document.get("defaults", {})
    rows = [defaults | row for row in document.get(table, [])]
    return parse_reference_rows(rows, row_type, file=f"data/{name}", table=table)


def _checked(
    name: str, rows: tuple[RowT, ...], routes_of: Callable[[RowT], Iterable[str]]
) -> tuple[RowT, ...]:
    """Refuse rows of routes that the catalogue does not hold."""
    known = {route.id for route in catalogue().routes}
    for row in rows:
        for route in routes_of(row):
            if route not in known:
                raise _fault(name, route, f"{route} is no route of the catalogue.")
    return rows


def _fault(name: str, key: str, message: str) -> FileFormatError:
    return FileFormatError(message, hint="Mend the row.", place=Place(file=f"data/{name}", key=key))
