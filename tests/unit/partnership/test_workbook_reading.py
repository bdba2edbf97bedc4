"""A workbook as it comes back: moved about, half filled in, pasted into, and wrong."""

from __future__ import annotations

import datetime as dt

import pytest

from commonweal.errors import FileFormatError, RefusedError
from commonweal.partnership.document import Partnership
from commonweal.partnership.options import Split
from commonweal.partnership.workbook import read_workbook
from commonweal.partnership.workbook.leaves import leaf_of
from commonweal.partnership.workbook.telling import without_toml
from tests.unit.partnership.workbooks import (
    Formula,
    cautions,
    changed,
    put,
    read,
    refusals,
    saved,
    sheets_of,
    starter_case,
    starter_workbook,
    where,
)

STAFF = where("Baselines", "Staff cost")


def heading(title: str, name: str) -> tuple[str, str]:
    return where(title, name, 0)


# What may be otherwise and says the same


def test_a_program_that_keeps_values_alone_loses_nothing():
    assert read(saved(sheets_of(starter_workbook()))).partnership == starter_case()


def test_sheets_and_columns_may_stand_in_any_order_and_further_up():
    sheets = sheets_of(starter_workbook())
    sheets["Bodies"] = [list(reversed(row)) for row in sheets["Bodies"]]
    sheets["Baselines"] = sheets["Baselines"][5:]

    assert read(saved(dict(reversed(sheets.items())))).partnership == starter_case()


def test_blank_rows_and_space_around_texts_say_nothing():
    sheets = sheets_of(starter_workbook())
    sheets["Bodies"].insert(7, [" ", "", "\u00a0"])
    sheets[" bodies "] = sheets.pop("Bodies")
    put(sheets["Baselines"], heading("Baselines", "Staff cost")[1], " staff\u00a0 cost ")

    assert read(saved(sheets)).partnership == starter_case()


def test_the_schemas_own_keys_will_do_for_headings():
    data = changed({heading("Baselines", "Staff cost"): "costs.staff"})

    assert read(data).partnership == starter_case()


def test_bodies_and_options_may_be_called_by_their_names():
    data = changed(
        {
            where("Baselines", "Body"): "Ashby District Council",
            where("Options", "Host", 2): "ashby district council",
            where("Levers", "Option"): "Each redesigns its own service",
            where("Lever figures", "Option"): "Each redesigns its own service",
        }
    )

    assert read(data).partnership == starter_case()


def test_a_column_for_one_more_measure_may_be_added():
    sheets = sheets_of(starter_workbook())
    put(sheets["Bodies"], "Z6", "Driver: Case load")
    put(sheets["Bodies"], "Z7", "1,200")

    assert read(saved(sheets)).partnership.bodies[0].drivers["case-load"] == 1200


def test_a_rare_sheet_may_be_added_by_its_name():
    sheets = sheets_of(starter_workbook())
    sheets["Contracts"] = [
        ["Body", "Service", "Name", "Yearly value", "Ends in"],
        ["ashby", "building-control", "Case system", "£25k", "2028/29"],
    ]

    contract = read(saved(sheets)).partnership.baselines[0].contracts[0]

    assert (contract.name, contract.yearly_value, contract.until) == (
        "Case system",
        25e3,
        "2028/29",
    )


def test_sheets_named_as_numbers_exports_them_are_known():
    sheets = {f"{title} - Table 1": rows for title, rows in sheets_of(starter_workbook()).items()}
    sheets["Export Summary"] = [["This document was exported from Numbers."]]

    reading = read(saved(sheets))

    assert reading.partnership == starter_case()
    assert any("Export Summary" in said.message for said in reading.report.warnings)


def test_days_are_read_whichever_epoch_the_workbook_counts_from():
    sheets = sheets_of(starter_workbook())
    sheets["Reorganisations"] = [
        ["On", "Bodies"],
        [dt.date(2028, 4, 1), "ashby; barton"],
        ["1 April 2028", "ashby"],
    ]

    for options in ({}, {"date_1904": True}):
        found = read(saved(sheets, options=options)).partnership.reorganisations
        assert [one.on for one in found] == [dt.date(2028, 4, 1)] * 2


def test_amounts_in_thousands_are_multiplied_and_the_report_says_so():
    sheets = sheets_of(starter_workbook())
    put(sheets["Settings"], "C7", "£000")
    put(sheets["Baselines"], STAFF[1], 240)

    reading = read(saved(sheets))

    assert reading.partnership.baselines[0].costs.staff == 240_000
    assert reading.partnership.bodies[0].drivers["population"] == 100_000
    (said,) = [one for one in reading.report.warnings if "thousands" in one.message]
    assert "were multiplied by 1,000" in said.message
    assert said.place.sheet == "Baselines"


def test_caps_floors_and_what_is_accepted_are_amounts_like_any_other():
    marked = {
        leaf_of(model.model_fields[key]).is_amount
        for model, key in (
            (Split, "cap"),
            (Split, "floor"),
            (Split, "materiality"),
            (Partnership, "premium_accepted"),
        )
    }

    assert marked == {True}


