"""Figures typed page by page: a body's editors type its own, the coordinator what is in common."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import CERTIFIERS, COORDINATOR, EDITOR, PARTNERS, Row, partnership_row

__all__ = ["ROWS"]

PARTNERSHIP = "partnerships/<slug:reference>/"
PART = PARTNERSHIP + "figures/<slug:holder>/"
ASSUMPTIONS = PARTNERSHIP + "assumptions/"


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
    PART + "sheet/<path:where>/": _part(post=200, where="assumptions"),
    # No file waits to be looked at: whoever may send one is told that it is not there.
    PART + "sheets/<int:pk>/": _part(get=404, pk="1"),
    PART + "sheets/<int:pk>/columns/": _part(get=404, pk="1"),
    PART + "sheets/<int:pk>/check/": _part(get=404, post=404, pk="1"),
    PART + "upload/<int:pk>/": _part(get=404, post=404, pk="1"),
    # The body types already, and nobody takes over what is held in common.
    PART + "take-over/": (
        partnership_row(EDITOR, get=302, post=302, names={"holder": "body"}, what="own"),
        partnership_row(COORDINATOR, get=404, post=404, names={"holder": "in-common"}),
    ),
    PART + "check/": (
        partnership_row(EDITOR, names={"holder": "body"}, what="own"),
        partnership_row(COORDINATOR, get=302, names={"holder": "in-common"}, what="common"),
    ),
    PARTNERSHIP + "opening/": (partnership_row(COORDINATOR, post=200),),
    ASSUMPTIONS: (partnership_row(),),
    ASSUMPTIONS + "table.<str:form>": (partnership_row(names={"form": "csv"}),),
    ASSUMPTIONS + "approve/": (partnership_row(COORDINATOR | CERTIFIERS, post=200),),
    ASSUMPTIONS + "approvals/<int:number>/": (
        partnership_row(PARTNERS, get=404, names={"number": "9"}),
    ),
    ASSUMPTIONS + "of/<slug:holder>/<slug:assumption>/": (
        partnership_row(PARTNERS, get=404, names={"holder": "in-common", "assumption": "no-such"}),
    ),
}
