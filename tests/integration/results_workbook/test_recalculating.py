"""The results workbook recalculated by LibreOffice Calc: the engine's figures to the penny, for
every example as it is, and after an input is changed in the sheet and in the file alike.

Whatever value a formula carries is taken out first, so that Calc has nothing to read back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from commonweal.appraisal import appraise, recorded_correction
from commonweal.calendar import DiscountStep
from commonweal.deal import Deal, deal_of, work_out
from commonweal.errors import ReaderReport
from commonweal.jurisdictions import pack
from commonweal.partnership import Partnership, plain, read_partnership, read_values
from commonweal.reports.results_workbook import results_workbook
from tests.integration.results_workbook.against_engine import (
    assert_is_engines,
    cell_of_input,
    rows_of,
    status_of,
)
from tests.parts import require_part
from tests.recalculation import Cells, cells_of, recalculate, with_inputs, without_values

#: One run of Calc takes every workbook; on a busy machine it takes its time.
pytestmark = pytest.mark.timeout(900)

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))
PENNINE = next(file for file in EXAMPLES if file.stem.startswith("pennine"))
CENTRE = next(file for file in EXAMPLES if file.stem == "shared-contact-centre")
FROM_SUMS = (CENTRE, PENNINE)
SHARED_TEAM = "One shared building control team"

#: Futures decide nothing that is compared here.
FEW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An input changed: where it stands in the sheet, and where in the file."""

    sheet: str
    belongs_to: str
    figure: str
    column: str
    path: tuple[str | int, ...]
    value: float


CHANGES: Mapping[str, Change] = {
    "a baseline": Change(
        sheet="Baselines",
        belongs_to="Burnley: Building control",
        figure="Employees, not returned by line",
        column="Likely",
        path=("baselines", 1, "undivided", 0, "amount"),
        value=241_000.0,
    ),
    "a figure of a lever": Change(
        sheet="Figures",
        belongs_to=f"{SHARED_TEAM}: Management deduplication",
        figure="Kept share of other teams",
        column="High",
        path=("options", 2, "levers", 0, "kept_share_of_other_teams", "high"),
        value=0.7,
    ),
    "a cost met once": Change(
        sheet="Figures",
        belongs_to=f"{SHARED_TEAM}: Set up",
        figure="Project team",
        column="Likely",
        path=("options", 2, "costs", 1, "project_team", "likely"),
        value=123_456.0,
    ),
    "an assumption": Change(
        sheet="Figures",
        belongs_to="Assumption",
        figure="Managers' part of what is returned under employees",
        column="Likely",
        path=("assumptions", 0, "value", "likely"),
        value=0.2,
    ),
    "a measure of use": Change(
        sheet="Facts",
        belongs_to="Burnley",
        figure="Measure of use or size: population",
        column="Likely",
        path=("bodies", 1, "drivers", "population"),
        value=120_000.0,
    ),
}


def document_of(file: Path) -> dict[str, Any]:
    """Return a file's values without the totals that would refuse a changed line."""
    partnership, _ = read_partnership(file.read_text(encoding="utf-8"), source=file.name)
    document: dict[str, Any] = plain(partnership)
    for baseline in document.get("baselines", []):
        baseline.pop("total", None)
    return document


def read(document: Mapping[str, Any]) -> Partnership:
    return read_values(document, source="case.toml")[0]


def put(document: Any, path: tuple[str | int, ...], value: float) -> None:
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


def workbook_of(deal: Deal) -> bytes:
    return results_workbook(deal, ReaderReport(source="case.toml"))


