"""Starting from what is there already: the coordinator's to do."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import COORDINATOR, Row, partnership_row

__all__ = ["ROWS"]

PARTNERSHIP = "partnerships/<slug:reference>/"

ROWS: Mapping[str, tuple[Row, ...]] = {
    PARTNERSHIP + "begin/example/": (partnership_row(COORDINATOR, post=200),),
    PARTNERSHIP + "already/": (partnership_row(COORDINATOR, post=200),),
    # Without the answers of the first page one is led back to it.
    PARTNERSHIP + "already/charges/": (partnership_row(COORDINATOR, get=302, post=302),),
}
