"""What a chapter of the methods guide may ask for."""

from __future__ import annotations

import pytest

from tests.docstring_tables import Cell, TableError, read_rows


@pytest.fixture
def rows(request: pytest.FixtureRequest) -> list[dict[str, Cell]]:
    """Give the test the table in its own docstring, one dict a row, headings as keys."""
    try:
        return read_rows(request.function.__doc__ or "")
    except TableError as error:
        problem = str(error)
    pytest.fail(f"{request.node.nodeid}: {problem}", pytrace=False)
