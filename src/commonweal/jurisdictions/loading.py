"""Reading a pack's folder of data files, each row checked, into a `Pack`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final, TypeVar

from pydantic import ConfigDict

from commonweal.calendar import (
    DeflatorSeries,
    DiscountSchedule,
    DiscountStep,
    FinancialYear,
    RateComponents,
    YearKind,
    chained_index,
)
from commonweal.errors import FileFormatError, InputError, Place
from commonweal.files import (
    Sourced,
    check_unique_ids,
    find_by_id,
    reference_names,
    reference_rows,
)
from commonweal.jurisdictions.packs import KnownDate, Pack, ParameterSet, Threshold

__all__ = ["pack", "pack_ids"]

_PACKAGE: Final = "commonweal.jurisdictions"
_FORBID: Final = ConfigDict(extra="forbid")

RowT = TypeVar("RowT", bound="_Row")
BuiltT = TypeVar("BuiltT")


@cache
def pack_ids() -> tuple[str, ...]:
    """Return the ids of the packs that ship with this version, sorted."""
    folders = reference_names(_PACKAGE, "data", suffix="")
    return tuple(
        folder.removeprefix("data/")
        for folder in folders
        if f"{folder}/pack.toml" in reference_names(_PACKAGE, folder)
    )


@cache
def pack(pack_id: str) -> Pack:
    """Return a jurisdiction pack by id, every row of its files checked.

    Raises InputError naming the packs there are, if there is none of that id, and FileFormatError
    if a data file breaks its schema.
    """
    if pack_id not in pack_ids():
        raise InputError(
            f"There is no jurisdiction pack {pack_id!r}.",
            hint=f"Use one of: {', '.join(pack_ids())}.",
        )
    abouts = _rows(pack_id, "pack.toml", "pack", _PackRow)
    if len(abouts) != 1:
        raise FileFormatError(
            f"The pack {pack_id} describes itself {len(abouts)} times.",
            hint="Give pack.toml one [[pack]].",
            place=Place(file=f"data/{pack_id}/pack.toml"),
        )
    about = abouts[0]
    schedules = _built(pack_id, "discounting.toml", "schedule", _ScheduleRow, _schedule)
    series = _built(pack_id, "deflators.toml", "series", _SeriesRow, _series)

    def resolved(row: _SetRow) -> ParameterSet:
        return _parameter_set(row, schedules, series)

    sets = _built(pack_id, "parameter-sets.toml", "set", _SetRow, resolved)
    built = Pack(
        id=about.id,
        name=about.name,
        nation=about.nation,
        currency=about.currency,
        year_kinds=about.year_kinds,
        terms=about.terms,
        parameter_sets=sets,
        default_parameter_set=about.default_parameter_set,
        discount_schedules=schedules,
        deflators=series,
        thresholds=_rows(pack_id, "thresholds.toml", "threshold", Threshold),
        known_dates=_rows(pack_id, "dates.toml", "fact", KnownDate),
        note=about.note,
    )
    _check_references(built)
    return built


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row(Sourced):
    """A row as it stands in a file, before it becomes what the library uses."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PackRow(_Row):
    nation: str
    currency: str
    year_kinds: tuple[YearKind, ...]
    default_parameter_set: str
    terms: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ComponentsRow:
    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    pure_time_preference: float
    catastrophic_risk: float
    marginal_utility: float
    growth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _StepRow:
    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    from_year: int
    rate: float
    components: _ComponentsRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _ScheduleRow(_Row):
    steps: tuple[_StepRow, ...]
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _SeriesRow(_Row):
    vintage: str
    first_year: str
    last_outturn: str
    outturn: tuple[float, ...]
    forecast_growth: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _SetRow(_Row):
    discount_schedule: str
    deflator_series: str = ""
    real_pay_growth: float = 0.0
    sensitivity_of: str = ""


