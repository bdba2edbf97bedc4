"""Options that several commands share, each defined once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AsJson", "CaseFile", "Draws", "Force", "OnDay", "Seed", "day_of", "or_today"]

MOST_SEED = 2**63 - 1


def _whole_number(text: str | int, *, least: int, most: int) -> int:
    try:
        number = int(str(text).replace(",", "").replace("_", ""))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a whole number.") from None
    if not least <= number <= most:
        raise typer.BadParameter(f"{number:,} is not from {least:,} to {most:,}.")
    return number


def _draws(text: str) -> int:
    return _whole_number(text, least=100, most=200_000)


def _seed(text: str) -> int:
    return _whole_number(text, least=0, most=MOST_SEED)


def day_of(text: str | dt.date) -> dt.date:
    """Return a day typed as 2027-01-20."""
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day. Write it as 2027-01-20.") from None


def or_today(day: dt.date | None) -> dt.date:
    """Return the day asked for, or today where this machine stands."""
    return day or dt.datetime.now().astimezone().date()


CaseFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A partnership file (TOML, JSON or a workbook); `commonweal new` writes one.",
        show_default=False,
    ),
]
Draws = Annotated[
    int | None,
    typer.Option(
        parser=_draws,
        metavar="N",
        help="How many futures to draw; the file's own number if left out.",
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        parser=_seed, metavar="N", help="Same seed, same figures; the file's own if left out."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is already there.")]
OnDay = Annotated[
    dt.date | None,
    typer.Option(
        "--on",
        parser=day_of,
        metavar="DAY",
        help="The day to look from, such as 2027-01-20; today if left out.",
    ),
]
