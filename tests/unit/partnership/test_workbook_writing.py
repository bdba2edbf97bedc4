"""The workbook as it is made: one table a sheet, drop-downs, notes, and nothing that runs."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonweal.partnership import Partnership, read_partnership
from commonweal.partnership.schema_walk import kinds
from commonweal.partnership.workbook import write_workbook
from commonweal.partnership.workbook.filling import tables_of
from commonweal.partnership.workbook.layout import (
    figure_columns,
    lineage_columns,
    parts,
    range_columns,
    sheets,
)
from commonweal.partnership.workbook.leaves import leaf_of
from tests.unit.partnership.workbooks import (
    read,
    sheets_of,
    starter_case,
    starter_workbook,
    where,
)

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))


def example(path: Path) -> Partnership:
    return read_partnership(path.read_text(encoding="utf-8"), source=path.name)[0]


def xml_of(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name).decode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("every_sheet", [False, True], ids=["usual sheets", "every sheet"])
def test_every_example_reads_back_equal_and_says_nothing_new(path, every_sheet):
    partnership = example(path)
    text = path.read_text(encoding="utf-8")
    from_toml = read_partnership(text, source=path.name)[1]

    back = read(write_workbook(partnership, every_sheet=every_sheet))

    assert back.partnership == partnership
    assert back.report.defaults == read_partnership(text, source="x")[1].defaults
    assert [said.message for said in back.report.warnings] == [
        said.message for said in from_toml.warnings
    ]


def test_every_key_of_the_schema_has_a_column_or_a_line():
    columns = [(*part.path, *column.path) for part in parts() for column in part.columns]
    for sheet in sheets():
        columns += [(*sheet.path, *column.path) for column in sheet.columns]
        for own in sheet.figures.values():
            columns += [(*sheet.path, *column.path) for column in own]

    missing = [
        (*kind.path, name)
        for kind in kinds()
        for name, field in kind.model.model_fields.items()
        if leaf_of(field) is not None and (*kind.path, name) not in columns
    ]

    assert missing == []


def test_no_two_sheets_and_no_two_columns_of_one_have_one_name():
    titles = [sheet.title for sheet in sheets()]
    titles += [sheet.figures_title for sheet in sheets() if sheet.figures]
    assert len({title.lower() for title in titles}) == len(titles)
    assert all(len(title) <= 31 for title in titles)

    for sheet in sheets():
        estimates = [column for column in sheet.columns if column.leaf.kind == "estimate"]
        own = [*lineage_columns(sheet), *sheet.columns]
        own += range_columns(estimates[0]) if len(estimates) == 1 else []
        headings = [column.heading.lower() for column in own]
        assert sorted(set(headings)) == sorted(headings), sheet.title
        for kind in sheet.figures.values():
            names = [column.heading for column in kind]
            assert sorted(set(names)) == sorted(names), sheet.title
        figures = [*lineage_columns(sheet, is_for_figures=True), *figure_columns()]
        names = [column.heading for column in figures]
        assert sorted(set(names)) == sorted(names), sheet.title


def test_every_column_says_what_it_means():
    silent = [
        (sheet.title, column.heading)
        for sheet in sheets()
        for column in (*lineage_columns(sheet), *sheet.columns)
        if not column.says
    ]

    assert silent == []


def test_a_sheet_holds_one_table_and_no_merged_cell_and_prints_on_a4_across():
    for name, xml in xml_of(starter_workbook()):
        if not name.startswith("xl/worksheets/sheet"):
            continue
        assert "<mergeCell" not in xml
        assert xml.count("<tablePart ") <= 1
        if "Lists to choose" not in xml and "tablePart " in xml:
            assert 'paperSize="9" ' in xml
            assert 'orientation="landscape"' in xml
            assert "<pane " in xml


def test_a_text_that_begins_like_a_formula_is_written_as_text():
    values = starter_case().model_copy(update={"summary": "=cmd|' /C calc'!A1", "name": "+SUM(1)"})
    data = write_workbook(values)

    formulas = [formula for _, xml in xml_of(data) for formula in re.findall("<f>(.*?)</f>", xml)]
    assert formulas
    ours = ("Settings!$C$7&amp;", "IF('Assumptions'!A")
    assert [formula for formula in formulas if not formula.startswith(ours)] == []
    assert read(data).partnership.summary == "=cmd|' /C calc'!A1"


def test_the_same_partnership_gives_the_same_bytes():
    assert write_workbook(starter_case()) == starter_workbook()


def test_every_sheet_is_there_when_asked_for_and_rare_ones_otherwise_are_not():
    usual = sheets_of(starter_workbook())
    every = sheets_of(write_workbook(starter_case(), every_sheet=True))

    assert "Contracts" not in usual
    assert {sheet.title for sheet in sheets()} <= set(every)


def test_bodies_and_enums_are_offered_in_drop_downs():
    lists = sheets_of(starter_workbook())["Lists"]
    offered = {cell for row in lists for cell in row}
    with zipfile.ZipFile(io.BytesIO(starter_workbook())) as archive:
        xml = "".join(
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        )

    assert {"audited", "triangular", "process-redesign", "2026-27"} <= offered
    assert "OFFSET(&apos;Bodies&apos;!$A$7" in xml or "OFFSET('Bodies'!$A$7" in xml
    assert 'type="list"' in xml


def test_an_assumption_is_offered_wherever_a_figure_stands_and_any_figure_is_taken():
    partnership = example(next(path for path in EXAMPLES if path.stem.startswith("pennine")))
    data = write_workbook(partnership)
    named = {cell for row in sheets_of(data)["Lists"] for cell in row}

    assert f"assumption:{partnership.assumptions[0].id}" in named
    rules = re.findall(r"<dataValidation [^>]*>", "".join(xml for _, xml in xml_of(data)))
    assert any('type="list"' in rule and "showErrorMessage" not in rule for rule in rules)


def test_the_note_of_a_heading_gives_the_key_of_the_file():
    notes = "".join(xml for name, xml in xml_of(starter_workbook()) if "comments" in name)

    assert "In the partnership file: costs.staff" in notes
    assert "One of: returned, estimated" in notes


def test_numbers_keep_all_their_figures():
    third = 1 / 3 + 1e-16
    bodies = (
        starter_case().bodies[0].model_copy(update={"drivers": {"population": 0.1 + 0.2}}),
        starter_case().bodies[1].model_copy(update={"drivers": {"population": third}}),
    )
    back = read(write_workbook(starter_case().model_copy(update={"bodies": bodies}))).partnership

    assert back.bodies[0].drivers["population"] == 0.1 + 0.2
    assert back.bodies[1].drivers["population"] == third


def test_a_file_that_uses_every_kind_of_lever_and_cost_has_every_figure_on_offer():
    tables = {table.title: table for table in tables_of(starter_case())}
    figures = tables["Lever figures"]
    index = [column.heading for column in figures.columns].index("Figure")

    assert [row[index] for row in figures.rows][:2] == ["Share of staff saved", "Standard service"]


def test_what_stands_in_the_workbook_is_what_stands_in_the_toml():
    text = EXAMPLES[0].read_text(encoding="utf-8")
    name = tomllib.loads(text)["name"]
    data = write_workbook(example(EXAMPLES[0]))
    title, cell = where("Settings", "Answer", 3, of=data)

    assert sheets_of(data)[title][int(cell[1:]) - 1][2] == name
