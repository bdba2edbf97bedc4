"""Every data file that ships says, row by row, where a figure comes from and as at when."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from commonweal.files import STATUSES
from tests.architecture.tree import LIBRARY, name_of

PROVENANCE = ("source", "date", "status")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def data_files() -> list[Path]:
    return sorted(
        path
        for path in LIBRARY.rglob("*")
        if path.is_file() and "data" in path.relative_to(LIBRARY).parts
    )


def rows_of(
    table: Mapping[str, Any], where: str = "", above: Mapping[str, Any] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every row of every array of tables, with what it carries or inherits of provenance.

    A row may leave to the table it stands in, or to a `[defaults]` beside it, what they share.
    """
    inherited = {
        **(above or {}),
        **{key: value for key, value in table.get("defaults", {}).items() if key in PROVENANCE},
        **{key: table[key] for key in PROVENANCE if key in table},
    }
    for key, value in table.items():
        place = f"{where}.{key}" if where else key
        if isinstance(value, dict):
            yield from rows_of(value, place, inherited)
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            for number, row in enumerate(value, start=1):
                own = {key: row[key] for key in PROVENANCE if key in row}
                yield f"{place}[{number}]", inherited | own
                yield from rows_of(row, f"{place}[{number}]", inherited | own)


def faults_of_row(row: Mapping[str, Any]) -> list[str]:
    found = [key for key in PROVENANCE if not str(row.get(key, "")).strip()]
    if "date" not in found and not DATE.fullmatch(str(row["date"])):
        found.append(f"date {row['date']!r} is not 2006, 2006-06 or 2006-06-30")
    if "status" not in found and row["status"] not in STATUSES:
        found.append(f"status {row['status']!r} is not one of {', '.join(STATUSES)}")
    return found


def faults_of_file(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8")
    if path.suffix == ".csv":
        table = {"rows": list(csv.DictReader(io.StringIO(text), strict=True))}
    else:
        table = tomllib.loads(text)
    if "schema_version" in table:
        return []  # a partnership file, such as the starter: a case and not a fact
    rows = list(rows_of(table))
    if not rows and not faults_of_row(table):
        return []
    if not rows:
        return ["holds no row, and does not say as a whole where it comes from"]
    return [f"{where}: {fault}" for where, row in rows for fault in faults_of_row(row)]


@pytest.mark.parametrize("path", data_files(), ids=name_of)
def test_every_row_of_a_data_file_has_source_date_and_status(path):
    assert path.suffix in (".toml", ".csv")
    assert faults_of_file(path) == []


def test_there_are_data_files_to_look_at():
    assert data_files()


def test_a_row_inherits_what_its_table_says_and_no_more():
    document = tomllib.loads("""
        [defaults]
        source = "A report"
        status = "in-force"

        [[rates]]
        date = 2024
        years = [{ from = 0 }, { from = 31, status = "to-check" }]

        [[rates]]
        source = ""
    """)
    faults = {where: faults_of_row(row) for where, row in rows_of(document)}

    assert faults == {
        "rates[1]": [],
        "rates[1].years[1]": [],
        "rates[1].years[2]": [],
        "rates[2]": ["source", "date"],
    }