def at_other_rates(partnership: Partnership, rate: float) -> Deal:
    """Work a case out at another discount rate, in every year."""
    parameters = pack(partnership.jurisdiction).parameter_set(partnership.parameter_set)
    schedule = replace(parameters.discount, steps=(DiscountStep(from_year=0, rate=rate),))
    parameters = replace(parameters, discount=schedule)
    correction = recorded_correction()
    return deal_of(appraise(partnership, parameters, correction=correction, n_draws=FEW))


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory) -> Mapping[str, tuple[Cells, Deal]]:
    """Every example, and Pennine Lancashire after each change, with the engine's own run of it."""
    require_part("libreoffice-calc")
    books: dict[str, bytes] = {}
    deals: dict[str, Deal] = {}
    for file in EXAMPLES:
        deals[file.stem] = work_out(read(document_of(file)), n_draws=FEW)
        books[file.stem] = workbook_of(deals[file.stem])
    base = books[PENNINE.stem]
    cells = cells_of(base)
    for what, change in CHANGES.items():
        document = document_of(PENNINE)
        put(document, change.path, change.value)
        deals[what] = work_out(read(document), n_draws=FEW)
        address = cell_of_input(
            cells, change.sheet, change.belongs_to, change.figure, change.column
        )
        books[what] = with_inputs(base, {(change.sheet, address): change.value})
    deals["a discount rate"] = at_other_rates(read(document_of(PENNINE)), 0.051)
    years = len(deals["a discount rate"].appraisal.years)
    rates = {("Discounting", f"{chr(ord('B') + year)}6"): 0.051 for year in range(years)}
    books["a discount rate"] = with_inputs(base, rates)
    centre = books[CENTRE.stem]
    penalty = cell_of_input(
        cells_of(centre), "Figures", "One contact centre: Pooled capacity", "Skills penalty", "High"
    )
    deals["a line crossed"] = deals[CENTRE.stem]
    books["a line crossed"] = with_inputs(centre, {("Figures", penalty): 0.09})
    for file in FROM_SUMS:
        name = f"{file.stem} from the sums"
        deals[name] = deals[file.stem]
        report = ReaderReport(source="case.toml")
        books[name] = results_workbook(deals[name], report, begins_at="sums")
    found = recalculate(books, tmp_path_factory.mktemp("calc"))
    return {name: (found[name], deals[name]) for name in books}


@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_an_example_recalculated_is_the_engines_to_the_penny(recalculated, name):
    cells, deal = recalculated[name]

    assert_is_engines(cells, deal)
    assert status_of(cells).startswith("Yes")
    assert all(row["Difference"] == 0 for row in rows_of(cells, "Checks"))


@pytest.mark.parametrize("name", [file.stem for file in FROM_SUMS])
def test_a_workbook_without_lines_recalculates_to_the_engines_figures_from_the_sums_on(
    recalculated, name
):
    cells, deal = recalculated[f"{name} from the sums"]

    assert not {"Baselines", "Facts", "Figures", "Flows", "Records", "Today"} & set(cells)
    assert_is_engines(cells, deal)
    assert status_of(cells).startswith("Yes")
    assert all(row["Difference"] == 0 for row in rows_of(cells, "Checks"))


@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_every_cell_recalculated_is_what_the_file_carries(recalculated, name):
    """The values that viewers show without calculating are those that Calc works out."""
    cells, deal = recalculated[name]
    carried = cells_of(workbook_of(deal))

    for sheet, rows in carried.items():
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value == "":
                    continue
                found = cells[sheet][at][column]
                is_number = isinstance(value, float)
                wanted = pytest.approx(value, rel=1e-9, abs=0.005) if is_number else value
                assert found == wanted, f"{sheet}, row {at + 1}"


@pytest.mark.parametrize("what", [*CHANGES, "a discount rate"])
def test_an_input_changed_in_the_sheet_gives_what_the_changed_file_gives(recalculated, what):
    cells, deal = recalculated[what]
    before, _ = recalculated[PENNINE.stem]

    assert_is_engines(cells, deal)
    assert list(rows_of(cells, "Shares")) != list(rows_of(before, "Shares"))


@pytest.mark.parametrize("what", [*CHANGES, "a discount rate"])
def test_a_changed_input_is_said_on_every_sheet_of_results(recalculated, what):
    cells, _ = recalculated[what]

    for sheet in ("Options", "Shares", "Charges", "Simulated"):
        assert str(cells[sheet][2][0]).startswith("Inputs changed since the run")
    assert "◆" in status_of(cells)


def test_a_figure_that_feeds_what_is_solved_is_said_to_cross_a_line(recalculated):
    """How many people a queue needs is solved, and does not move: the workbook must not pretend."""
    cells, _ = recalculated["a line crossed"]

    assert "cross a line (see Decisions)" in status_of(cells)
    anew = [row for row in rows_of(cells, "Decisions") if row["Answered anew"]]
    assert {row["Lever or cost"] for row in anew} == {"Pooled capacity"}
    assert all(row["Now"] != row["In the run"] for row in anew)


def test_calc_has_no_value_to_read_back():
    """A control: every formula's value is taken out, and nothing else."""
    workbook = workbook_of(work_out(read(document_of(EXAMPLES[0])), n_draws=FEW))
    bare, n_taken = without_values(workbook)

    assert n_taken > 300
    assert without_values(bare)[1] == 0
    live = [row["Net present value"] for row in rows_of(cells_of(bare), "Options")]
    assert not any(isinstance(value, float) and value for value in live)
