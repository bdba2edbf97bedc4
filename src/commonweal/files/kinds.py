"""What a file really is, whatever its name says, judged from its first bytes.

Officers rename files, and mail systems do it for them: a workbook called `case.toml`, a web page
saved as `spend.csv`. Saying so is kinder than the parse error that would follow.
"""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
from collections.abc import Collection
from typing import Final, Literal, get_args

from commonweal.errors import FileFormatError, Place

__all__ = [
    "KINDS",
    "Kind",
    "check_kind",
    "decode_text",
    "describe_kind",
    "old_office_kind",
    "sniff_kind",
    "zip_kind",
]

Kind = Literal[
    "empty",
    "zip",
    "pdf",
    "old-office",
    "gzip",
    "image",
    "html",
    "xml",
    "json",
    "utf-16",
    "text",
    "binary",
]

#: Every kind that `sniff_kind` can answer.
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

ZipKind = Literal["xlsx", "xlsm", "docx", "ods", "odt", "numbers", "zip"]
OldOfficeKind = Literal["locked", "workbook", "document", "old-office"]

_WORDS: Final[dict[str, str]] = {
    "empty": "empty",
    "zip": "a zip archive (Excel, Word and OpenDocument files are zip archives inside)",
    "xlsx": "an Excel workbook",
    "xlsm": "an Excel workbook with macros",
    "docx": "a Word document",
    "ods": "an OpenDocument spreadsheet",
    "odt": "an OpenDocument text",
    "numbers": "a document of Apple Numbers",
    "locked": "an Office file locked with a password",
    "workbook": "an Excel workbook in the old binary form (.xls)",
    "document": "a Word document in the old binary form (.doc)",
    "pdf": "a PDF",
    "old-office": "an Office file in the old binary form (.xls or .doc)",
    "gzip": "a gzip archive",
    "image": "a picture",
    "html": "a web page",
    "xml": "an XML file",
    "json": "JSON",
    "utf-16": "text in UTF-16 (what Excel calls Unicode Text)",
    "text": "plain text",
    "binary": "a binary file, not text",
}

_SIGNATURES: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: How far into a file we look for the bytes that text never holds.
_SAMPLE: Final = 65_536

#: Control characters that text does not hold; tab, line ends and form feed it may.
_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")

_JSON_LIST: Final = re.compile(r'\[\s*(?:[{\[]|"[^"\n]*"\s*,|-?\d[\d.eE+-]*\s*,)')


def sniff_kind(data: bytes) -> Kind:
    """Return what the bytes are, from their beginning.

    A zip archive is "zip" whatever it holds; `zip_kind` looks inside. "text" is anything that
    reads as text and is not JSON, XML or a web page: TOML and CSV are both "text".
    """
    if not data.strip(b"\x00 \t\r\n\f") and b"\x00" not in data:
        return "empty"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    sample = data.removeprefix(codecs.BOM_UTF8)[:_SAMPLE]
    if b"\x00" in sample:
        return "utf-16" if _looks_like_utf_16(sample) else "binary"
    if sum(byte in _CONTROLS for byte in sample) > len(sample) / 100:
        return "binary"
    return _kind_of_text(data, sample)