# What is taken and told


def test_a_row_of_totals_is_left_out_and_told():
    sheets = sheets_of(starter_workbook())
    sheets["Baselines"].append(["Total", "", "", "", 115_000, 440_000])

    reading = read(saved(sheets))

    assert reading.partnership == starter_case()
    assert 'Row 9 begins with "Total" and was left out' in " ".join(cautions(saved(sheets)))


def test_a_body_called_total_is_no_row_of_totals():
    sheets = sheets_of(starter_workbook())
    sheets["Bodies"].append(["total", "Total Energy Ltd", "other", 50_000])

    assert read(saved(sheets)).partnership.bodies[2].name == "Total Energy Ltd"


def test_a_column_of_ones_own_is_kept_aside():
    data = changed({("Bodies", "Z6"): "Comments", ("Bodies", "Z8"): "ask Jane"})

    reading = read(data)

    assert reading.partnership == starter_case()
    (aside,) = reading.aside
    assert (aside.sheet, aside.heading, dict(aside.cells)) == (
        "Bodies",
        "Comments",
        {8: "ask Jane"},
    )
    assert any('"Comments"' in said and "ask Jane" in said for said in cautions(data))


def test_a_sheet_of_ones_own_is_told():
    sheets = sheets_of(starter_workbook())
    sheets["My workings"] = [["x", 1]]

    assert any("My workings" in said for said in cautions(saved(sheets)))


def test_the_last_result_of_a_formula_is_taken_and_told():
    data = changed({STAFF: Formula.with_result("=200000+41000", 241_000)})

    assert read(data).partnership.baselines[0].costs.staff == 241_000
    assert any(f"{STAFF[1]} holds a formula" in said for said in cautions(data))


def test_hidden_rows_columns_and_sheets_are_read_and_told():
    def hide(title, sheet):
        if title == "Bodies":
            sheet.set_row(6, None, None, {"hidden": True})
            sheet.set_column(1, 1, None, None, {"hidden": True})
        if title == "Services":
            sheet.hide()

    data = changed({}, also=hide)

    said = " ".join(cautions(data))
    assert read(data).partnership == starter_case()
    assert "Row 7 is hidden" in said
    assert "Hidden columns were read like the others: Name." in said
    assert "The sheet Services is hidden" in said


def test_a_merged_name_stands_for_each_of_its_rows():
    sheets = sheets_of(starter_workbook())
    rows = sheets["Cost figures"]
    options = [row[0] for row in rows[6:]]
    same = options.count("redesign-alone")

    def merge(title, sheet):
        if title == "Cost figures":
            for row in range(7, 6 + same):
                sheet.write_blank(row, 0, None)
            sheet.merge_range(6, 0, 5 + same, 0, "redesign-alone")

    data = saved(sheets, also=merge)

    assert same > 1
    assert read(data).partnership == starter_case()
    assert any("is one merged cell" in said for said in cautions(data))


# What is refused, where, and with which mend


@pytest.mark.parametrize(
    ("cell", "value", "reason", "mend"),
    [
        (STAFF, "abc", 'Staff cost: "abc" is no figure.', "Type a number"),
        (STAFF, -5, "Staff cost must be 0 or more; it is -5.", "income"),
        (STAFF, "assumption:pay", "There is no assumption called pay.", "the sheet Assumptions"),
        (STAFF, "1 to 2", "A pert range needs likely", "shape uniform"),
        (STAFF, Formula("=1+1"), "has never been worked out", "Open the workbook in Excel"),
        (STAFF, Formula.with_result("=NA()", "#N/A"), "holds the error #N/A", "Mend the formula"),
        (where("Baselines", "Body"), "ashbi", "There is no body ashbi", "Did you mean ashby?"),
        (where("Baselines", "Year"), 2024, "'2024' is not a financial year.", "2024-25"),
        (where("Bodies", "Name"), "", "Name is missing.", "Fill it in. Its full name"),
        (where("Options", "Form"), "Alone!", 'Form is "Alone!".', "alone"),
        (where("Bodies", "Placeholder?"), "maybe", "neither yes nor no", "Choose yes or no."),
        (where("Baselines", "Grade"), "gussed", "not one of the choices", "Did you mean guessed?"),
        (where("Levers", "Lever"), "process redesin", "not one of", "process-redesign"),
        (where("Lever figures", "Figure"), "Share of staf saved", "no figure", "staff saved"),
        (where("Lever figures", "For"), "ashby", "is one figure for all", "Leave For blank."),
        (where("Lever figures", "Low"), -1, "must be from 0 to 1", "12 per cent"),
        (heading("Baselines", "Staff cost"), "Staf cost", '"Staf cost"', '"Staff cost"'),
        (heading("Baselines", "Year"), "Whatever", "has no column Year", "Financial year of the"),
        (("Settings", "B9"), "Nam", 'There is no setting "Nam" of The case.', '"Name"'),
        (("Settings", "C7"), "£k", "not one of the choices", "£"),
    ],
)
def test_a_slip_is_refused_in_its_cell_with_its_mend(cell, value, reason, mend):
    found = refusals(changed({cell: value}))

    title, name = cell
    places = {place for place, _, _ in found}
    first = found[0]
    assert reason in first[1]
    assert mend in first[2]
    assert "[[" not in "".join(first)
    if "column" not in reason:
        assert f"{title}!{name}" in places
    assert len(found) <= 3


