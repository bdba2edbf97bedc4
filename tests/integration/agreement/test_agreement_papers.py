"""An agreement as Word, PDF and page, from the command line and into a lawyer's own template."""

from __future__ import annotations

import io
import json
import re
import subprocess

import docx
import pypdf
import pytest

from commonweal.agreement import Position, with_position, write_agreement
from commonweal.cli import run
from commonweal.reports.agreements import render_agreement
from tests.architecture.tree import ROOT
from tests.parts import require_part
from tests.unit.agreement.complete import FILE, described

CASE = ROOT / "examples" / "college-management-information.toml"


def negotiated():
    agreement = described()
    for party, stance, words in (
        ("barton", "amend", "Six months, not twelve."),
        ("ashby", "accept", ""),
    ):
        agreement = with_position(
            agreement,
            Position(matter="notice", party=party, stance=stance, words=words, by="J. Reed"),
        )
    return agreement


def test_word_bears_the_positions_as_comments_at_their_clause():
    content = render_agreement(negotiated(), "docx")

    opened = docx.Document(io.BytesIO(content))
    said = [(one.author, one.text) for one in opened.comments]
    assert said == [
        ("J. Reed, Ashby District Council", "Accepts."),
        ("J. Reed, Barton District Council", "Would amend. Six months, not twelve."),
    ]
    (heading,) = [one for one in opened.paragraphs if one.text == "Leaving: notice"]
    assert "commentRangeStart" in heading._p.xml
    assert "w:date" not in opened.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    ).blob.decode("utf-8")
    assert render_agreement(negotiated(), "docx") == content


def test_the_text_to_sign_bears_no_comment_and_the_same_clause_numbers():
    final = render_agreement(negotiated(), "html", as_draft=False).decode("utf-8")
    drafted = render_agreement(negotiated(), "html").decode("utf-8")
    number = re.compile(r"(\d+\.\d+)\s*(?:</span>)?\s*Leaving: notice")

    assert number.search(final)[1] == number.search(drafted)[1]
    assert "Would amend" in drafted or "would amend" in drafted
    assert "would amend" not in final
    assert "Before anybody signs" not in final


def test_a_lawyers_template_is_filled_clause_by_clause():
    template = docx.Document()
    template.add_paragraph("Smith and Smith LLP")
    template.add_paragraph("{{ title }}")
    template.add_paragraph('{{ section("notice") }}')
    held = io.BytesIO()
    template.save(held)

    content = render_agreement(negotiated(), "docx", template=held.getvalue())

    texts = [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
    assert texts[0] == "Smith and Smith LLP"
    assert texts[1] == described().name
    assert texts[2] == "Leaving: notice"
    assert any(text.startswith("A party may leave by giving") for text in texts)


@pytest.mark.long
def test_word_opens_in_libreoffice_with_the_numbers_of_the_pdf(tmp_path):
    soffice = require_part("libreoffice-writer")
    agreement = negotiated()
    (tmp_path / "agreement.docx").write_bytes(render_agreement(agreement, "docx"))
    profile = (tmp_path / "profile").as_uri()
    words = [str(soffice or "soffice"), f"-env:UserInstallation={profile}", "--headless"]
    subprocess.run(
        [*words, "--convert-to", "pdf", "--outdir", str(tmp_path), "agreement.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )

    by_word = _text((tmp_path / "agreement.pdf").read_bytes())
    by_typst = _text(render_agreement(agreement, "pdf"))
    for clause in (
        "7.4 Leaving: notice",
        "4.5 True-up at the year’s end",
        "1.1 Parties and powers",
    ):
        assert clause in by_word
        assert clause in by_typst


def _text(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_from_a_case_to_a_draft_that_says_when_the_split_changed(tmp_path, capsys):
    drafted = tmp_path / "agreement.toml"
    changed = tmp_path / "changed.toml"
    text = CASE.read_text(encoding="utf-8")
    changed.write_text(re.sub(r'(?m)^rule = ".*"$', 'rule = "equal"', text), encoding="utf-8")

    assert run(["agreement", "draft", str(CASE), "--output", str(drafted)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "13 matters left open, no contradictions" in said
    assert run(["agreement", "check", str(drafted), "--against", str(changed), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert any(one["sentence"].startswith("The split changed") for one in found["stale"])
    assert {one["grade"] for one in found["findings"]} == {"hole"}

    refilled = tmp_path / "refilled.toml"
    assert run(["agreement", "fill", str(drafted), str(changed), "-o", str(refilled)]) == 0
    capsys.readouterr()
    assert run(["agreement", "compare", str(drafted), str(refilled)]) == 0
    assert "Charge of Northgate College" in " ".join(capsys.readouterr().out.split())

    page = tmp_path / "agreement.html"
    words = ["agreement", "render", str(drafted), "--against", str(CASE), "-o", str(page)]
    assert run(words) == 0
    # Every figure of the schedule opens how it was worked out.
    assert 'href="#trace-charge/northgate/2027/28"' in page.read_text(encoding="utf-8")


def test_an_agreement_that_others_wrote_is_checked_from_answers(tmp_path, capsys):
    answers = tmp_path / "answers.toml"
    answers.write_text(
        FILE.read_text(encoding="utf-8").replace('"reserve.release" = ', '# "reserve.release" = '),
        encoding="utf-8",
    )

    assert run(["agreement", "check", str(answers), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one["id"] for one in found] == ["reserve-without-release"]

    empty = tmp_path / "empty.toml"
    assert run(["agreement", "questions", "--route", "delegation", "-o", str(empty)]) == 0
    assert run(["agreement", "check", str(empty)]) == 0
    assert "56 matters left open" in capsys.readouterr().out


def test_the_clause_library_can_be_read_with_its_precedents(capsys):
    assert run(["agreement", "clauses", "notice"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Why it matters:" in said
    assert "Fifteen months' notice." in said.replace("’", "'")
    assert run(["agreement", "clauses", "--route", "section-75", "--json"]) == 0
    ids = {one["id"] for one in json.loads(capsys.readouterr().out)["matters"]}
    assert {"pooled-fund", "notice"} <= ids


def test_what_cannot_be_done_is_said_in_two_lines(tmp_path, capsys):
    held = tmp_path / "agreement.toml"
    held.write_text(write_agreement(described()), encoding="utf-8")

    assert run(["agreement", "render", str(held), "-o", str(tmp_path / "agreement.odt")]) == 2
    assert run(["agreement", "check", str(CASE)]) == 2
    assert run(["agreement", "questions", "--route", "nowhere"]) == 2
    assert capsys.readouterr().err.count("Mend:") >= 3
