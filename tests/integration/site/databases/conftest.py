"""A database of a test's own, for what really commits, in this process and in others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection, connections

from commonweal_web.core.work import work_off
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.records import make_cast, put_in_common

SETTINGS = "commonweal_web.config.settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDatabase:
    """A migrated, empty database: the default one of this process while the test runs."""

    address: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return an environment in which another process uses it."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "COMMONWEAL_HOME": str(self.home),
            "COMMONWEAL_DATABASE": self.address,
        }

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start Python on it, in a process of its own."""
        return subprocess.Popen(
            [sys.executable, *command],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python on it, in a process of its own."""
        process = self.start(*command)
        out, said = process.communicate()
        return subprocess.CompletedProcess(command, process.returncode, out, said)


def settings_of(name: str) -> dict[str, Any]:
    return {**connections.settings["default"], "NAME": name}


def address_of(at: Mapping[str, Any]) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(str(at['NAME']))}"
    return f"postgresql://{at['USER']}@/{at['NAME']}?host={quote(at['HOST'], safe='')}"


def make_default(at: dict[str, Any]) -> None:
    connections["default"].close()
    connections.settings["default"] = at
    connections["default"] = connections.create_connection("default")


@contextmanager
def copied(template: str | None, name: str) -> Iterator[dict[str, Any]]:
    """Make a database, as a copy where a template is named, and use it as the default one."""
    usual = connections.settings["default"]
    if connection.vendor == "sqlite":
        if template is not None:
            shutil.copy(template, name)
    else:
        _on_server(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    at = settings_of(name)
    make_default(at)
    try:
        yield at
    finally:
        make_default(usual)


def drop(name: str) -> None:
    if connection.vendor != "sqlite":
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def empty_database(django_db_setup, django_db_blocker, tmp_path_factory) -> str:
    """Return the name of a migrated database to copy: no test writes to it."""
    with django_db_blocker.unblock():
        name = name_of_new(tmp_path_factory.mktemp("empty"), "empty")
        with copied(None, name):
            call_command("migrate", verbosity=0)
    return name


@pytest.fixture(scope="session")
def lived_in_database(empty_database, django_db_blocker, tmp_path_factory) -> str:
    """Return the name of a database to copy with people, a partnership, figures and a run."""
    with django_db_blocker.unblock():
        name = name_of_new(tmp_path_factory.mktemp("lived-in"), "lived_in")
        with copied(empty_database, name):
            cast = make_cast()
            put_in_common(cast)
            ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=200)
            work_off()
    return name


def name_of_new(folder: Path, name: str) -> str:
    return str(folder / f"{name}.sqlite3") if connection.vendor == "sqlite" else name


def _own(template: str, blocker: Any, tmp_path: Path) -> Iterator[OwnDatabase]:
    with blocker.unblock():
        name = name_of_new(tmp_path, "own")
        try:
            with copied(template, name) as at:
                yield OwnDatabase(address=address_of(at), home=tmp_path / "home")
        finally:
            drop(name)


@pytest.fixture
def own_database(empty_database, django_db_blocker, tmp_path) -> Iterator[OwnDatabase]:
    """An empty site."""
    yield from _own(empty_database, django_db_blocker, tmp_path)


@pytest.fixture
def lived_in(lived_in_database, django_db_blocker, tmp_path) -> Iterator[OwnDatabase]:
    """A site with people, a partnership, figures and a run."""
    yield from _own(lived_in_database, django_db_blocker, tmp_path)


def _on_server(statement: str) -> None:
    # On a connection of its own: the test's may stand in a transaction, where this may not be.
    usual = connections["default"]
    apart = connections.create_connection("default")
    assert apart is not usual
    with apart.cursor() as cursor:
        cursor.execute(statement)
    apart.close()
