"""Reading settings from the environment: what cannot be used fails at start, with advice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

__all__ = ["PREFIX", "database", "home", "is_on", "names", "text"]

PREFIX = "COMMONWEAL_"


def text(name: str, default: str = "") -> str:
    return os.environ.get(PREFIX + name, default).strip()


def is_on(name: str, *, default: bool = False) -> bool:
    """Read a switch: true or false, in any case.

    Raises
    ------
    ImproperlyConfigured
        It is set to something else.
    """
    said = text(name)
    if not said:
        return default
    if said.lower() in ("true", "false"):
        return said.lower() == "true"
    raise ImproperlyConfigured(f"{PREFIX}{name} is {said!r}. Set it to true or false.")


def names(name: str) -> list[str]:
    """Read a list parted by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def home() -> Path:
    """Return the folder that holds the embedded database, the keys and the backups."""
    said = text("HOME")
    return Path(said).expanduser().resolve() if said else Path.cwd() / "commonweal-data"


def database(home: Path) -> dict[str, Any]:
    """Return Django's settings of the database that COMMONWEAL_DATABASE names, else of SQLite.

    Raises
    ------
    ImproperlyConfigured
        The address is not one of PostgreSQL or of an SQLite file.
    """
    address = text("DATABASE")
    if not address:
        return _sqlite(home / "commonweal.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(
            f"{PREFIX}DATABASE begins with {parts.scheme or 'nothing'!r}. Give an address such as "
            "postgresql://user:password@host/name, or leave it out to use SQLite."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "commonweal",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder cannot stand in the host part of an address.
        "HOST": options.pop("host", "") or (parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            # A deferred transaction that comes to write loses to one that began before it.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON;",
        },
    }
