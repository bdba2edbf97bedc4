"""What the databases could answer differently is run again on PostgreSQL."""

from __future__ import annotations

import sys

import pytest

from tests.databases import ON_BOTH, run_on_postgresql
from tests.parts import require_part

#: What a run of its own needs to stand apart from this one.
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")


def run(*arguments: str) -> None:
    done = run_on_postgresql([*PYTEST, *arguments], require_part("postgresql"))

    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    assert "skipped" not in done.stdout.splitlines()[-1]


@pytest.mark.timeout(600)
def test_what_hangs_on_the_database_holds_on_postgresql_too():
    run(*ON_BOTH, "-m", "not long")


@pytest.mark.long
@pytest.mark.first
@pytest.mark.timeout(3_000)
@pytest.mark.parametrize(
    "which",
    [
        pytest.param(
            (
                "tests/integration/site",
                "--ignore=tests/integration/site/test_on_postgresql.py",
                # These start sites of their own, on SQLite.
                "--ignore=tests/integration/site/commands",
            ),
            id="pages",
        ),
        pytest.param(("tests/browser/site",), id="stories"),
        # The long laws draw hundreds of worlds: once, on SQLite, is enough.
        pytest.param(("tests/properties/site", "-m", "not long"), id="laws"),
    ],
)
def test_the_whole_site_holds_on_postgresql_too(which):
    require_part("chromium")

    run(*which)
