"""Changing a partnership file in place: what is unchanged keeps its line, its comment, its order.

The text is edited, not printed anew. A row of an array of tables is known by its id (or what
stands for one), so that a row taken out takes the comment above its heading with it and leaves
its neighbours' comments where they belong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from pydantic import ValidationError

from commonweal.errors import CommonwealError, RefusedError

from .document import Partnership
from .locate import line_by_path
from .rows import row_name
from .scanning import Assignment, Header, Path, Value, statements
from .toml_form import parse_toml, validated
from .words import refusals_of
from .writing import (
    is_rows,
    key_as_toml,
    plain,
    rows_as_toml,
    table_as_toml,
    value_as_toml,
    write_toml,
)

__all__ = ["rewrite_toml"]


def rewrite_toml(text: str, partnership: Partnership) -> str:
    """Return `text` changed to hold `partnership`, its comments and order kept.

    What is unchanged is not touched, a default that the writer said aloud included; with nothing
    changed the very same text comes back. A comment inside a list or inline table goes if entries
    come to it or go from it.

    Raises
    ------
    FileFormatError, RefusedError
        `text` is no partnership file.
    """
    before = _read(text)
    if before == partnership:
        return text
    is_windows = text.count("\r\n") == text.count("\n")
    editor = _Editor(text.replace("\r\n", "\n") if is_windows else text)
    editor.merge_table((), plain(before), plain(partnership))
    changed = editor.edited()
    changed = changed.replace("\n", "\r\n") if is_windows else changed
    try:
        is_right = _read(changed) == partnership
    except CommonwealError:
        is_right = False
    # Figures come before comments: better a file without its comments than one that says
    # something else. No text is known that needs this.
    return changed if is_right else write_toml(partnership)


def _read(text: str) -> Partnership:
    source = "the file to be changed"
    raw = parse_toml(text, source=source)
    try:
        return validated(raw)
    except ValidationError as error:
        refused = refusals_of(error, raw, source=source, lines=line_by_path(text))
        raise RefusedError.from_refusals(source, refused) from error


@dataclass(slots=True, kw_only=True)
class _Section:
    """A heading with what stands under it, from `start` up to `end`.

    It begins with the comment lines right above the heading and ends with the last key and the
    comment lines right below it. What stands between sections belongs to neither.
    """

    path: Path
    start: int
    end: int
    assignments: list[Assignment] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    start: int
    end: int
    text: str
    order: int
    """Which of several edits at one place comes first: keys, then tables from the innermost out,
    then what is taken out from there on."""


_KEY_FIRST = -1000


class _Editor:
    """Gathers edits to one text, then makes them all."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edits: list[_Edit] = []
        self._sections = list(self._found())
        self._value_by_path = {
            found.path: found.value for section in self._sections for found in section.assignments
        }
        self._known = {
            path[:length]
            for section in self._sections
            for path in (section.path, *(found.path for found in section.assignments))
            for length in range(len(path) + 1)
        }

    def _found(self) -> Iterator[_Section]:
        top = 1 if self._text.startswith("\ufeff") else 0
        section = _Section(path=(), start=top, end=top)
        for statement in statements(self._text):
            if isinstance(statement, Header):
                start = self._above(statement.start)
                section.end = min(section.end, start)
                yield section
                end = self._below(self._line_end(statement.start))
                section = _Section(path=statement.path, start=start, end=end)
            else:
                section.assignments.append(statement)
                section.end = self._below(self._line_end(statement.value.end))
        yield section

    def edited(self) -> str:
        """Return the text with every edit made."""
        parts: list[str] = []
        at = 0
        for edit in sorted(self._edits, key=lambda edit: (edit.start, edit.order)):
            parts.append(self._text[at : edit.start])
            parts.append(edit.text)
            at = max(at, edit.end)
        return "".join((*parts, self._text[at:]))

    def merge_table(self, path: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Change the table at `path` from one set of plain values to another."""
        for key in before:
            if key not in after:
                self._remove((*path, key))
        for key, value in after.items():
            if before.get(key) == value:
                continue
            here = (*path, key)
            if here in self._known:
                self._change(here, before.get(key), value)
            else:
                self._insert(here, value)

    def _change(self, path: Path, before: Any, after: Any) -> None:
        if path in self._value_by_path:
            self._change_value(self._value_by_path[path], before, after)
        elif (*path, 0) in self._known and is_rows(after):
            self._merge_rows(path, before, after)
        elif isinstance(after, Mapping) and after and not isinstance(before, list):
            # A table that says nothing but defaults has no plain values.
            self.merge_table(path, before if isinstance(before, Mapping) else {}, after)
        else:
            self._remove(path)
            self._insert(path, after)

    def _change_value(self, value: Value, before: Any, after: Any) -> None:
        inner: list[tuple[Path, Any, Any]] = []
        if isinstance(before, Mapping) and isinstance(after, Mapping) and value.kind == "table":
            inner = [((key,), before.get(key), after.get(key)) for key in {**before, **after}]
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            inner = [
                ((place,), *pair) for place, pair in enumerate(zip(before, after, strict=True))
            ]
        # Keys that come or go, and dotted keys, would need the table's own punctuation mended.
        if inner and all(path in value.items and new is not None for path, _, new in inner):
            for path, old, new in inner:
                if old != new:
                    self._change_value(value.items[path], old, new)
        else:
            self._replace(value.start, value.end, value_as_toml(after))

    def _merge_rows(
        self, path: Path, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
    ) -> None:
        pairs = dict(_paired(before, after))
        for old, row in enumerate(before):
            if old not in pairs:
                self._remove((*path, old))
            elif row != after[pairs[old]]:
                self.merge_table((*path, old), row, after[pairs[old]])
        old_by_new = {new: old for old, new in pairs.items()}
        # A new row goes below the one that it follows, and above the first if it follows none.
        place, is_above = self._sections_of((*path, 0))[0].start, True
        for new, row in enumerate(after):
            if new in old_by_new:
                place = self._sections_of((*path, old_by_new[new]))[-1].end
                is_above = False
            else:
                lines = self._lines_of(path, before, row)
                self._put(place, [*lines, ""] if is_above else ["", *lines], order=-len(path))

    def _lines_of(
        self, path: Path, before: Sequence[Mapping[str, Any]], row: Mapping[str, Any]
    ) -> list[str]:
        """Return the lines of a row in its new place: its old ones changed, where it had any."""
        heading = tuple(part for part in path if isinstance(part, str))
        old = [
            index for index, other in enumerate(before) if row_name(other) == row_name(row) != ""
        ]
        if len(old) != 1:
            return list(rows_as_toml([row], heading))[1:]
        sections = self._sections_of((*path, old[0]))
        moved = _Editor("\n".join(self._text[one.start : one.end] for one in sections))
        moved.merge_table((*heading, 0), before[old[0]], row)
        return moved.edited().rstrip("\n").split("\n")

    def _remove(self, path: Path) -> None:
        """Take out whatever stands at a path, however it is written."""
        for section in self._sections:
            if section.path[: len(path)] == path:
                self._replace(section.start, self._blank_lines_end(section.end), "")
                continue
            for found in section.assignments:
                if found.path[: len(path)] == path:
                    start, end = self._line_start(found.start), self._line_end(found.value.end)
                    self._replace(start, end, "")

    def _insert(self, path: Path, value: Any) -> None:
        parent, key = path[:-1], str(path[-1])
        heading = tuple(part for part in path if isinstance(part, str))
        sections = self._sections_of(parent)
        if is_rows(value) and sections:
            self._put(sections[-1].end, list(rows_as_toml(value, heading)), order=-len(path))
            return
        if not parent and isinstance(value, Mapping):
            self._put(self._sections[-1].end, list(table_as_toml(value, heading)), order=-1)
            return
        line = f"{key_as_toml(key)} = {value_as_toml(value)}"
        for section in self._sections:
            if section.path == parent:
                self._put(self._own_end(section), [line])
                return
        for section in self._sections:
            is_within = parent[: len(section.path)] == section.path
            dotted = [found for found in section.assignments if found.path[: len(parent)] == parent]
            if is_within and dotted:
                inside = parent[len(section.path) :]
                prefix = "".join(f"{key_as_toml(str(part))}." for part in inside)
                self._put(self._line_end(dotted[-1].value.end), [prefix + line])
                return
        self._put(
            sections[0].start,
            [f"[{'.'.join(map(key_as_toml, heading[:-1]))}]", line, ""],
            order=-len(path),
        )

    def _sections_of(self, path: Path) -> list[_Section]:
        return [section for section in self._sections if section.path[: len(path)] == path]

    def _own_end(self, section: _Section) -> int:
        """Return where a further key of a section goes: below its last one."""
        if section.assignments:
            return self._line_end(section.assignments[-1].value.end)
        if not section.path:
            return section.end
        return self._line_end(self._below(section.start))

    def _put(self, place: int, lines: Sequence[str], *, order: int = _KEY_FIRST) -> None:
        text = "\n".join(lines) + "\n"
        if place and self._text[place - 1] not in "\n\ufeff":
            text = "\n" + text  # the last line of the file, without an end
        self._edits.append(_Edit(start=place, end=place, text=text, order=order))

    def _replace(self, start: int, end: int, text: str) -> None:
        self._edits.append(_Edit(start=start, end=end, text=text, order=1))

    def _line_start(self, place: int) -> int:
        start = self._text.rfind("\n", 0, place) + 1
        return start + 1 if self._text.startswith("\ufeff", start) else start

    def _line_end(self, place: int) -> int:
        """Return where the line after this one begins."""
        end = self._text.find("\n", place)
        return len(self._text) if end < 0 else end + 1

    def _above(self, place: int) -> int:
        """Return where the comment lines right above a line begin."""
        start = self._line_start(place)
        while start > 0:
            above = self._line_start(start - 1)
            if above == start or not self._text[above:start].lstrip().startswith("#"):
                break
            start = above
        return start

    def _below(self, place: int) -> int:
        """Return where the comment lines from a line on end."""
        while self._text[place : self._line_end(place)].lstrip().startswith("#"):
            place = self._line_end(place)
        return place

    def _blank_lines_end(self, place: int) -> int:
        while place < len(self._text) and not self._text[place : self._line_end(place)].strip():
            place = self._line_end(place)
        return place


def _paired(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, int]]:
    """Pair the rows that are the same in order, and those that only changed their name."""
    matcher = SequenceMatcher(
        None, [*map(row_name, before)], [*map(row_name, after)], autojunk=False
    )
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        for old, new in zip(range(start, end), range(new_start, new_end), strict=False):
            if kind == "equal" or (kind == "replace" and _is_alike(before[old], after[new])):
                yield old, new


def _is_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    n_same = sum(key in other and other[key] == value for key, value in one.items())
    return bool(2 * n_same >= max(len(one), len(other)))
