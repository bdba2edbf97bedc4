"""Reading and writing files for a command: judged by what they are, not by their names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from commonweal.errors import FileFormatError, Place

from .output import note

if TYPE_CHECKING:
    from commonweal.errors import ReaderReport
    from commonweal.files import Kind
    from commonweal.partnership import Partnership

__all__ = ["WORKBOOKS", "Case", "read_case", "read_json", "write"]

WANTED = "a partnership file, in TOML or JSON, or a partnership workbook"

#: Endings of the names of workbooks. Those of Numbers are here to be told how to export one.
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A partnership as it was read, with the text it came from; a workbook has none."""

    file: Path
    form: Literal["toml", "json", "workbook"]
    text: str
    partnership: Partnership
    report: ReaderReport


def read_case(file: Path) -> Case:
    """Read a partnership file in TOML, or in JSON or from a workbook where its name ends so.

    Raises
    ------
    FileFormatError
        The file cannot be read, or is not what its name says.
    RefusedError
        Something in it cannot be used.
    """
    from commonweal.files import check_kind, decode_text, read_bytes
    from commonweal.partnership import read_partnership, read_values

    name, ending = str(file), file.suffix.lower()
    data = read_bytes(file)
    if ending in WORKBOOKS:
        return _read_workbook(data, file)
    kind: Kind = "json" if ending == ".json" else "text"
    check_kind(data, expected=[kind], file=name, wanted=WANTED)
    text = decode_text(data, file=name)
    if ending != ".json":
        partnership, report = read_partnership(text, source=name)
        return Case(file=file, form="toml", text=text, partnership=partnership, report=report)
    values = parse_json(text, name=name)
    if "run" in values and "verdict" in values:
        raise FileFormatError(
            f"{name} is the result of an appraisal, not a partnership.",
            hint=f"Work it out again by `commonweal rerun {name}`.",
            place=Place(file=name),
        )
    if "players" in values and "values" in values:
        raise FileFormatError(
            f"{name} is a bare game, not a partnership.",
            hint=f"Share it out by `commonweal game {name}`.",
            place=Place(file=name),
        )
    partnership, report = read_values(values, source=name)
    return Case(file=file, form="json", text=text, partnership=partnership, report=report)


def _read_workbook(data: bytes, file: Path) -> Case:
    from commonweal.partnership.workbook import read_workbook

    read = read_workbook(data, source=str(file))
    return Case(
        file=file, form="workbook", text="", partnership=read.partnership, report=read.report
    )


def read_json(file: Path, *, wanted: str) -> dict[str, Any]:
    """Read a JSON object from a file."""
    from commonweal.files import check_kind, decode_text, read_bytes

    data = read_bytes(file)
    check_kind(data, expected=["json"], file=str(file), wanted=wanted)
    return parse_json(decode_text(data, file=str(file)), name=str(file))


def parse_json(text: str, *, name: str) -> dict[str, Any]:
    """Parse a JSON object, refusing what JSON does not hold: NaN, infinity, a key twice."""

    def refuse_constant(constant: str) -> NoReturn:
        line = text.count("\n", 0, text.find(constant)) + 1
        raise FileFormatError(
            f"{constant} is not a number that can be used.",
            hint="Give a finite number, or leave the key out.",
            place=Place(file=name, line=line),
        )

    def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, value in pairs:
            if key in kept:
                raise FileFormatError(
                    f"The key {key} is given twice in one table.",
                    hint="Keep one of them.",
                    place=Place(file=name, key=key),
                )
            kept[key] = value
        return kept

    try:
        values = json.loads(text, parse_constant=refuse_constant, object_pairs_hook=without_repeats)
    except json.JSONDecodeError as error:
        raise FileFormatError(
            f"This is not JSON that can be read: {error.msg[0].lower()}{error.msg[1:]}.",
            hint="Look at that line and the one before it: a comma, a quote or a bracket is often "
            "missing.",
            place=Place(file=name, line=error.lineno),
        ) from error
    except (RecursionError, ValueError) as error:
        raise FileFormatError(
            "This JSON holds a number too long, or lists too deep, to be read.",
            hint="Look for something pasted in by mistake.",
            place=Place(file=name),
        ) from error
    if not isinstance(values, Mapping):
        raise FileFormatError(
            "This JSON is a list, not an object.",
            hint="Begin with { and give keys and values.",
            place=Place(file=name),
        )
    return dict(values)


def write(file: Path, content: str | bytes, *, overwrite: bool) -> None:
    """Write a whole file or nothing, and say on standard error where it went."""
    from commonweal.files import write_bytes_atomically

    data = content if isinstance(content, bytes) else content.encode("utf-8")
    try:
        write_bytes_atomically(file, data, overwrite=overwrite)
    except FileFormatError as error:
        if not overwrite and "already there" in error.message:
            raise FileFormatError(
                error.message,
                hint="Give another name, or add --force to replace it.",
                place=error.place,
            ) from error
        raise
    note(f"Wrote {file}.")
