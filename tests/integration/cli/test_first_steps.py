"""The first minute: no arguments, help, a starter file, a check."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from commonweal import __version__
from tests.integration.cli.conftest import pairs

HEAVY = ("numpy", "pydantic", "scipy", "matplotlib", "highspy", "jinja2", "tomlkit", "rich")


def test_with_no_arguments_it_says_what_to_do_first(commonweal):
    answer = commonweal()

    assert answer.status == 0
    assert "commonweal new my-case.toml" in answer.out
    assert answer.err == ""


def test_the_version_is_told(commonweal):
    assert commonweal("--version").out == f"commonweal {__version__}\n"


def test_help_lists_every_command_with_a_whole_sentence(commonweal):
    answer = commonweal("--help")

    for name in ("new", "check", "appraise", "report", "game", "rerun", "convert", "schema"):
        assert f"\n  {name} " in answer.out
    assert "..." not in answer.out.replace("[ARGS]...", "")


def test_every_command_has_examples_in_its_help(commonweal):
    for name in ("new", "check", "appraise", "report", "game", "rerun", "convert", "services"):
        answer = commonweal(name, "--help")

        assert answer.status == 0
        assert f"Examples:\n    commonweal {name}" in answer.out


@pytest.mark.parametrize(
    "words", [[], ["--help"], ["--version"], ["appraise", "--help"], ["report", "--help"]]
)
def test_help_imports_nothing_heavy(words):
    program = (
        "import sys; from commonweal.cli import run; run(sys.argv[1:]); "
        "sys.stderr.write(' '.join({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, check=True, text=True
    )

    assert set(HEAVY) & set(done.stderr.split()) == set()


def test_new_writes_a_starter_that_checks_and_appraises(commonweal, here):
    made = commonweal("new", "my-case.toml")

    assert made.status == 0
    assert 'name = "My case"' in (here / "my-case.toml").read_text(encoding="utf-8")
    assert commonweal("check", "my-case.toml").status == 0
    assert commonweal("appraise", "my-case.toml", "--draws", "100").out.startswith("Not yet: ")


def test_new_names_the_file_after_the_partnership(commonweal, here):
    commonweal("new", "Gwasanaeth Ynys Môn")

    text = (here / "gwasanaeth-ynys-mon.toml").read_text(encoding="utf-8")
    assert 'name = "Gwasanaeth Ynys Môn"' in text


def test_new_prints_the_starter_where_that_is_asked(commonweal, here):
    answer = commonweal("new", "Ashby", "--output", "-")

    assert 'name = "Ashby"' in answer.out
    assert list(here.iterdir()) == []


def test_new_never_replaces_a_file_unasked(commonweal, case):
    before = case.read_bytes()
    refused = commonweal("new", case.name)

    assert refused.status == 2
    assert pairs(refused.err) == [
        (
            "case.toml is already there, and was left as it is.",
            "Give another name, or add --force to replace it.",
        )
    ]
    assert case.read_bytes() == before

    assert commonweal("new", case.name, "--force").status == 0
    assert case.read_bytes() != before


def test_check_counts_what_the_file_holds_and_lists_its_defaults(commonweal, case):
    answer = commonweal("check", case)

    assert "case.toml can be appraised." in answer.out
    assert "3 bodies, 1 service, 3 baselines, 2 options, no" in answer.out
    assert "split.materiality" in answer.out


def test_check_reports_every_fault_at_once_with_line_and_mend(commonweal, changed_case):
    file = changed_case(("payslips = 4800", "payslips = -4800"), ('"2024-25"', '"2024-99"'))
    answer = commonweal("check", file)

    assert answer.status == 2
    assert "line 41, baselines[1].volumes.payslips" in answer.out
    assert answer.out.count("Mend: Write 2024-25 if it starts in 2024.") >= 4
    assert len(pairs(answer.err)) == 1


def test_check_gives_the_whole_report_as_json(commonweal, changed_case):
    file = changed_case(("payslips = 4800", "payslips = -4800"))
    answer = commonweal("check", file, "--json")
    report, problem = json.loads(answer.out), json.loads(answer.err)

    assert answer.status == 2
    assert report["refused"][0]["mend"] == "Correct the figure."
    assert problem["report"] == report
