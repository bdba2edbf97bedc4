"""Numbers of every example changed one by one, in the file and in the sheet alike.

The long matrix. What to edit is told by the inputs of the changed file's own workbook, which has
the same rows; what must come out is told by the engine.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from commonweal.deal import Deal, work_out
from commonweal.errors import CommonwealError
from tests.integration.results_workbook.against_engine import assert_is_engines, status_of
from tests.integration.results_workbook.test_recalculating import (
    EXAMPLES,
    FEW,
    document_of,
    put,
    read,
    workbook_of,
)
from tests.properties.appraisal.partnerships import partnerships
from tests.properties.results_workbook.test_workbook_laws import deal_on
from tests.recalculation import Cells, cells_of, recalculate, with_inputs

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]

#: Changes of each example, and partnerships drawn; one run of Calc takes each set.
N_CHANGES = 16
N_DRAWN = 24

#: Numbers that are no input of the workbook: they shape it.
_SHAPING = {"schema_version", "horizon_years", "simulation", "history", "split"}

Keys = tuple[str | int, ...]


def numbers_of(value: Any, path: Keys = ()) -> Iterator[tuple[Keys, float]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers_of(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from numbers_of(inner, (*path, place))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, value


def moved(value: float) -> float:
    """Return a number a little larger; a whole one stays whole."""
    larger = value * 1.13 if value else 0.1
    if isinstance(value, int):
        return max(round(larger), value + 1)
    return larger


def edits(before: Cells, after: Cells) -> dict[tuple[str, str], float] | None:
    """Return the input cells in which two workbooks differ; None where their rows do."""
    found: dict[tuple[str, str], float] = {}
    for sheet in ("Figures", "Baselines", "Facts"):
        if (sheet in before) != (sheet in after):
            return None
        if sheet not in before:
            continue
        if [row[:4] for row in before[sheet]] != [row[:4] for row in after[sheet]]:
            return None
        for at, row in enumerate(before[sheet]):
            for column in (4, 5, 6):
                now = after[sheet][at][column]
                if at > 4 and isinstance(now, float) and row[column] != now:
                    found[sheet, f"{chr(ord('A') + column)}{at + 1}"] = now
    return found


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_number_changed_in_the_sheet_gives_what_the_changed_file_gives(file, tmp_path):
    document = document_of(file)
    base = workbook_of(work_out(read(document), n_draws=FEW))
    before = cells_of(base)
    places = [row for row in numbers_of(document) if row[0][0] not in _SHAPING]
    random.Random(file.stem).shuffle(places)
    books: dict[str, bytes] = {}
    deals: dict[str, Deal] = {}
    for path, value in places:
        if len(books) == N_CHANGES:
            break
        changed = copy.deepcopy(document)
        put(changed, path, moved(value))
        try:
            deal = work_out(read(changed), n_draws=FEW)
        except CommonwealError:
            continue  # the file may not hold that
        found = edits(before, cells_of(workbook_of(deal)))
        if found:
            books[f"change-{len(books)}"] = with_inputs(base, found)
            deals[f"change-{len(deals)}"] = deal

    assert len(books) >= 3
    for name, cells in recalculate(books, tmp_path).items():
        if "cross a line" in status_of(cells):
            continue  # the workbook says that it no longer holds
        assert_is_engines(cells, deals[name])


def test_calc_works_out_every_cell_of_any_partnership_as_the_file_carries_it(tmp_path):
    """Every lever, cost and risk, drawn: what is written is what was meant."""
    books: dict[str, bytes] = {}

    @seed(20_261_122)
    @given(partnerships())
    @settings(
        max_examples=N_DRAWN,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def gather(partnership):
        deal = deal_on(partnership)
        if deal is not None:
            books[f"drawn-{len(books)}"] = workbook_of(deal)

    gather()

    assert len(books) >= N_DRAWN // 2
    for name, cells in recalculate(books, tmp_path).items():
        assert differing(cells_of(books[name]), cells) == []


def differing(carried: Cells, found: Cells) -> list[str]:
    """Return the cells, at most ten, in which the values carried are not those worked out."""
    wrong: list[str] = []
    for sheet, rows in carried.items():
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "" and not _is_same(value, found[sheet][at][column]):
                    wrong.append(f"{sheet}, row {at + 1}, column {column + 1}")
    return wrong[:10]


def _is_same(value: Any, found: Any) -> bool:
    if isinstance(value, float) and isinstance(found, float):
        return abs(value - found) <= max(0.005, 1e-9 * abs(value))
    return bool(value == found)
