"""What is wrong with a file is said on a page, never a defect of ours; nothing of it is kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.partnership import read_partnership, starter
from commonweal.partnership.workbook import write_workbook

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parents[3] / "examples"


def workbook_of(name: str) -> bytes:
    partnership, _ = read_partnership((EXAMPLES / name).read_text(), source=name)
    return write_workbook(partnership)


def upload(client, data: bytes, name: str = "case.toml", path: str = "/try/file/", **more):
    return client.post(path, {"file": SimpleUploadedFile(name, data), **more})


def a_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("notes.txt", "nothing of use")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.toml", b"", "The file you chose is empty"),
        ("spaces.toml", b"  \n ", "empty"),
        ("photo.toml", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a picture"),
        ("page.toml", b"<!doctype html><html><body>hello</body></html>", "web page"),
        ("paper.pdf", b"%PDF-1.7 ...", "PDF"),
        ("archive.xlsx", a_zip(), "archive"),
        ("half.toml", b"name = \"x\nbodies = [", "line 1"),
        ("half.json", b'{"name": "x", ', "not JSON"),
        ("list.json", b"[1, 2, 3]", "a list"),
        ("run.json", b'{"run": {}, "verdict": {}}', "the result of an appraisal"),
        ("game.json", b'{"players": ["A"], "values": {}}', "a bare game"),
        ("latin.toml", "name = \"Ynys Môn\"".encode("latin-1"), "UTF-8"),
        ("odd.toml", b'name = "x"\nfoo = 3\n', "Unknown key foo"),
        ("markup.toml", b'name = "<script>alert(1)</script>"\nfoo = 3\n', "Unknown key foo"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why_in_words(client, name, data, said):
    answer = upload(client, data, name)

    assert answer.status_code == 422
    assert answer.text.count("There is a problem") == 1
    assert "<title>Error: " in answer.text
    assert said in answer.text
    assert "<script" not in answer.text


def test_every_fault_of_a_file_is_listed_with_its_place_and_mend(client):
    answer = upload(client, b'name = "x"\nfoo = 3\nbase_year = "abc"\n')

    assert "case.toml has 5 things to mend" in answer.text
    assert "line 3, base_year" in answer.text
    assert "Write the year as 2026-27." in answer.text


def test_names_in_a_file_are_never_markup(client):
    text = starter("<b>Bold</b> & <script>alert(1)</script>")

    answer = upload(client, text.encode())

    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "&lt;b&gt;Bold&lt;/b&gt;" in answer.text


def test_a_workbook_gives_the_verdict_of_its_text(client):
    """The same case, sent as text and as a workbook, has one verdict."""
    name = "breckland-south-holland.toml"
    sentences = []
    for sent, data in ((name, (EXAMPLES / name).read_bytes()), ("book.xlsx", workbook_of(name))):
        page = upload(client, data, sent).text
        sentences.append(page.split("<h2>The verdict</h2>\n<p>")[1].split("</p>")[0])

    assert sentences[0] == sentences[1]


def test_a_case_that_would_keep_others_waiting_is_sent_elsewhere(client):
    text = starter("A case").replace("draws = 10_000", "draws = 100_000")
    if "100_000" not in text:
        text += "\n[simulation]\ndraws = 100000\n"

    answer = upload(client, text.encode())

    assert answer.status_code == 422
    assert "this page takes 10,000 or fewer" in answer.text


def carried(page: str) -> dict[str, str]:
    return {
        name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("name", "held")
    }


@pytest.mark.parametrize(
    ("what", "begins"),
    [
        ("report.html", b"<!doctype html>"),
        pytest.param("brief.pdf", b"%PDF", marks=pytest.mark.long),
        ("business-case.docx", b"PK"),
        pytest.param("results-workbook.xlsx", b"PK", marks=pytest.mark.long),
        pytest.param("partnership.xlsx", b"PK", marks=pytest.mark.long),
        ("partnership.toml", b""),
        pytest.param("run.json", b"{", marks=pytest.mark.long),
    ],
)
def test_what_is_taken_away_is_made_from_what_the_page_carried(client, what, begins):
    file = EXAMPLES / "breckland-south-holland.toml"
    page = upload(client, file.read_bytes(), file.name).text

    answer = client.post("/try/take-away/", carried(page) | {"what": what})

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{what}"'
    assert answer.content.startswith(begins)
    if what == "partnership.toml":
        assert answer.content == file.read_bytes()


@pytest.mark.parametrize("held", ["", "not base64!", "PGI+", "AAAA"])
def test_what_no_page_carried_is_refused(client, held):
    answer = client.post("/try/take-away/", {"name": "x", "held": held, "what": "report.html"})

    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_a_quick_look_grows_into_a_file(client):
    figures = {
        "name": "Legal", "body_1": "Ashby", "cost_1": "1.2m", "body_2": "Barton", "cost_2": "800k",
        "saves": "8", "alone": "", "set_up": "250k", "years": "3",
    }  # fmt: skip
    page = client.post("/try/quick/", figures).text

    file = client.post("/try/take-away/", carried(page) | {"what": "partnership.toml"}).content
    again = upload(client, file).text

    assert "Not yet" in page
    assert (
        again.split("<h2>The verdict</h2>")[1][:200] == page.split("<h2>The verdict</h2>")[1][:200]
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Enter what would be shared"),
        ({"saves": "a lot"}, "must be a number, like 8 or 12.5"),
        ({"saves": "100"}, "must be between 0 and 99"),
        ({"cost_1": "plenty"}, "must be a sum of money"),
        ({"cost_1": ""}, "Enter what Ashby spends in a year"),
        ({"body_2": ""}, "Enter the name of body 2"),
        ({"body_2": "Ashby"}, "Ashby is given twice"),
        ({"body_1": "", "cost_1": ""}, "Enter two bodies or more"),
        ({"years": "0"}, "must be 1 or more"),
        ({"set_up": ""}, "Enter one-off cost"),
    ],
)
def test_a_figure_that_cannot_be_used_is_said_at_its_box(client, changed, said):
    figures = {
        "name": "Legal", "body_1": "Ashby", "cost_1": "1.2m", "body_2": "Barton", "cost_2": "800k",
        "saves": "8", "alone": "5", "set_up": "250k", "years": "3",
    }  # fmt: skip

    answer = client.post("/try/quick/", figures | changed)

    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("Ashby", "Enter two to five names"),
        ("A\nB\nC\nD\nE\nF", "Enter two to five names"),
        ("Ashby\nashby", "Enter each name once"),
        ("Ashby, Barton\nCold Norton", "Leave the comma out"),
    ],
)
def test_names_that_cannot_be_used_are_told(client, names, said):
    answer = client.post("/try/groups/", {"names": names, "kind": "cost"})

    assert answer.status_code == 422
    assert said in answer.text


def test_a_text_that_would_take_long_to_read_is_refused_before_it_is(client):
    text = "\n".join(f"key_{number} = 1" for number in range(60_000))

    answer = upload(client, text.encode())

    assert answer.status_code == 422
    assert "this site takes 500,000 or fewer" in answer.text


def test_a_workbook_that_would_take_long_to_read_is_refused_before_it_is(client):
    answer = upload(client, b"PK\x03\x04" + b"\0" * 1_000_000, "case.xlsx")

    assert answer.status_code == 422
    assert "this site takes 1,000,000 or fewer" in answer.text
