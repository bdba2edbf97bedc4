import csv
import io

import numpy as np
import pytest

from commonweal.errors import InputError
from commonweal.tables import LabelledTable, safe_cell


def table(
    rows=("Ashby", "Barton"), columns=("2026-27", "2027-28"), values=((1, 2), (3, np.nan)), unit="£"
):
    return LabelledTable(rows=rows, columns=columns, values=values, unit=unit)


def test_rows_and_columns_are_found_by_label():
    assert table().row("Ashby").tolist() == [1, 2]
    assert table().column("2026-27").tolist() == [1, 3]
    with pytest.raises(InputError, match="no row 'Corby'"):
        table().row("Corby")
    with pytest.raises(InputError, match="no column 'Ashby'"):
        table().column("Ashby")


def test_like_tables_add_and_subtract():
    assert (table() + table()).row("Ashby").tolist() == [2, 4]
    assert (table() - table()).column("2026-27").tolist() == [0, 0]
    assert table().times(100, unit="pence") == table(
        values=((100, 200), (300, np.nan)), unit="pence"
    )


@pytest.mark.parametrize(
    "other",
    [
        table(rows=("Barton", "Ashby")),
        table(columns=("2027-28", "2026-27")),
        table(unit="£000"),
    ],
)
def test_tables_with_unlike_labels_are_not_added(other):
    with pytest.raises(InputError, match="unlike"):
        table() + other


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rows": ("Ashby", "Ashby")}, "stands twice"),
        ({"columns": ("2026-27", "2026-27")}, "stands twice"),
        ({"values": ((1, 2),)}, "do not fit 2 rows"),
        ({"columns": ("label", "2026-27")}, "called 'label'"),
    ],
)
def test_labels_that_do_not_fit_are_refused(changes, says):
    with pytest.raises(InputError, match=says):
        table(**changes)


def test_values_cannot_be_changed_behind_the_table():
    given = np.ones((2, 2))
    kept = table(values=given)
    given[0, 0] = 9

    assert kept.row("Ashby").tolist() == [1, 1]
    with pytest.raises(ValueError, match="read-only"):
        kept.values[0, 0] = 2


def test_a_table_turned_into_rows_and_back_is_the_same():
    assert LabelledTable.from_rows(table().to_rows(), unit="£") == table()
    assert table().to_rows()[1] == {"label": "Barton", "2026-27": 3.0, "2027-28": None}
    assert LabelledTable.from_rows([]).values.shape == (0, 0)


def test_a_cell_that_a_spreadsheet_would_run_is_made_plain_text():
    dangerous = table(rows=("=HYPERLINK()", "@x"), columns=("+1", "-2"), unit="=cmd")

    head, first, second = csv.reader(io.StringIO(dangerous.to_csv()))

    assert head == ["'=cmd", "'+1", "'-2"]
    assert first == ["'=HYPERLINK()", "1.0", "2.0"]
    assert second == ["'@x", "3.0", ""]


def test_a_negative_figure_stays_a_number_in_csv():
    assert "-5.0" in table(values=((-5, 2), (3, 4))).to_csv()


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@sum", "\t=1", "\r=1", "  =1"])
def test_formula_like_text_is_made_safe(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Ashby", "a=b", "£5", "2026-27"])
def test_ordinary_text_is_left_alone(text):
    assert safe_cell(text) == text
