"""What a file really is, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest

from commonweal.errors import FileFormatError
from commonweal.files import KINDS, check_kind, describe_kind, sniff_kind, zip_kind


def archive(*names: str, mimetype: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"  \r\n\t", "empty"),
        (b"\xef\xbb\xbfname = 'x'", "text"),
        (b"name = 'x'\n", "text"),
        (b"[partnership]\nname = 'x'\n", "text"),
        (b"[[bodies]]\nid = 'ashby'\n", "text"),
        (b'["quoted table"]\nx = 1\n', "text"),
        (b"# a comment\n[table]\n", "text"),
        (b"supplier,amount\nA,1\n", "text"),
        (b'{"players": ["a"]}', "json"),
        (b'{"players": ["a"', "json"),
        (b"  [1, 2, 3]", "json"),
        (b'[{"id": 1}]', "json"),
        (b"[1", "text"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"<HTML><body>", "html"),
        (b"<?xml version='1.0'?><data/>", "xml"),
        (b"<?xml version='1.0'?><html xmlns='x'/>", "html"),
        (b"%PDF-1.4", "pdf"),
        (b"PK\x03\x04rest", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        ("name".encode("utf-16"), "utf-16"),
        ("name = 'Ashby'".encode("utf-16-be"), "utf-16"),
        (bytes(range(256)), "binary"),
        (b"\x00\x00\x00\x00", "binary"),
        ("price = '£1'".encode("cp1252"), "text"),
    ],
)
def test_the_kind_is_told_from_the_bytes(data, kind):
    assert kind in KINDS
    assert sniff_kind(data) == kind


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (archive("xl/workbook.xml"), "xlsx", "an Excel workbook"),
        (archive("xl/workbook.xml", "xl/vbaProject.bin"), "xlsm", "an Excel workbook with macros"),
        (archive("word/document.xml"), "docx", "a Word document"),
        (
            archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "ods",
            "an OpenDocument spreadsheet",
        ),
        (
            archive(mimetype="application/vnd.oasis.opendocument.text"),
            "odt",
            "an OpenDocument text",
        ),
    ],
)
def test_a_zip_archive_is_told_by_what_it_holds(data, kind, words):
    assert sniff_kind(data) == "zip"
    assert zip_kind(data) == kind
    assert describe_kind(data) == words


@pytest.mark.parametrize("data", [archive("a.txt"), b"PK\x03\x04broken", b""])
def test_an_archive_of_anything_else_or_a_broken_one_is_just_an_archive(data):
    assert zip_kind(data) == "zip"


def test_a_workbook_called_toml_is_refused_by_its_true_name():
    with pytest.raises(FileFormatError, match="it is an Excel workbook") as refusal:
        check_kind(
            archive("xl/workbook.xml"),
            expected=("text",),
            file="case.toml",
            wanted="a partnership file in TOML",
        )

    assert "case.toml is not what its name says" in str(refusal.value)
    assert "a partnership file in TOML" in refusal.value.hint


def test_json_called_toml_is_refused_where_only_text_will_do():
    with pytest.raises(FileFormatError, match="it is JSON"):
        check_kind(b'{"a": 1}', expected=("text",), file="case.toml", wanted="TOML")


def test_an_expected_kind_passes():
    check_kind(b'{"a": 1}', expected=("json",), file="game.json", wanted="a game in JSON")


def test_blank_bytes_are_called_empty():
    with pytest.raises(FileFormatError, match=r"case\.toml is empty"):
        check_kind(b"\n\n", expected=("text",), file="case.toml", wanted="TOML")
