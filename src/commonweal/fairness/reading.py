"""Reading a bare game from JSON: players, kind and values; everything else is carried as notes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from commonweal.errors import FileFormatError, InputError, Place
from commonweal.fairness.games import Game

__all__ = ["read_game"]


def read_game(data: bytes, name: str) -> tuple[Game, Mapping[str, Any]]:
    """Read a game from JSON bytes; `name` (a file's name) appears in errors.

    The JSON is one object with `players` (a list of names), `kind` ("cost" or "savings") and
    `values` (an object keyed by comma-joined names, every non-empty group once, in any order).

    Returns
    -------
    (Game, notes)
        Notes hold every other key as it was.

    Raises
    ------
    FileFormatError
        If the bytes are not UTF-8 text or not JSON (with the line), hold NaN or Infinity, or
        give a key twice in one object.
    InputError
        If a key is missing or of another type, and for whatever `Game.from_values` refuses.
    """
    whole = Place(file=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileFormatError(
            f"Byte {error.start + 1} is not UTF-8 text.",
            hint="Save the game as JSON with UTF-8 encoding.",
            place=whole,
        ) from error
    try:
        content = json.loads(
            text,
            object_pairs_hook=lambda pairs: _without_repeats(pairs, whole),
            parse_constant=lambda constant: _refuse_constant(constant, text, name),
        )
    except json.JSONDecodeError as error:
        raise FileFormatError(
            f"This is not JSON: {error.msg.lower()} (column {error.colno}).",
            hint="A game is a JSON object with players, kind and values.",
            place=Place(file=name, line=error.lineno),
        ) from error
    except (RecursionError, ValueError) as error:
        # Python refuses integers of more than 4,300 digits and nesting some 1,000 deep.
        raise FileFormatError(
            "This JSON holds a number too long, or lists too deep, to be a game.",
            hint="A game is a JSON object with players, kind and values.",
            place=whole,
        ) from error
    return _game_from_content(content, name)


def _game_from_content(content: object, name: str) -> tuple[Game, Mapping[str, Any]]:
    if not isinstance(content, dict):
        raise InputError(
            f"A game is a JSON object; this is {_type_in_words(content)}.",
            hint="Begin with { and give players, kind and values.",
            place=Place(file=name),
        )
    for key, needed in (("players", list), ("kind", str), ("values", dict)):
        if key not in content:
            raise InputError(
                f"The game has no “{key}”.",
                hint="A game needs players, kind and values.",
                place=Place(file=name),
            )
        if not isinstance(content[key], needed):
            raise InputError(
                f"“{key}” should be {_type_in_words(needed())}; it is "
                f"{_type_in_words(content[key])}.",
                hint="For example: players ['A', 'B'], kind 'cost', values {'A': 11, 'B': 7, "
                "'A,B': 15}.",
                place=Place(file=name, key=key),
            )
    game = Game.from_values(
        content["players"], content["kind"], content["values"], place=Place(file=name)
    )
    notes = {
        key: value for key, value in content.items() if key not in ("players", "kind", "values")
    }
    return game, notes


def _without_repeats(pairs: list[tuple[str, Any]], place: Place) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in pairs:
        if key in kept:
            raise FileFormatError(
                f"“{key}” is given twice.",
                hint="Keep one of them.",
                place=Place(file=place.file, key=key),
            )
        kept[key] = value
    return kept


def _refuse_constant(constant: str, text: str, name: str) -> NoReturn:
    line = text.count("\n", 0, text.find(constant)) + 1
    raise FileFormatError(
        f"{constant} is not a number that a group can cost or save.",
        hint="Give every group a finite number.",
        place=Place(file=name, line=line),
    )


def _type_in_words(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return "text"
        case None:
            return "null"
        case _:
            return "a number"
