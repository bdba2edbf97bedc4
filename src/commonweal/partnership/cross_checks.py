"""What the schema alone cannot see: doubles, names that lead nowhere, sums, impossible years.

These checks read the parsed file as it stands, not the validated document, so that one mistake in
the figures never hides another in the names: a person gets the whole list at once.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.calendar import FinancialYear, YearKind
from commonweal.errors import CommonwealError
from commonweal.services import catalogue

from .locate import Path

__all__ = ["Finding", "findings"]

#: (path, reason, mend)
Finding = tuple[Path, str, str]

#: Lines may differ from a printed total by this share of it, since returns are rounded to
#: thousands and several roundings add up.
SUM_TOLERANCE = 0.005


def findings(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield everything that makes a parsed file unusable beyond the schema."""
    yield from _doubles(raw)
    yield from _bodies(raw)
    yield from _baselines(raw)
    yield from _years(raw)
    yield from _options(raw)
    yield from _split(raw)
    yield from _named_assumptions(raw)


def rows(raw: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the tables of an array of tables with their positions, whatever else is there."""
    table = raw.get(name)
    if not isinstance(table, list):
        return []
    return [(index, row) for index, row in enumerate(table) if isinstance(row, Mapping)]


def ids(raw: Mapping[str, Any], name: str) -> list[str]:
    return [str(row["id"]) for _, row in rows(raw, name) if "id" in row]


def _doubles(raw: Mapping[str, Any]) -> Iterator[Finding]:
    nouns = {"bodies": "body", "services": "service", "options": "option"}
    nouns["assumptions"] = "assumption"
    for name, noun in nouns.items():
        seen: set[str] = set()
        for index, row in rows(raw, name):
            row_id = row.get("id")
            if isinstance(row_id, str) and row_id in seen:
                yield (
                    (name, index, "id"),
                    f"The {noun} {row_id} stands in the file twice.",
                    f"Keep one entry of it, or give the second {noun} an id of its own.",
                )
            seen.add(str(row_id))
    pairs: set[tuple[Any, Any]] = set()
    for index, row in rows(raw, "baselines"):
        pair = (row.get("body"), row.get("service"))
        if pair in pairs:
            yield (
                ("baselines", index),
                f"There are two baselines of {pair[1]} in {pair[0]}.",
                "Keep the one that the body confirms.",
            )
        pairs.add(pair)


def _bodies(raw: Mapping[str, Any]) -> Iterator[Finding]:
    count = len(rows(raw, "bodies"))
    if count < 2:
        told = "no bodies" if count == 0 else "one body"
        yield (
            ("bodies",),
            f"The partnership has {told}; sharing takes two.",
            "Add a [[bodies]] entry for each; mark one you fill in for another is_placeholder.",
        )
    if not rows(raw, "services"):
        yield (
            ("services",),
            "The partnership names no service.",
            "Add a [[services]] entry with an id; `commonweal services` lists them.",
        )
    known_services = {service.id for service in catalogue().services}
    for index, row in rows(raw, "services"):
        service = row.get("id")
        if isinstance(service, str) and service not in known_services and not row.get("name"):
            yield (
                ("services", index, "id"),
                f"{service} is not in the catalogue.",
                _near(service, known_services) + " Or give it a name of your own.",
            )


def _near(word: str, known: set[str] | list[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1)
    if near:
        return f"Did you mean {near[0]}?"
    return f"Use one of: {', '.join(sorted(known))}."


def _baselines(raw: Mapping[str, Any]) -> Iterator[Finding]:
    bodies, services = ids(raw, "bodies"), ids(raw, "services")
    for index, row in rows(raw, "baselines"):
        here: Path = ("baselines", index)
        if isinstance(row.get("body"), str) and row["body"] not in bodies:
            yield (*_unknown(here, "body", row["body"], bodies),)
        if isinstance(row.get("service"), str) and row["service"] not in services:
            yield (*_unknown(here, "service", row["service"], services),)
        yield from _sum(here, row)
        for place, entry in enumerate(_list(row, "undivided")):
            yield from _shares((*here, "undivided", place), entry)
        if row.get("status") == "does-not-provide" and (row.get("costs") or row.get("undivided")):
            yield (
                (*here, "status"),
                f"{row.get('body')} does not provide this service, yet has costs.",
                "Remove the costs, or say that it does provide the service.",
            )


def _unknown(here: Path, key: str, given: str, known: list[str]) -> Finding:
    return ((*here, key), f"There is no {key} {given} in this file.", _near(given, known))


def _list(row: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    entries = row.get(name)
    return [e for e in entries if isinstance(e, Mapping)] if isinstance(entries, list) else []


def _middle(value: Any) -> float | None:
    """Return a figure's likely value, or None where it is no figure."""
    if isinstance(value, Mapping):
        value = value.get("likely", value.get("low"))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)