def _rows(pack_id: str, name: str, table: str, row_type: type[BuiltT]) -> tuple[BuiltT, ...]:
    """Return a file's rows; a pack may leave a whole file out."""
    file = f"data/{pack_id}/{name}"
    if file not in reference_names(_PACKAGE, f"data/{pack_id}"):
        return ()
    return reference_rows(_PACKAGE, file, table, row_type)


def _built(
    pack_id: str,
    name: str,
    table: str,
    row_type: type[RowT],
    build: Callable[[RowT], BuiltT],
) -> tuple[BuiltT, ...]:
    """Return what a file's rows become."""
    file = f"data/{pack_id}/{name}"
    rows = _rows(pack_id, name, table, row_type)
    check_unique_ids(rows, file=file, what=table)
    return tuple(_with_place(build, row, file) for row in rows)


def _with_place(build: Callable[[RowT], BuiltT], row: RowT, file: str) -> BuiltT:
    """Build from one row; a refusal is given the file and the row that it is about."""
    try:
        return build(row)
    except InputError as error:
        place = Place(file=file, key=row.id)
        raise FileFormatError(error.message, hint=error.hint, place=place) from error


def _schedule(row: _ScheduleRow) -> DiscountSchedule:
    return DiscountSchedule(
        id=row.id,
        name=row.name,
        steps=tuple(_step(step) for step in row.steps),
        source=row.source,
        date=row.date,
        status=row.status,
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
        note=row.note,
    )


def _step(row: _StepRow) -> DiscountStep:
    parts = row.components
    if parts is None:
        return DiscountStep(from_year=row.from_year, rate=row.rate)
    components = RateComponents(
        pure_time_preference=parts.pure_time_preference,
        catastrophic_risk=parts.catastrophic_risk,
        marginal_utility=parts.marginal_utility,
        growth=parts.growth,
    )
    return DiscountStep(from_year=row.from_year, rate=row.rate, components=components)


def _series(row: _SeriesRow) -> DeflatorSeries:
    first_year = FinancialYear.parse(row.first_year)
    last_outturn = FinancialYear.parse(row.last_outturn)
    if last_outturn - first_year + 1 != len(row.outturn):
        raise InputError(
            f"The series {row.id} runs from {first_year} to {last_outturn} but has "
            f"{len(row.outturn)} outturn figures.",
            hint="Give one figure for each year.",
        )
    return DeflatorSeries(
        id=row.id,
        name=row.name,
        vintage=row.vintage,
        first_year=first_year,
        index=chained_index(row.outturn, row.forecast_growth),
        last_outturn=last_outturn,
        source=row.source,
        date=row.date,
        status=row.status,
        note=row.note,
    )


def _parameter_set(
    row: _SetRow,
    schedules: tuple[DiscountSchedule, ...],
    series: tuple[DeflatorSeries, ...],
) -> ParameterSet:
    deflators = (
        find_by_id(series, row.deflator_series, what="deflator series")
        if row.deflator_series
        else None
    )
    return ParameterSet(
        id=row.id,
        name=row.name,
        discount=find_by_id(schedules, row.discount_schedule, what="discount schedule"),
        deflators=deflators,
        real_pay_growth=row.real_pay_growth,
        sensitivity_of=row.sensitivity_of,
        source=row.source,
        date=row.date,
        status=row.status,
        note=row.note,
    )


def _check_references(built: Pack) -> None:
    """Refuse a pack whose sets name sets that it does not hold, or whose ids repeat."""
    folder = f"data/{built.id}"
    check_unique_ids(built.thresholds, file=f"{folder}/thresholds.toml", what="threshold")
    check_unique_ids(built.known_dates, file=f"{folder}/dates.toml", what="fact")
    ids = {one.id for one in built.parameter_sets}
    named = {built.default_parameter_set} | {
        one.sensitivity_of for one in built.parameter_sets if one.sensitivity_of
    }
    if not named <= ids:
        raise FileFormatError(
            f"The pack {built.id} names parameter sets that it does not hold: "
            f"{', '.join(sorted(named - ids))}.",
            hint=f"It holds: {', '.join(sorted(ids))}.",
            place=Place(file=f"{folder}/parameter-sets.toml"),
        )
