"""The bytes of a workbook as grids of cells, guarded: nothing in it is run, and nothing swells.

calamine reads the cells. It is handed a copy of the archive that holds only the parts with cells in
them, already unpacked and measured here: a zip bomb never reaches it, nor a macro.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import python_calamine

from commonweal.errors import Caution, FileFormatError, Place
from commonweal.files import describe_kind, old_office_kind, sniff_kind, zip_kind

from .cells_in import RawCell
from .marks import Marks, bounds_of_open_document, marks_of, sheet_parts

__all__ = ["MAX_BYTES", "MAX_CELLS", "MAX_UNPACKED", "Book", "Grid", "open_book"]

#: The largest workbook of a case met so far had 0.5 MB; a county and its districts come to 2.
MAX_BYTES = 20_000_000
MAX_UNPACKED = 120_000_000
#: Cells of a sheet, from its first to its furthest: each takes memory, filled or not.
MAX_CELLS = 2_000_000

_MEND = "Give a partnership workbook: `commonweal new --workbook case.xlsx` writes one to fill in."
_EXPORT = "Export it as Excel (.xlsx) and give that."
_KEPT = re.compile(r"\.(xml|rels|bin)$|^mimetype$", re.I)
_MACROS = re.compile(r"vbaProject|/macrosheets/|Basic/|Scripts/", re.I)
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*/>")
_COUNTED = re.compile(rb"<(?:\w+:)?(?:sst|mergeCells|cellXfs|numFmts)\b[^>]*>")
_COUNT = re.compile(rb"\b(?:count|uniqueCount)=\"[^\"]*\"")

#: A truncated part, a check sum that does not fit, a compression that is not built in.
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet: its cells from A1 on, row by row, and what is marked on them."""

    title: str
    rows: tuple[tuple[RawCell, ...], ...]
    marks: Marks = field(default_factory=Marks)
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """First and last cell of each merged range: row and column, from 0."""
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> RawCell:
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    grids: tuple[Grid, ...]
    cautions: tuple[Caution, ...]


def open_book(data: bytes, *, source: str) -> Book:
    """Return the sheets of a workbook: .xlsx, .xlsm or .ods.

    Raises FileFormatError, saying what the file really is, for anything that is no workbook, is
    locked, broken, or larger than a case could be.
    """
    place = Place(file=source)
    if len(data) > MAX_BYTES:
        raise FileFormatError(
            f"{source} holds {len(data) / 1e6:,.1f} MB, and no more than {MAX_BYTES / 1e6:,.0f} MB "
            "are read as a workbook.",
            hint="Save the sheets of the partnership alone, without pictures, as a new workbook.",
            place=place,
        )
    kind = sniff_kind(data)
    if kind == "old-office":
        raise _old_office(data, source)
    if kind != "zip":
        raise _no_workbook(data, source)
    holds = zip_kind(data)
    if holds == "numbers":
        raise FileFormatError(
            f"{source} is a document of Apple Numbers, which cannot be read.",
            hint=f"In Numbers: File, Export To, Excel. {_EXPORT}",
            place=place,
        )
    if holds not in ("xlsx", "xlsm", "ods"):
        if holds == "zip" and not zipfile.is_zipfile(io.BytesIO(data)):
            raise _broken(source)
        raise _no_workbook(data, source)
    parts = _unpacked(data, source=source)
    if "xl/workbook.bin" in parts:
        raise _binary(source)
    cautions = []
    if any(_MACROS.search(name) for name in parts):
        cautions.append(Caution(place=place, message="It holds macros. None was run or read."))
        parts = {name: part for name, part in parts.items() if "vbaProject" not in name}
    if holds == "ods":
        far = bounds_of_open_document(parts.get("content.xml", b""))
        _check_size(far, "", source)
        marks = {}
        cautions.append(_unmarked(place))
    else:
        marks = {title: marks_of(part) for title, part in sheet_parts(parts)}
        for title, found in marks.items():
            _check_size(found.furthest, title, source)
    grids = tuple(_grids(_packed(parts), marks, source=source))
    return Book(grids=grids, cautions=tuple(cautions))


