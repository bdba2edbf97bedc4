"""Names that lead nowhere: bodies, services, forms, routes, assumptions and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.errors import CommonwealError
from commonweal.jurisdictions import pack, pack_ids
from commonweal.services import catalogue

from .raw_values import Finding
from .rows import ids, is_slug, near, rows, slugs, strings, tables, walk
from .scanning import Path

__all__ = ["name_findings"]

_NAMED = re.compile(r"assumption:[a-z0-9]+(-[a-z0-9]+)*")


def name_findings(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield every name of a parsed file that names nothing."""
    yield from _jurisdiction(raw)
    yield from _services(raw)
    yield from _bodies_and_services(raw)
    yield from _options(raw)
    yield from _tables_by_body(raw)
    yield from _reorganisations(raw)
    yield from _split(raw)
    yield from _existing(raw)
    yield from _volumes(raw)
    yield from _assumptions(raw)
    yield from _scenarios(raw)


def _unknown(path: Path, noun: str, given: str, known: list[str]) -> Finding:
    return path, f"There is no {noun} {given} in this file.", near(given, known)


def _jurisdiction(raw: Mapping[str, Any]) -> Iterator[Finding]:
    name = raw.get("jurisdiction", "england")
    if not is_slug(name):
        return
    if name not in pack_ids():
        yield ("jurisdiction",), f"There is no jurisdiction {name}.", near(name, pack_ids())
        return
    chosen = raw.get("parameter_set")
    if isinstance(chosen, str):
        try:
            pack(name).parameter_set(chosen)
        except CommonwealError as error:
            yield ("parameter_set",), error.message, error.hint


def _services(raw: Mapping[str, Any]) -> Iterator[Finding]:
    known = {service.id for service in catalogue().services}
    for index, row in rows(raw, "services"):
        service = row.get("id")
        if is_slug(service) and service not in known and not row.get("name"):
            mend = near(service, known)
            if not mend.startswith("Did you mean"):
                mend = "`commonweal services` lists those that are."
            yield (
                ("services", index, "id"),
                f"{service} is not in the catalogue.",
                f"{mend} Or give it a name of your own.",
            )


def _bodies_and_services(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the rows that are of a body or a service which the file does not hold."""
    bodies, services = ids(raw, "bodies"), ids(raw, "services")
    for path, row in tables(raw):
        if path[:1] == ("finance",):
            continue  # there a row may be everyone's; it has checks of its own
        for key, known in (("body", bodies), ("service", services)):
            given = row.get(key)
            if is_slug(given) and given not in known:
                yield _unknown((*path, key), key, given, known)


def _options(raw: Mapping[str, Any]) -> Iterator[Finding]:
    bodies, services = ids(raw, "bodies"), ids(raw, "services")
    factors = ids(raw, "success_factors")
    forms = {form.id for form in catalogue().forms}
    routes = {route.id for route in catalogue().routes}
    for index, row in rows(raw, "options"):
        here: Path = ("options", index)
        for key, noun, choices in (
            ("form", "form of service", forms),
            ("route", "legal route", routes),
        ):
            given = row.get(key)
            if is_slug(given) and given not in choices:
                yield (*here, key), f"There is no {noun} called {given}.", near(given, choices)
        host = row.get("host")
        if is_slug(host) and host not in bodies:
            yield _unknown((*here, "host"), "body", host, bodies)
        for key, noun, known in (("bodies", "body", bodies), ("services", "service", services)):
            for place, name in slugs(row, key):
                if name not in known:
                    yield _unknown((*here, key, place), noun, name, known)
        yield from _keys((*here, "meets"), row.get("meets"), "success factor", factors)


def _keys(path: Path, table: Any, noun: str, known: list[str]) -> Iterator[Finding]:
    for name in table if isinstance(table, Mapping) else ():
        if is_slug(name) and name not in known:
            yield _unknown((*path, name), noun, name, known)


def _tables_by_body(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what stands by body under a name that no body has."""
    bodies = ids(raw, "bodies")
    for path, table in tables(raw):
        for key in table:
            if key.endswith("_by_body") or key in ("kept_local", "red_lines"):
                yield from _keys((*path, key), table[key], "body", bodies)


def _reorganisations(raw: Mapping[str, Any]) -> Iterator[Finding]:
    bodies = ids(raw, "bodies")
    for index, row in rows(raw, "reorganisations"):
        for place, name in slugs(row, "bodies"):
            if name not in bodies:
                yield _unknown(("reorganisations", index, "bodies", place), "body", name, bodies)


def _split(raw: Mapping[str, Any]) -> Iterator[Finding]:
    split, bodies = raw.get("split"), ids(raw, "bodies")
    if not isinstance(split, Mapping):
        return
    for key in ("cap", "floor"):
        yield from _keys(("split", key), split.get(key), "body", bodies)
    funder = split.get("funded_by")
    words = ["those-who-gain", "everyone"]
    if is_slug(funder) and funder not in (*words, *bodies):
        yield _unknown(("split", "funded_by"), "body", funder, [*words, *bodies])


def _existing(raw: Mapping[str, Any]) -> Iterator[Finding]:
    existing = raw.get("existing")
    if not isinstance(existing, Mapping):
        return
    option, options = existing.get("option"), ids(raw, "options")
    if is_slug(option) and option not in options:
        yield _unknown(("existing", "option"), "option", option, options)
    yield from _keys(("existing", "charges"), existing.get("charges"), "body", ids(raw, "bodies"))


def _volumes(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the measures that a lever works from and some body taking part did not count."""
    for index, row in rows(raw, "options"):
        bodies = [name for _, name in strings(row, "bodies")] or ids(raw, "bodies")
        services = [name for _, name in strings(row, "services")] or ids(raw, "services")
        for place, lever in rows(row, "levers"):
            measure = lever.get("volume")
            if not is_slug(measure):
                continue
            without = [body for body in bodies if not _counts(raw, body, services, measure)]
            if without:
                yield (
                    ("options", index, "levers", place, "volume"),
                    f"No baseline of {', '.join(without)} counts {measure}.",
                    f"Add {measure} to volumes in the baseline of each.",
                )


def _counts(raw: Mapping[str, Any], body: str, services: list[str], measure: str) -> bool:
    return any(
        isinstance(row.get("volumes"), Mapping) and measure in row["volumes"]
        for _, row in rows(raw, "baselines")
        if row.get("body") == body and row.get("service") in services
    )


def _assumptions(raw: Mapping[str, Any]) -> Iterator[Finding]:
    known = ids(raw, "assumptions")
    for path, value in walk(raw):
        if not isinstance(value, str) or not _NAMED.fullmatch(value):
            continue
        name = value.removeprefix("assumption:")
        if name not in known:
            mend = near(name, known) if known else "Add it under [[assumptions]]."
            yield path, f"There is no assumption called {name}.", mend
        elif path[0] == "assumptions" and path[-1] == "value":
            yield path, "An assumption cannot name another.", "Give it a figure of its own."


def _scenarios(raw: Mapping[str, Any]) -> Iterator[Finding]:
    known = ids(raw, "assumptions")
    for index, row in rows(raw, "scenarios"):
        path: Path = ("scenarios", index, "sets")
        yield from _keys(path, row.get("sets"), "assumption", known)
