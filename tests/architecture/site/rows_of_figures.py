"""Figures typed page by page: a body's editors type its own, the coordinator what is in common."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import COORDINATOR, EDITOR, Row, partnership_row

__all__ = ["ROWS"]

PART = "partnerships/<slug:reference>/figures/<slug:holder>/"


def _part(*, get: int = 200, post: int = 405, **names: str) -> tuple[Row, ...]:
    return tuple(
        partnership_row(may, get=get, post=post, names={"holder": holder, **names}, what=what)
        for may, holder, what in ((EDITOR, "body", "own"), (COORDINATOR, "in-common", "common"))
    )


ROWS: Mapping[str, tuple[Row, ...]] = {
    PART: _part(),
    PART + "at/<path:where>/": _part(post=404, where="services"),
    PART + "add/<path:where>/": _part(post=200, where="services"),
    PART + "paste/<path:where>/": _part(post=200, where="services"),
    # Nothing of these names is in the file: whoever may type is told that it is not there.
    PART + "take-out/<path:where>/": _part(get=404, post=404, where="services"),
    PART + "begin/<slug:service>/": _part(get=404, post=404, service="contact-centre"),
    PART + "versions/": _part(),
    PART + "versions/<int:version>/": _part(version="1"),
    PART + "versions/<int:version>/bring-back/": _part(post=302, version="1"),
}
