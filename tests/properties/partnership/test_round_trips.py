"""What goes into a file comes out of it, in every form, and what is not touched stays."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commonweal.partnership import (
    Partnership,
    json_schema,
    plain,
    read_partnership,
    read_values,
    rewrite_toml,
    write_toml,
)
from commonweal.partnership.scanning import Assignment, Header, statements
from tests.properties.partnership.partnerships import partnerships, styled
from tests.unit.partnership.schema_rules import broken_rules

SCHEMA = json_schema()

#: Shrinking a whole partnership takes minutes and tells little; the first that fails will do.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
FAST = settings(max_examples=20, phases=PHASES)
SLOW = settings(max_examples=30, phases=PHASES)


@given(partnership=partnerships())
@SLOW
def test_what_is_written_as_toml_reads_back_equal(partnership):
    read, report = read_partnership(write_toml(partnership), source="written.toml")

    assert read == partnership
    assert report.is_clean


@given(partnership=partnerships())
@FAST
def test_what_goes_through_json_reads_back_equal(partnership):
    values = json.loads(json.dumps(plain(partnership), default=dt.date.isoformat))

    assert read_values(values, source="written.json")[0] == partnership
    assert broken_rules(values, SCHEMA, SCHEMA) == []


@given(partnership=partnerships())
@FAST
def test_writing_twice_gives_the_same_bytes(partnership):
    text = write_toml(partnership)

    assert write_toml(read_partnership(text, source="written.toml")[0]) == text


@given(partnership=partnerships(), newline=st.sampled_from(["\n", "\r\n"]))
@FAST
def test_a_file_in_which_nothing_changed_is_the_same_to_the_byte(partnership, newline):
    text, _ = commented(write_toml(partnership))
    text = "\ufeff" + text.replace("\n", newline)

    assert rewrite_toml(text, read_partnership(text, source="x")[0]) == text


@given(before=partnerships(), after=partnerships(), newline=st.sampled_from(["\n", "\r\n"]))
@SLOW
def test_a_file_rewritten_to_another_partnership_holds_it(before, after, newline):
    text, _ = commented(write_toml(before))

    rewritten = rewrite_toml(text.replace("\n", newline), after)

    assert read_partnership(rewritten, source="rewritten.toml")[0] == after
    assert newline == "\n" or not re.search(r"(?<!\r)\n", rewritten)


@given(before=partnerships(), after=partnerships(), style=st.randoms(use_true_random=False))
@SLOW
def test_a_file_in_any_style_of_toml_is_changed_in_place(before, after, style):
    text = styled(plain(before), style)
    assert read_partnership(text, source="styled.toml")[0] == before

    rewritten = rewrite_toml(text, after)

    assert read_partnership(rewritten, source="rewritten.toml")[0] == after
    assert rewritten.startswith("# the first line\n")


@st.composite
def changes(draw: st.DrawFn) -> tuple[Partnership, Partnership]:
    """Draw a partnership and the same with a few entries taken out, moved, or put in."""
    before, other = draw(partnerships()), draw(partnerships())
    values, theirs = plain(before), plain(other)
    for key in draw(st.lists(st.sampled_from(sorted({**values, **theirs})), max_size=3)):
        mine, new = values.get(key), theirs.get(key)
        if isinstance(mine, list) and mine and draw(st.booleans()):
            mine.pop(draw(st.integers(0, len(mine) - 1)))
            if not mine:
                del values[key]
        elif isinstance(mine, list) and isinstance(new, list):
            mine[draw(st.integers(0, len(mine))) :] += new
        elif new is not None:
            values[key] = new
    return before, Partnership.model_validate(values)


@given(change=changes())
@SLOW
def test_a_change_leaves_the_comments_of_every_line_that_still_says_the_same(change):
    before, after = change
    text, said_by_comment = commented(write_toml(before))

    rewritten = rewrite_toml(text, after)

    assert Partnership.model_validate(tomllib.loads(rewritten)) == after
    old, new = dict(leaves(plain(before))), dict(leaves(plain(after)))
    lost = [
        comment
        for comment, path in said_by_comment.items()
        if path in old and old[path] == new.get(path) and comment not in rewritten
    ]
    assert lost == []


def commented(text: str) -> tuple[str, dict[str, tuple[Any, ...]]]:
    """Return the text with a comment at the end of each key's line, and which key each is of.

    A row counts as what it is known by, not by its position, so that its comments go with it.
    """
    known = tomllib.loads(text)
    ends = []
    for number, statement in enumerate(statements(text)):
        if isinstance(statement, Assignment):
            end = statement.value.end
            ends.append((end, f"  # comment {number}.", named(statement.path, known)))
        elif isinstance(statement, Header):
            end = text.index("\n", statement.start)
            ends.append((end, f"  # heading {number}.", None))
    for end, comment, _ in reversed(ends):
        text = text[:end] + comment + text[end:]
    return text, {comment: path for _, comment, path in ends if path is not None}


def named(path: tuple[Any, ...], values: Any) -> tuple[Any, ...]:
    """Return a path with each row by its id or what stands for one, and which of that name."""
    found: list[Any] = []
    here = values
    for part in path:
        found.append(name_of(here, part) if isinstance(here, list) else part)
        here = here[part]
    return tuple(found)


def name_of(rows: list[Any], index: int) -> Any:
    if not isinstance(rows[index], dict):
        return index
    same = [place for place, row in enumerate(rows) if name(row) == name(rows[index])]
    return name(rows[index]), same.index(index), len(same)


def name(row: dict[str, Any]) -> Any:
    for keys in (("id",), ("body", "service"), ("lever",), ("risk",), ("cost",)):
        if all(key in row for key in keys):
            return tuple(row[key] for key in keys)
    return None


def leaves(values: Any, path: tuple[Any, ...] = ()) -> Any:
    """Yield every key of the file with its value, rows by name: whole values, as lines hold."""
    for key, value in values.items():
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            for index, row in enumerate(value):
                yield from leaves(row, (*path, key, name_of(value, index)))
        elif isinstance(value, dict) and not path:
            yield from leaves(value, (key,))
        else:
            yield (*path, key), value
