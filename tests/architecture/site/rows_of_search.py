"""Search: whoever is signed in looks among what they may see."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import Row

__all__ = ["ROWS"]

ROWS: Mapping[str, tuple[Row, ...]] = {"search/": (Row(),)}
