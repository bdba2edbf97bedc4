"""Sealed exchanges: partners see that one is held, a place is its body's, nothing opens early."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import ASHBY, COORDINATOR, NAMED, Row, partnership_row

__all__ = ["ROWS"]

_ALL = "partnerships/<slug:reference>/exchanges/"
_ONE = f"{_ALL}<int:number>/"
_PLACE = f"{_ONE}answers/<int:pk>/"
_ANSWERING = frozenset({"editor", "section-151", "monitoring", "administrator"})
_NOBODY: frozenset[str] = frozenset()
_WAITING = {"number": "waiting_exchange"}
_OPENED = {"number": "opened_exchange"}


def _place(
    may: frozenset[str], others: frozenset[str] = _NOBODY, **options: object
) -> tuple[Row, ...]:
    """Return the rows of Ashby's place, and of Barton's: its people here are the named ones."""
    own = {**_WAITING, "pk": "own_place"}
    barton = {**_WAITING, "pk": "others_place"}
    return (
        partnership_row(may, see=ASHBY, names=own, what="own", **options),
        partnership_row(others, see=NAMED, names=barton, what="Barton's", **options),
    )


def _once_open(**names: str) -> tuple[Row, ...]:
    return (
        partnership_row(names={**_OPENED, **names}, what="opened"),
        partnership_row(_NOBODY, see=_NOBODY, names={**_WAITING, **names}, what="waiting"),
    )


ROWS: Mapping[str, tuple[Row, ...]] = {
    _ALL: (partnership_row(),),
    f"{_ALL}new/": (partnership_row(COORDINATOR, post=200),),
    f"{_ALL}new/<slug:use>/": (
        partnership_row(COORDINATOR, post=200, names={"use": "preconditions"}),
    ),
    _ONE: (
        partnership_row(names=_WAITING, what="waiting"),
        partnership_row(names=_OPENED, what="opened"),
    ),
    _PLACE: _place(_ANSWERING, post=200),
    f"{_PLACE}final/": _place(_ANSWERING, post=302),
    f"{_PLACE}take-back/": _place(_ANSWERING, post=302),
    f"{_PLACE}receipt.json": _place(ASHBY, NAMED),
    f"{_ONE}propose/": (partnership_row(_ANSWERING, post=200, names=_WAITING),),
    f"{_ONE}proposals/<int:pk>/<slug:body>/": (
        partnership_row(_ANSWERING, post=302, names={**_WAITING, "pk": "proposal", "body": "body"}),
    ),
    f"{_ONE}end/": (partnership_row(COORDINATOR, post=200, names=_WAITING),),
    f"{_ONE}openings.json": _once_open(),
    f"{_ONE}receipts.json": _once_open(),
    f"{_ONE}tables/<slug:name>.<slug:form>": _once_open(name="own-words", form="csv"),
}
