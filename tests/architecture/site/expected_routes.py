"""What every route answers, to everybody: a route that no table has fails the walk.

Each app has its rows in a module of this folder, `rows_of_<app>.py`, as a mapping `ROWS` from a
route's pattern to its rows; a new one is found by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from .rows import Row

__all__ = ["EXPECTED", "Row"]


def _collected() -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for file in sorted(Path(__file__).parent.glob("rows_of_*.py")):
        rows = import_module(f"tests.architecture.site.{file.stem}").ROWS
        assert not found.keys() & rows.keys(), f"{file.stem} repeats a route of another table"
        found |= rows
    return found


EXPECTED: Mapping[str, tuple[Row, ...]] = _collected()
