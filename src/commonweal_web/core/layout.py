"""The templates' environment: GOV.UK Design System components by govuk-frontend-jinja."""

from __future__ import annotations

from typing import Any

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

__all__ = ["environment"]


def environment(**options: Any) -> Environment:
    """Return the environment, as Django's Jinja backend asks for it."""
    # The components' macros read keys that may be missing, so a strict one would break them.
    options |= {"undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["loader"] = ChoiceLoader(
        [
            PackageLoader("commonweal_web.core", "templates"),
            PackageLoader("govuk_frontend_jinja", "templates"),
        ]
    )
    return Environment(**options)
