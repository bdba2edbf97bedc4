"""The parts that some tests need beyond Python, and what happens where one is missing.

`make test` runs `scripts/provide.py` first: as root on Debian it installs what is missing; anybody
else uses what is there. A test says what it needs by `require_part("chromium")`. Where that is
missing the test is skipped and says so; under `CI=true` it fails, so that no kind of test can
fall asleep unnoticed.

A new part is one entry in `PARTS`, and `scripts/provide.py` needs no change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import find_postgresql

__all__ = ["PARTS", "Part", "is_ci", "require_part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that tests need and Python's packages do not bring.

    `find` returns where it is, or None; it must look for what is used, not for a name that may
    stand without it. `debian_package` is what brings it on Debian.
    """

    name: str
    used_for: str
    debian_package: str
    find: Callable[[], str | None]


def _first_command(*names: str) -> Callable[[], str | None]:
    """Return a finder of the first of these commands that is on the path."""

    def find() -> str | None:
        return next((path for name in names if (path := shutil.which(name))), None)

    return find


def _office_with(library: str) -> Callable[[], str | None]:
    """Return a finder of LibreOffice that has one of its programs: the command may stand bare."""

    def find() -> str | None:
        command = shutil.which("soffice")
        if command is None:
            return None
        return command if (Path(command).resolve().parent / library).exists() else None

    return find


PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        Part(
            name="node",
            used_for="compiling the site's style sheet",
            debian_package="nodejs",
            find=_first_command("node"),
        ),
        Part(
            name="chromium",
            used_for="opening reports and pages as a person would, with axe",
            debian_package="chromium",
            find=_first_command("chromium", "chromium-browser", "google-chrome"),
        ),
        Part(
            name="libreoffice-calc",
            used_for="recalculating workbooks",
            debian_package="libreoffice-calc-nogui",
            find=_office_with("libsclo.so"),
        ),
        Part(
            name="libreoffice-writer",
            used_for="opening Word papers as somebody would who has no Word",
            debian_package="libreoffice-writer-nogui",
            find=_office_with("libswlo.so"),
        ),
        Part(
            name="postgresql",
            used_for="running the site on the database that a larger one stands on",
            debian_package="postgresql",
            find=find_postgresql,
        ),
    )
}


def is_ci() -> bool:
    """Return whether this run must not skip anything."""
    return os.environ.get("CI", "").lower() == "true"


def require_part(name: str) -> str:
    """Return where the part is; skip the test where it is missing, or fail it under CI."""
    part = PARTS[name]
    where = part.find()
    if where is not None:
        return where

    missing = (
        f"{part.name} is missing ({part.used_for}). "
        f"Install it; on Debian it is the package {part.debian_package}."
    )
    if is_ci():
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)