def zip_kind(data: bytes) -> ZipKind:
    """Return what a zip archive holds: a workbook, a document, or just an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    # A password, a compression that is not built in, a truncated directory: each of its own type.
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return "zip"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if "Index/Document.iwa" in names or "Index.zip" in names:
        return "numbers"
    return "zip"


def old_office_kind(data: bytes) -> OldOfficeKind:
    """Return what an Office file in the old binary form holds, from the names of its streams.

    A new Office file that is locked with a password is wrapped in the old form.
    """
    named: tuple[tuple[str, OldOfficeKind], ...] = (
        ("EncryptedPackage", "locked"),
        ("WordDocument", "document"),
        ("Workbook", "workbook"),
        ("Book", "workbook"),
    )
    for name, kind in named:
        if name.encode("utf-16-le") in data:
            return kind
    return "old-office"


def describe_kind(data: bytes) -> str:
    """Return in words what the bytes are, for example "an Excel workbook"."""
    kind = sniff_kind(data)
    if kind == "old-office":
        return _WORDS[old_office_kind(data)]
    return _WORDS[zip_kind(data) if kind == "zip" else kind]


def check_kind(data: bytes, *, expected: Collection[Kind], file: str, wanted: str) -> None:
    """Refuse bytes that are not of an expected kind.

    `file` is the name as the person gave it; `wanted` says in words what should be there, for
    example "a partnership file in TOML".

    Raises
    ------
    FileFormatError
        Naming what the file really is.
    """
    kind = sniff_kind(data)
    if kind in expected:
        return
    if kind == "empty":
        raise FileFormatError(
            f"{file} is empty.",
            hint=f"Give {wanted}.",
            place=Place(file=file),
        )
    raise FileFormatError(
        f"{file} is not what its name says: it is {describe_kind(data)}.",
        hint=f"Give {wanted}, or give this file the name that fits what it is.",
        place=Place(file=file),
    )


def decode_text(data: bytes, *, file: str) -> str:
    """Return UTF-8 bytes as text, with or without a byte order mark.

    Raises
    ------
    FileFormatError
        If the bytes are another kind of file, or text in another encoding; the message names the
        first byte that is wrong, its line, and the encoding that it probably is.
    """
    kind = sniff_kind(data)
    if kind == "utf-16":
        raise FileFormatError(
            f"{file} is {_WORDS['utf-16']}, not UTF-8.",
            hint='Save it again as UTF-8 ("CSV UTF-8" in Excel, encoding UTF-8 in an editor).',
            place=Place(file=file),
        )
    if kind in ("zip", "pdf", "old-office", "gzip", "image", "binary"):
        raise FileFormatError(
            f"{file} is not text: it is {describe_kind(data)}.",
            hint="Give the text file itself, not an archive, document or picture of it.",
            place=Place(file=file),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The byte order mark is not counted in `start` by Python's decoder, but it is in the file.
        start = error.start + (len(data) - len(error.object))
        line = data.count(b"\n", 0, start) + 1
        byte = data[start]
        raise FileFormatError(
            f"{file} is not UTF-8: byte 0x{byte:02X} at position {start + 1:,} (line {line:,}) "
            f"does not belong; it looks like {_likely_encoding(data, start)}.",
            hint='Save it again as UTF-8 ("CSV UTF-8" in Excel, encoding UTF-8 in an editor).',
            place=Place(file=file, line=line),
        ) from error


def _looks_like_utf_16(sample: bytes) -> bool:
    """Say whether every other byte is nil, as in western text of two bytes a character."""
    even, odd = sample[0::2], sample[1::2]
    return any(
        some.count(0) > 0.7 * len(some) and other.count(0) < 0.1 * len(other)
        for some, other in ((even, odd), (odd, even))
        if some and other
    )


def _kind_of_text(data: bytes, sample: bytes) -> Kind:
    start = sample[:2_000].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    if start.startswith(b"{"):
        # TOML and CSV cannot begin so, hence even broken JSON can be called by its name.
        return "json"
    if start.startswith(b"["):
        # A TOML file may well begin with `[table]`, so this has to be JSON in earnest.
        text = data.decode("utf-8-sig", errors="replace")
        if _JSON_LIST.match(text.lstrip()) and not text.lstrip().startswith("[["):
            return "json"
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return "text"
        return "json"
    return "text"


def _likely_encoding(data: bytes, start: int) -> str:
    """Name the encoding that a stray byte of non-UTF-8 text probably came from."""
    if data[start] in (0x9C, 0xA3) and 0x80 <= data[start] <= 0x9F:
        return "text from an old DOS program (code page 850), or Windows-1252"
    if any(0x80 <= byte <= 0x9F for byte in data):
        return "Windows-1252, the usual encoding of CSV files saved by Excel"
    return "Windows-1252 or Latin-1, the usual encodings of CSV files saved by Excel"
