"""The workbook on the command line: written to fill in, read by every command, and back to text."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from commonweal.partnership.workbook import read_workbook
from tests.integration.cli.conftest import EXAMPLES, pairs
from tests.parts import require_part
from tests.unit.partnership.workbooks import changed, saved, sheets_of, starter_case, where


def test_a_new_workbook_checks_and_appraises_as_it_stands(commonweal, here):
    written = commonweal("new", "--workbook", "case.xlsx")

    assert written.status == 0
    assert "commonweal check case.xlsx" in written.out
    assert commonweal("check", "case.xlsx").status == 0
    appraised = commonweal("appraise", "case.xlsx", "--draws", "200")
    assert appraised.out.startswith("Not yet")


def test_a_workbook_is_written_where_the_name_or_the_option_says_so(commonweal, here):
    commonweal("new", "my-case.xlsx")
    commonweal("new", "Ynys Môn", "--workbook")
    commonweal("new", "All of it", "--every-sheet")

    assert sorted(path.name for path in here.iterdir()) == [
        "all-of-it.xlsx",
        "my-case.xlsx",
        "ynys-mon.xlsx",
    ]
    assert "Contracts" in sheets_of((here / "all-of-it.xlsx").read_bytes())


def test_a_workbook_under_another_name_is_refused_before_it_is_written(commonweal, here):
    answer = commonweal("new", "case.toml", "--workbook")

    assert answer.status == 2
    assert "does not end in .xlsx" in pairs(answer.err)[0][0]
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_gives_the_same_figures_from_its_workbook(commonweal, here, path):
    commonweal("convert", path, "case.xlsx")

    from_toml = json.loads(commonweal("appraise", path, "--draws", "200", "--json").out)
    from_workbook = json.loads(commonweal("appraise", "case.xlsx", "--draws", "200", "--json").out)

    for run in (from_toml, from_workbook):
        run["run"].pop("file", None)
    differing = [key for key in from_toml if from_toml[key] != from_workbook[key]]
    assert [key for key in differing if key not in ("run", "partnership")] == []


def test_a_change_made_in_the_workbook_goes_back_into_the_toml_with_its_comments(
    commonweal, case, here
):
    commonweal("convert", case, "case.xlsx")
    data = (here / "case.xlsx").read_bytes()
    cell = where("Baselines", "Management cost", of=data)
    (here / "case.xlsx").write_bytes(changed({cell: "£51,000"}, of=data))

    answer = commonweal("convert", "case.xlsx", case, "--in-place")

    text = case.read_text(encoding="utf-8")
    assert answer.status == 0
    assert "management = 51000" in text or "management = 51_000" in text
    assert "# a comment to keep" in text


def test_a_workbook_that_says_the_same_already_is_left_as_it_is(commonweal, case, here):
    commonweal("convert", case, "case.xlsx")
    coloured = saved(sheets_of((here / "case.xlsx").read_bytes()))
    (here / "case.xlsx").write_bytes(coloured)

    answer = commonweal("convert", case, "case.xlsx", "--in-place")

    assert "left as it is" in answer.err
    assert (here / "case.xlsx").read_bytes() == coloured


def test_a_workbook_is_replaced_only_by_force(commonweal, case, here):
    (here / "case.xlsx").write_bytes(b"mine")

    assert "--force" in pairs(commonweal("convert", case, "case.xlsx").err)[0][1]
    assert (here / "case.xlsx").read_bytes() == b"mine"
    assert commonweal("convert", case, "case.xlsx", "--force").status == 0


def test_every_slip_in_a_workbook_is_checked_at_once_in_its_cell(commonweal, here):
    slips = {
        where("Baselines", "Staff cost"): "abc",
        where("Baselines", "Income", 2): "£-",
        where("Bodies", "Name"): "",
    }
    (here / "case.xlsx").write_bytes(changed(slips))

    answer = commonweal("check", "case.xlsx")
    report = json.loads(commonweal("check", "case.xlsx", "--json").out)

    assert answer.status == 2
    assert "cell F7" in answer.out
    assert [found["place"] for found in report["refused"]] == [
        "case.xlsx, sheet Baselines, cell F7",
        "case.xlsx, sheet Bodies, cell B7",
    ]
    assert report["accepted"] == report["read"] - 2


def test_what_was_taken_with_a_caution_is_told_by_check(commonweal, here):
    cells = {("Bodies", "Z6"): "Comments", ("Bodies", "Z8"): "ask Jane"}
    (here / "case.xlsx").write_bytes(changed(cells))

    answer = commonweal("check", "case.xlsx")

    assert answer.status == 0
    assert "Comments" in answer.out


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_libreoffice_saves_again_reads_back_equal(here, form):
    office = require_part("libreoffice-calc")
    (here / "case.xlsx").write_bytes(changed({}))
    (here / "out").mkdir()

    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(here / 'profile').as_uri()}",
            "--convert-to",
            form,
            "--outdir",
            "out",
            "case.xlsx",
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(here)},
    )

    read = read_workbook((Path("out") / f"case.{form}").read_bytes(), source=f"case.{form}")
    assert read.partnership == starter_case()
