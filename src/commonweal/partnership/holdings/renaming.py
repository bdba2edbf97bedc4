"""A body called otherwise throughout a document: a placeholder that a real body takes over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["renamed"]

#: Keys whose value is a body, or a list of them.
_BODIES: Final = frozenset({"body", "host", "funded_by", "bodies", "successors"})
#: Tables whose keys are bodies; those that end in `_by_body` besides.
_TABLES: Final = frozenset({"charges", "red_lines", "kept_local", "cap", "floor"})


def renamed(document: Mapping[str, Any], *, old: str, new: str) -> dict[str, Any]:
    """Return the document with every mention of a body by its id put in another's.

    >>> renamed({"bodies": [{"id": "b"}], "baselines": [{"body": "b"}]}, old="b", new="barton")
    {'bodies': [{'id': 'barton'}], 'baselines': [{'body': 'barton'}]}
    """
    changed: dict[str, Any] = {key: _in(key, value, old, new) for key, value in document.items()}
    if isinstance(changed.get("bodies"), list):
        changed["bodies"] = [
            {**row, "id": new} if isinstance(row, Mapping) and row.get("id") == old else row
            for row in changed["bodies"]
        ]
    return changed


def _in(key: str, value: Any, old: str, new: str) -> Any:
    if isinstance(value, Mapping):
        is_by_body = key in _TABLES or key.endswith("_by_body")
        return {
            new if is_by_body and inner == old else inner: _in(inner, held, old, new)
            for inner, held in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [new if key in _BODIES and one == old else _in(key, one, old, new) for one in value]
    return new if key in _BODIES and value == old else value
