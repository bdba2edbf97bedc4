"""The evidence bank that ships with Commonweal, loaded and checked once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeVar, get_args

from commonweal.errors import FileFormatError, InputError, Place
from commonweal.evidence.rows import (
    Case,
    ClassName,
    ConfidenceGrade,
    OptimismRow,
    RealityCheck,
    ReferenceClass,
    Row,
    Survival,
)
from commonweal.files import check_unique_ids, find_by_id, reference_rows

__all__ = [
    "CLASS_NAMES",
    "case",
    "cases",
    "cases_in",
    "confidence_grades",
    "optimism_table",
    "reality_checks",
    "reference_class",
    "reference_classes",
    "survival",
]

_PACKAGE: Final = "commonweal.evidence"

#: The classes of case; only some have multipliers of their own.
CLASS_NAMES: Final[tuple[str, ...]] = get_args(ClassName)

RowT = TypeVar("RowT", bound=Row)


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Return every case, in the order of the data file.

    Raises
    ------
    FileFormatError
        If the data file breaks its schema, as for every function here.
    """
    rows = _rows("cases.toml", "cases", Case)
    known = {row.id for row in rows}
    for row in rows:
        _check_known(row.includes, known, file="cases.toml", key=f"{row.id}.includes")
    return rows


def case(case_id: str) -> Case:
    """Return a case; an unknown id raises an InputError that names near ones."""
    return find_by_id(cases(), case_id, what="case")


def cases_in(reference_class_id: str) -> tuple[Case, ...]:
    """Return the cases of one class: "platform-led", "team-led", "joint-procurement" or "other".

    Raises
    ------
    InputError
        For an unknown class, or for more than one at once.
    """
    if not isinstance(reference_class_id, str):
        raise InputError(
            f"Cases were asked of more than one class: {reference_class_id!r}.",
            hint="Ask for one class at a time: figures of different classes are never pooled.",
            place=Place(key="reference_class"),
        )
    if reference_class_id not in CLASS_NAMES:
        raise InputError(
            f"There is no class of case {reference_class_id!r}.",
            hint=f"The classes are: {', '.join(CLASS_NAMES)}.",
            place=Place(key="reference_class"),
        )
    return tuple(row for row in cases() if row.reference_class == reference_class_id)


@lru_cache(maxsize=1)
def reference_classes() -> tuple[ReferenceClass, ...]:
    """Return the reference classes that have multipliers."""
    file = "reference-classes.toml"
    rows = _rows(file, "reference_classes", ReferenceClass)
    for row in rows:
        if row.case_ids != tuple(each.id for each in cases_in(row.id)):
            raise FileFormatError(
                f"case_ids are not the cases whose class is {row.id}.",
                hint="List the cases of the class, in the order of cases.toml.",
                place=Place(file=f"data/{file}", key=f"{row.id}.case_ids"),
            )
    return rows


def reference_class(reference_class_id: str) -> ReferenceClass:
    """Return a reference class; an unknown id raises an InputError that names near ones."""
    return find_by_id(reference_classes(), reference_class_id, what="reference class")


@lru_cache(maxsize=1)
def survival() -> Survival:
    """Return the hazard that a shared service is broken up, with the count it comes from."""
    file = "survival.toml"
    (row,) = _rows(file, "survival", Survival)
    named = (*(event.case_id for event in row.events), *row.others, *row.never_began)
    _check_known(named, {each.id for each in cases()}, file=file, key=row.id)
    return row


@lru_cache(maxsize=1)
def reality_checks() -> tuple[RealityCheck, ...]:
    """Return what has been seen saved, to hold a claim against."""
    return _rows("reality-check.toml", "reality_checks", RealityCheck)


@lru_cache(maxsize=1)
def confidence_grades() -> tuple[ConfidenceGrade, ...]:
    """Return the grades of confidence in an input, best first. Recalled: status "to-check"."""
    return _rows("confidence-grades.toml", "confidence_grades", ConfidenceGrade)


@lru_cache(maxsize=1)
def optimism_table() -> tuple[OptimismRow, ...]:
    """Return the national table of optimism bias by type of project."""
    return _rows("optimism-national.toml", "optimism", OptimismRow)


def _rows(file: str, table: str, row_type: type[RowT]) -> tuple[RowT, ...]:
    rows = reference_rows(_PACKAGE, f"data/{file}", table, row_type)
    check_unique_ids(rows, file=f"data/{file}", what="row")
    return rows


def _check_known(names: Iterable[str], known: set[str], *, file: str, key: str) -> None:
    for name in names:
        if name not in known:
            raise FileFormatError(
                f"It names the case {name!r}, which is not in the bank.",
                hint="Add the case, or mend the name.",
                place=Place(file=f"data/{file}", key=key),
            )
