"""The sheet Settings read: one line for each thing that is asked once."""

from __future__ import annotations

from commonweal.partnership.locate import key_text

from .filling import AMOUNTS_SETTING
from .gathering import Gathered, Row, SheetReader, set_at
from .headings import nearest, same_words
from .layout import Column, Part, parts
from .leaves import Leaf
from .opening import Grid

__all__ = ["gather_settings"]

_TEXT = Leaf(kind="text")
_PART = Column(path=("part",), heading="Part", leaf=_TEXT, says="")
_SETTING = Column(path=("setting",), heading="Setting", leaf=_TEXT, says="")
_ANSWER = Column(path=("answer",), heading="Answer", leaf=_TEXT, says="", is_required=True)
_READ_ONLY = ("Unit", "If left blank", "What it means")
_AMOUNTS = Leaf(kind="choice", choices=("£", "£000"))


def gather_settings(grid: Grid, into: Gathered) -> None:
    """Put what Settings says into the values, the unit of amounts first."""
    reader = SheetReader.of(into, grid, (_PART, _SETTING, _ANSWER), read_only=_READ_ONLY)
    if reader is None:
        return
    for missing in (one for one in (_SETTING, _ANSWER) if not reader.has(one)):
        into.refuse(
            grid,
            reader.headed.row,
            0,
            f"The sheet {grid.title} has no column {missing.heading}.",
            f"Put {missing.heading} over the column that holds it.",
        )
    if not (reader.has(_SETTING) and reader.has(_ANSWER)):
        return
    rows = list(reader.rows(()))
    for row in rows:
        if same_words(row.text(_SETTING)) == same_words(AMOUNTS_SETTING[1]):
            into.unit = row.value(reader.position_of(_ANSWER), _AMOUNTS) or "£"
    for row in rows:
        _gather(row, into)
    reader.finish()


def _gather(row: Row, into: Gathered) -> None:
    reader = row.reader
    title, setting = row.text(_PART), row.text(_SETTING)
    if same_words(setting) == same_words(AMOUNTS_SETTING[1]):
        return
    answer = reader.position_of(_ANSWER)
    found = _find(title, setting)
    if found is None:
        if not row.text(_ANSWER):
            return
        known = [column.heading for part in parts() for column in part.columns]
        meant = nearest(setting, known)
        into.refuse(
            reader.grid,
            row.number,
            reader.position_of(_SETTING),
            f'There is no setting "{setting}"' + (f" of {title}." if title else "."),
            f'Did you mean "{meant}"?' if meant else "The sheet All keys lists all there are.",
        )
        return
    part, column = found
    path = (*part.path, *column.path)
    text = key_text(path)
    into.places[text] = (into.place(reader.grid, row.number, answer), column.heading)
    n_refused = len(into.refused)
    value = row.value(answer, column.leaf)
    if len(into.refused) > n_refused:
        into.faulty.add(text)
    elif value is not None:
        into.n_read += 1
        if not set_at(into.values, path, value):
            into.refuse(
                reader.grid,
                row.number,
                answer,
                f"{column.heading} of {part.title} is answered here for the second time.",
                "Keep one of the two lines.",
            )


def _find(title: str, setting: str) -> tuple[Part, Column] | None:
    """Return the key that a line is of. A line that does not say its part may be of only one."""
    own = [part for part in parts() if same_words(part.title) == same_words(title)]
    found = [
        (part, column) for part in own or parts() if (column := _column(part, setting)) is not None
    ]
    return found[0] if len(found) == 1 or (own and found) else None


def _column(part: Part, setting: str) -> Column | None:
    for column in part.columns:
        if same_words(setting) in (same_words(column.heading), same_words(column.path[-1])):
            return column
    holder, colon, key = setting.partition(":")
    for column in part.columns:
        if colon and column.leaf.kind == "map" and same_words(column.heading) == same_words(holder):
            return column.at(key.strip())
    return None
