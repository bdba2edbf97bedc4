"""A key is found on the line where an editor shows it, whatever TOML does around it."""

from __future__ import annotations

import tomllib

import pytest

from commonweal.partnership.locate import key_name, key_text, line_by_path, nearest_line

TRICKY = '''\
# Line 1.
name = "One"
summary = """
[[bodies]]
id = "not a body"
"quoted" and \\""" and more
[split]
rule = 5""" # line 8
values = [
  "first",  # [[bodies]]
  'second # no comment = 1',

  "third",
]
'a "quoted" key' = 1
"caf\\u00e9".inner = '\\'
literal = \'\'\'
[[bodies]] = \'\'\'

[[bodies]]
id = "ashby"
drivers = { population = 100_000, "calls made" = 3 }
former_names = [ "Ash", "By" ]

  [[ bodies ]]  # an odd one
id = "barton"
drivers.population = 80000
drivers . calls = 7

[bodies.codes]
gss = "E07000002"

[[options]]
id = "a"
[[options.levers]]
lever = "one"
[[options.levers]]
lever = "two"
share = { outcomes = [1,
  2], shape = "discrete" }

[[services]]
id = "s"

[[options]]
id = "b"
[[options.levers]]
lever = "three"
on = 1979-05-27 07:32:00

[split]
driver = "population"
'''

PLACES = {
    ("name",): 2,
    ("summary",): 3,
    ("values",): 9,
    ("values", 0): 10,
    ("values", 1): 11,
    ("values", 2): 13,
    ('a "quoted" key',): 15,
    ("café",): 16,
    ("café", "inner"): 16,
    ("literal",): 17,
    ("bodies",): 20,
    ("bodies", 0): 20,
    ("bodies", 0, "id"): 21,
    ("bodies", 0, "drivers", "calls made"): 22,
    ("bodies", 0, "former_names", 1): 23,
    ("bodies", 1): 25,
    ("bodies", 1, "drivers"): 27,
    ("bodies", 1, "drivers", "calls"): 28,
    ("bodies", 1, "codes"): 30,
    ("bodies", 1, "codes", "gss"): 31,
    ("options", 0, "levers"): 35,
    ("options", 0, "levers", 0, "lever"): 36,
    ("options", 0, "levers", 1, "lever"): 38,
    ("options", 0, "levers", 1, "share", "outcomes", 1): 40,
    ("options", 0, "levers", 1, "share", "shape"): 40,
    ("services", 0, "id"): 43,
    ("options", 1, "id"): 46,
    ("options", 1, "levers", 0): 47,
    ("options", 1, "levers", 0, "on"): 49,
    ("split", "driver"): 52,
}


@pytest.mark.parametrize("before", ["", "\ufeff"], ids=["plain", "marked"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_every_key_is_on_its_line(newline, before):
    assert tomllib.loads(TRICKY.replace("\n", newline))

    lines = line_by_path(before + TRICKY.replace("\n", newline))

    assert {path: lines.get(path) for path in PLACES} == PLACES


def test_what_stands_inside_a_long_text_is_no_key():
    lines = line_by_path(TRICKY)

    assert ("quoted",) not in lines
    assert ("split", "rule") not in lines
    assert lines["bodies", 0] == 20


def test_a_form_feed_or_line_separator_inside_a_text_is_no_new_line():
    lines = line_by_path('name = "a\u2028b\x85c"\nsummary = "d"\n')

    assert lines["summary",] == 2


def test_a_missing_key_is_looked_for_on_the_line_of_its_table():
    lines = line_by_path(TRICKY)

    assert nearest_line(lines, ("bodies", 1, "name")) == 25
    assert nearest_line(lines, ("bodies", 0, "drivers", "staff", "low")) == 22
    assert nearest_line(lines, ("nowhere",)) is None


@pytest.mark.parametrize(
    "text",
    ["", "=", "[", "[[a", "a = [", "a = {b", 'a = "', 'a = """', "a.", '"', "a = [[[", "]\nb = 1"],
)
def test_text_that_is_no_toml_is_read_as_far_as_it_goes(text):
    assert set(line_by_path("good = 1\n" + text)) >= {("good",)}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("bodies", 1, "drivers"), "bodies[2].drivers"),
        (("bodies", 1), "bodies[2]"),
        (("drivers", "calls made"), 'drivers."calls made"'),
        (("codes", 'a "b"\n'), 'codes."a \\"b\\"\\n"'),
        ((), ""),
    ],
)
def test_a_place_is_said_with_rows_from_one(path, text):
    assert key_text(path) == text


def test_the_last_key_of_a_place_is_said_with_its_row():
    assert key_name(("options", 0, "ramp", 2)) == "ramp[3]"
    assert key_name(("options", 0, "ramp")) == "ramp"
    assert key_name(()) == "The file"
