"""What the schema alone cannot see: doubles, sums, rules without what they need.

These checks read the parsed file as it stands, not the validated document, so that one mistake in
the figures never hides another in the names: a person gets the whole list at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.services import catalogue

from .finance_checks import finance_findings
from .name_checks import name_findings
from .paper_checks import paper_findings
from .raw_values import Finding
from .rows import is_slug, likely_of, rows
from .scanning import Path
from .year_checks import year_findings

__all__ = ["findings"]

#: Lines may differ from a printed total by this share of it, since returns are rounded to
#: thousands and several roundings add up.
SUM_TOLERANCE = 0.005

#: The option that every case holds, whether the file says so or not.
DO_NOTHING = "do-nothing"


def findings(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield everything that makes a parsed file unusable beyond the schema."""
    yield from _doubles(raw)
    yield from _empty(raw)
    yield from name_findings(raw)
    yield from _baselines(raw)
    yield from year_findings(raw)
    yield from _options(raw)
    yield from _split(raw)
    yield from finance_findings(raw)
    yield from paper_findings(raw)


def _doubles(raw: Mapping[str, Any]) -> Iterator[Finding]:
    nouns = {
        "bodies": "body",
        "services": "service",
        "options": "option",
        "assumptions": "assumption",
        "success_factors": "success factor",
        "scenarios": "scenario",
    }
    for name, noun in nouns.items():
        seen: set[str] = set()
        for index, row in rows(raw, name):
            row_id = row.get("id")
            if not isinstance(row_id, str):
                continue
            if row_id in seen:
                yield (
                    (name, index, "id"),
                    f"The {noun} {row_id} stands in the file twice.",
                    f"Keep one entry of it, or give the second {noun} an id of its own.",
                )
            seen.add(row_id)
    pairs: set[tuple[str, str]] = set()
    for index, row in rows(raw, "baselines"):
        body, service = row.get("body"), row.get("service")
        if not isinstance(body, str) or not isinstance(service, str):
            continue
        if (body, service) in pairs:
            yield (
                ("baselines", index),
                f"There are two baselines of {service} in {body}.",
                "Keep the one that the body confirms.",
            )
        pairs.add((body, service))


def _empty(raw: Mapping[str, Any]) -> Iterator[Finding]:
    # What is there, though no list, the schema reports.
    n_bodies = len(rows(raw, "bodies"))
    if n_bodies < 2 and isinstance(raw.get("bodies", []), list):
        told = "no bodies" if n_bodies == 0 else "one body"
        yield (
            ("bodies",),
            f"The partnership has {told}; sharing takes two.",
            "Add a [[bodies]] entry for each; mark one you fill in for another is_placeholder.",
        )
    if not rows(raw, "services") and isinstance(raw.get("services", []), list):
        yield (
            ("services",),
            "The partnership names no service.",
            "Add [[services]] with an id from `commonweal services`.",
        )


def _baselines(raw: Mapping[str, Any]) -> Iterator[Finding]:
    for index, row in rows(raw, "baselines"):
        here: Path = ("baselines", index)
        yield from _sum(here, row)
        for place, entry in rows(row, "undivided"):
            yield from _shares((*here, "undivided", place), entry)
        if row.get("status") == "does-not-provide" and (row.get("costs") or row.get("undivided")):
            yield (
                (*here, "status"),
                f"{row.get('body')} does not provide this service, yet has costs.",
                "Remove the costs, or say that it does provide the service.",
            )


def _sum(here: Path, row: Mapping[str, Any]) -> Iterator[Finding]:
    total, costs = likely_of(row.get("total")), row.get("costs", {})
    if total is None or not isinstance(costs, Mapping):
        return
    amounts = [likely_of(value) for value in costs.values()]
    amounts += [likely_of(entry.get("amount")) for _, entry in rows(row, "undivided")]
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return
    found = sum(known)
    if abs(found - total) > max(1.0, SUM_TOLERANCE * total):
        yield (
            (*here, "total"),
            f"The cost lines of {row.get('body')} add up to {found:,.0f}, not {total:,.0f}.",
            "Correct the line that is wrong, or leave total out.",
        )


