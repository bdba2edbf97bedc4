"""`commonweal convert`: the same partnership in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonweal.cli.options import AsJson, Force
from commonweal.cli.output import note, print_json, to_json

if TYPE_CHECKING:
    from commonweal.cli.cases import Case

__all__ = ["convert"]

_FORMS = (".toml", ".json", ".xlsx")


def convert(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="A partnership file: TOML, JSON or a workbook.",
            show_default=False,
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Argument(
            metavar="TARGET",
            help="The file to write; its ending, .toml, .json or .xlsx, says the form.",
            show_default=False,
        ),
    ] = None,
    in_place: Annotated[
        bool,
        typer.Option(
            "--in-place",
            help="Change TARGET to hold what SOURCE holds, its comments and order kept; without "
            "TARGET, bring SOURCE itself to the newest form.",
        ),
    ] = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a partnership in another form, or a newer one, without loss.

    The forms are TOML, JSON and an Excel workbook. From TOML to TOML, comments are kept; a
    workbook is written anew, without columns and colours of your own. A file that is already there
    is never replaced unless you say so, and is replaced wholly or not at all.
    """
    from commonweal.cli.cases import read_case, write
    from commonweal.errors import InputError, Place

    if target is None and not in_place:
        raise InputError(
            "There is no file to convert to.",
            hint="Name it after the first, ending in .toml, .json or .xlsx, or add --in-place.",
        )
    wanted = target if target is not None else source
    if wanted.suffix.lower() not in _FORMS:
        raise InputError(
            f"{wanted} ends in none of .toml, .json and .xlsx, the forms that can be written.",
            hint="Name a file that ends in one of them.",
            place=Place(file=str(wanted)),
        )
    case = read_case(source)
    holder = case if target is None else None
    if target is not None and in_place and target.exists():
        holder = read_case(target)
    content = _content(case, wanted, holder)
    is_new = holder is None or content != _now(holder, wanted)
    if is_new:
        write(wanted, content, overwrite=force or in_place)
    else:
        note(f"{wanted} holds this already and was left as it is.")
    if as_json:
        print_json({"wrote": str(wanted) if is_new else None})


def _content(case: Case, wanted: Path, holder: Case | None) -> str | bytes:
    """Return the case in the form wanted, keeping the comments of the file that holds it now."""
    from commonweal.partnership import plain, rewrite_toml, write_toml
    from commonweal.partnership.workbook import write_workbook

    if wanted.suffix.lower() == ".xlsx":
        return write_workbook(case.partnership)
    if wanted.suffix.lower() == ".json":
        return to_json(plain(case.partnership)) + "\n"
    if holder is not None and holder.form == "toml":
        return rewrite_toml(holder.text, case.partnership)
    if case.form == "toml":
        return rewrite_toml(case.text, case.partnership)
    return write_toml(case.partnership)


def _now(holder: Case, wanted: Path) -> str | bytes:
    """Return what the file holds now: for a workbook, what it would hold if written anew."""
    return _content(holder, wanted, None) if holder.form == "workbook" else holder.text
