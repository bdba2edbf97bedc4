"""Reading and writing files for a command: judged by what they are, not by their names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from commonweal.errors import FileFormatError, Place

from .output import note

if TYPE_CHECKING:
    from commonweal.errors import ReaderReport
    from commonweal.files import Kind
    from commonweal.partnership import Partnership

__all__ = ["Case", "read_case", "read_json", "write"]

WANTED = "a partnership file, in TOML or JSON"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A partnership as it was read, with the text it came from."""

    file: Path
    is_json: bool
    text: str
    partnership: Partnership
    report: ReaderReport


def read_case(file: Path) -> Case:
    """Read a partnership file in TOML, or in JSON where its name ends so.

    Raises
    ------
    FileFormatError
        The file cannot be read, or is not what its name says.
    RefusedError
        Something in it cannot be used.
    """
    from commonweal.files import check_kind, decode_text, read_bytes
    from commonweal.partnership import read_partnership, read_values

    name = str(file)
    data = read_bytes(file)
    _refuse_workbook(data, file)
    is_json = file.suffix.lower() == ".json"
    kind: Kind = "json" if is_json else "text"
    check_kind(data, expected=[kind], file=name, wanted=WANTED)
    text = decode_text(data, file=name)
    if not is_json:
        partnership, report = read_partnership(text, source=name)
    else:
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
    return Case(file=file, is_json=is_json, text=text, partnership=partnership, report=report)


def _refuse_workbook(data: bytes, file: Path) -> None:
    from commonweal.files import describe_kind, sniff_kind, zip_kind

    if sniff_kind(data) == "zip" and zip_kind(data) in ("xlsx", "xlsm", "ods"):
        is_named_so = file.suffix.lower() in (".xlsx", ".xlsm", ".ods")
        what = f"is {describe_kind(data)}"
        if not is_named_so:
            what = f"is not what its name says: it {what}"
        raise FileFormatError(
            f"{file} {what}, and workbooks cannot be read yet.",
            hint="Give a partnership file in TOML or JSON: `commonweal new` writes one to fill in.",
            place=Place(file=str(file)),
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


def write(file: Path, text: str, *, overwrite: bool) -> None:
    """Write a whole file or nothing, and say on standard error where it went."""
    from commonweal.files import write_bytes_atomically

    try:
        write_bytes_atomically(file, text.encode("utf-8"), overwrite=overwrite)
    except FileFormatError as error:
        if not overwrite and "already there" in error.message:
            raise FileFormatError(
                error.message,
                hint="Give another name, or add --force to replace it.",
                place=error.place,
            ) from error
        raise
    note(f"Wrote {file}.")
