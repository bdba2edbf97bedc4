"""The starter explains every key of the file, in comments that fit a window."""

from __future__ import annotations

import re
import tomllib

import pytest

from commonweal.errors import InputError
from commonweal.partnership import Range, read_partnership, starter
from commonweal.partnership.base import Evidenced
from commonweal.partnership.schema_walk import Kind, kind_of, kinds

ODD_NAMES = [
    "Ashby",
    'The "Ashby" team',
    "Ashby's",
    "Two\nlines",
    "[[bodies]]",
    'x"\nid = 5\n"',
    "\\",
    "Gwasanaeth Ynys Môn",
    "聯合 🏛",
    "a\x00b\x1f\x7f\u2028c",
    "# no comment",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_is_written_safely_and_the_file_checks_clean(name):
    partnership, report = read_partnership(starter(name), source="new.toml")

    assert partnership.name == name
    assert report.is_clean


@pytest.mark.parametrize("name", ["", "  \n", "half \ud800"])
def test_a_name_that_no_report_could_print_is_refused(name):
    with pytest.raises(InputError, match="name"):
        starter(name)


def test_no_line_is_wider_than_a_window():
    assert [line for line in starter("Ashby").split("\n") if len(line) > 100] == []


def test_every_comment_ends_as_it_should():
    """No space at an end of a line, no tie left from the wrapping, no two blank lines."""
    text = starter("Ashby")

    assert not re.search(r"[ \u00a0]$", text, re.MULTILINE)
    assert "\u00a0" not in text
    assert "\n\n\n" not in text
    assert text.endswith("\n")


def places_of(kind: Kind, text: str) -> str:
    """Return the part of the starter in which a kind of table is explained."""
    key, name = kind_of(kind.model)
    heading = "" if not kind.path else f"[{'.'.join(kind.path)}]"
    if name:
        start = text.index(f'{key} = "{name}"')
    elif kind.path == ("baselines", "costs"):
        start = text.index("# What it spends, by cost line.")
    else:
        start = text.index(heading)
    rest = text[start:]
    end = re.search(r"\n#?\n(?=#? ?\[|# =|$)", rest)
    return rest[: end.start()] if end else rest


@pytest.mark.parametrize(
    "kind", list(kinds()), ids=lambda kind: kind_of(kind.model)[1] or ".".join(kind.path) or "top"
)
def test_every_key_is_explained_where_its_table_stands_or_with_all_its_fellows(kind):
    text = starter("Ashby")
    told = places_of(kind, text) if kind.path else text
    fellows = [one for one in kinds() if one.path == kind.path]
    tables = {one.path[-1] for one in kinds() if one.path[:-1] == kind.path and one.path}
    missing = []
    for name in kind.model.model_fields:
        if name == kind_of(kind.model)[0]:
            continue  # stands in the heading
        key = rf"(?m)^(#\s+)?{name}( \([a-z ]+\))?(:| =)"
        is_shared = issubclass(kind.model, Evidenced) and name in Evidenced.model_fields
        is_shared = is_shared or any(
            name in base.model_fields
            and len([one for one in fellows if issubclass(one.model, base)]) > 1
            for base in kind.model.__mro__[1:]
            if hasattr(base, "model_fields")
        )
        if name not in tables and not re.search(key, text if is_shared else told):
            missing.append(name)

    assert missing == []


def test_every_kind_of_table_is_there_to_be_copied():
    text = starter("Ashby")

    for kind in kinds():
        key, name = kind_of(kind.model)
        if name:
            assert f'{key} = "{name}"' in text
        elif kind.path and kind.path != ("baselines", "costs"):
            heading = ".".join(kind.path)
            assert (f"[[{heading}]]" if kind.is_many else f"[{heading}]") in text


def test_every_key_of_a_range_is_listed():
    told = starter("Ashby").split("in place of a figure")[1]

    assert [
        name for name in Range.model_fields if name not in Evidenced.model_fields
    ] == re.findall(r"(?m)^#     ([a-z_]+):", told)


def test_the_comments_are_no_part_of_what_is_said():
    """The file says the same without a single comment."""
    text = starter("Ashby")
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("#"))

    assert tomllib.loads(bare) == tomllib.loads(text)


def test_the_starter_says_that_its_figures_are_placeholders():
    _, report = read_partnership(starter("Ashby"), source="new.toml")
    told = [caution.message for caution in report.warnings]

    assert any("placeholders until each body takes its own over" in message for message in told)
    assert any(message.startswith("Guesses, to be replaced") for message in told)
    assert len(told) <= 4
