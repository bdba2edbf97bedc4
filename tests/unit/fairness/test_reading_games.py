"""Reading a bare game from JSON."""

import json

import pytest

from commonweal.errors import CommonwealError, FileFormatError, InputError
from commonweal.fairness import read_game

TWO_TOWNS = {"players": ["A", "B"], "kind": "cost", "values": {"A": 11, "B": 7, "A,B": 15}}


def encoded(**changes):
    return json.dumps({**TWO_TOWNS, **changes}).encode()


def test_a_game_is_read_and_other_keys_are_carried_as_notes():
    game, notes = read_game(encoded(source="Young 1994", known={"equal": [7.5, 7.5]}), "g.json")

    assert game.players == ("A", "B")
    assert game.whole == 15
    assert notes == {"source": "Young 1994", "known": {"equal": [7.5, 7.5]}}


def test_a_byte_order_mark_does_no_harm():
    game, _ = read_game(b"\xef\xbb\xbf" + encoded(), "g.json")

    assert game.whole == 15


def test_text_that_is_not_json_is_refused_with_its_line():
    with pytest.raises(FileFormatError, match="not JSON") as refused:
        read_game(b'{\n "players": ["A", "B"],\n "kind" "cost"\n}', "g.json")

    assert str(refused.value.place) == "g.json, line 3"


@pytest.mark.parametrize(
    ("data", "error", "complaint"),
    [
        (b"\xff\xfe{", FileFormatError, "Byte 1 is not UTF-8"),
        (b"", FileFormatError, "not JSON"),
        (b"[1, 2]", InputError, "this is a list"),
        (b'{"kind": "cost", "kind": "cost"}', FileFormatError, "“kind” is given twice"),
        (encoded().replace(b"11", b"NaN"), FileFormatError, "NaN is not a number"),
        (encoded().replace(b"11", b"-Infinity"), FileFormatError, "-Infinity is not a number"),
        (encoded().replace(b"11", b"1e999"), InputError, "“A” is inf"),
        (encoded().replace(b"11", b"9" * 5000), FileFormatError, "number too long"),
        (b"[" * 100_000, FileFormatError, "too deep"),
        (encoded(values=[1, 2]), InputError, "“values” should be an object; it is a list"),
        (encoded(players="A,B"), InputError, "“players” should be a list; it is text"),
        (encoded(players=["A", 2]), InputError, "name is 2"),
        (encoded(players=["A", ["B"]]), InputError, "name is"),
        (encoded(kind=3), InputError, "“kind” should be text; it is a number"),
        (encoded(values={"A": 11, "B": None, "A,B": 15}), InputError, "“B” is None"),
    ],
)
def test_what_is_not_a_game_is_refused(data, error, complaint):
    with pytest.raises(error, match=complaint):
        read_game(data, "g.json")


@pytest.mark.parametrize("key", ["players", "kind", "values"])
def test_a_missing_key_is_named(key):
    content = {name: value for name, value in TWO_TOWNS.items() if name != key}

    with pytest.raises(CommonwealError, match=f"no “{key}”") as refused:
        read_game(json.dumps(content).encode(), "g.json")

    assert refused.value.hint


def test_a_missing_group_says_the_file():
    with pytest.raises(InputError, match="no value for “A,B”") as refused:
        read_game(encoded(values={"A": 11, "B": 7}), "towns.json")

    assert str(refused.value.place) == "towns.json, values"
