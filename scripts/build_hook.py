"""Hatch's hook: a wheel carries the style sheet, or is not built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SiteHook(BuildHookInterface[Any]):
    """Compiles the style sheet where it is missing or stale; an editable install needs nothing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from scripts import build_site
        finally:
            sys.path.pop(0)
        if not build_site.is_fresh():
            build_site.build()
