"""Recalculating workbooks in LibreOffice Calc, with no value in them that it could hand back.

Every value that a formula carries is taken out before Calc opens the file, so that what is read
afterwards can only have been worked out by Calc itself.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.parts import require_part

__all__ = ["Cells", "cells_of", "recalculate", "with_inputs", "without_values"]

Cells = Mapping[str, list[list[Any]]]
"""Rows of values by sheet."""

#: Calc recalculates what Excel's format holds only when told to: 0 stands for always.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

_VALUE_OF_FORMULA = re.compile(rb"(</f>)<v>[^<]*</v>")


def without_values(workbook: bytes) -> tuple[bytes, int]:
    """Take out every value that a formula carries; return the workbook and how many there were."""
    n_taken = 0
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as read, zipfile.ZipFile(out, "w") as write:
        for part in read.infolist():
            data = read.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data, n_here = _VALUE_OF_FORMULA.subn(rb"\1", data)
                n_taken += n_here
            write.writestr(part, data, zipfile.ZIP_DEFLATED)
    return out.getvalue(), n_taken


def with_inputs(workbook: bytes, changes: Mapping[tuple[str, str], float]) -> bytes:
    """Put numbers in cells that hold numbers, by sheet and address; no formula is touched."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as read, zipfile.ZipFile(out, "w") as write:
        numbers = _sheet_numbers(read)
        for part in read.infolist():
            data = read.read(part)
            for (sheet, cell), value in changes.items():
                if part.filename != f"xl/worksheets/sheet{numbers[sheet]}.xml":
                    continue
                held = re.compile(rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)'.encode())
                data, n_found = held.subn(rb"\g<1>" + repr(value).encode() + rb"\g<2>", data)
                assert n_found == 1, f"{sheet}!{cell} holds no plain number."
            write.writestr(part, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def recalculate(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, Cells]:
    """Open workbooks in Calc, recalculate them all and return their cells, by name.

    One run of Calc takes them all. `folder` is empty and takes what comes and goes.
    """
    soffice = require_part("libreoffice-calc")
    source, result = folder / "in", folder / "out"
    profile = folder / "profile" / "user"
    source.mkdir(parents=True)
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    files = []
    for name, workbook in workbooks.items():
        files.append(source / f"{name}.xlsx")
        files[-1].write_bytes(without_values(workbook)[0])
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(result),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=800,
    )
    return {name: cells_of((result / f"{name}.xlsx").read_bytes()) for name in workbooks}


def cells_of(workbook: bytes) -> Cells:
    """Return the values of every sheet as they stand in the file."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def _sheet_numbers(archive: zipfile.ZipFile) -> dict[str, int]:
    names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    return {name: place for place, name in enumerate(names, start=1)}
