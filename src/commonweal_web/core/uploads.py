"""A partnership file as somebody sends it: TOML, JSON or a workbook, judged by what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from commonweal.errors import FileFormatError, InputError, Place

if TYPE_CHECKING:
    from commonweal.errors import ReaderReport
    from commonweal.partnership import Partnership

__all__ = ["MOST_TEXT", "MOST_WORKBOOK", "UploadedCase", "check_file_is_small", "read_case"]

#: Letters of a file: over twenty times the longest of our examples. A page carries as much to its
#: downloads.
MOST_TEXT = 500_000
#: Bytes of a workbook, packed as they are; within, they may be fifty times as many. One of six
#: bodies has 130 kB.
MOST_WORKBOOK = 1_000_000

_WANTED = "a partnership file, in TOML or JSON, or a partnership workbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedCase:
    """A partnership as it was read. `text` is the file's own, or a workbook's in TOML."""

    name: str
    form: Literal["toml", "json", "workbook"]
    text: str
    partnership: Partnership
    report: ReaderReport


def check_file_is_small(data: bytes, name: str, *, elsewhere: str) -> None:
    """Raise InputError for a file that would take long only to be read; say what takes it."""
    is_zip = data.startswith(b"PK")
    what, most = ("bytes", MOST_WORKBOOK) if is_zip else ("letters", MOST_TEXT)
    if len(data) > most:
        raise InputError(
            f"The file has {len(data):,} {what}, and this site takes {most:,} or fewer.",
            hint=elsewhere,
            place=Place(file=name),
        )


def read_case(data: bytes, name: str) -> UploadedCase:
    """Read a partnership from the bytes of a file; its name stands in what is said of it.

    Raises
    ------
    FileFormatError
        It is not what can be read here; a bare game and a run's document are named as such.
    RefusedError
        Something in it cannot be used; every fault is listed with its place and mend.
    """
    # The library's readers bring pydantic and NumPy: a page that reads nothing needs neither.
    from commonweal.cli.cases import parse_json
    from commonweal.files import check_kind, decode_text, sniff_kind
    from commonweal.partnership import read_partnership, read_values, write_toml
    from commonweal.partnership.workbook import read_workbook

    kind = sniff_kind(data)
    if kind in ("zip", "old-office"):
        read = read_workbook(data, source=name)
        return UploadedCase(
            name=name,
            form="workbook",
            text=write_toml(read.partnership),
            partnership=read.partnership,
            report=read.report,
        )
    check_kind(data, expected=["json" if kind == "json" else "text"], file=name, wanted=_WANTED)
    text = decode_text(data, file=name)
    if kind != "json":
        partnership, report = read_partnership(text, source=name)
        return UploadedCase(
            name=name, form="toml", text=text, partnership=partnership, report=report
        )
    values = parse_json(text, name=name)
    for keys, what, mend in (
        ({"run", "verdict"}, "the result of an appraisal", "Send the file that it came from."),
        ({"players", "values"}, "a bare game", "Share it out by “Costs of a few groups”."),
    ):
        if keys <= set(values):
            raise FileFormatError(
                f"This is {what}, not a partnership.", hint=mend, place=Place(file=name)
            )
    partnership, report = read_values(values, source=name)
    return UploadedCase(name=name, form="json", text=text, partnership=partnership, report=report)
