"""Every table of a partnership with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .base import Entry
from .scanning import Path

__all__ = ["entries"]


def entries(value: Any, path: Path = ()) -> Iterator[tuple[Path, Entry]]:
    """Yield every table of a document with its path, the document itself first."""
    if isinstance(value, Entry):
        yield path, value
        for name in type(value).model_fields:
            yield from entries(getattr(value, name), (*path, name))
    elif isinstance(value, (tuple, list)):
        for index, inner in enumerate(value):
            yield from entries(inner, (*path, index))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from entries(inner, (*path, str(key)))
