"""Reading settings from the environment: what cannot be used fails at start, with advice."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from .log_lines import is_news
from .told import unknown_names

__all__ = [
    "PREFIX",
    "check_names",
    "database",
    "email",
    "exchange_keys",
    "home",
    "hosts",
    "is_on",
    "logging",
    "names",
    "number",
    "secret_key",
    "site_address",
    "text",
]

PREFIX = "COMMONWEAL_"


def check_names() -> None:
    """Refuse a name that begins as ours do and is none: a slip there would go unnoticed.

    Raises
    ------
    ImproperlyConfigured
        There is one.
    """
    for name, near in unknown_names(os.environ, PREFIX).items():
        advice = f"Did you mean {near}?" if near else "They are listed in dotenv-sample."
        raise ImproperlyConfigured(f"{name} is no setting of the site. {advice}")


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


def number(name: str, *, default: int, least: int, most: int) -> int:
    """Read a whole number within limits.

    Raises
    ------
    ImproperlyConfigured
        It is none, or outside them.
    """
    said = text(name)
    if not said:
        return default
    if said.isdecimal() and least <= int(said) <= most:
        return int(said)
    raise ImproperlyConfigured(
        f"{PREFIX}{name} is {said!r}. Set it to a whole number from {least} to {most}."
    )


def secret_key(home: Path) -> str:
    """Return the key that signs sessions and links: given, or made once and kept at home.

    Raises
    ------
    ImproperlyConfigured
        The one given is too short to protect anything, or none can be kept.
    """
    if given := text("SECRET_KEY"):
        if len(given) < 32:
            raise ImproperlyConfigured(
                f"{PREFIX}SECRET_KEY has {len(given)} characters. Give it 50 or more, made by "
                "chance, or leave it out: one is then made and kept."
            )
        return given
    file = home / "secret-key"
    try:
        if not file.exists():
            # Figures, and emails with codes in them, lie there: for no other user of the machine.
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(64), encoding="ascii")
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(
            f"{home} cannot be written ({error.strerror}). Set {PREFIX}HOME to a folder that can, "
            "for the database, the keys and the backups."
        ) from error


def exchange_keys() -> tuple[bytes, ...]:
    """Return the keys of sealed answers that the environment gives, that for new ones first.

    Raises
    ------
    ImproperlyConfigured
        One of them is no key: it is not shown, for it may be nearly right.
    """
    keys = []
    for number, said in enumerate(names("EXCHANGE_KEY"), start=1):
        try:
            key = base64.b64decode(
                said.replace("-", "+").replace("_", "/") + "=" * (-len(said) % 4)
            )
        except ValueError:
            key = b""
        if len(key) != 32:
            raise ImproperlyConfigured(
                f"Key {number} of {PREFIX}EXCHANGE_KEY is not 32 bytes in base64. Make one by "
                "`openssl rand -base64 32`, or leave it out: one is then made and kept."
            )
        keys.append(key)
    return tuple(keys)


def site_address() -> str:
    """Return where people reach the site; empty where it is only tried out on one machine.

    Raises
    ------
    ImproperlyConfigured
        It is no web address.
    """
    said = text("ADDRESS").rstrip("/")
    parts = urlsplit(said)
    if said and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
        raise ImproperlyConfigured(
            f"{PREFIX}ADDRESS is {said!r}. Give the address that people type, such as "
            "https://commonweal.example.gov.uk, without a path."
        )
    return said


def hosts(address: str) -> list[str]:
    """Return the names by which the site may be asked for: its own, and those of this machine."""
    own = urlsplit(address).hostname
    return [*([own] if own else []), *names("HOSTS"), "localhost", "127.0.0.1", "[::1]"]


def email(home: Path) -> dict[str, Any]:
    """Return Django's settings for sending email.

    By SMTP where COMMONWEAL_SMTP gives a server; else each message becomes a file under home, where
    whoever tries the site out can read it.

    Raises
    ------
    ImproperlyConfigured
        The address of the server is none.
    """
    sender = text("EMAIL_FROM") or "Commonweal <commonweal@localhost>"
    address = text("SMTP")
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": home / "emails",
            "DEFAULT_FROM_EMAIL": sender,
        }
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname:
        raise ImproperlyConfigured(
            f"{PREFIX}SMTP begins with {parts.scheme or 'nothing'!r}. Give an address such as "
            "smtp+tls://user:password@mail.example.gov.uk:587, or leave it out to keep messages "
            "as files."
        )
    is_secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if is_secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_secure,
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }


def logging(*, is_debug: bool) -> dict[str, Any]:
    """Return Django's settings for logging: one line of JSON an event, on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "commonweal_web.config.log_lines.JsonLine"}},
        "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": is_news}},
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["news"],
            }
        },
        "root": {"handlers": ["lines"], "level": "INFO" if is_debug else "WARNING"},
        "loggers": {
            "django": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
            # Each refused request is the visitor's affair, and the page says why.
            "django.request": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
            # Anybody may ask by any name; that the site refuses is no news.
            "django.security.DisallowedHost": {"level": "CRITICAL", "propagate": False},
            "commonweal_web": {"handlers": ["lines"], "level": "INFO", "propagate": False},
        },
    }


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
