"""How people sign in, as the environment says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from commonweal_web.accounts.sign_in_settings import Organisation, sign_in_settings

from . import env

__all__ = ["addresses_to_sign_in_at", "sign_in"]


def sign_in(*, is_secure: bool) -> dict[str, Any]:
    """Return Django's settings of signing in."""
    return sign_in_settings(
        organisations=_organisations(),
        is_secure=is_secure,
        is_sign_up_open=env.is_on("SIGN_UP", default=True),
        is_second_factor_required=env.is_on("SECOND_FACTOR", default=True),
        is_behind_proxy=env.is_on("BEHIND_PROXY"),
    )


def addresses_to_sign_in_at() -> list[str]:
    """Return the origins to which a form of ours may lead, for the content security policy."""
    return [
        f"{parts.scheme}://{parts.netloc}"
        for each in _organisations()
        for parts in (urlsplit(each.server),)
    ]


def _organisations() -> list[Organisation]:
    """Return the organisation whose sign-in is taken, if one is named.

    Raises
    ------
    ImproperlyConfigured
        Only a part of what it needs is given, or its address is not one of https.
    """
    parts = {
        name: env.text(f"OIDC_{name}")
        for name in ("SERVER", "CLIENT_ID", "CLIENT_SECRET", "DOMAINS")
    }
    if not any(parts.values()):
        return []
    missing = [f"{env.PREFIX}OIDC_{name}" for name, said in parts.items() if not said]
    if missing:
        raise ImproperlyConfigured(
            f"Signing in by your organisation needs {', '.join(missing)} too. Set them, or leave "
            f"out every setting that begins with {env.PREFIX}OIDC_."
        )
    if not parts["SERVER"].startswith("https://"):
        raise ImproperlyConfigured(
            f"{env.PREFIX}OIDC_SERVER is {parts['SERVER']!r}. Give an address of https, such as "
            "https://login.microsoftonline.com/<your tenant>/v2.0."
        )
    return [
        Organisation(
            name=env.text("OIDC_NAME", "your organisation"),
            server=parts["SERVER"].rstrip("/"),
            client_id=parts["CLIENT_ID"],
            secret=parts["CLIENT_SECRET"],
            domains=tuple(domain.lower() for domain in env.names("OIDC_DOMAINS")),
        )
    ]
