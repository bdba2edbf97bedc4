"""Reference data that ship with the package: read from it, and checked row by row.

Reference data are TOML files beside the package that uses them, so that someone who knows the
subject can mend a row without touching code. Every row says where it comes from (`source`), when
that was so (`date`) and how far to trust it (`status`). A row that breaks the rules stops the
loading, with the file, the row and what is wrong.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Protocol, TypeVar, cast, get_args

from commonweal.errors import FileFormatError, InputError, Place

if TYPE_CHECKING:
    from pydantic import ConfigDict, TypeAdapter

__all__ = [
    "STATUSES",
    "Sourced",
    "Status",
    "check_unique_ids",
    "find_by_id",
    "parse_reference_rows",
    "reference_bytes",
    "reference_names",
    "reference_rows",
    "reference_toml",
]

Status = Literal[
    "in-force",  # the rule or register that applies today
    "as-published",  # the figure or judgement as its source printed it
    "our-reading",  # our own judgement, open to challenge
    "recommended",  # proposed by somebody entitled to, not yet in force
    "superseded",  # was in force, kept so that old cases can be re-run
    "to-check",  # recalled or second-hand: verify before relying on it
]

STATUSES: Final[tuple[Status, ...]] = get_args(Status)

_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

#: Unknown keys are refused, so that a misspelt one cannot be lost in silence.
STRICT_ROWS: Final[ConfigDict] = {"extra": "forbid", "str_strip_whitespace": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What every row of reference data carries.

    `date` is the date of the fact, not of its typing: a year, a year and month, or a day.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT_ROWS

    source: str
    date: str
    status: Status

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError("source is empty: say where the row comes from")
        if not _DATE.fullmatch(self.date):
            raise ValueError(f"date is {self.date!r}: write 2006, 2006-06 or 2006-06-30")


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


RowT = TypeVar("RowT")
IdT = TypeVar("IdT", bound=HasId)


@lru_cache(maxsize=256)
def reference_bytes(package: str, name: str) -> bytes:
    """Return a data file that ships with a package; `name` may hold folders, as in "data/x.toml".

    Raises
    ------
    FileFormatError
        If the package holds no such file.
    """
    try:
        return resources.files(package).joinpath(*name.split("/")).read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ModuleNotFoundError) as error:
        folder = name.rpartition("/")[0]
        near = difflib.get_close_matches(name, reference_names(package, folder), n=3)
        raise FileFormatError(
            f"{package} ships no data file {name}.",
            hint=f"Near names: {', '.join(near)}." if near else "Check the name.",
            place=Place(file=name),
        ) from error


def reference_names(package: str, folder: str = "", suffix: str = ".toml") -> tuple[str, ...]:
    """Return the names of a package's data files in one folder, sorted, each with its folder."""
    try:
        root = resources.files(package)
        parent = root.joinpath(*folder.split("/")) if folder else root
        names = [entry.name for entry in parent.iterdir() if entry.name.endswith(suffix)]
    except (FileNotFoundError, NotADirectoryError, ModuleNotFoundError):
        return ()
    return tuple(f"{folder}/{name}" if folder else name for name in sorted(names))


def reference_toml(package: str, name: str) -> dict[str, Any]:
    """Return a data file that ships with a package, parsed. The caller owns the dictionary.

    Raises
    ------
    FileFormatError
        If there is no such file, or it is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(reference_bytes(package, name).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise FileFormatError(
            f"The data file {name} of {package} is not TOML: {error}.",
            hint="Mend the line, then run the tests of that package.",
            place=Place(file=name, line=int(found.group(1)) if found else None),
        ) from error


def reference_rows(package: str, name: str, table: str, row_type: type[RowT]) -> tuple[RowT, ...]:
    """Return the rows of one table of a package's data file, each checked.

    `row_type` is a dataclass, usually a `Sourced` one; its annotations are the schema.

    Raises
    ------
    FileFormatError
        If there is no such file or table, or if a row breaks the schema.
    """
    document = reference_toml(package, name)
    if table not in document:
        raise FileFormatError(
            f"The data file {name} of {package} has no table [[{table}]].",
            hint=f"It has: {', '.join(document)}.",
            place=Place(file=name),
        )
    return parse_reference_rows(document[table], row_type, file=name, table=table)


def parse_reference_rows(
    rows: object, row_type: type[RowT], *, file: str, table: str
) -> tuple[RowT, ...]:
    """Return rows checked against a dataclass.

    Raises
    ------
    FileFormatError
        With the first row that breaks the schema, by number and id, and every fault in the hint.
    """
    from pydantic import ValidationError

    try:
        checked: tuple[RowT, ...] = _adapter(cast(Any, row_type)).validate_python(rows)
    except ValidationError as error:
        faults = [_fault(rows, table, fault) for fault in error.errors(include_url=False)]
        key, message = faults[0]
        raise FileFormatError(
            message,
            hint=(
                "Mend the row."
                if len(faults) == 1
                else "Mend the rows. All faults: "
                + "; ".join(f"{where}: {what}" for where, what in faults)
            ),
            place=Place(file=file, key=key),
        ) from error
    return checked


@lru_cache(maxsize=64)
def _adapter(row_type: Any) -> TypeAdapter[Any]:
    # Imported here because it takes a tenth of a second, and most readers of files need no schema.
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[row_type, ...])


def _fault(rows: object, table: str, fault: Mapping[str, Any]) -> tuple[str, str]:
    """Return where a fault is, as a person would find it, and what it is."""
    location: Sequence[int | str] = fault["loc"]
    where = table
    if location and isinstance(location[0], int) and isinstance(rows, list | tuple):
        row = rows[location[0]]
        name = row.get("id", "") if isinstance(row, Mapping) else ""
        where += f"[{location[0] + 1}]" + (f" ({name})" if name else "")
        location = location[1:]
    for part in location:
        where += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    message = str(fault["msg"]).removeprefix("Value error, ")
    given = fault.get("input")
    if isinstance(given, str | int | float) and fault["type"] != "value_error":
        message += f" (given: {given!r})"
    return where, message


def check_unique_ids(rows: Iterable[HasId], *, file: str, what: str) -> None:
    """Refuse two rows with one id, and ids that are not plain slugs.

    Raises
    ------
    FileFormatError
        Naming the id.
    """
    seen: set[str] = set()
    for row in rows:
        if not _SLUG.fullmatch(row.id):
            raise FileFormatError(
                f"The {what} id {row.id!r} is not a plain slug.",
                hint="Use small letters, figures and single hyphens.",
                place=Place(file=file, key=row.id),
            )
        if row.id in seen:
            raise FileFormatError(
                f"Two rows have the {what} id {row.id!r}.",
                hint="Give each row its own id.",
                place=Place(file=file, key=row.id),
            )
        seen.add(row.id)


def find_by_id(rows: Sequence[IdT], wanted: str, *, what: str) -> IdT:
    """Return the row with an id.

    Raises
    ------
    InputError
        If there is none; the hint names the nearest ids.
    """
    for row in rows:
        if row.id == wanted:
            return row
    ids = [row.id for row in rows]
    near = difflib.get_close_matches(wanted.strip().lower().replace(" ", "-"), ids, n=3, cutoff=0.5)
    near = near or [name for name in ids if wanted and wanted.lower() in name][:3]
    raise InputError(
        f"There is no {what} {wanted!r}.",
        hint=(
            "Did you mean " + " or ".join(near) + "?"
            if near
            else f"There are {len(ids)}: {', '.join(ids[:8])}{', ...' if len(ids) > 8 else '.'}"
        ),
    )
