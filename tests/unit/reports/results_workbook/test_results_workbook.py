"""The results workbook as it lies in the file, before anybody recalculates it."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest

from commonweal.deal import work_out
from commonweal.errors import ReaderReport
from commonweal.partnership import plain, read_values
from commonweal.reports.results_workbook import results_workbook
from tests.recalculation import cells_of

#: What Excel 2010 and LibreOffice both know, and all that is used.
FUNCTIONS = {
    *("ABS", "AND", "COLUMN", "COUNTIF", "EXP", "IF", "INDEX", "INT", "LN", "MATCH", "MAX"),
    *("MIN", "NA", "NOT", "OR", "ROUND", "SUM", "SUMIFS", "SUMPRODUCT"),
}

#: Excel takes no longer formula.
LONGEST_FORMULA = 8_192


@pytest.fixture(scope="module")
def made(good) -> bytes:
    return results_workbook(*good)


def sheets_of(data: bytes) -> dict[str, str]:
    """Return the XML of every sheet by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
        return {
            name: archive.read(f"xl/worksheets/sheet{place}.xml").decode()
            for place, name in enumerate(names, start=1)
        }


def formulas_of(data: bytes) -> list[str]:
    return [
        html.unescape(text)
        for sheet in sheets_of(data).values()
        for text in re.findall(r"<f>(.*?)</f>", sheet)
    ]


def test_the_same_deal_gives_the_same_bytes(good, made):
    assert results_workbook(*good) == made


def test_only_functions_that_excel_2010_and_libreoffice_know_are_used(made):
    formulas = [re.sub(r'"[^"]*"', "", text) for text in formulas_of(made)]
    used = {name for text in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", text)}

    assert len(formulas) > 500
    assert used <= FUNCTIONS


def test_no_formula_is_longer_than_excel_takes_or_than_an_officer_reads(made):
    lengths = sorted(map(len, formulas_of(made)))

    assert lengths[-1] < LONGEST_FORMULA
    assert lengths[len(lengths) // 2] < 100


def test_no_cells_are_merged_and_no_sheet_is_hidden_or_locked(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if ".xml" in name]

    for words in ("<mergeCell", 'state="hidden"', "<sheetProtection", "<definedName hidden"):
        assert not any(words in part for part in parts), words


def test_key_cells_have_names(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = re.findall(r'<definedName name="([^"]+)"', archive.read("xl/workbook.xml").decode())

    assert {"Status", "Inputs_changed", "Joint_cost"} <= set(names)
    assert any(name.startswith("NPV_") for name in names)
    assert any(name.startswith("Gains_") for name in names)


def test_the_cover_gives_the_verdict_and_says_that_the_figures_hold(good, made):
    cover = [str(cell) for row in cells_of(made)["Cover"] for cell in row]

    assert good[0].verdict.sentence in cover
    assert any(cell.startswith("Yes: no input has been changed") for cell in cover)


def test_what_does_not_move_is_marked_in_words_and_not_by_colour_alone(made):
    cells = cells_of(made)
    solved = [row for row in cells["Shares"] if "nucleolus" in str(row[0]).lower()]

    assert solved
    assert all("◆" in str(row[2]) for row in solved)
    assert all("◆" in str(name) for name in cells["Options"][4][9:13])
    assert "◆" in str(cells["Simulated"][4][3])


def test_names_that_look_like_formulas_stay_words(good):
    document = plain(good[0].partnership)
    document["name"] = '=HYPERLINK("https://example.org","look")'
    document["bodies"][0]["name"] = "=1+1"
    document["options"][0]["name"] = "+SUM(A1)"
    partnership, report = read_values(document, source="=cmd|' /C calc'!A1")

    data = results_workbook(work_out(partnership, n_draws=20), report)

    assert not any("HYPERLINK" in text or "cmd" in text for text in formulas_of(data))
    cells = cells_of(data)
    assert cells["Cover"][0][0] == '=HYPERLINK("https://example.org","look")'
    assert any("=1+1" in row for row in cells["Alone"])


def test_options_of_the_same_name_get_columns_of_their_own(good):
    document = plain(good[0].partnership)
    alone = [one for one in document["options"] if one["form"] == "redesign-alone"]
    document["options"].append(alone[0] | {"id": "once-more", "name": "BODY"})
    document["options"].append(alone[0] | {"id": "and-again", "name": "Body"})
    partnership, report = read_values(document, source="case.toml")

    cells = cells_of(results_workbook(work_out(partnership, n_draws=20), report))

    headings = [str(name).casefold() for name in cells["Alone"][4] if name]
    assert len(headings) == len(set(headings))


def test_a_case_that_waits_for_figures_still_has_a_workbook(unready):
    cells = cells_of(results_workbook(*unready))

    assert unready[0].verdict.sentence in [row[1] for row in cells["Cover"] if len(row) > 1]
    assert "Figures" in cells


def test_a_case_with_nothing_to_share_still_has_a_workbook(good):
    document = plain(good[0].partnership)
    document["options"] = [
        option for option in document["options"] if option["form"].endswith("-alone")
    ]
    partnership, report = read_values(document, source="case.toml")

    cells = cells_of(results_workbook(work_out(partnership, n_draws=20), report))

    assert "Alone" in cells
    assert "Shares" not in cells


def test_with_too_many_partners_the_groups_costs_are_values_and_say_so(good):
    cells = cells_of(results_workbook(*good, most_live_partners=1))

    assert "Groups" not in cells
    assert "◆" in str(cells["Coalitions"][1][0])
    shapley = [row for row in cells["Shares"] if "shapley" in str(row[0]).lower()]
    assert all("solved" in str(row[2]) for row in shapley)


def test_a_source_that_the_reader_cautioned_about_is_told(good):
    deal, report = good
    cells = cells_of(results_workbook(deal, report))
    notes = "\n".join(str(row[0]) for row in cells["Notes"] if row)

    assert all(caution.message in notes for caution in report.warnings)
    assert isinstance(report, ReaderReport)


def test_groups_too_many_to_list_are_left_out_in_words(good):
    document = plain(good[0].partnership)
    bodies, baselines = document["bodies"], document["baselines"]
    for number in range(13 - len(bodies)):
        body = bodies[number % 3] | {"id": f"further-{number}", "name": f"Further {number}"}
        bodies.append(body | {"codes": {"local": f"further-{number}"}})
        baselines += [
            row | {"body": f"further-{number}"}
            for row in baselines
            if row["body"] == bodies[number % 3]["id"]
        ]
    partnership, report = read_values(document, source="case.toml")

    cells = cells_of(results_workbook(work_out(partnership, n_draws=5), report))

    assert "8,191 groups, too many for a sheet" in str(cells["Coalitions"][1][0])
    assert len(cells["Coalitions"]) < 20
    assert all(row[4] == 0 for row in cells["Checks"][5:] if row[0])
