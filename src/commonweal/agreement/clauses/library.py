"""Reading the clause library: rows checked, cross-references followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from commonweal.errors import FileFormatError, Place
from commonweal.files import (
    check_unique_ids,
    find_by_id,
    parse_reference_rows,
    reference_names,
    reference_toml,
)

from .rows import ClusterId, Matter

__all__ = ["CLUSTERS", "Cluster", "matter", "matters", "matters_for"]

_PACKAGE: Final = "commonweal.agreement"

#: What stands in braces in a text; names of the agreement's own beside its parameters.
_PLACE = re.compile(r"\{(\w+)\}")
_OWN: Final = frozenset({"parties", "services", "host", "board"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A part of the agreement: matters that belong together."""

    id: ClusterId
    name: str


CLUSTERS: Final = (
    Cluster(id="parties", name="Parties, powers and term"),
    Cluster(id="scope", name="What is shared and what stays local"),
    Cluster(id="governance", name="Who decides"),
    Cluster(id="money", name="Money"),
    Cluster(id="people", name="People"),
    Cluster(id="information", name="Information, liability and change"),
    Cluster(id="leaving", name="Joining, leaving and ending"),
)


@cache
def matters() -> tuple[Matter, ...]:
    """Return every matter, cluster by cluster, in the order of the data files.

    Raises FileFormatError if a row breaks the schema or names what is not there.
    """
    found = tuple(row for name in reference_names(_PACKAGE, "data") for row in _of_file(name))
    check_unique_ids(found, file="data", what="matter")
    known = {one.id for one in found}
    for row in found:
        for problem in _faults(row, known):
            raise FileFormatError(
                problem, hint="Mend the row.", place=Place(file="data", key=row.id)
            )
    return found


def matter(matter_id: str) -> Matter:
    """Return a matter by id. Raises InputError naming the nearest if there is none."""
    return find_by_id(matters(), matter_id, what="matter of an agreement")


@cache
def matters_for(route: str | None) -> tuple[Matter, ...]:
    """Return the matters that an agreement by a legal route must settle."""
    return tuple(one for one in matters() if not one.routes or route in one.routes)


def _of_file(name: str) -> tuple[Matter, ...]:
    document = reference_toml(_PACKAGE, name)
    defaults = document.get("defaults", {})
    rows = [defaults | row for row in document.get("matters", [])]
    return parse_reference_rows(rows, Matter, file=name, table="matters")


def _faults(row: Matter, known: set[str]) -> Iterator[str]:
    """Yield what is wrong between one row and the rest, or between its own parts."""
    names = {one.id for one in row.parameters}
    for wanted in row.depends_on:
        if wanted not in known:
            yield f"{row.id} depends on {wanted}, which is no matter."
    for one in row.parameters:
        if (one.kind == "choice") != bool(one.choices) or (one.kind == "rows") != bool(one.table):
            yield f"{row.id}: {one.id} is a {one.kind} and lacks what that kind needs."
        if one.needed_if and one.needed_if.partition("=")[0] not in names:
            yield f"{row.id}: {one.id} hangs on {one.needed_if}, which is no parameter."
        if any(row.alternative(wanted) is None for wanted in one.only_for):
            yield f"{row.id}: {one.id} belongs to an alternative that is not there."
    for other in row.alternatives:
        for name in (place for text in other.text for place in _PLACE.findall(text)):
            if name.removesuffix("_capital") not in names | _OWN:
                yield f"{row.id}: the text of {other.id} names {{{name}}}, which is no parameter."
    if len(row.alternatives) == 1 and not any(one.needed for one in row.parameters):
        yield f"{row.id} has one alternative and nothing to state: a heading would settle it."
