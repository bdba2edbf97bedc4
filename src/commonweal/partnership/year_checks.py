"""Years and days that cannot be: not a year, before the price base, outside the horizon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.calendar import FinancialYear, YearKind
from commonweal.errors import CommonwealError
from commonweal.jurisdictions import pack

from .raw_values import Finding
from .rows import rows
from .scanning import Path

__all__ = ["year_findings"]


def year_findings(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield every year or day of a parsed file that cannot be what is meant."""
    kind: YearKind = "august" if raw.get("year_kind") == "august" else "april"
    yield from _not_years(raw, kind)
    yield from _first_year(raw, kind)
    yield from _go_live(raw, kind)
    yield from _beyond_deflators(raw, kind)
    yield from _lives(raw)


def _year(value: Any, kind: YearKind) -> FinancialYear | None:
    try:
        return FinancialYear.parse(value, kind=kind) if isinstance(value, str) else None
    except CommonwealError:
        return None


def _not_years(raw: Mapping[str, Any], kind: YearKind) -> Iterator[Finding]:
    for path, value in _years(raw):
        if isinstance(value, str):
            try:
                FinancialYear.parse(value, kind=kind)
            except CommonwealError as error:
                yield path, error.message, error.hint


def _years(raw: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Yield whatever stands where a financial year belongs."""
    for key in ("base_year", "first_year"):
        yield (key,), raw.get(key)
    if isinstance(raw.get("existing"), Mapping):
        yield ("existing", "year"), raw["existing"].get("year")
    for index, row in rows(raw, "options"):
        yield ("options", index, "go_live"), row.get("go_live")
    for index, row in rows(raw, "baselines"):
        yield ("baselines", index, "year"), row.get("year")
        for place, contract in rows(row, "contracts"):
            yield ("baselines", index, "contracts", place, "until"), contract.get("until")


def _first_year(raw: Mapping[str, Any], kind: YearKind) -> Iterator[Finding]:
    base, first = _year(raw.get("base_year"), kind), _year(raw.get("first_year"), kind)
    if base and first and first < base:
        yield (
            ("first_year",),
            f"Spending on change would begin in {first}, before the price base {base}.",
            "Let the first year be the base year or later.",
        )


def _go_live(raw: Mapping[str, Any], kind: YearKind) -> Iterator[Finding]:
    first, horizon = _year(raw.get("first_year"), kind), raw.get("horizon_years", 10)
    if first is None or isinstance(horizon, bool) or not isinstance(horizon, int):
        return
    for index, row in rows(raw, "options"):
        go_live = _year(row.get("go_live"), kind)
        if go_live is not None and not 0 <= go_live - first < horizon:
            yield (
                ("options", index, "go_live"),
                f"{row.get('id')} would go live in {go_live}, outside the {horizon} years "
                f"from {first}.",
                "Move the year, or lengthen the horizon.",
            )


def _beyond_deflators(raw: Mapping[str, Any], kind: YearKind) -> Iterator[Finding]:
    """Yield the baselines whose prices cannot be brought to the price base."""
    base = _year(raw.get("base_year"), kind)
    jurisdiction, chosen = raw.get("jurisdiction", "england"), raw.get("parameter_set")
    if not isinstance(jurisdiction, str) or not isinstance(chosen, str | None):
        return
    try:
        parameters = pack(jurisdiction).parameter_set(chosen)
    except CommonwealError:
        return  # reported as a name that leads nowhere
    for index, row in rows(raw, "baselines"):
        year = _year(row.get("year"), kind)
        if base is None or year is None or year == base:
            continue
        here: Path = ("baselines", index, "year")
        if parameters.deflators is None:
            yield (
                here,
                f"These figures are at {year} prices and the case at {base} prices, and "
                f"{parameters.id} has no deflators to join them.",
                f"Restate the figures at {base} prices, or choose another parameter_set.",
            )
            continue
        try:
            parameters.deflators.factor(year, base)
        except CommonwealError as error:
            yield here, error.message, error.hint


def _lives(raw: Mapping[str, Any]) -> Iterator[Finding]:
    for index, row in rows(raw, "bodies"):
        born, ended = _day(row.get("valid_from")), _day(row.get("valid_to"))
        if born and ended and ended < born:
            yield (
                ("bodies", index, "valid_to"),
                f"{row.get('name')} would end on {ended}, before it began on {born}.",
                "Exchange the days, or correct one.",
            )


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return None  # reported by the schema
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, dt.date) else None
