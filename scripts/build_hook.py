"""Hatch's hook: a wheel carries the style sheet and the demonstration's case, or is not built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The demonstration reads its case from here where there are no examples beside it.
CASE = "pennine-lancashire-building-control.toml"


class SiteHook(BuildHookInterface[Any]):
    """Compiles the style sheet where it is missing or stale; an editable install needs nothing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
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
        if self.target_name == "wheel":
            build_data["force_include"][str(root / "examples" / CASE)] = (
                f"commonweal_web/demonstration/data/{CASE}"
            )
