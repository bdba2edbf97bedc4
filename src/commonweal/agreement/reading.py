"""The agreement as TOML or plain values: every fault told at once, written without loss."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from commonweal.errors import (
    FileFormatError,
    InputError,
    Place,
    ReaderReport,
    Refusal,
    RefusedError,
)
from commonweal.partnership.locate import key_text, line_by_path, nearest_line
from commonweal.partnership.raw_values import as_json_values
from commonweal.partnership.toml_form import parse_toml
from commonweal.partnership.words import refusals_of
from commonweal.services import catalogue

from .clauses import fault_of, matter
from .document import Agreement, Clause
from .entry_files import write_entry

__all__ = ["read_agreement", "read_agreement_values", "write_agreement"]

#: An alternative in the parties' own words.
OWN = "own"

Path = tuple[str | int, ...]
Fault = tuple[Path, str, str]


def read_agreement(text: str, *, source: str) -> tuple[Agreement, ReaderReport]:
    """Read an agreement from TOML and say what became of everything in it.

    Raises
    ------
    FileFormatError
        The text is not TOML.
    RefusedError
        Something in it cannot be used; its report lists every fault with place and mend.
    """
    return read_agreement_values(parse_toml(text, source=source), source=source, text=text)


def read_agreement_values(
    raw: Mapping[str, Any], *, source: str, text: str = ""
) -> tuple[Agreement, ReaderReport]:
    """Read an agreement from plain values, as TOML or JSON parses to; see `read_agreement`."""
    if not isinstance(raw, Mapping) or not raw:
        raise FileFormatError(
            f"{source} is no agreement: it holds no keys.",
            hint="`commonweal agreement draft` writes one from a partnership, and `commonweal "
            "agreement questions` asks what one that others wrote says.",
            place=Place(file=source),
        )
    lines = line_by_path(text)
    values = as_json_values(raw)
    n_read = sum(len(value) if isinstance(value, list) else 1 for value in raw.values())
    try:
        agreement = Agreement.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        refused = list(dict.fromkeys(refusals_of(error, values, source=source, lines=lines)))
        raise RefusedError.from_refusals(source, refused, read=n_read) from error
    refused = [
        Refusal(
            place=Place(file=source, key=key_text(path), line=nearest_line(lines, path)),
            reason=reason,
            mend=mend,
        )
        for path, reason, mend in _faults(agreement)
    ]
    if refused:
        raise RefusedError.from_refusals(source, refused, read=n_read)
    return agreement, ReaderReport(source=source, read=n_read, accepted=n_read)


def write_agreement(agreement: Agreement) -> str:
    """Return an agreement as TOML that reads back equal."""
    return write_entry(agreement)


def _faults(agreement: Agreement) -> Iterator[Fault]:
    """Yield what the schema cannot see: names that are not there, values of another kind."""
    yield from _repeats(agreement)
    parties = [party.id for party in agreement.parties]
    services = [service.id for service in agreement.services]
    for place, clause in enumerate(agreement.clauses):
        for path, reason, mend in _clause_faults(clause):
            yield ("clauses", place, *path), reason, mend
    routes = [route.id for route in catalogue().routes]
    if agreement.route is not None and agreement.route not in routes:
        yield (
            ("route",),
            f"There is no legal route {agreement.route}.",
            f"Use one of: {', '.join(routes)}.",
        )
    if agreement.host is not None and agreement.host not in parties:
        yield ("host",), *_unknown("host", agreement.host, parties)
    for key, name, known in (
        ("charges", "party", parties),
        ("limits", "party", parties),
        ("withdrawal_sums", "party", parties),
        ("positions", "party", parties),
        ("exit_sums", "leaver", parties),
        ("local", "service", services),
        ("levels", "service", services),
    ):
        for place, row in enumerate(getattr(agreement, key)):
            if getattr(row, name) not in known:
                yield (key, place, name), *_unknown(name, getattr(row, name), known)
    for key, name in (
        ("boards", "seats"),
        ("boards", "members"),
        ("local", "pence_by_party"),
        ("exit_sums", "pence_by_stayer"),
    ):
        for place, row in enumerate(getattr(agreement, key)):
            for party in getattr(row, name):
                if party not in parties:
                    yield (key, place, name, party), *_unknown("party", party, parties)


def _unknown(what: str, given: str, known: list[str]) -> tuple[str, str]:
    names = ", ".join(known) or "none yet"
    return (
        f"The {what} {given} is not in this agreement.",
        f"Use one of: {names}; or add a row for it.",
    )


def _repeats(agreement: Agreement) -> Iterator[Fault]:
    for key, name in (
        ("parties", "id"),
        ("services", "id"),
        ("clauses", "matter"),
        ("boards", "id"),
        ("decisions", "id"),
        ("ladder", "id"),
        ("local", "id"),
        ("levels", "id"),
        ("contracts", "id"),
        ("limits", "party"),
    ):
        seen: set[str] = set()
        for place, row in enumerate(getattr(agreement, key)):
            value = getattr(row, name)
            if value in seen:
                yield (
                    (key, place, name),
                    f"{value} stands twice under {key}.",
                    "Keep one of them, or give the other a name of its own.",
                )
            seen.add(value)


def _clause_faults(clause: Clause) -> Iterator[Fault]:
    try:
        about = matter(clause.matter)
    except InputError as error:
        yield ("matter",), error.message, error.hint
        return
    known = [one.id for one in about.alternatives]
    if clause.alternative not in ("", OWN, *known):
        yield (
            ("alternative",),
            f"{about.heading} has no alternative {clause.alternative}.",
            f"Use one of: {', '.join(known)}; or {OWN}, with the parties' words.",
        )
    if clause.alternative == OWN and not clause.words:
        yield (
            ("words",),
            f"{about.heading} is said to be in the parties' own words, and there are none.",
            "Give the words, or choose an alternative of the library.",
        )
    for name, value in clause.values.items():
        parameter = about.parameter(name)
        if parameter is None:
            names = ", ".join(one.id for one in about.parameters if one.kind != "rows")
            yield (
                ("values", name),
                f"{about.heading} has nothing called {name}.",
                f"It states: {names or 'which alternative, and nothing more'}.",
            )
            continue
        fault = fault_of(parameter, value)
        if fault:
            yield ("values", name), f"{parameter.name.capitalize()}: {fault}", parameter.asks
