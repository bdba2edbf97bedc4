"""`commonweal new`: a starter file or workbook that explains itself."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, Force
from commonweal.cli.output import print_json, say

__all__ = ["new"]

_ENDINGS = (".toml", ".xlsx")


def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The partnership's name, or the file to write: my-case.toml or my-case.xlsx.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write, or - for standard output; from the name if left out.",
        ),
    ] = None,
    workbook: Annotated[
        bool,
        typer.Option("--workbook", help="Write an Excel workbook to fill in, not a text file."),
    ] = False,
    every_sheet: Annotated[
        bool,
        typer.Option("--every-sheet", help="Give the workbook its rarely needed sheets too."),
    ] = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a starter file, or a workbook, in which every key is explained.

    It checks and appraises as it stands, with placeholder figures for two councils, and its
    verdict is "not yet" until you replace them.
    """
    from commonweal.cli.cases import write
    from commonweal.errors import InputError, Place
    from commonweal.partnership import starter

    title = _title(name)
    if not title:
        raise InputError(
            f"{name!r} names no partnership.",
            hint="Give a name or a file, for example my-case.toml.",
        )
    is_workbook = workbook or every_sheet or (output or Path(name)).suffix.lower() == ".xlsx"
    if output is not None and str(output) == "-" and not is_workbook:
        say(starter(title).rstrip("\n"))
        return
    file = output if output is not None else _file(name, ".xlsx" if is_workbook else ".toml")
    if is_workbook and file.suffix.lower() != ".xlsx":
        raise InputError(
            f"{file} does not end in .xlsx, as the name of a workbook does.",
            hint="Give a name that ends in .xlsx, or leave --workbook out.",
            place=Place(file=str(file)),
        )
    text = starter(title)
    content = _workbook(text, file, every_sheet=every_sheet) if is_workbook else text
    write(file, content, overwrite=force)
    if as_json:
        print_json({"wrote": str(file), "name": title})
        return
    say(
        f"Replace the placeholders in {file} with your own figures, then\n"
        f"  commonweal check {_quoted(file)}\n  commonweal appraise {_quoted(file)}"
    )


def _workbook(text: str, file: Path, *, every_sheet: bool) -> bytes:
    from commonweal.partnership import read_partnership
    from commonweal.partnership.workbook import write_workbook

    partnership, _ = read_partnership(text, source=str(file))
    return write_workbook(partnership, every_sheet=every_sheet)


def _title(name: str) -> str:
    """Return the name of a partnership; that of a file becomes words."""
    if not name.lower().endswith(_ENDINGS):
        return " ".join(name.split())
    words = re.sub(r"[-_\s]+", " ", Path(name).stem).strip()
    return words[:1].upper() + words[1:]


def _file(name: str, ending: str) -> Path:
    if name.lower().endswith(_ENDINGS):
        return Path(name)
    # Accents go and letters stay: Ynys Môn becomes ynys-mon.
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:80]
    return Path(f"{slug or 'partnership'}{ending}")


def _quoted(file: Path) -> str:
    return f'"{file}"' if " " in str(file) else str(file)
