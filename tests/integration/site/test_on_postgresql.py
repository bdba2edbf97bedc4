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
@pytest.mark.timeout(2_400)
def test_the_whole_site_holds_on_postgresql_too():
    run(
        *ON_BOTH,
        "tests/integration/site",
        "tests/browser/site",
        "tests/properties/site",
        "--ignore=tests/integration/site/test_on_postgresql.py",
    )


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_story_of_two_bodies_holds_on_postgresql_too():
    require_part("chromium")

    run("tests/browser/site/test_people_story.py")
