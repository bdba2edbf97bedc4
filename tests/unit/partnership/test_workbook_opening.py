"""Files that are no workbook, are locked or broken, or would swell beyond all bounds."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from commonweal.errors import CommonwealError, FileFormatError
from commonweal.partnership.workbook.marks import bounds_of_open_document, cell_name, marks_of
from commonweal.partnership.workbook.opening import MAX_BYTES, MAX_UNPACKED
from tests.unit.partnership.workbooks import (
    cautions,
    read,
    rezipped,
    starter_case,
    starter_workbook,
)

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEET = "xl/worksheets/sheet5.xml"


def archive(name: str, content: bytes = b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, content)
    return out.getvalue()


def stream(name: str) -> bytes:
    return OLD_OFFICE + name.encode("utf-16-le") + bytes(600)


def with_part(name: str, change) -> bytes:
    return rezipped(starter_workbook(), lambda one, part: change(part) if one == name else part)


@pytest.mark.parametrize(
    ("data", "reason", "mend"),
    [
        (b"%PDF-1.7\n", "it is a PDF", "commonweal new --workbook"),
        (b"Body,Cost\nAshby,1200\n", "it is plain text", "commonweal new --workbook"),
        (b"<!doctype html><table></table>", "it is a web page", "commonweal new"),
        (stream("EncryptedPackage"), "is locked with a password", "take the password off"),
        (stream("Workbook"), "in a binary form (.xls or .xlsb)", "save it as .xlsx"),
        (stream("WordDocument"), "it is a Word document", "commonweal new"),
        (archive("xl/workbook.bin"), "in a binary form", "save it as .xlsx"),
        (archive("Index/Document.iwa"), "a document of Apple Numbers", "Export To, Excel"),
        (archive("word/document.xml"), "it is a Word document", "commonweal new"),
        (archive("xl/workbook.xml"), "part of it is missing or damaged", "get it again"),
        (starter_workbook()[:5000], "part of it is missing or damaged", "get it again"),
        (starter_workbook() + bytes(MAX_BYTES), "no more than 20 MB are read", "new workbook"),
    ],
)
def test_what_is_no_workbook_to_read_is_told_what_it_is(data, reason, mend):
    with pytest.raises(FileFormatError) as refusal:
        read(data)

    assert reason in refusal.value.message
    assert mend in refusal.value.hint


def test_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_unpacked():
    swollen = b"<x>" + b"0" * (MAX_UNPACKED + 1)

    with pytest.raises(FileFormatError, match="unpacks to 12"):
        read(with_part(SHEET, lambda _: swollen))


@pytest.mark.parametrize("name", ["XFD1048576", "A99999999999", "ZZZZZZ3"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_far_away_is_refused_before_memory_is_set_aside_for_all_between(name, quote):
    row = re.sub(r"[A-Z]+", "", name)
    far = f"<row r={quote}{row}{quote}><c r={quote}{name}{quote}><v>1</v></c></row></sheetData>"

    with pytest.raises(FileFormatError, match="reaches to row") as refusal:
        read(with_part(SHEET, lambda part: part.replace(b"</sheetData>", far.encode())))

    assert "Delete the rows and columns beyond" in refusal.value.hint


def test_a_format_far_away_is_no_cell():
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'

    data = with_part(SHEET, lambda part: part.replace(b"</sheetData>", far))

    assert read(data).partnership == starter_case()


def test_what_a_workbook_claims_of_its_own_size_is_not_believed():
    def boast(name, part):
        part = re.sub(rb'ount="\d+"', b'ount="99999999999999"', part)
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)

    assert read(rezipped(starter_workbook(), boast)).partnership == starter_case()


def test_entities_are_not_unfolded():
    def laughing(part):
        return part.replace(b"<worksheet ", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet ')

    with pytest.raises(FileFormatError, match="missing or damaged"):
        read(with_part(SHEET, laughing))


def test_macros_are_told_and_never_handed_on():
    out = io.BytesIO(starter_workbook())
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf")

    assert "It holds macros. None was run or read." in cautions(out.getvalue())
    assert read(out.getvalue()).partnership == starter_case()


def test_bytes_broken_at_random_are_refused_or_read_and_nothing_escapes():
    chance = random.Random(20_260_401)
    with zipfile.ZipFile(io.BytesIO(starter_workbook())) as made:
        names = [name for name in made.namelist() if "sheet" in name or "workbook" in name]
    n_refused = 0
    for _ in range(60):
        target = chance.choice(names)

        def broken(name, part, target=target):
            if name != target:
                return part
            letters = bytearray(part)
            for _ in range(chance.randint(1, 8)):
                letters[chance.randrange(len(letters))] = chance.choice(b'<>"0A/ =')
            return bytes(letters)

        try:
            read(rezipped(starter_workbook(), broken))
        except CommonwealError:
            n_refused += 1

    assert n_refused > 5


def test_marks_are_read_with_and_without_the_names_of_cells():
    part = (
        b'<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
        b'<row r="2" hidden="true"><c r="B2"><f>1+1</f><v>2</v></c><c><f>A1</f></c></row>'
        b"<row><c/><c t='e'><f>NA()</f><v>#N/A</v></c></row></sheetData>"
    )

    marks = marks_of(part)

    assert marks.formulas == {(1, 1): True, (1, 2): False, (2, 1): True}
    assert marks.errors == {(2, 1): "#N/A"}
    assert marks.hidden_rows == {1}
    assert marks.hidden_columns == {1, 2}
    assert marks.furthest == (2, 2)


def test_repeats_of_blanks_at_the_end_of_an_open_document_do_not_count():
    content = (
        b"<table:table>"
        b'<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
        b'<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        b'<table:table-cell office:value-type="float"/>'
        b'<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
        b"</table:table-row></table:table>"
    )

    assert bounds_of_open_document(content) == (5, 3)


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (6, 25, "Z7"), (0, 26, "AA1"), (9, 16383, "XFD10")]
)
def test_cells_are_named_as_excel_names_them(row, column, name):
    assert cell_name(row, column) == name
