"""The pages of docs/ that are printed from tests and code, each module building its own."""

from __future__ import annotations

from pathlib import Path

from scripts.pages import (
    catalogue,
    commands,
    document_states,
    examples,
    method_data,
    methods,
    partnership_file,
    policy,
    readme,
    site_settings,
)

__all__ = ["built_pages"]


def built_pages(root: Path) -> dict[str, str]:
    """Return every built page by its name from the root of the project."""
    return {
        **methods.pages(root),
        **commands.pages(),
        **catalogue.pages(),
        **method_data.pages(root),
        **partnership_file.pages(),
        **policy.pages(),
        **document_states.pages(),
        **examples.pages(root),
        **readme.pages(root),
        **site_settings.pages(),
    }
