"""The site's settings: a page and a sample file, from the list that the site itself reads."""

from __future__ import annotations

from commonweal_web.config.told import SETTINGS, dotenv_sample
from scripts.pages.markdown import page, table

__all__ = ["pages"]

PREFIX = "COMMONWEAL_"


def pages() -> dict[str, str]:
    """Return the page and the sample by their names from the root of the project."""
    rows = [
        (
            f"`{PREFIX}{setting.name}`",
            f"{setting.what} {setting.advice}",
            setting.default,
            f"`{setting.example}`",
        )
        for setting in SETTINGS
    ]
    return {
        "docs/reference/site-settings.md": page(
            "# Settings of a site",
            "All come from the environment, and are read once, at the start. What cannot be used "
            "stops the start with two lines: what is wrong, and how to mend it. `dotenv-sample` "
            "lists the same, ready to be filled in.",
            table(("Setting", "What it says", "Left out", "Example"), rows),
        ),
        "dotenv-sample": dotenv_sample(PREFIX),
    }
