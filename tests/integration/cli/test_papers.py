"""`report`: which paper, in which form, of whom, under which name; and nothing written over."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest

from commonweal.partnership import read_partnership
from tests.integration.cli.conftest import EXAMPLES, pairs

FAST = ("--draws", "100")


@pytest.fixture
def paper(commonweal, case):
    def ask(*words: object):
        return commonweal("report", case, *words, *FAST)

    return ask


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", b"<!doctype html>"), ("a.pdf", b"%PDF-"), ("a.docx", b"PK\x03\x04")],
)
def test_the_ending_of_the_name_says_the_form(paper, here, name, begins):
    answer = paper("--paper", "brief", "-o", name)

    assert (answer.status, answer.err) == (0, f"Wrote {name}.\n")
    assert (here / name).read_bytes().lower().startswith(begins.lower())


def test_in_a_folder_a_paper_takes_its_own_name(paper, here):
    for words, name in (
        (("--paper", "decision", "--body", "ashby"), "decision-ashby.html"),
        (("--paper", "business-case", "--size", "quick"), "business-case-quick.html"),
        (("--paper", "workbook"), "results-workbook.xlsx"),
        ((), "results.html"),
    ):
        assert paper(*words, "-o", ".").err == f"Wrote {name}.\n"
        assert (here / name).is_file()


def test_the_workbook_is_one(paper, here):
    assert paper("--paper", "workbook", "-o", "case.xlsx").status == 0
    assert "xl/workbook.xml" in zipfile.ZipFile(here / "case.xlsx").namelist()


@pytest.mark.parametrize(
    ("words", "wrong", "mend"),
    [
        (["-o", "x.pdf"], "x.pdf does not end in .html", "x.html"),
        (["--paper", "novel", "-o", "x.html"], "There is no paper novel", "business-case"),
        (["--paper", "brief", "--format", "odt", "-o", "."], "no format odt", "html, pdf, docx"),
        (
            ["--paper", "brief", "--format", "pdf", "-o", "x.docx"],
            "x.docx does not end in .pdf",
            "x.pdf",
        ),
        (
            ["--paper", "brief", "--format", "xlsx", "-o", "."],
            "The brief cannot be made as xlsx",
            "for the paper workbook",
        ),
        (["--paper", "workbook", "-o", "x.html"], "does not end in .xlsx", "x.xlsx"),
        (
            ["--paper", "decision", "-o", "x.html"],
            "one body's, and none is named",
            "ashby, barton",
        ),
        (
            ["--paper", "decision", "--body", "atlantis", "-o", "x.html"],
            "There is no body atlantis",
            "ashby, barton",
        ),
        (
            ["--paper", "brief", "--body", "ashby", "-o", "x.html"],
            "is the partnership's",
            "decision",
        ),
        (
            ["--paper", "brief", "--size", "huge", "-o", "x.html"],
            "There is no size huge",
            "outline",
        ),
        (["--public", "-o", "x.html"], "no public and exempt parts", "business-case"),
        (["--paper", "brief", "--public", "--exempt", "-o", "x.html"], "two parts", "one of them"),
        (
            ["--paper", "decision", "--body", "ashby", "--exempt", "-o", "x.html"],
            "has no exempt part",
            "[[papers]]",
        ),
        (["--paper", "brief"], "The brief has no file to go to", "--output"),
        (["--all", "out", "-o", "x.html", "--paper", "brief"], "--output and --paper ask", "--all"),
        (
            ["--paper", "brief", "-o", "x.pdf", "--template", "council.docx"],
            "not in Word's form",
            "--format docx",
        ),
        (["--all", "missing/out"], "no folder missing", "first"),
        (["--charts", "case.toml"], "case.toml is a file", "another"),
    ],
)
def test_what_cannot_be_had_is_refused_with_what_can(paper, here, words, wrong, mend):
    answer = paper(*words)

    assert answer.status == 2
    (found,) = pairs(answer.err)
    assert wrong in found[0]
    assert mend in found[1]
    assert [path.name for path in here.iterdir()] == ["case.toml"]


def test_nothing_is_written_where_one_file_of_many_is_there(paper, here):
    (here / "out").mkdir()
    (here / "out" / "brief.pdf").write_text("mine", encoding="utf-8")
    answer = paper("--all", "out")

    assert answer.status == 2
    assert "brief.pdf is already there, and nothing was written" in answer.err
    assert "--force" in answer.err
    assert [path.name for path in (here / "out").iterdir()] == ["brief.pdf"]
    assert (here / "out" / "brief.pdf").read_text(encoding="utf-8") == "mine"


def test_charts_come_as_picture_and_figures(paper, here):
    answer = paper("--charts", "charts", "--json")
    names = {path.name for path in (here / "charts").iterdir()}

    assert answer.status == 0
    assert {"gains.svg", "gains.png", "gains.csv", "cash-ashby.csv", "what-if.svg"} <= names
    wrote = json.loads(answer.out)["wrote"]
    assert {Path(one["file"]).name for one in wrote} == names
    assert answer.err.count("Wrote ") == len(names)


def test_what_was_written_is_told_as_json(paper):
    answer = paper("--paper", "brief", "-o", "brief.html", "--json")
    told = json.loads(answer.out)

    assert told["wrote"] == [{"file": "brief.html", "paper": "brief", "form": "html"}]
    assert told["verdict"]["answer"] == "share"
    assert told["run"]["draws"] == 100


def test_a_public_part_does_not_hold_what_is_exempt(commonweal, here):
    example = EXAMPLES / "shared-contact-centre.toml"
    partnership, _ = read_partnership(example.read_text(encoding="utf-8"), source="case.toml")
    body = next(entry.body for entry in partnership.papers if entry.exempt)
    for part in ("--public", "--exempt"):
        words = ("--paper", "decision", "--body", body, part, "-o", ".")
        assert commonweal("report", example, *words, *FAST).status == 0

    public = (here / f"decision-{body}-public.html").read_text(encoding="utf-8")
    exempt = (here / f"decision-{body}-exempt.html").read_text(encoding="utf-8")
    assert "This part is not for publication" in public
    assert set(re.findall(r"£[\d,]{6,}", exempt)) - set(re.findall(r"£[\d,]{6,}", public))


@pytest.mark.long
def test_every_paper_is_the_same_bytes_in_another_process(commonweal_process, case, here):
    """Whatever order Python keeps its sets in: the same file gives the same papers."""
    digests = []
    for folder, order in (("one", "1"), ("two", "4242")):
        run = commonweal_process(
            "report",
            case,
            "--all",
            folder,
            "--charts",
            f"{folder}/charts",
            *FAST,
            env={"PYTHONHASHSEED": order},
        )
        assert run.returncode == 0, run.stderr.decode()
        files = sorted(path for path in (here / folder).rglob("*") if path.is_file())
        digests.append(
            {
                str(path.relative_to(here / folder)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in files
            }
        )

    assert digests[0] == digests[1]
    names = set(digests[0])
    assert {"results.html", "results-workbook.xlsx", "brief.pdf", "decision-ashby.docx"} <= names
    assert {"business-case-full.pdf", "charts/gains.svg"} <= names


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_paper_is_the_same_bytes_in_another_process(commonweal_process, case, here, form):
    for name, order in (("one", "1"), ("two", "4242")):
        run = commonweal_process(
            "report",
            case,
            "--paper",
            "decision",
            "--body",
            "ashby",
            "-o",
            f"{name}.{form}",
            *FAST,
            env={"PYTHONHASHSEED": order},
        )
        assert run.returncode == 0, run.stderr.decode()

    assert (here / f"one.{form}").read_bytes() == (here / f"two.{form}").read_bytes()
