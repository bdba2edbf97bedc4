"""The catalogue: every service, form, route, aim, school and condition, loaded and checked once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from commonweal.errors import FileFormatError, Place
from commonweal.files import check_unique_ids, find_by_id, reference_rows
from commonweal.services.criteria import Criterion, CriterionGroup
from commonweal.services.rows import (
    AccountingHeading,
    Aim,
    Classification,
    Condition,
    Driver,
    Form,
    RedesignSchool,
    Route,
    Service,
    SharingTest,
)

__all__ = ["Catalogue", "catalogue"]

_PACKAGE: Final = "commonweal.services"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that is known of what can be shared, in the order of the data files."""

    services: tuple[Service, ...]
    drivers: tuple[Driver, ...]
    accounting_headings: tuple[AccountingHeading, ...]
    cpv_divisions: tuple[Classification, ...]
    proclass: tuple[Classification, ...]
    forms: tuple[Form, ...]
    routes: tuple[Route, ...]
    aims: tuple[Aim, ...]
    schools: tuple[RedesignSchool, ...]
    conditions: tuple[Condition, ...]
    sharing_tests: tuple[SharingTest, ...]
    readiness_groups: tuple[CriterionGroup, ...]
    readiness: tuple[Criterion, ...]

    @property
    def service_ids(self) -> tuple[str, ...]:
        return tuple(service.id for service in self.services)

    def service(self, service_id: str) -> Service:
        """Return a service; an unknown id raises an InputError that names near ones."""
        return find_by_id(self.services, service_id, what="service")

    def driver(self, driver_id: str) -> Driver:
        return find_by_id(self.drivers, driver_id, what="cost driver")

    def accounting_heading(self, heading_id: str) -> AccountingHeading:
        return find_by_id(self.accounting_headings, heading_id, what="accounting heading")

    def cpv_division(self, code: str) -> Classification:
        return find_by_id(self.cpv_divisions, code, what="CPV division")

    def proclass_code(self, code: str) -> Classification:
        return find_by_id(self.proclass, code, what="ProClass code")

    def form(self, form_id: str) -> Form:
        return find_by_id(self.forms, form_id, what="form")

    def route(self, route_id: str) -> Route:
        return find_by_id(self.routes, route_id, what="legal route")

    def routes_in(self, nation: str) -> tuple[Route, ...]:
        """Return the legal routes open in a nation, for example "wales"."""
        return tuple(route for route in self.routes if nation in route.nations)

    def aim(self, aim_id: str) -> Aim:
        return find_by_id(self.aims, aim_id, what="aim")

    def school(self, school_id: str) -> RedesignSchool:
        return find_by_id(self.schools, school_id, what="redesign school")

    def condition(self, condition_id: str) -> Condition:
        return find_by_id(self.conditions, condition_id, what="condition")

    def criteria_of(self, group_id: str) -> tuple[Criterion, ...]:
        """Return the readiness questions of one group, in order."""
        return tuple(criterion for criterion in self.readiness if criterion.group == group_id)

    def to_dict(self) -> dict[str, Any]:
        """Return the services with their forms, routes and aims as plain values for JSON."""
        return {
            "services": [row.to_dict() for row in self.services],
            "forms": [row.to_dict() for row in self.forms],
            "routes": [row.to_dict() for row in self.routes],
            "aims": [row.to_dict() for row in self.aims],
            "schools": [row.to_dict() for row in self.schools],
            "conditions": [row.to_dict() for row in self.conditions],
            "sharing_tests": [row.to_dict() for row in self.sharing_tests],
            "readiness": [row.to_dict() for row in self.readiness],
        }


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Return the catalogue that ships with Commonweal, checked; loaded once.

    Raises
    ------
    FileFormatError
        If a data file breaks its schema, repeats an id, or points at a row that is not there.
    """
    loaded = Catalogue(
        services=reference_rows(_PACKAGE, "data/services.toml", "services", Service),
        drivers=reference_rows(_PACKAGE, "data/drivers.toml", "drivers", Driver),
        accounting_headings=reference_rows(
            _PACKAGE, "data/classifications.toml", "accounting_headings", AccountingHeading
        ),
        cpv_divisions=reference_rows(
            _PACKAGE, "data/classifications.toml", "cpv_divisions", Classification
        ),
        proclass=reference_rows(_PACKAGE, "data/classifications.toml", "proclass", Classification),
        forms=reference_rows(_PACKAGE, "data/forms.toml", "forms", Form),
        routes=reference_rows(_PACKAGE, "data/routes.toml", "routes", Route),
        aims=reference_rows(_PACKAGE, "data/aims.toml", "aims", Aim),
        schools=reference_rows(_PACKAGE, "data/redesign-schools.toml", "schools", RedesignSchool),
        conditions=reference_rows(_PACKAGE, "data/conditions.toml", "conditions", Condition),
        sharing_tests=reference_rows(
            _PACKAGE, "data/conditions.toml", "sharing_tests", SharingTest
        ),
        readiness_groups=reference_rows(_PACKAGE, "data/readiness.toml", "groups", CriterionGroup),
        readiness=reference_rows(_PACKAGE, "data/readiness.toml", "criteria", Criterion),
    )
    check_catalogue(loaded)
    return loaded


def check_catalogue(loaded: Catalogue) -> None:
    """Refuse a catalogue that repeats an id or points at a row that is not there.

    Raises
    ------
    FileFormatError
        Naming the file and the row.
    """
    for rows, file, what in (
        (loaded.services, "services.toml", "service"),
        (loaded.drivers, "drivers.toml", "driver"),
        (loaded.accounting_headings, "classifications.toml", "accounting heading"),
        (loaded.cpv_divisions, "classifications.toml", "CPV division"),
        (loaded.proclass, "classifications.toml", "ProClass code"),
        (loaded.forms, "forms.toml", "form"),
        (loaded.routes, "routes.toml", "route"),
        (loaded.aims, "aims.toml", "aim"),
        (loaded.schools, "redesign-schools.toml", "redesign school"),
        (loaded.conditions, "conditions.toml", "condition"),
        (loaded.sharing_tests, "conditions.toml", "sharing test"),
        (loaded.readiness_groups, "readiness.toml", "group"),
        (loaded.readiness, "readiness.toml", "criterion"),
    ):
        check_unique_ids(rows, file=f"data/{file}", what=what)

    drivers = {row.id for row in loaded.drivers}
    headings = {row.id for row in loaded.accounting_headings}
    divisions = {row.code for row in loaded.cpv_divisions}
    proclass = {row.code for row in loaded.proclass}
    for service in loaded.services:
        for used, known, field in (
            (service.cost_drivers, drivers, "cost_drivers"),
            (service.accounting_headings, headings, "accounting_headings"),
            (service.cpv_divisions, divisions, "cpv_divisions"),
            (service.proclass, proclass, "proclass"),
        ):
            _check_known(used, known, file="data/services.toml", key=f"{service.id}.{field}")
    groups = {row.id for row in loaded.readiness_groups}
    for criterion in loaded.readiness:
        _check_known((criterion.group,), groups, file="data/readiness.toml", key=criterion.id)


def _check_known(used: Iterable[str], known: set[str], *, file: str, key: str) -> None:
    for name in used:
        if name not in known:
            raise FileFormatError(
                f"It names {name!r}, which no row defines.",
                hint="Define it in its own table, or mend the name.",
                place=Place(file=file, key=key),
            )