def _sum(here: Path, row: Mapping[str, Any]) -> Iterator[Finding]:
    total = _middle(row.get("total"))
    costs = row.get("costs")
    if total is None or (costs is not None and not isinstance(costs, Mapping)):
        return
    amounts = [_middle(value) for value in (costs or {}).values()]
    amounts += [_middle(entry.get("amount")) for entry in _list(row, "undivided")]
    if any(amount is None for amount in amounts) or not amounts:
        return
    found = math.fsum(amount for amount in amounts if amount is not None)
    if abs(found - total) > max(1.0, SUM_TOLERANCE * total):
        yield (
            (*here, "total"),
            f"The cost lines of {row.get('body')} add up to {found:,.0f}, not {total:,.0f}.",
            "Correct the line that is wrong, or leave total out.",
        )


def _shares(here: Path, entry: Mapping[str, Any]) -> Iterator[Finding]:
    into = entry.get("into")
    if not isinstance(into, Mapping) or not into:
        yield (
            (*here, "into"),
            f"{entry.get('label', 'This amount')} is not said to cover any cost line.",
            'Say which lines it covers, for example into = { staff = "rest" }.',
        )
        return
    rests = [line for line, share in into.items() if share == "rest"]
    known = [_middle(share) for share in into.values() if share != "rest"]
    if len(rests) > 1:
        yield ((*here, "into"), 'Two lines take "rest".', 'Give "rest" to one line only.')
    if any(share is None for share in known):
        return  # a named assumption, or a mistake that the schema reports
    added = math.fsum(share for share in known if share is not None)
    if added > 1 + 1e-9 or (not rests and abs(added - 1) > 1e-9):
        yield (
            (*here, "into"),
            f"The shares of {entry.get('label', 'this amount')} add to {added:g}, not 1.",
            'Let them add to 1, or give one line "rest".',
        )


def _years(raw: Mapping[str, Any]) -> Iterator[Finding]:
    kind: YearKind = "august" if raw.get("year_kind") == "august" else "april"
    parsed: dict[str, FinancialYear] = {}
    for key in ("base_year", "first_year"):
        if isinstance(raw.get(key), str):
            try:
                parsed[key] = FinancialYear.parse(raw[key], kind=kind)
            except CommonwealError as error:
                yield ((key,), error.message, error.hint)
    base, first = parsed.get("base_year"), parsed.get("first_year")
    if base and first and first < base:
        yield (
            ("first_year",),
            f"Spending on change would begin in {first}, before the price base {base}.",
            "Let the first year be the base year or later.",
        )
    horizon = raw.get("horizon_years", 10)
    for index, row in rows(raw, "options"):
        if not isinstance(row.get("go_live"), str):
            continue
        here: Path = ("options", index, "go_live")
        try:
            go_live = FinancialYear.parse(row["go_live"], kind=kind)
        except CommonwealError as error:
            yield (here, error.message, error.hint)
            continue
        if first and isinstance(horizon, int) and not 0 <= go_live - first < horizon:
            yield (
                here,
                f"{row.get('id')} would go live in {go_live}, outside the {horizon} years "
                f"from {first}.",
                "Move the year, or lengthen the horizon.",
            )
    for index, row in rows(raw, "baselines"):
        if isinstance(row.get("year"), str):
            try:
                FinancialYear.parse(row["year"], kind=kind)
            except CommonwealError as error:
                yield (("baselines", index, "year"), error.message, error.hint)
        for place, contract in enumerate(_list(row, "contracts")):
            if isinstance(contract.get("until"), str):
                try:
                    FinancialYear.parse(contract["until"], kind=kind)
                except CommonwealError as error:
                    path: Path = ("baselines", index, "contracts", place, "until")
                    yield (path, error.message, error.hint)


