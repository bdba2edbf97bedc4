"""What the routes of interests in sharing answer."""

from __future__ import annotations

from .rows import ASHBY, Row, body_row

__all__ = ["ROWS"]

_OF = "interest/<slug:reference>/"
_GIVING = frozenset({"editor", "section-151", "monitoring", "administrator"})

ROWS: dict[str, tuple[Row, ...]] = {
    "interest/": (Row(),),
    _OF: (body_row(ASHBY - {"scrutiny"}),),
    f"{_OF}give/": (body_row(_GIVING, post=200),),
    f"{_OF}renew/": (body_row(_GIVING, post=200),),
    f"{_OF}withdraw/": (body_row(_GIVING, post=200),),
}
