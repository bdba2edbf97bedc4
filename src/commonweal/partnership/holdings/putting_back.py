"""A document that was taken away, changed and brought back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.partnership.rows import row_name

from .holders import COMMON, Holder, is_rows
from .parting import assembled, parted

__all__ = ["PutBack", "put_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """A document with one reader's changes in it."""

    document: dict[str, Any]
    not_taken: tuple[Holder, ...]
    """Whose parts the copy had changed without being theirs to change; they stay as they were."""
    not_shown: tuple[tuple[Holder, str], ...] = ()
    """Rows (whose, and of which list) that the copy had changed without showing them whole, so
    that what it left out cannot be told from what it took out; they stay as they were too."""


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
    not_shown: list[tuple[Holder, str]] = []
    by_body = dict(ours.by_body)
    for body in set(by_body) & set(holders):
        copied, seen_part = theirs.by_body.get(body, {}), shown.by_body.get(body, {})
        by_body[body] = _whole(body, copied, by_body[body], seen_part, not_shown)
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
    return PutBack(
        document=assembled(common, by_body, like=original),
        not_taken=tuple(not_taken),
        not_shown=tuple(not_shown),
    )


def _whole(
    body: Holder,
    copy: Mapping[str, Any],
    original: Mapping[str, Any],
    seen: Mapping[str, Any],
    not_shown: list[tuple[Holder, str]],
) -> dict[str, Any]:
    """Return a part of a copy with the rows that it showed only in part as they stand."""
    whole = dict(copy)
    for key, rows in seen.items():
        if not is_rows(rows) or rows == original.get(key):
            continue
        shown_rows = {row_name(row): row for row in rows}
        held = {row_name(row): row for row in original.get(key, ())}
        in_part = {name for name, row in shown_rows.items() if name in held and row != held[name]}
        kept = []
        for row in copy.get(key, ()):
            name = row_name(row)
            if name in in_part and row != shown_rows[name]:
                not_shown.append((body, key))
            kept.append(held[name] if name in in_part else row)
        whole[key] = kept
    return whole


def _unmarked(common: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in common.items() if key != "withheld"}
