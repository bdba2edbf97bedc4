"""The project's own files, for the tests that look at all of them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

__all__ = ["LIBRARY", "ROOT", "library_modules", "name_of", "our_files", "our_texts"]

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "commonweal"

#: Folders that no commit holds; looked at only where the project is not under git.
_NOT_OURS = {"build", "dist", "reports", "node_modules", "__pycache__"}


@cache
def our_files() -> tuple[Path, ...]:
    """Return every file that git tracks or would, or all but the leavings where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
        return tuple(path for name in sorted(names) if (path := ROOT / name).is_file())
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not any(
            part in _NOT_OURS or (part.startswith(".") and part != ".ci")
            for part in path.relative_to(ROOT).parts[:-1]
        )
    )


def our_texts() -> dict[str, str]:
    """Return every file of ours that is text, by its name from the root."""
    texts = {}
    for path in our_files():
        try:
            texts[name_of(path)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def library_modules() -> list[Path]:
    """Return the library's modules."""
    return sorted(LIBRARY.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a file's name from the root of the project."""
    return path.relative_to(ROOT).as_posix()
