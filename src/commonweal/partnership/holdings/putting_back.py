"""A document that was taken away, changed and brought back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .holders import COMMON, Holder
from .parting import assembled, parted

__all__ = ["PutBack", "put_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """A document with one reader's changes in it."""

    document: dict[str, Any]
    not_taken: tuple[Holder, ...]
    """Whose parts the copy had changed without being theirs to change; they stay as they were."""


def put_back(
    copy: Mapping[str, Any],
    *,
    original: Mapping[str, Any],
    seen: Mapping[str, Any],
    holders: Collection[Holder],
) -> PutBack:
    """Take from a copy what is its holder's to change, and everything else from the original.

    What the copy could not show is therefore never lost by loading it back.

    Parameters
    ----------
    original
        The document as it stands.
    seen
        The document as it was when the copy was taken, to tell what the copy changed.
    holders
        Whose parts may be changed: ids of bodies, and `COMMON` for the common part.
    """
    theirs, ours, shown = parted(copy), parted(original), parted(seen)
    by_body = {
        body: theirs.by_body.get(body, {}) if body in holders else part
        for body, part in ours.by_body.items()
    }
    by_body |= {
        body: part
        for body, part in theirs.by_body.items()
        if body in holders and body not in by_body
    }
    common = dict(theirs.common if COMMON in holders else ours.common)
    common.pop("withheld", None)
    if "withheld" in ours.common:
        common["withheld"] = ours.common["withheld"]
    not_taken = [
        body
        for body, part in theirs.by_body.items()
        if body not in holders and part != shown.by_body.get(body)
    ]
    if COMMON not in holders and _unmarked(theirs.common) != _unmarked(shown.common):
        not_taken.insert(0, COMMON)
    return PutBack(document=assembled(common, by_body, like=original), not_taken=tuple(not_taken))


def _unmarked(common: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in common.items() if key != "withheld"}