def _old_office(data: bytes, source: str) -> FileFormatError:
    holds = old_office_kind(data)
    if holds == "locked":
        return _locked(source)
    return _no_workbook(data, source) if holds == "document" else _binary(source)


def _binary(source: str) -> FileFormatError:
    # Broken bytes in the binary forms make the reader take all memory, or end the process.
    return FileFormatError(
        f"{source} is a workbook in a binary form (.xls or .xlsb), which is not read.",
        hint="Open it in Excel or LibreOffice and save it as .xlsx.",
        place=Place(file=source),
    )


def _unmarked(place: Place) -> Caution:
    return Caution(
        place=place,
        message="In an OpenDocument spreadsheet formulas and hidden rows cannot be told from the "
        "rest: the results that were saved last were taken.",
    )


def _unpacked(data: bytes, *, source: str) -> dict[str, bytes]:
    """Return the parts of the archive that hold cells, none larger than it says it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if _KEPT.search(info.filename)]
            if any(info.flag_bits & 1 for info in infos):
                raise _locked(source)
            total = sum(info.file_size for info in infos)
            if total > MAX_UNPACKED:
                raise FileFormatError(
                    f"{source} unpacks to {total / 1e6:,.0f} MB, and no more than "
                    f"{MAX_UNPACKED / 1e6:,.0f} MB are read as a workbook.",
                    hint="Copy the rows that are filled in to a new workbook.",
                    place=Place(file=source),
                )
            parts = {info.filename: archive.read(info) for info in infos}
    except _BROKEN as error:
        raise _broken(source) from error
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and (b"<!ENTITY" in part or b"<!DOCTYPE" in part):
            raise _broken(source)
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    """Return the parts as an archive again, without what they claim of their own size.

    calamine sets memory aside for as many texts and cells as a file says that it holds.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            honest = _DIMENSION.sub(b"", part)
            honest = _COUNTED.sub(lambda tag: _COUNT.sub(b"", tag[0]), honest)
            archive.writestr(zipfile.ZipInfo(name), honest)
    return out.getvalue()


def _check_size(furthest: tuple[int, int], title: str, source: str) -> None:
    n_rows, n_columns = furthest[0] + 1, furthest[1] + 1
    if n_rows * n_columns > MAX_CELLS:
        raise FileFormatError(
            f"A sheet of {source} reaches to row {n_rows:,} and column {n_columns:,}.",
            hint="Delete the rows and columns beyond the table (they may look empty), and save.",
            place=Place(file=source, sheet=title),
        )


def _grids(data: bytes, marks: dict[str, Marks], *, source: str) -> Iterator[Grid]:
    try:
        book = python_calamine.CalamineWorkbook.from_object(io.BytesIO(data))
        hidden = python_calamine.SheetVisibleEnum.Visible
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            end = sheet.end or (0, 0)
            _check_size((int(end[0]), int(end[1])), about.name, source)
            yield Grid(
                title=about.name,
                rows=tuple(
                    tuple(None if cell == "" else cell for cell in row)
                    for row in sheet.to_python(skip_empty_area=False)
                ),
                marks=marks.get(about.name, Marks()),
                merged=tuple(sheet.merged_cell_ranges or ()),
                is_hidden=about.visible != hidden,
            )
    except python_calamine.PasswordError as error:
        raise _locked(source) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _broken(source) from error


def _locked(source: str) -> FileFormatError:
    return FileFormatError(
        f"{source} is locked with a password.",
        hint="Open it in Excel, take the password off (File, Info, Protect Workbook), and save.",
        place=Place(file=source),
    )


def _broken(source: str) -> FileFormatError:
    return FileFormatError(
        f"{source} is a workbook that cannot be read: part of it is missing or damaged.",
        hint="It may not have finished downloading; get it again. Else open it in Excel and save "
        "it as a new .xlsx file.",
        place=Place(file=source),
    )


def _no_workbook(data: bytes, source: str) -> FileFormatError:
    return FileFormatError(
        f"{source} is no workbook: it is {describe_kind(data)}.",
        hint=_MEND,
        place=Place(file=source),
    )
