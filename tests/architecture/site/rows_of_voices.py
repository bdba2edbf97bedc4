"""What the routes of surveys answer."""

from __future__ import annotations

from .rows import COORDINATOR, EDITOR, PARTNERS, Row, open_row, partnership_row

__all__ = ["ROWS"]

_OF = "partnerships/<slug:reference>/surveys/"
_ONE = f"{_OF}<int:number>/"
_ASKING = COORDINATOR | {"member"}


def _row(which: str, may: frozenset[str] = _ASKING, **options: object) -> tuple[Row, ...]:
    names = {"number": f"survey-{which}"}
    return (partnership_row(may, names=names, **options),)  # type: ignore[arg-type]


ROWS: dict[str, tuple[Row, ...]] = {
    _OF: (partnership_row(),),
    f"{_OF}new/": (partnership_row(_ASKING, post=200),),
    _ONE: _row("closed", PARTNERS),
    f"{_ONE}change/": _row("draft", post=200),
    f"{_ONE}open/": _row("draft", post=302),
    f"{_ONE}drop/": _row("draft", post=302),
    f"{_ONE}close/": _row("open", post=302),
    f"{_ONE}answers/": _row("closed", post=302),
    f"{_ONE}paper/": _row("closed", EDITOR, post=200),
    "surveys/<str:token>/": (open_row(post=200, names={"token": "survey-token"}),),
    "surveys/<str:token>/thank-you/": (open_row(names={"token": "survey-token"}),),
}
