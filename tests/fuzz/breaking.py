"""Breaking partnership files in every way that a program, a person or a bad disk might."""

from __future__ import annotations

import copy
import datetime as dt
import json
import random
from collections.abc import Iterator
from typing import Any

__all__ = ["break_text", "break_values", "junk"]

JUNK: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**31,
    2**63,
    -(2**64),
    10**400,
    0.0,
    -0.5,
    1.5,
    1e308,
    -1e308,
    5e-324,
    float("nan"),
    float("inf"),
    float("-inf"),
    "",
    " ",
    "rest",
    "assumption:",
    "assumption:nobody",
    "assumption:Not a slug",
    "£1,200",
    "12%",
    "2026-27",
    "2026-28",
    "2026",
    "9999-00",
    "１２",
    "a" * 200,
    "A b",
    "\x00",
    "\ud800",
    "[[bodies]]",
    [],
    [[]],
    [[[[[[]]]]]],
    [None],
    [1, "a", {}],
    {},
    {"": ""},
    {"low": 3, "high": 1},
    {"low": 0, "likely": 1, "high": 2},
    {"shape": "discrete", "outcomes": [1e308, 1e308], "chances": [0.5, 0.5]},
    {"low": "1", "high": [2]},
    {"range": 1, "number": 2, "named": 3},
    {"lever": "market-price"},
    {"lever": ["market-price"]},
    {"cost": {}},
    {"id": []},
    dt.date(2026, 4, 1),
    dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC),
    dt.time(9, 30),
)


def junk(chance: random.Random) -> Any:
    return copy.deepcopy(chance.choice(JUNK))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in nested values, as its holder and its key."""
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    else:
        return
    for key, inner in inside:
        yield value, key
        yield from places(inner)


def break_values(values: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return values with one to four places taken out, filled with junk, doubled or swapped."""
    broken = copy.deepcopy(values)
    for _ in range(chance.randint(1, 4)):
        found = list(places(broken))
        if not found:
            return broken
        holder, key = chance.choice(found)
        way = chance.randrange(7)
        if way == 0:
            del holder[key]
        elif way == 1:
            other, elsewhere = chance.choice(found)
            # A copy of a place may hold that very place, so it is no longer found by its key.
            if isinstance(other, dict) and elsewhere not in other:
                continue
            if isinstance(other, list) and elsewhere >= len(other):
                continue
            holder[key] = copy.deepcopy(other[elsewhere])
        elif way == 2 and isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        elif way == 3 and isinstance(holder, dict):
            name = chance.choice(["", "x", "lever", "id", "low", "range", "[key]", "naïve", *"ab"])
            holder[name] = junk(chance)
        elif way == 4 and isinstance(holder, dict):
            holder[f"{key}s"] = holder.pop(key)
        elif way == 5:
            holder[key] = [holder[key]]
        else:
            holder[key] = junk(chance)
    return broken


SCRAPS = (
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    '"',
    "'",
    '"""',
    "'''",
    "#",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\x00",
    "\ufeff",
    "\u2028",
    ",",
    ".",
    "nan",
    "inf",
    "-inf",
    "true",
    "1e999",
    "9" * 5000,
    "£1,200",
    "1,200",
    "12%",
    "2026-27",
    "1979-05-27T07:32:00Z",
    "[[bodies]]\n",
    "[options]\n",
    "[split.driver]\n",
    "a.b.c = 1\n",
    "x = " + "[" * 2000,
    "id = 'ashby'\n",
    "é",
    "😀",
)


def break_text(text: str, chance: random.Random) -> str:
    """Return text with one to four cuts, copies, swaps or scraps put in."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice([0, 1, 2, 5, 20, 200]))
        way = chance.randrange(5)
        if way == 0:
            text = text[:start] + text[end:]
        elif way == 1:
            text = text[:end] + text[start:]
        elif way == 2:
            lines = text.split("\n")
            first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[first], lines[second] = lines[second], lines[first]
            text = "\n".join(lines)
        else:
            text = text[:start] + chance.choice(SCRAPS) + text[end if way == 3 else start :]
    return text


def as_read(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as a parser of JSON would give them."""
    read: dict[str, Any] = json.loads(json.dumps(values, default=str))
    return read
