"""The templates' environment: GOV.UK Design System components by govuk-frontend-jinja."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
)

from commonweal_web.core.forms import error_links, shown_field

from .filters import FILTERS
from .static_files import static

__all__ = ["environment"]


def environment(**options: Any) -> Environment:
    """Return the environment, as Django's Jinja backend asks for it."""
    # The components' macros read keys that may be missing, so a strict one would break them.
    options |= {"undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = ["jinja2.ext.i18n"]
    options["finalize"] = _keep_together
    options["loader"] = ChoiceLoader(
        [
            *(FileSystemLoader(folder) for folder in _template_folders()),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    made = Environment(**options)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    made.globals |= {
        "error_links": error_links,
        "shown_field": shown_field,
        "static": static,
        "zip": zip,
        "url": address,
    }
    made.filters |= FILTERS
    return made


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named route: `url("partnership", partnership.reference)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _template_folders() -> list[Path]:
    """Return the template folder of each of our apps; they are found by their apps' names."""
    return [
        folder
        for config in apps.get_app_configs()
        if config.name.startswith("commonweal_web.")
        and (folder := Path(config.path) / "templates").is_dir()
    ]


def _keep_together(said: Any) -> Any:
    """Keep a minus sign with its pounds: a browser would break the line between them.

    Anything else is left as it is: Django's safe text is safe no more once it is replaced in.
    """
    if isinstance(said, str) and "−£" in said:
        return said.replace("−£", "−\N{WORD JOINER}£")
    return said
