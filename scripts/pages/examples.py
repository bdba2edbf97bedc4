"""What lies in `examples/`, in each file's own words."""

from __future__ import annotations

import itertools
import json
import tomllib
from pathlib import Path
from typing import Any

from scripts.pages.markdown import page

__all__ = ["pages"]


def pages(root: Path) -> dict[str, str]:
    """Return the page of examples by its name from the root of the project."""
    folder = root / "examples"
    cases = [_case(path, root) for path in sorted(folder.rglob("*.toml"))]
    games = [_game(path, root) for path in sorted(folder.rglob("*.json"))]
    text = page(
        "# Examples",
        "From published figures, with the source and date of each in the file.",
        "## Partnership files",
        "`commonweal appraise FILE` gives the verdict on each.",
        *cases,
        "## Bare games and charging schemes",
        "`commonweal game FILE` divides a bare game under every rule and says who would leave.",
        *games,
    )
    return {"docs/reference/examples.md": text}


def _case(path: Path, root: Path) -> str:
    text = path.read_text(encoding="utf-8")
    case = tomllib.loads(text)
    return _entry(path, root, case["name"], case.get("summary", ""), _opening_comment(text))


def _game(path: Path, root: Path) -> str:
    game: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    source = f"Source: {game['source']} ({game['date']})." if "source" in game else ""
    return _entry(
        path, root, game["name"], game.get("about", ""), source, game.get("provenance", "")
    )


def _entry(path: Path, root: Path, name: str, *said: str) -> str:
    address = f"../../{path.relative_to(root).as_posix()}"
    return page(f"### {name}", f"[{path.name}]({address})", *said).rstrip()


def _opening_comment(text: str) -> str:
    """Return the comment that a file opens with, as paragraphs."""
    lines = itertools.takewhile(lambda line: line.startswith("#"), text.splitlines())
    said = [line.removeprefix("#").strip() for line in lines]
    paragraphs = "\n".join(said).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
