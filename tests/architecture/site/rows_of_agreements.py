"""Agreements: partners see them, others find nothing; each body speaks, decides and signs for its
own.
"""

from __future__ import annotations

from collections.abc import Mapping

from .rows import COORDINATOR, EDITOR, PARTNERS, Row, partnership_row

__all__ = ["ROWS"]

_ALL = "partnerships/<slug:reference>/agreements/"
_ONE = f"{_ALL}<int:number>/"
_DECISION = f"{_ONE}decisions/<slug:body>/"
_DRAFTING = COORDINATOR | EDITOR | {"member", "monitoring"}
_SPEAKING = frozenset({"editor", "section-151", "monitoring"})
_DECIDING = frozenset({"editor", "monitoring", "administrator"})
_SIGNING = frozenset({"section-151", "monitoring"})
_MONITORING = frozenset({"monitoring"})


def _row(may: frozenset[str] = PARTNERS, **options: object) -> tuple[Row, ...]:
    names = {"number": "agreement", **options.pop("names", {})}  # type: ignore[dict-item]
    return (partnership_row(may, names=names, **options),)


def _own(may: frozenset[str], **options: object) -> tuple[Row, ...]:
    """Return the row of what one does for a body: Ashby's own people alone."""
    names = {"body": "body", **options.pop("names", {})}  # type: ignore[dict-item]
    return _row(may, names=names, **options)


_CLAUSE = {"matter_id": "notice"}
_BOARD = {"table": "boards", "at": "0"}
_PUT = {"number": "put_agreement"}
_STEP = {"table": "tasks", "at": "0"}

ROWS: Mapping[str, tuple[Row, ...]] = {
    _ALL: (partnership_row(),),
    # In this world nobody has signed the figures.
    f"{_ALL}draft/": (partnership_row(_DRAFTING, get=409, post=409),),
    f"{_ALL}theirs/": (partnership_row(_DRAFTING, post=200),),
    _ONE: _row(),
    f"{_ONE}words/": _row(),
    f"{_ONE}check/": _row(),
    f"{_ONE}schedules/": _row(),
    f"{_ONE}fill/": _row(_DRAFTING, post=200),
    f"{_ONE}supersede/": _row(_DRAFTING, post=200),
    f"{_ONE}leaving/": _row(),
    f"{_ONE}governance/": _row(),
    f"{_ONE}positions/": _row(),
    f"{_ONE}clauses/<slug:matter_id>/": _row(names=_CLAUSE),
    f"{_ONE}clauses/<slug:matter_id>/change/": _row(_DRAFTING, post=200, names=_CLAUSE),
    f"{_ONE}clauses/<slug:matter_id>/positions/<slug:body>/": _own(
        _SPEAKING, post=200, names=_CLAUSE
    ),
    f"{_ONE}lists/<slug:table>/": _row(names=_BOARD),
    f"{_ONE}lists/<slug:table>/new/": _row(_DRAFTING, post=200, names=_BOARD),
    f"{_ONE}lists/<slug:table>/<int:at>/": _row(_DRAFTING, post=200, names=_BOARD),
    f"{_ONE}lists/<slug:table>/<int:at>/remove/": _row(_DRAFTING, post=302, names=_BOARD),
    f"{_ONE}versions/": _row(),
    f"{_ONE}versions/<int:version>/": _row(names={"version": "1"}),
    f"{_ONE}versions/<int:version>/agreement.<slug:form>": _row(
        names={"version": "1", "form": "toml"}
    ),
    f"{_ONE}route/": _row(),
    f"{_ONE}route-answers/": _row(_DRAFTING, post=200),
    f"{_ONE}route-answers/bodies/": _row(_DRAFTING, post=200),
    f"{_ONE}route-answers/company/": _row(_DRAFTING, post=200),
    f"{_ONE}route/<slug:body>/": _own(_MONITORING, post=200),
    f"{_ONE}plan/": _row(),
    f"{_ONE}plan/start/": _row(_DRAFTING, post=200),
    f"{_ONE}plan/plan.ics": _row(),
    f"{_ONE}plan/<slug:table>/new/": _row(_DRAFTING, post=200, names=_STEP),
    f"{_ONE}plan/<slug:table>/<int:at>/": _row(_DRAFTING, post=200, names=_STEP),
    f"{_ONE}decisions/": _row(names=_PUT),
    # What is still full of holes is not put.
    f"{_ONE}decisions/put/": _row(COORDINATOR, get=409, post=409),
    f"{_ONE}decisions/take-back/": _row(COORDINATOR, post=200, names=_PUT),
    f"{_DECISION}meeting/": _own(_DECIDING, post=200, names=_PUT),
    f"{_DECISION}decision/": _own(_DECIDING, post=200, names=_PUT),
    f"{_DECISION}condition/": _own(_DECIDING, post=200, names=_PUT),
    f"{_DECISION}call-in/": _own(_DECIDING, post=200, names=_PUT),
    f"{_DECISION}sign/": _own(_SIGNING, post=200, names=_PUT),
}
