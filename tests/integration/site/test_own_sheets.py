"""A body's own sheet, of whatever shape, becomes its figures once a person has looked."""

from __future__ import annotations

import io
from urllib.parse import urlencode

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal_web.figures.models import RememberedColumns
from commonweal_web.partnerships.models import Document, WaitingFile
from tests.site.builders import make_person, sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/figures/ashby/"
POSTS = f"{ROOT}sheet/baselines/0/establishment/"


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def establishment(*, password=False) -> bytes:
    """An establishment list as it comes out of a payroll system."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Read me").write(0, 0, "Run by payroll on 3 March")
    sheet = book.add_worksheet("Posts")
    sheet.merge_range(0, 0, 0, 5, "Establishment report 2024/25")
    sheet.write_row(2, 0, ["Cost centre", "", "", "", ""])
    sheet.merge_range(2, 3, 2, 4, "Budget")
    sheet.write_row(
        3, 0, ["Job title", "Grade", "WTE", "Basic pay", "With on-costs (£)", "Manager"]
    )
    sheet.write_row(4, 0, ["Head of contact", "PO6", 1, 50_000, "£64,000", "Y"])
    sheet.write_row(5, 0, ["Adviser", "SC4", 12.5, 250_000, "312,500.00", "N"])
    sheet.write_row(6, 0, ["Team leader", "SO1", 2, 60_000, 78_000, "Lead"])
    sheet.set_row(6, options={"hidden": True})
    sheet.write_row(7, 0, ["Trainer", "SC6", -1, 30_000, 39_000, "N"])
    sheet.write_row(8, 0, ["Total", "", 16.5, 390_000, 493_500, ""])
    book.close()
    return out.getvalue()


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return " ".join(answer.content.decode().split())


def upload(client, address, data, name):
    return client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)


def newest(cast):
    return Document.objects.filter(body=cast.ashby).order_by("-version").first()


def test_an_establishment_list_is_read_by_columns_that_a_person_confirms(cast):
    editor = visit(cast.ashby_editor)

    which = upload(editor, POSTS, establishment(), "posts.xlsx")
    assert "Which sheet holds the rows?" in said(which)
    pk = WaitingFile.objects.get().pk
    rows = said(editor.get(f"{ROOT}sheets/{pk}/?sheet=1"))
    assert 'value="4" checked' in rows
    columns = said(editor.get(f"{ROOT}sheets/{pk}/columns/?sheet=1&heading=4"))
    assert "Column E: Budget With on-costs (£)" in columns
    assert "In the sheet: Head of contact, Adviser, Team leader." in columns
    chosen = {
        "sheet": 1, "heading": 4, "c_title": 0, "c_grade": 1, "c_fte": 2, "c_cost": 4,
        "c_is_manager": 5, "unit": "£",
    }  # fmt: skip
    words = said(editor.get(f"{ROOT}sheets/{pk}/columns/?{urlencode(chosen)}"))
    assert "What do these words stand for?" in words
    assert "Lead" in words
    chosen |= {
        "words": 1, "w_is_manager_0": "yes", "w_is_manager_1": "no", "w_is_manager_2": "yes",
    }  # fmt: skip
    check = f"{ROOT}sheets/{pk}/check/?{urlencode(chosen)}"
    looked = said(editor.get(check))

    assert "4 rows were read. 3 can be taken" in looked
    assert "Row 9 says “Total”" in looked
    assert "Rows hidden in the sheet were read like the others: 7." in looked
    assert "Cell C8, sheet Posts" in looked
    assert newest(cast) is None
    assert "fte" not in editor.get(f"{check}&take=csv").content.decode().lower().split("\n")[0]

    saved = editor.post(check, follow=True)

    assert "3 rows are saved in version 1, a draft. 1 could not be taken" in said(saved)
    kept = newest(cast).values["baselines"][0]["establishment"]
    assert [row["title"] for row in kept] == ["Head of contact", "Adviser", "Team leader"]
    assert kept[0] == {
        "title": "Head of contact", "fte": 1, "grade": "PO6", "cost": 64_000, "is_manager": True,
    }  # fmt: skip
    assert not WaitingFile.objects.exists()

    upload(editor, POSTS, establishment(), "posts again.xlsx")
    assert "Edda Ashby said on" in said(editor.get(POSTS))
    pk = WaitingFile.objects.get().pk
    again = said(editor.get(f"{ROOT}sheets/{pk}/columns/?sheet=1&heading=4"))
    assert "As it was confirmed last time." in again
    assert "Something stands here already" in again


LEDGER = (
    "Report: 4021;;;\r\n"
    "Account;Description;Net £;Period\r\n"
    "1000;Salaries;120,000.00;12\r\n"
    "1001;Salaries;30,000.00;12\r\n"
    "2000;Licences;(500.00);12\r\n"
    "2001;Licences;12,500.00;12\r\n"
    "9000;Fees;-4,000;12\r\n"
    "9999;Capital;90,000;12\r\n"
    ";Grand total;248,000;\r\n"
).encode("cp1252")


def test_a_ledger_extract_adds_up_to_cost_lines(cast):
    editor = visit(cast.ashby_editor)

    upload(editor, f"{ROOT}sheet/baselines/0/costs/", LEDGER, "ledger.csv")
    pk = WaitingFile.objects.get().pk
    chosen = {
        "heading": 2, "c_line": 1, "c_amount": 2, "unit": "£", "how": "instead", "words": 1,
        "w_line_0": "left-out", "w_line_1": "income", "w_line_2": "systems", "w_line_3": "staff",
    }  # fmt: skip
    words = {name: value for name, value in chosen.items() if not name.startswith("w")}
    guessed = said(editor.get(f"{ROOT}sheets/{pk}/columns/?{urlencode(words)}"))
    assert '<option value="systems" selected' in guessed
    assert '<option value="income" selected' in guessed
    check = f"{ROOT}sheets/{pk}/check/?{urlencode(chosen)}"
    looked = said(editor.get(check))
    editor.post(check)

    assert "£150,000" in looked
    assert "Windows-1252" in looked
    row = newest(cast).values["baselines"][0]
    assert row["costs"] == {"staff": 150_000, "systems": 12_000}
    assert row["income"] == 4_000
    assert RememberedColumns.objects.get().words["line"]["capital"] == "left-out"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.4 not a sheet", "list.xlsx", "it is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx",
         "locked with a password"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "cannot be read"),
        (b"\n\n", "a.csv", "is empty"),
        (b"x" * 4_000_001, "a.csv", "4 MB or fewer"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sheet_is_refused_with_what_it_is(cast, data, name, words):
    editor = visit(cast.ashby_editor)

    answer = upload(editor, POSTS, data, name)

    assert words in said(answer)
    assert not WaitingFile.objects.exists()


def test_a_waiting_sheet_is_its_senders_alone(cast):
    upload(visit(cast.ashby_editor), POSTS, establishment(), "posts.xlsx")
    pk = WaitingFile.objects.get().pk
    colleague = make_person("Other Ashby", body=cast.ashby, role="editor")

    for person in (colleague, cast.barton_editor, cast.coordinator):
        assert visit(person).get(f"{ROOT}sheets/{pk}/").status_code in (403, 404)
    other_part = f"/partnerships/ashby-and-barton/figures/in-common/sheets/{pk}/"
    assert visit(cast.ashby_editor).get(other_part).status_code in (403, 404)
