"""PostgreSQL for tests: a server of its own, thrown away afterwards.

The normal run is on SQLite. What is named in `ON_BOTH` runs a second time on PostgreSQL (see
tests/integration/site/test_on_postgresql.py). By hand, anything:

    python -m tests.databases pytest tests/integration/site -q
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from glob import glob
from pathlib import Path
from urllib.parse import quote

__all__ = [
    "ON_BOTH",
    "find_postgresql",
    "lift_guards_between_tests",
    "postgresql",
    "run_on_postgresql",
]

#: What the normal run also runs on PostgreSQL: what the databases could answer differently.
ON_BOTH: Sequence[str] = ("tests/integration/site/databases",)

#: No table is to outlive the test: nothing need reach the disk.
_SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


def find_postgresql() -> str | None:
    """Return the folder of PostgreSQL's programs, the newest there is."""
    if on_path := shutil.which("pg_ctl"):
        return str(Path(on_path).resolve().parent)
    folders = [Path(found).parent for found in glob("/usr/lib/postgresql/*/bin/pg_ctl")]
    return str(max(folders, key=lambda folder: float(folder.parent.name))) if folders else None


@contextmanager
def postgresql(programs: str) -> Iterator[str]:
    """Start a server and yield the address of an empty database, as COMMONWEAL_DATABASE has it."""
    place = Path(tempfile.mkdtemp(prefix="commonweal-postgresql-"))
    place.chmod(0o755)
    _give_away(place)
    data, log = place / "data", place / "log"
    try:
        _run(
            f"{programs}/initdb", "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        options = f"-c listen_addresses= -k {place} {_SETTINGS}"
        _run(f"{programs}/pg_ctl", "-D", data, "-w", "-t", "60", "-l", log, "-o", options, "start")
        _run(f"{programs}/createdb", "-h", place, "-U", "app", "commonweal")
        yield f"postgresql://app@/commonweal?host={quote(str(place), safe='')}"
    finally:
        with suppress(subprocess.CalledProcessError):
            _run(f"{programs}/pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


def _is_root() -> bool:
    return os.geteuid() == 0


def _give_away(place: Path) -> None:
    # The server refuses to run as root.
    if _is_root():
        owner = pwd.getpwnam("postgres")
        os.chown(place, owner.pw_uid, owner.pw_gid)


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if _is_root():
        words = ["runuser", "-u", "postgres", "--", *words]
    # A server started here would hold pipes open, so what is said goes nowhere.
    subprocess.run(words, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run_on_postgresql(command: Sequence[str], programs: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a database of its own named in its environment."""
    with postgresql(programs) as address:
        environment = {**os.environ, "COMMONWEAL_DATABASE": address}
        # Options of the run that this one stands in are not for the one within.
        environment.pop("PYTEST_ADDOPTS", None)
        environment.pop("PYTEST_XDIST_WORKER", None)
        return subprocess.run(command, env=environment, check=False, text=True, capture_output=True)


def lift_guards_between_tests() -> None:
    """Let tables that may only be added to be emptied after a test that really committed."""
    from django.db import connection
    from django.test import TransactionTestCase

    from commonweal_web.core.audit.guards import lifted_guards

    empty = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        with lifted_guards(connection):
            empty(case)

    TransactionTestCase._fixture_teardown = emptied


if __name__ == "__main__":
    found = find_postgresql()
    if found is None:
        sys.exit("PostgreSQL is missing. On Debian it is the package postgresql.")
    with postgresql(found) as its_address:
        sys.exit(
            subprocess.run(
                [sys.executable, "-m", *sys.argv[1:]],
                env={**os.environ, "COMMONWEAL_DATABASE": its_address},
                check=False,
            ).returncode
        )
