"""`commonweal new`: a starter file that explains itself."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, Force
from commonweal.cli.output import print_json, say

__all__ = ["new"]


def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The partnership's name, or the file to write: my-case.toml.",
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
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a starter file in which every key is explained.

    It checks and appraises as it stands, with placeholder figures for two councils, and its
    verdict is "not yet" until you replace them.
    """
    from commonweal.cli.cases import write
    from commonweal.errors import InputError
    from commonweal.partnership import starter

    title = _title(name)
    if not title:
        raise InputError(
            f"{name!r} names no partnership.",
            hint="Give a name or a file, for example my-case.toml.",
        )
    if output is not None and str(output) == "-":
        say(starter(title).rstrip("\n"))
        return
    file = output if output is not None else _file(name)
    write(file, starter(title), overwrite=force)
    if as_json:
        print_json({"wrote": str(file), "name": title})
        return
    say(
        f"Replace the placeholders in {file} with your own figures, then\n"
        f"  commonweal check {_quoted(file)}\n  commonweal appraise {_quoted(file)}"
    )


def _title(name: str) -> str:
    """Return the name of a partnership; that of a file becomes words."""
    if not name.lower().endswith(".toml"):
        return " ".join(name.split())
    words = re.sub(r"[-_\s]+", " ", Path(name).stem).strip()
    return words[:1].upper() + words[1:]


def _file(name: str) -> Path:
    if name.lower().endswith(".toml"):
        return Path(name)
    # Accents go and letters stay: Ynys Môn becomes ynys-mon.
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:80]
    return Path(f"{slug or 'partnership'}.toml")


def _quoted(file: Path) -> str:
    return f'"{file}"' if " " in str(file) else str(file)