def _options(raw: Mapping[str, Any]) -> Iterator[Finding]:
    bodies, services = ids(raw, "bodies"), ids(raw, "services")
    form_by_id = {form.id: form for form in catalogue().forms}
    routes = {route.id for route in catalogue().routes}
    proposed = []
    for index, row in rows(raw, "options"):
        here: Path = ("options", index)
        form = row.get("form")
        if isinstance(form, str) and form not in form_by_id:
            yield (
                (*here, "form"),
                f"There is no form of service called {form}.",
                _near(form, set(form_by_id)),
            )
        if isinstance(row.get("route"), str) and row["route"] not in routes:
            yield (
                (*here, "route"),
                f"There is no legal route called {row['route']}.",
                _near(row["route"], routes),
            )
        if isinstance(row.get("host"), str) and row["host"] not in bodies:
            yield _unknown(here, "host", row["host"], bodies)
        for key, known in (("bodies", bodies), ("services", services)):
            named = row.get(key)
            for place, name in enumerate(named if isinstance(named, list) else []):
                if name not in known:
                    yield (
                        (*here, key, place),
                        f"{name} is none of the file's {key}.",
                        _near(str(name), known),
                    )
        if row.get("is_proposed") is True:
            proposed.append(row.get("id"))
        chosen = form_by_id.get(form) if isinstance(form, str) else None
        named = row.get("bodies")
        if chosen and chosen.family == "sharing" and isinstance(named, list) and len(named) < 2:
            yield (
                (*here, "bodies"),
                f"{row.get('id')} is a form of sharing with fewer than two bodies.",
                "Name at least two bodies, or leave bodies out for all of them.",
            )
    if len(proposed) > 1:
        yield (
            ("options",),
            f"Two options are marked as proposed: {' and '.join(map(str, proposed))}.",
            "Mark one.",
        )


def _split(raw: Mapping[str, Any]) -> Iterator[Finding]:
    split = raw.get("split")
    if not isinstance(split, Mapping):
        return
    rule = split.get("rule")
    drivers: list[Any] = []
    if rule in ("driver", "fixed-and-unit"):
        if not split.get("driver"):
            yield (
                ("split", "driver"),
                f'The rule "{rule}" needs a driver and none is named.',
                'Name the measure that every body holds, for example driver = "population".',
            )
        drivers = [split.get("driver")]
    if rule == "driver-mix":
        mix = split.get("mix")
        if not isinstance(mix, Mapping) or not mix:
            yield (
                ("split", "mix"),
                'The rule "driver-mix" needs drivers with weights and none is given.',
                "Give for example mix = { population = 0.5, caseload = 0.5 }.",
            )
        else:
            drivers = list(mix)
    for driver in drivers:
        if not isinstance(driver, str):
            continue
        without = [
            str(row.get("name", row.get("id")))
            for _, row in rows(raw, "bodies")
            if not isinstance(row.get("drivers"), Mapping) or driver not in row["drivers"]
        ]
        if without:
            yield (
                ("split", "driver" if rule != "driver-mix" else "mix"),
                f"The split is by {driver}, which is missing for {', '.join(without)}.",
                f"Add {driver} to drivers of each of these bodies.",
            )
    for key in ("cap", "floor"):
        limits = split.get(key)
        for body in limits if isinstance(limits, Mapping) else ():
            if body not in ids(raw, "bodies"):
                yield _unknown(("split",), key, str(body), ids(raw, "bodies"))


def _named_assumptions(raw: Mapping[str, Any]) -> Iterator[Finding]:
    known = ids(raw, "assumptions")
    for path, value in walk(raw):
        if isinstance(value, str) and value.startswith("assumption:"):
            name = value.removeprefix("assumption:")
            if name not in known:
                mend = _near(name, known) if known else "Add it under [[assumptions]]."
                yield (path, f"There is no assumption called {name}.", mend)
            elif path[0] == "assumptions":
                yield (path, "An assumption cannot name another.", "Give it a figure of its own.")


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every leaf of parsed TOML with its path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from walk(inner, (*path, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*path, index))
    else:
        yield path, value
