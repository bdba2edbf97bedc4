"""The excerpt of the demonstration in README.md: what the command prints today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

__all__ = ["pages"]

_CASE = "examples/pennine-lancashire-building-control.toml"

#: The excerpt stands between these two lines, and ends before the table of options.
_EXCERPT = re.compile(r"(?<=<!-- demo output -->\n).*?(?=<!-- end of demo output -->)", re.DOTALL)
_END = "\nOptions\n"


def pages(root: Path) -> dict[str, str]:
    """Return README.md with a fresh excerpt, by its name from the root of the project."""
    text = (root / "README.md").read_text(encoding="utf-8")
    said, _, _ = _run(root).partition(_END)
    block = f"\n```\n{said.strip()}\n```\n\n"
    return {"README.md": _EXCERPT.sub(lambda _: block, text)}


def _run(root: Path) -> str:
    command = [Path(sys.executable).with_name("commonweal"), "appraise", _CASE]
    plain = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        command, cwd=root, env=plain, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())
