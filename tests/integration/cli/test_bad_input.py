"""Whatever can be mended ends in two lines and the status 2, and leaves nothing half-written."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.integration.cli.conftest import pairs

#: What is done to a sound case, and words that the error and the mend must hold.
FAULTS = {
    "broken TOML": (("name = ", 'name = "'), "line 2", "a quote"),
    "a missing year": (('first_year = "2026-27"', ""), "first_year is missing", "Add first_year"),
    "an impossible year": (("2026-27", "2026-99"), "'2026-99'", "Write 2026-27"),
    "a negative volume": (("payslips = 4800", "payslips = -4800"), "-4800", "Correct the figure"),
    "a partner twice": (
        ('id = "colne"\nname', 'id = "barton"\nname'),
        "The body barton stands in the file twice",
        "id of its own",
    ),
    "a rule with no driver": (
        (', driver = "staff"', ""),
        'The rule "driver" needs a driver',
        "Name the measure",
    ),
    "a driver nobody holds": (
        ('driver = "staff"', 'driver = "headcount"'),
        "missing for Ashby, Barton, Colne",
        "Add headcount",
    ),
    "not a number": (("management = 50000", "management = nan"), "nan", "Give a number"),
    "infinity": (("management = 50000", "management = inf"), "inf", "Give a number"),
    "a number in quotes": (
        ("management = 50000", 'management = "£50,000"'),
        "baselines[1].costs.management",
        "Write 50000",
    ),
    "an unknown key": (("horizon_years", "horizon_yeers"), "horizon_yeers", "horizon_years?"),
    "an unknown service": (('id = "payroll"', 'id = "payrol"'), "payrol", "payroll"),
}


@pytest.mark.parametrize("command", ["appraise", "check"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_file_is_told_with_its_place_and_mend(
    commonweal, changed_case, here, command, fault
):
    change, wrong, mend = FAULTS[fault]
    file = changed_case(change)

    answer = commonweal(command, file)

    assert answer.status == 2
    said = answer.out + answer.err if command == "check" else answer.err
    assert wrong in said
    assert mend in said
    assert "case.toml" in said
    assert pairs(answer.err)
    assert [path.name for path in here.iterdir()] == ["case.toml"]


def test_a_faulty_file_gives_no_report_and_no_other_form(commonweal, changed_case, here):
    file = changed_case(("payslips = 4800", "payslips = -4800"))

    assert commonweal("report", file, "--output", "page.html").status == 2
    assert commonweal("convert", file, "case.json").status == 2
    assert [path.name for path in here.iterdir()] == ["case.toml"]


def test_an_empty_partnership_is_told_what_it_lacks(commonweal, here):
    (here / "empty.toml").write_text("# nothing yet\n", encoding="utf-8")
    answer = commonweal("appraise", "empty.toml")

    assert answer.status == 2
    assert "The partnership has no bodies; sharing takes two." in answer.err
    assert len(pairs(answer.err)) >= 4


def workbook() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("case.toml", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "it is a PDF"),
        ("case.toml", workbook(), "it is an Excel workbook"),
        ("case.xlsx", workbook(), "a workbook that cannot be read"),
        ("case.xlsx", b'name = "x"', "is no workbook: it is plain text"),
        ("case.toml", b"<!doctype html><html></html>", "it is a web page"),
        ("case.toml", b'{"name": "x"}', "it is JSON"),
        ("case.toml", b"", "is empty"),
        ("case.toml", 'name = "£"'.encode("latin-1"), "is not UTF-8"),
        ("case.toml", 'name = "x"'.encode("utf-16"), "UTF-16"),
        ("case.json", b'name = "x"', "it is plain text"),
        ("case.json", b'{"name": NaN}', "NaN is not a number"),
        ("case.json", b'{"name": "x", "name": "y"}', "name is given twice"),
        ("case.json", b"[1, 2]", "is a list"),
        ("case.json", b'{"name": ', "not JSON that can be read"),
        ("case.json", b'{"players": [], "values": {}}', "is a bare game"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told_so(commonweal, here, name, content, words):
    (here / name).write_bytes(content)
    answer = commonweal("appraise", name)

    assert answer.status == 2
    (found,) = pairs(answer.err)
    assert words in found[0]
    assert answer.out == ""


def test_a_folder_and_a_missing_file_are_told_apart(commonweal, case, here):
    (here / "folder").mkdir()

    assert "is a folder" in commonweal("appraise", "folder").err
    missing = commonweal("appraise", "cose.toml")
    assert pairs(missing.err) == [("There is no file cose.toml.", "Did you mean case.toml?")]


def test_errors_are_json_where_json_is_asked(commonweal, changed_case):
    file = changed_case(("payslips = 4800", "payslips = -4800"))
    answer = commonweal("appraise", file, "--json")
    problem = json.loads(answer.err)

    assert answer.status == 2
    assert answer.out == ""
    assert problem["title"]
    place = problem["report"]["refused"][0]["place"]
    assert place == "case.toml, line 41, baselines[1].volumes.payslips"


@pytest.mark.parametrize(
    ("words", "wrong", "mend"),
    [
        (["aprase", "x.toml"], "There is no command aprase.", "`commonweal appraise`?"),
        (["appraise", "x.toml", "--sed", "3"], "no option --sed", "Did you mean --seed?"),
        (["appraise", "x.toml", "--qqqq"], "no option --qqqq", "commonweal appraise --help"),
        (["appraise"], "needs FILE", "A partnership file"),
        (["report", "x.toml"], "needs --output", "The page to write"),
        (["appraise", "x.toml", "--draws", "many"], "'many' is not a whole number", "--help"),
        (["appraise", "x.toml", "--draws", "5"], "5 is not from 100 to 200,000", "--help"),
        (["appraise", "x.toml", "y.toml"], "does not know what to do with y.toml", "--help"),
        (["--verison"], "no option --verison", "Did you mean --version?"),
        (["services", "buildin-control"], "buildin-control", "building-control"),
        (["services", "--nation", "france"], "'france'", "--help"),
        (["services", "payroll", "--forms"], "Only one thing", "--routes"),
        (["new", " "], "names no partnership", "my-case.toml"),
        (["convert", "x.toml"], "no file to convert to", "--in-place"),
        (["convert", "x.toml", "x.xls"], "none of .toml, .json and .xlsx", "one of them"),
    ],
)
def test_what_was_typed_wrong_is_told_with_what_to_type(commonweal, words, wrong, mend):
    answer = commonweal(*words)

    assert answer.status == 2
    (found,) = pairs(answer.err)
    assert wrong in found[0]
    assert mend in found[1]


def test_a_report_that_cannot_be_written_leaves_nothing(commonweal, case, here):
    for target, words in (
        ("missing/page.html", "no folder missing"),
        ("page.pdf", "does not end in .html"),
    ):
        answer = commonweal("report", case, "--output", target, "--draws", "100")

        assert answer.status == 2
        assert words in answer.err
    (here / "page.html").write_text("mine", encoding="utf-8")
    assert "--force" in commonweal("report", case, "-o", "page.html", "--draws", "100").err
    assert (here / "page.html").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in here.iterdir()) == ["case.toml", "page.html"]


def test_a_game_with_a_group_missing_names_it(commonweal, here):
    game = {"players": ["A", "B"], "kind": "cost", "values": {"A": 11, "A,B": 15}}
    (here / "game.json").write_text(json.dumps(game), encoding="utf-8")
    answer = commonweal("game", "game.json")

    assert answer.status == 2
    assert "There is no value for “B”" in answer.err
