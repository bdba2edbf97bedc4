"""One module for each command. Their names, in the order of a case's life, with examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .appraise import appraise
from .check import check
from .convert import convert
from .exit import exit_
from .game import game
from .join import join
from .new import new
from .report import report
from .rerun import rerun
from .schema import schema
from .services import services
from .shares import shares

__all__ = ["COMMANDS"]

#: Name, function, examples for the help.
COMMANDS: tuple[tuple[str, Callable[..., Any], tuple[str, ...]], ...] = (
    (
        "new",
        new,
        (
            "commonweal new my-case.toml",
            'commonweal new "Building control in the north" --output north.toml',
        ),
    ),
    ("check", check, ("commonweal check my-case.toml", "commonweal check my-case.toml --json")),
    (
        "appraise",
        appraise,
        (
            "commonweal appraise my-case.toml",
            "commonweal appraise my-case.toml --draws 1000 --seed 7",
            "commonweal appraise my-case.toml --json > run.json",
        ),
    ),
    (
        "shares",
        shares,
        (
            "commonweal shares my-case.toml",
            "commonweal shares my-case.toml --rule shapley",
            "commonweal shares my-case.toml --json",
        ),
    ),
    (
        "exit",
        exit_,
        (
            "commonweal exit my-case.toml",
            "commonweal exit my-case.toml ashby --year 2029-30",
        ),
    ),
    (
        "join",
        join,
        ("commonweal join my-case.toml", "commonweal join my-case.toml colne --json"),
    ),
    (
        "report",
        report,
        (
            "commonweal report my-case.toml --output my-case.html",
            "commonweal report my-case.toml --output my-case.html --force",
        ),
    ),
    (
        "game",
        game,
        ("commonweal game water.json", "commonweal game water.json --json"),
    ),
    ("rerun", rerun, ("commonweal rerun run.json", "commonweal rerun run.json --json")),
    (
        "convert",
        convert,
        (
            "commonweal convert my-case.toml my-case.json",
            "commonweal convert edited.json my-case.toml --in-place",
        ),
    ),
    ("schema", schema, ("commonweal schema > partnership.schema.json",)),
    (
        "services",
        services,
        (
            "commonweal services",
            "commonweal services building-control",
            "commonweal services --routes --nation wales",
        ),
    ),
)