def _shares(here: Path, entry: Mapping[str, Any]) -> Iterator[Finding]:
    into, label = entry.get("into"), entry.get("label", "This amount")
    if into is None or (isinstance(into, Mapping) and not into):
        yield (
            (*here, "into"),
            f"{label} is not said to cover any cost line.",
            'Say which lines it covers, for example into = { staff = "rest" }.',
        )
    if not isinstance(into, Mapping) or not into:
        return
    rests = [line for line, share in into.items() if share == "rest"]
    known = [likely_of(share) for share in into.values() if share != "rest"]
    if len(rests) > 1:
        yield ((*here, "into"), 'Two lines take "rest".', 'Give "rest" to one line only.')
    if any(share is None for share in known):
        return  # a named assumption, or a mistake that the schema reports
    added = math.fsum(share for share in known if share is not None)
    if added > 1 + 1e-9 or (not rests and abs(added - 1) > 1e-9):
        yield (
            (*here, "into"),
            f"The shares of {label} add to {added:g}, not 1.",
            'Let them add to 1, or give one line "rest".',
        )


def _options(raw: Mapping[str, Any]) -> Iterator[Finding]:
    form_by_id = {form.id: form for form in catalogue().forms}
    proposed: list[tuple[int, str]] = []
    for index, row in rows(raw, "options"):
        here: Path = ("options", index)
        form, named = row.get("form"), row.get("bodies")
        if row.get("is_proposed") is True:
            proposed.append((index, str(row.get("id"))))
        chosen = form_by_id.get(form) if isinstance(form, str) else None
        if chosen and chosen.family == "sharing" and isinstance(named, list) and len(named) == 1:
            yield (
                (*here, "bodies"),
                f"{row.get('id')} is a form of sharing with fewer than two bodies.",
                "Name at least two bodies, or leave bodies out for all of them.",
            )
        names = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield (
                (*here, "bodies"),
                f"{row.get('id')} names the body {name} twice.",
                "Name each body once.",
            )
        if row.get("id") == DO_NOTHING and isinstance(form, str) and form != DO_NOTHING:
            yield (
                (*here, "id"),
                f"{DO_NOTHING} is the id of the option that every case holds.",
                "Give this option an id of its own.",
            )
    if len(proposed) > 1:
        yield (
            ("options", proposed[1][0], "is_proposed"),
            f"More than one option is marked as proposed: {', '.join(i for _, i in proposed)}.",
            "Mark one.",
        )


def _split(raw: Mapping[str, Any]) -> Iterator[Finding]:
    split = raw.get("split")
    if not isinstance(split, Mapping):
        return
    rules = [split.get("rule"), split.get("one_off_rule")]
    for rule in ("driver", "fixed-and-unit"):
        if rule in rules and not split.get("driver"):
            yield (
                ("split", "driver"),
                f'The rule "{rule}" needs a driver and none is named.',
                'Name the measure that every body holds, for example driver = "population".',
            )
    mix = split.get("mix")
    if "driver-mix" in rules and (mix is None or mix == {}):
        yield (
            ("split", "mix"),
            'The rule "driver-mix" needs drivers with weights and none is given.',
            "Give for example mix = { population = 0.5, caseload = 0.5 }.",
        )
    if is_slug(split.get("driver")) and {"driver", "fixed-and-unit"} & set(map(str, rules)):
        yield from _driver(raw, ("split", "driver"), split["driver"])
    if isinstance(mix, Mapping) and "driver-mix" in rules:
        for driver in filter(is_slug, mix):
            yield from _driver(raw, ("split", "mix", driver), driver)
        weights = [likely_of(weight) for weight in mix.values()]
        if weights and all(weight == 0 for weight in weights):
            yield ("split", "mix"), "Every weight of the mix is 0.", "Give one of them a weight."


def _driver(raw: Mapping[str, Any], path: Path, driver: str) -> Iterator[Finding]:
    """Yield why a body's share of cost cannot be told by a driver."""
    held = {
        str(row.get("name", row.get("id"))): row["drivers"][driver]
        if isinstance(row.get("drivers"), Mapping) and driver in row["drivers"]
        else None
        for _, row in rows(raw, "bodies")
        if "id" in row or "name" in row
    }
    without = [name for name, value in held.items() if value is None]
    if without:
        yield (
            path,
            f"The split is by {driver}, which is missing for {', '.join(without)}.",
            "This copy leaves out what other bodies have not opened: bring it back to where it "
            "came from, or type placeholders for them."
            if rows(raw, "withheld")
            else f"Add {driver} to drivers of each of these bodies.",
        )
    elif held and all(likely_of(value) == 0 for value in held.values()):
        yield path, f"The split is by {driver}, which is 0 in every body.", "Correct the figures."
