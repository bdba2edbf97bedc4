"""What a file left out and what stands for it, so that nothing is decided by silence alone."""

from __future__ import annotations

from typing import Any

from .base import Entry
from .document import Partnership
from .entries import entries
from .locate import key_text

__all__ = ["defaults_used"]


def defaults_used(partnership: Partnership) -> dict[str, str]:
    """Return each value that was left out and has a default that bears on the answer, by key."""
    used: dict[str, str] = {}
    for path, entry in entries(partnership):
        for name, field in type(entry).model_fields.items():
            if name in entry.model_fields_set or field.is_required():
                continue
            default = getattr(entry, name)
            if isinstance(default, Entry):
                continue  # its own fields are listed one by one
            if default in (None, "", (), {}) or name == "schema_version":
                continue
            used[key_text((*path, name))] = _said(default)
    return used


def _said(default: Any) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, float):
        return f"{default:g}"
    if isinstance(default, tuple):
        return ", ".join(_said(part) for part in default)
    return str(default)
