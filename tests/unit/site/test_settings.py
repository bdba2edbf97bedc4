"""Settings: each is told, and what cannot be used is refused with advice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from commonweal_web.config import env, told

CONFIG = Path(env.__file__).parent


def test_every_setting_that_is_read_is_told():
    read = set()
    for file in CONFIG.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        read |= set(re.findall(r'\b(?:text|is_on|names|number)\(\s*"([A-Z_]+)"', text))
    # These are read by a name that is put together.
    read |= {"OIDC_SERVER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_DOMAINS"}

    assert {setting.name for setting in told.SETTINGS} == read


def test_a_slip_in_a_name_is_noticed(monkeypatch):
    monkeypatch.setenv("COMMONWEAL_DATABSE", "postgresql://x/y")

    with pytest.raises(ImproperlyConfigured, match="Did you mean COMMONWEAL_DATABASE"):
        env.check_names()


def test_each_sample_line_is_left_out_until_its_mark_is_taken_off():
    lines = [line for line in told.dotenv_sample("COMMONWEAL_").splitlines() if line]

    assert all(line.startswith("#") for line in lines)
    assert len([line for line in lines if "=" in line and '="' in line]) == len(told.SETTINGS)


@pytest.mark.parametrize(
    ("address", "host", "port", "tls", "ssl"),
    [
        ("smtp+tls://u:p%40ss@mail.example:2525", "mail.example", 2525, True, False),
        ("smtps://mail.example", "mail.example", 465, False, True),
        ("smtp://mail.example", "mail.example", 587, False, False),
    ],
)
def test_a_mail_server_is_read_from_its_address(
    monkeypatch, tmp_path, address, host, port, tls, ssl
):
    monkeypatch.setenv("COMMONWEAL_SMTP", address)

    found = env.email(tmp_path)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_HOST_PASSWORD"] in ("", "p@ss")


def test_without_a_mail_server_messages_become_files(monkeypatch, tmp_path):
    monkeypatch.delenv("COMMONWEAL_SMTP", raising=False)

    assert env.email(tmp_path)["EMAIL_FILE_PATH"] == tmp_path / "emails"


def test_postgresql_is_read_from_its_address(monkeypatch, tmp_path):
    monkeypatch.setenv(
        "COMMONWEAL_DATABASE", "postgresql://u:p%40s@db.example:5433/ours?sslmode=require"
    )

    found = env.database(tmp_path)

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "ours")
    assert found["PASSWORD"] == "p@s"
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_the_key_is_made_once_and_nobody_else_may_read_it(monkeypatch, tmp_path):
    monkeypatch.delenv("COMMONWEAL_SECRET_KEY", raising=False)

    first, second = env.secret_key(tmp_path), env.secret_key(tmp_path)

    assert first == second
    assert len(first) > 60
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_home_that_the_site_makes_is_closed_to_every_other_user(monkeypatch, tmp_path):
    monkeypatch.delenv("COMMONWEAL_SECRET_KEY", raising=False)

    env.secret_key(tmp_path / "home")

    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def test_the_names_of_the_site_are_those_of_its_address_and_of_this_machine(monkeypatch):
    monkeypatch.setenv("COMMONWEAL_HOSTS", "other.example")

    assert env.hosts("https://ours.example") == [
        "ours.example", "other.example", "localhost", "127.0.0.1", "[::1]",
    ]  # fmt: skip
