"""Every setting that the environment may give, told once: for the page, the sample and the check.

docs/reference/site-settings.md and dotenv-sample are printed from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = ["SETTINGS", "Setting", "dotenv_sample", "unknown_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One variable of the environment, without its `COMMONWEAL_`."""

    name: str
    what: str
    """What it says, in a sentence."""
    default: str
    """What holds where it is left out."""
    example: str
    advice: str = ""


SETTINGS: Sequence[Setting] = (
    Setting(
        name="HOME",
        what="The folder that holds the embedded database, the secret key, emails kept as files "
        "and backups.",
        default="commonweal-data, in the folder where the command is typed",
        example="/var/lib/commonweal",
        advice="Let only the site's own user read it. Back it up by `commonweal site backup`.",
    ),
    Setting(
        name="DATABASE",
        what="The database, as an address.",
        default="SQLite, in COMMONWEAL_HOME",
        example="postgresql://commonweal:password@db.example/commonweal",
        advice="SQLite serves one machine well. Several web processes or machines need PostgreSQL.",
    ),
    Setting(
        name="ADDRESS",
        what="Where people reach the site, as they type it.",
        default="none: the site answers on this machine alone",
        example="https://commonweal.example.gov.uk",
        advice="With https, cookies are sent only by it and browsers are told to use nothing else. "
        "Links in emails begin with it.",
    ),
    Setting(
        name="HOSTS",
        what="More names by which the site may be asked for, parted by commas.",
        default="that of COMMONWEAL_ADDRESS, and localhost",
        example="commonweal.internal.example",
    ),
    Setting(
        name="BEHIND_PROXY",
        what="Whether a proxy in front takes https off and says who asks (X-Forwarded-For, "
        "X-Forwarded-Proto).",
        default="false",
        example="true",
        advice="True only where every request passes the proxy: otherwise anybody may say that "
        "they come from anywhere.",
    ),
    Setting(
        name="SECRET_KEY",
        what="What signs sessions and links.",
        default="made once, and kept in COMMONWEAL_HOME",
        example="fifty or more characters made by chance",
        advice="Give it where several machines serve one site. Whoever has it can sign in as "
        "anybody.",
    ),
    Setting(
        name="EXCHANGE_KEY",
        what="The key under which answers in sealed exchanges lie in the database: 32 bytes made "
        "by chance, as base64. Several are parted by commas, the one for new answers first.",
        default="made when it is first needed, and kept in COMMONWEAL_HOME as exchange-key",
        example="one line of: openssl rand -base64 32",
        advice="Give it where several machines serve one site. It is in no backup, so keep a copy "
        "elsewhere: whoever has the key and the database can read sealed answers, and where it is "
        "lost nobody ever can.",
    ),
    Setting(
        name="SMTP",
        what="The mail server, as an address: smtp, smtp+tls or smtps.",
        default="none: each message becomes a file in COMMONWEAL_HOME",
        example="smtp+tls://user:password@mail.example.gov.uk:587",
    ),
    Setting(
        name="EMAIL_FROM",
        what="Whom messages come from.",
        default="Commonweal <commonweal@localhost>",
        example="Commonweal <commonweal@example.gov.uk>",
    ),
    Setting(
        name="CONTACT",
        what="The email address of whoever keeps the site, shown on the help page and in "
        "security.txt.",
        default="none",
        example="commonweal-team@example.gov.uk",
    ),
    Setting(
        name="SOURCE",
        what="Where the source of this site can be had, shown on the page about its version.",
        default="none",
        example="https://code.example.gov.uk/commonweal",
    ),
    Setting(
        name="SESSION_HOURS",
        what="For how many hours somebody stays signed in: 1 to 336.",
        default="12",
        example="8",
    ),
    Setting(
        name="SIGN_UP",
        what="Whether anybody may make an account; else only who is invited.",
        default="true",
        example="false",
        advice="An account alone opens nothing.",
    ),
    Setting(
        name="SECOND_FACTOR",
        what="Whether officers and administrators must have a second factor.",
        default="true",
        example="true",
        advice="False only where your organisation's own sign-in asks for one.",
    ),
    Setting(
        name="OIDC_SERVER",
        what="Your organisation's own sign-in (OpenID Connect), such as Microsoft Entra.",
        default="none: people sign in by email, password or passkey",
        example="https://login.microsoftonline.com/your-tenant/v2.0",
        advice="It needs the next three too.",
    ),
    Setting(
        name="OIDC_CLIENT_ID",
        what="The site's name at that sign-in.",
        default="none",
        example="0f6e2a3c-5d1b-4c3a-9c8e-2b7d4e1f9a55",
    ),
    Setting(
        name="OIDC_CLIENT_SECRET",
        what="The site's secret at that sign-in.",
        default="none",
        example="as the sign-in gives it",
    ),
    Setting(
        name="OIDC_DOMAINS",
        what="The email domains for which that sign-in is believed, parted by commas.",
        default="none",
        example="example.gov.uk",
    ),
    Setting(
        name="OIDC_NAME",
        what="What its button says after “Sign in with”.",
        default="your organisation",
        example="Ashby Borough Council",
    ),
    Setting(
        name="DEMONSTRATION",
        what="Whether anybody may sign in as demonstration people by one click.",
        default="false",
        example="false",
        advice="`commonweal site demo` sets it, with a home of its own. Never beside real data.",
    ),
    Setting(
        name="DEBUG",
        what="Whether errors show the workings of the site.",
        default="false",
        example="false",
        advice="For those who develop it. Never with real data.",
    ),
)

#: Set by commands for one another.
_OURS = frozenset({"KEEPER", "NEW_PASSWORD"})


def unknown_names(environment: Mapping[str, str], prefix: str) -> Mapping[str, str]:
    """Return the names with our prefix that are no setting, each with the one that it is like."""
    known = {setting.name for setting in SETTINGS} | _OURS
    given = {name.removeprefix(prefix) for name in environment if name.startswith(prefix)}
    return {
        prefix + name: prefix + near[0]
        if (near := get_close_matches(name, [setting.name for setting in SETTINGS], n=1))
        else ""
        for name in sorted(given - known)
    }


def dotenv_sample(prefix: str) -> str:
    """Return a file of all settings, each told and left out by a mark."""
    parts = [
        "# Settings of a Commonweal site: take the mark off what you change. The commands read "
        "the\n# environment alone, so let your service manager load this file (EnvironmentFile= of "
        "systemd),\n# or the shell: set -a; . ./.env; set +a\n"
    ]
    for setting in SETTINGS:
        told = [setting.what, f"Left out: {setting.default}.", setting.advice]
        comment = "\n".join(f"# {line}" for line in told if line)
        parts.append(f'{comment}\n#{prefix}{setting.name}="{setting.example}"\n')
    return "\n".join(parts)
