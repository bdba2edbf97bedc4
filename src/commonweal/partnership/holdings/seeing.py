"""A document as one reader may see it, with a mark for each thing that it leaves out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from .holders import COMMON
from .parting import assembled, parted
from .salaries import without_single_salaries

__all__ = ["seen_by"]

#: What every partner knows of another from the day it is named.
_IDENTITY: Final = (
    "id",
    "name",
    "kind",
    "nation",
    "codes",
    "former_names",
    "valid_from",
    "valid_to",
    "is_placeholder",
)


def seen_by(
    document: Mapping[str, Any], *, own: Collection[str], shared: Collection[str]
) -> dict[str, Any]:
    """Return a document as a reader may see it.

    Parameters
    ----------
    own
        Bodies whose part the reader sees whole.
    shared
        Other bodies whose part has been opened to the reader: seen but for what would be one
        person's pay. Of the rest only who they are is seen.
    """
    parts = parted(document)
    marks: list[dict[str, str]] = list(parts.common.get("withheld", ()))
    by_body = {}
    for body, part in parts.by_body.items():
        if body in own:
            by_body[body] = part
        elif body in shared:
            by_body[body] = _without_salaries(body, part, marks)
        else:
            by_body[body] = _identity(body, part, marks)
    seen = assembled(parts.common, by_body, like=document)
    if marks:
        seen["withheld"] = marks
    return seen


def _without_salaries(
    body: str, part: Mapping[str, Any], marks: list[dict[str, str]]
) -> dict[str, Any]:
    seen = dict(part)
    if "baselines" in part:
        shown = [without_single_salaries(row) for row in part["baselines"]]
        seen["baselines"] = [baseline.baseline for baseline in shown]
        for row, baseline in zip(part["baselines"], shown, strict=True):
            marks.extend(
                _mark(body, f"{row.get('service', '')}: {what}", "It could be one person's pay.")
                for what in baseline.withheld
            )
    return seen


def _identity(body: str, part: Mapping[str, Any], marks: list[dict[str, str]]) -> dict[str, Any]:
    entries = part.get("bodies", ())
    seen = {"bodies": [{key: row[key] for key in _IDENTITY if key in row} for row in entries]}
    if seen["bodies"] != list(entries) or len(part) > 1:
        marks.append(_mark(body, "its figures", "It has not opened them to you."))
    return seen if entries else {}


def _mark(body: str, what: str, why: str) -> dict[str, str]:
    assert body != COMMON
    return {"body": body, "what": what, "why": why}
