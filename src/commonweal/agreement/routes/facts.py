"""What a choice of legal route rests on: who, what, how, and answers to the questions asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from commonweal.agreement.entry_files import EntryFault, read_entry
from commonweal.bodies import body_kind, body_kinds
from commonweal.errors import InputError
from commonweal.partnership import Entry, Partnership
from commonweal.partnership.base import Slug, unit
from commonweal.services import catalogue

from .rows import question

__all__ = [
    "ActivityYear",
    "Answer",
    "Company",
    "LegalSignOff",
    "Owner",
    "RoleHolder",
    "RouteBody",
    "RouteFacts",
    "VatPosition",
    "facts_of",
    "faults_of_facts",
    "read_route_facts",
]

Answer = Literal["yes", "no", "not-known"]
Text = Annotated[str, Field(min_length=1)]
Fraction = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class RouteBody(Entry):
    """A body that would take part."""

    id: Slug
    name: Text
    kind: str = "other"
    """What kind of body it is, for example district, nhs-trust, college, charity."""
    nation: Literal["england", "wales", "scotland", "northern-ireland"] = "england"


class Owner(Entry):
    """An owner of the company, as proposed."""

    body: Slug
    name: str = ""
    """Its name, where it is none of the bodies."""
    share: Fraction | None = None
    """Its share of the whole, as a fraction."""
    seats: Count | None = None
    """Its seats on the body that decides."""
    is_public: bool = True
    """False for anybody who is no contracting authority."""


class Company(Entry):
    """The company as proposed, for the test of control."""

    owners: tuple[Owner, ...] = ()
    reserved_matters: tuple[str, ...] = ()
    """What the owners decide themselves and together: budget, strategy, chief officer."""
    decides_together: bool | None = None
    """Whether the owners can together bring about or stop its important decisions."""
    has_other_interests: bool | None = None
    """Whether it pursues interests against those of an owner."""


class ActivityYear(Entry):
    """For whom a company or a cooperation works in one year."""

    year: Text
    pounds_by_customer: dict[
        Slug, Annotated[float, Field(ge=0, json_schema_extra=unit("pounds"))]
    ] = Field(default_factory=dict)
    """Activity in pounds by customer; those that own or cooperate, and all others."""


class VatPosition(Entry):
    """What a body’s own VAT adviser said; it is asked, never worked out."""

    body: Slug
    is_near_partial_exemption_limit: Answer = "not-known"
    """Whether more exempt activity could cost it the VAT it now recovers."""
    words: str = ""
    """What the adviser said."""
    said_by: str = ""
    on: dt.date | None = None


class RoleHolder(Entry):
    """Who holds a statutory role in a body."""

    body: Slug
    role: Slug
    name: Text


class LegalSignOff(Entry):
    """A named officer’s word that the route is sound for the body."""

    body: Slug
    route: Slug
    officer: Text
    """Name and office, for example "A. Khan, monitoring officer"."""
    on: dt.date
    words: str = ""
    """What was signed, with any reservation."""


class RouteFacts(Entry):
    """Everything that a choice of route rests on."""

    name: Text
    bodies: tuple[RouteBody, ...] = ()
    services: tuple[Slug, ...] = ()
    form: Slug | None = None
    """Form of sharing from the catalogue."""
    route: Slug | None = None
    """The route proposed, where there is one."""
    host: Slug | None = None
    answers: dict[Slug, Answer] = Field(default_factory=dict)
    """Answers to the questions of `questions()`; one left out is not known."""
    company: Company | None = None
    activity: tuple[ActivityYear, ...] = ()
    vat: tuple[VatPosition, ...] = ()
    roles: tuple[RoleHolder, ...] = ()
    sign_offs: tuple[LegalSignOff, ...] = ()


def facts_of(partnership: Partnership) -> RouteFacts:
    """Return what a partnership file says of the route: its bodies, services, form and host.

    The option put forward is taken, else the first sharing one with a route or a form of sharing.
    """
    forms = {form.id: form.family for form in catalogue().forms}
    shared = [one for one in partnership.options if forms.get(one.form) == "sharing"]
    option = next((one for one in shared if one.is_proposed), shared[0] if shared else None)
    wanted = (
        tuple(body.id for body in partnership.bodies)
        if option is None
        else partnership.bodies_of(option)
    )
    return RouteFacts(
        name=partnership.name,
        bodies=tuple(
            RouteBody(id=body.id, name=body.name, kind=body.kind, nation=body.nation)
            for body in partnership.bodies
            if body.id in wanted
        ),
        services=tuple(one.id for one in partnership.services)
        if option is None
        else partnership.services_of(option),
        form=None if option is None else option.form,
        route=None if option is None else option.route,
        host=None if option is None else option.host,
    )


def read_route_facts(text: str, *, source: str) -> RouteFacts:
    """Read facts from TOML.

    Raises FileFormatError if it is no TOML and RefusedError, every fault with its mend, if
    something in it cannot be used.
    """
    return read_entry(
        RouteFacts, text, source=source, what="facts on a legal route", check=faults_of_facts
    )


def faults_of_facts(facts: RouteFacts) -> Iterator[EntryFault]:
    """Yield what the schema cannot see: names that are not there, and repeats."""
    ids = [body.id for body in facts.bodies]
    for place, service in enumerate(facts.services):
        if service in facts.services[:place]:
            yield ("services", place), f"{service} is there twice.", "Name each service once."
    if facts.form is not None and facts.form not in {one.id for one in catalogue().forms}:
        yield (
            ("form",),
            f"There is no form of sharing {facts.form!r}.",
            f"Use one of: {', '.join(one.id for one in catalogue().forms)}.",
        )
    there = f"The bodies are: {', '.join(ids) or 'none'}."
    if not ids:
        yield ("bodies",), "No body is named.", "Add each under [[bodies]] with id, name and kind."
    for place, body in enumerate(facts.bodies):
        if body.id in ids[:place]:
            yield ("bodies", place), f"{body.id} is there twice.", "Give each body its own id."
        if body.kind not in {kind.id for kind in body_kinds()}:
            yield (
                ("bodies", place, "kind"),
                f"There is no kind of body {body.kind!r}.",
                f"Use one of: {', '.join(kind.id for kind in body_kinds())}.",
            )
    for key in facts.answers:
        try:
            question(key)
        except InputError as error:
            yield ("answers", key), error.message, error.hint
    routes = {one.id for one in catalogue().routes}
    for route in (facts.route, *(one.route for one in facts.sign_offs)):
        if route is not None and route not in routes:
            yield ("route",), f"There is no legal route {route}.", f"Use: {', '.join(routes)}."
    named = [("host", facts.host)] if facts.host is not None else []
    named += [("vat", one.body) for one in facts.vat]
    named += [("roles", one.body) for one in facts.roles]
    named += [("sign_offs", one.body) for one in facts.sign_offs]
    for key, body_id in named:
        if body_id not in ids:
            yield (key,), f"{body_id} is no body of these facts.", there
    yield from _company_faults(facts)


def _company_faults(facts: RouteFacts) -> Iterator[EntryFault]:
    years = [one.year for one in facts.activity]
    for place, year in enumerate(years):
        if year in years[:place]:
            yield ("activity", place), f"The year {year} is there twice.", "Give each year once."
    if facts.company is None:
        return
    shares = [one.share for one in facts.company.owners]
    told = [share for share in shares if share is not None]
    if shares and len(told) == len(shares) and abs(sum(told) - 1) > 0.001:
        yield (
            ("company", "owners"),
            f"The owners’ shares come to {sum(told):.1%}.",
            "Give fractions that come to 1, or leave them all out.",
        )


def sector_of(body: RouteBody) -> str:
    """Return the sector of a body’s kind; "other" for a kind that is not on the list."""
    try:
        return body_kind(body.kind).sector
    except InputError:
        return "other"
