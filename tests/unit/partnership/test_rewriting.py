"""A file is changed where it must be and nowhere else."""

from __future__ import annotations

import difflib
from typing import Any

import pytest

from commonweal.errors import FileFormatError, RefusedError
from commonweal.partnership import Partnership, plain, rewrite_toml, write_toml
from tests.unit.partnership.cases import CASE, read


def rewritten(text: str, **changes: Any) -> list[str]:
    """Return the lines that change when the file's values do: those gone and those put in."""
    after = Partnership.model_validate({**plain(read(text)), **changes})
    new = rewrite_toml(text, after)
    assert read(new) == after
    found = difflib.ndiff(text.splitlines(), new.splitlines())
    return [line for line in found if line[0] in "+-" and line[1:].strip()]


def rows(text: str, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plain(read(text))[name]
    return found


def test_one_figure_changed_changes_one_line_and_keeps_its_comment():
    text = CASE.replace("horizon", "").replace(
        'first_year = "2026-27"', 'first_year = "2026-27"\nhorizon_years = 12   # agreed in May'
    )

    assert rewritten(text, horizon_years=15) == [
        "- horizon_years = 12   # agreed in May",
        "+ horizon_years = 15   # agreed in May",
    ]


def test_a_figure_inside_a_table_in_braces_is_changed_alone():
    baselines = rows(CASE, "baselines")
    baselines[0]["costs"]["staff"] = 230000
    del baselines[0]["total"]

    assert rewritten(CASE, baselines=baselines) == [
        "- total = 300000",
        "- costs = { management = 60000, staff = 240000 }",
        "+ costs = { management = 60000, staff = 230000 }",
    ]


def test_a_new_key_goes_below_the_last_of_its_table():
    options = rows(CASE, "options")
    options[1]["is_proposed"] = True

    assert rewritten(CASE, options=options) == ["+ is_proposed = true"]
    assert 'go_live = "2027-28"\nis_proposed = true\n' in rewrite_toml(
        CASE, Partnership.model_validate({**plain(read(CASE)), "options": options})
    )


def test_a_row_taken_out_takes_its_comment_and_leaves_its_neighbours():
    text = CASE.replace(
        '[[bodies]]\nid = "barton"', '# Barton joined late.\n[[bodies]]\nid = "barton"'
    )
    text = text.replace(
        "[[services]]",
        '# Corby asks.\n[[bodies]]\nid = "corby"\nname = "Corby"\n'
        "drivers = { population = 1 }\n\n# What is shared:\n\n[[services]]",
    )
    values = plain(read(text))
    bodies = [body for body in values["bodies"] if body["id"] != "barton"]
    baselines = [row for row in values["baselines"] if row["body"] != "barton"]
    assumptions: list[Any] = []

    gone = rewritten(text, bodies=bodies, baselines=baselines, assumptions=assumptions)

    assert "- # Barton joined late." in gone
    assert not [line for line in gone if "Corby" in line or "What is shared" in line]
    assert not [line for line in gone if line.startswith("+")]


def test_a_new_row_goes_below_the_row_that_it_follows():
    bodies = rows(CASE, "bodies")
    bodies.insert(1, {"id": "corby", "name": "Corby", "drivers": {"population": 5}})

    assert rewritten(CASE, bodies=bodies) == [
        "+ [[bodies]]",
        '+ id = "corby"',
        '+ name = "Corby"',
        "+ drivers = { population = 5 }",
    ]


def test_a_row_moved_keeps_its_comments():
    text = CASE.replace('id = "barton"', 'id = "barton"  # the larger')
    values = plain(read(text))
    after = Partnership.model_validate({**values, "bodies": values["bodies"][::-1]})

    new = rewrite_toml(text, after)

    assert read(new) == after
    assert 'id = "barton"  # the larger' in new


def test_a_row_renamed_keeps_the_rest_of_its_lines():
    options = rows(CASE, "options")
    options[0]["id"] = "on-its-own"

    assert rewritten(CASE, options=options) == ['- id = "alone"', '+ id = "on-its-own"']


def test_a_lever_added_stays_with_its_option():
    options = rows(CASE, "options")
    lever = {"lever": "systems-consolidation", "mechanism": "One system.", "marginal_share": 0.5}
    options[0]["levers"].append(lever)

    assert rewritten(CASE, options=options) == [
        "+ [[options.levers]]",
        '+ lever = "systems-consolidation"',
        '+ mechanism = "One system."',
        "+ marginal_share = 0.5",
    ]


def test_a_default_said_aloud_is_left_alone():
    text = CASE.replace('rule = "driver"', 'phase_in_years = 0  # said on purpose\nrule = "driver"')

    assert rewritten(text, name="Renamed")[1:] == ['+ name = "Renamed"']


def test_tables_under_headings_and_with_dots_are_changed_in_their_own_way():
    text = CASE.replace(
        "drivers = { population = 80000 }\n",
        "drivers.population = 80000 # dotted\n\n[bodies.codes]\ngss = 'E07000002' # heading\n",
    ).replace('codes = { gss = "E07000002" }\n', "")
    bodies = rows(text, "bodies")
    bodies[1]["drivers"] = {"population": 80001, "calls": 5}
    bodies[1]["codes"] = {"gss": "E07000003", "ons": "x"}

    assert rewritten(text, bodies=bodies) == [
        "- drivers.population = 80000 # dotted",
        "+ drivers.population = 80001 # dotted",
        "+ drivers.calls = 5",
        "- gss = 'E07000002' # heading",
        '+ gss = "E07000003" # heading',
        '+ ons = "x"',
    ]


def test_a_table_put_in_gets_a_heading_of_its_own():
    assert rewritten(CASE, simulation={"seed": 7}) == ["+ [simulation]", "+ seed = 7"]


def test_windows_lines_stay_windows_lines():
    text = CASE.replace("\n", "\r\n")
    after = Partnership.model_validate({**plain(read(text)), "summary": "Two lines\nof text"})

    new = rewrite_toml(text, after)

    assert new.count("\r\n") == new.count("\n")
    assert read(new) == after


def test_a_file_without_an_end_to_its_last_line_may_grow():
    assert rewritten(
        CASE.rstrip("\n"), split={"rule": "driver", "driver": "population", "phase_in_years": 3}
    ) == ["+ phase_in_years = 3"]


@pytest.mark.parametrize("text", ["not toml", "[[", ""])
def test_what_is_no_partnership_file_is_refused(text):
    with pytest.raises((FileFormatError, RefusedError)):
        rewrite_toml(text, read(CASE))


def test_a_written_file_is_laid_out_for_people():
    text = write_toml(read(CASE))

    assert text.startswith('schema_version = 1\nname = "Ashby and Barton"\n')
    assert '\n\n[[bodies]]\nid = "ashby"\n' in text
    assert '\n\n[split]\nrule = "driver"\ndriver = "population"\n' in text
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