def test_a_figure_given_both_as_a_value_and_as_a_range_is_refused_once():
    (found,) = refusals(changed({where("Lever figures", "Value"): 0.1}))

    assert "is given here for the second time" in found[1]
    assert "either one value or a range" in found[2]


def test_all_slips_are_told_at_once_and_the_rows_without_any_are_counted():
    data = changed(
        {
            STAFF: "abc",
            where("Baselines", "Income", 2): "many",
            where("Bodies", "Name"): "",
            where("Lever figures", "Figure"): "Share of chairs saved",
        }
    )
    with pytest.raises(RefusedError) as refusal:
        read_workbook(data, source="case.xlsx")

    report = refusal.value.report
    assert len(report.refused) == 4
    assert report.accepted == report.read - 4
    assert all(found.place.cell and found.mend for found in report.refused)


def test_a_figure_that_must_be_given_is_asked_for_on_the_sheet_of_figures():
    sheets = sheets_of(starter_workbook())
    sheets["Costs of change"].append(["shared-team", "redundancy"])

    (found,) = refusals(saved(sheets))

    assert found[:2] == ("Cost figures!", "Cost per post is missing.")
    assert 'for row 10 of Costs of change with "Cost per post" as its Figure' in found[2]


def test_sheets_exchanged_are_told_without_a_word_of_toml():
    sheets = sheets_of(starter_workbook())
    sheets["Services"], sheets["Bodies"] = sheets["Bodies"], sheets["Services"]

    found = refusals(saved(sheets))

    assert found
    assert "[[" not in str(found)
    assert "Add a row of the sheet Bodies for each" in str(found)


@pytest.mark.parametrize(
    ("toml", "workbook"),
    [
        ("Add it under [[assumptions]].", "Add it to the sheet Assumptions."),
        ("Add [[services]] with an id.", "Add a row to the sheet Services, with an id."),
        ("no entry of [[reorganisations]] says", "no row of the sheet Reorganisations says"),
        ('for example into = { staff = "rest" }.', "for example into staff: rest."),
        ('Add it, or say shape = "uniform".', "Add it, or say shape uniform."),
    ],
)
def test_what_belongs_to_text_files_is_said_otherwise(toml, workbook):
    assert without_toml(toml) == workbook


def test_a_slip_in_a_lever_is_not_told_again_for_each_of_its_figures():
    assert len(refusals(changed({where("Levers", "Lever"): "process redesin"}))) == 1


def test_figures_of_a_lever_that_is_not_there_are_refused():
    sheets = sheets_of(starter_workbook())
    del sheets["Levers"]

    found = refusals(saved(sheets))

    assert found
    assert all("The sheet Levers has no row for" in reason for _, reason, _ in found)


def test_a_sheet_whose_name_is_a_slip_is_refused_with_the_name_meant():
    sheets = sheets_of(starter_workbook())
    sheets["Baseline"] = sheets.pop("Baselines")

    assert "Did you mean Baselines?" in refusals(saved(sheets))[0][2]


def test_a_heading_that_stands_twice_is_refused():
    found = refusals(changed({("Bodies", "Z6"): "Name", ("Bodies", "Z7"): "Another"}))

    assert found == [
        (
            "Bodies!Z6",
            "The heading Name stands here for the second time.",
            "Keep one of the two columns.",
        )
    ]


def test_a_sheet_without_its_headings_is_refused_whole():
    sheets = sheets_of(starter_workbook())
    sheets["Services"] = [["building-control", "x"]]

    assert any(
        "No row of the sheet Services holds its headings." in one[1]
        for one in refusals(saved(sheets))
    )


def test_a_setting_answered_twice_is_refused():
    sheets = sheets_of(starter_workbook())
    sheets["Settings"].append(["The case", "Name", "Another"])

    assert any("for the second time" in reason for _, reason, _ in refusals(saved(sheets)))


def test_a_workbook_of_something_else_is_named_by_its_sheets():
    with pytest.raises(FileFormatError, match='its sheets are "Sheet1", "Spend"') as refusal:
        read(saved({"Sheet1": [["a"]], "Spend": [[1]]}))

    assert "commonweal new --workbook" in refusal.value.hint


def test_a_workbook_without_its_settings_is_told_so():
    sheets = sheets_of(starter_workbook())
    del sheets["Settings"]

    with pytest.raises(FileFormatError, match="has no sheet Settings"):
        read(saved(sheets))
