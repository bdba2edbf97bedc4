"""A database of a test's own, for what really commits, in this process and in others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection, connections

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


@pytest.fixture(scope="session")
def empty_database(django_db_setup, django_db_blocker, tmp_path_factory) -> str:
    """Return the name of a migrated database to copy: no test writes to it."""
    usual = connections.settings["default"]
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            name = str(tmp_path_factory.mktemp("empty") / "empty.sqlite3")
        else:
            name = f"empty_{os.getpid()}"
            _on_server(f"CREATE DATABASE {name}")
        make_default(settings_of(name))
        call_command("migrate", verbosity=0)
        make_default(usual)
    return name


@pytest.fixture
def own_database(empty_database, django_db_blocker, tmp_path) -> Iterator[OwnDatabase]:
    usual = connections.settings["default"]
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            name = str(tmp_path / "own.sqlite3")
            shutil.copy(empty_database, name)
        else:
            name = f"own_{os.getpid()}"
            _on_server(f"CREATE DATABASE {name} TEMPLATE {empty_database}")
        at = settings_of(name)
        make_default(at)
        try:
            yield OwnDatabase(address=address_of(at), home=tmp_path / "home")
        finally:
            make_default(usual)
            if connection.vendor != "sqlite":
                _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(statement: str) -> None:
    # On a connection of its own: the test's may stand in a transaction, where this may not be.
    usual = connections["default"]
    apart = connections.create_connection("default")
    assert apart is not usual
    with apart.cursor() as cursor:
        cursor.execute(statement)
    apart.close()
