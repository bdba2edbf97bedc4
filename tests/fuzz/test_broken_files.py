"""However a partnership file is broken, what comes of it is a refusal that a person can mend."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commonweal.errors import CommonwealError, RefusedError
from commonweal.partnership import (
    json_schema,
    read_partnership,
    read_values,
    rewrite_toml,
    starter,
    write_toml,
)
from commonweal.partnership.locate import line_by_path
from tests.fuzz.breaking import as_read, break_text, break_values
from tests.unit.partnership.schema_rules import broken_rules

pytestmark = pytest.mark.long

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
TEXTS = [starter("Fuzzed"), *(path.read_text(encoding="utf-8") for path in EXAMPLES)]
SCHEMA = json_schema()
MANY = settings(max_examples=400, phases=(Phase.explicit, Phase.reuse, Phase.generate))

chances = st.integers(0, 2**32).map(random.Random)


def check_refusals(error: CommonwealError, text: str = "") -> None:
    """Fail unless every refusal names its file and says what is wrong and how to mend it."""
    assert error.place.file == "fuzzed"
    assert error.hint
    if not isinstance(error, RefusedError):
        return
    assert error.report.refused
    n_lines = text.count("\n") + 1
    for refusal in error.report.refused:
        assert refusal.place.file == "fuzzed"
        assert refusal.place.line is None or 1 <= refusal.place.line <= n_lines
        assert refusal.reason.endswith("."), refusal.reason
        assert refusal.mend, refusal
        for machine in ("Input should", "<class", "Traceback", "pydantic", "NoneType", "None"):
            assert machine not in refusal.reason + refusal.mend, refusal


@given(chance=chances)
@MANY
def test_broken_values_are_refused_in_words_or_read(chance):
    broken = break_values(tomllib.loads(chance.choice(TEXTS)), chance)

    try:
        partnership, _ = read_values(broken, source="fuzzed")
    except CommonwealError as error:
        check_refusals(error)
    else:
        assert read_partnership(write_toml(partnership), source="x")[0] == partnership


@given(chance=chances)
@MANY
def test_what_is_read_fits_the_json_schema(chance):
    broken = break_values(as_read(tomllib.loads(chance.choice(TEXTS))), chance)

    try:
        read_values(broken, source="fuzzed")
    except CommonwealError:
        return

    assert broken_rules(as_read(broken), SCHEMA, SCHEMA) == []


@given(chance=chances)
@MANY
def test_broken_text_is_refused_in_words_or_read(chance):
    text = break_text(chance.choice(TEXTS), chance)

    try:
        partnership, _ = read_partnership(text, source="fuzzed")
    except CommonwealError as error:
        check_refusals(error, text)
    else:
        assert read_partnership(write_toml(partnership), source="x")[0] == partnership
        assert rewrite_toml(text, partnership) == text


@given(text=st.text(max_size=300) | st.text(alphabet="[]{}\"'=#.\\ab1,\n\r \t", max_size=80))
@MANY
def test_lines_are_looked_for_in_any_text_whatever(text):
    n_lines = text.count("\n") + 1

    assert all(1 <= line <= n_lines for line in line_by_path(text).values())


@given(chance=chances)
@MANY
def test_where_broken_text_still_parses_every_key_has_its_line(chance):
    text = break_text(chance.choice(TEXTS), chance)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return
    lines = line_by_path(text)

    def check(value: object, path: tuple[str | int, ...]) -> None:
        assert not path or path in lines, path
        if isinstance(value, dict):
            for key, inner in value.items():
                check(inner, (*path, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                check(inner, (*path, index))

    check(values, ())


@given(chance=chances)
@settings(max_examples=100, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_a_broken_file_that_still_reads_can_be_changed_in_place(chance):
    text = break_text(chance.choice(TEXTS), chance)
    other, _ = read_partnership(chance.choice(TEXTS), source="x")
    try:
        rewritten = rewrite_toml(text, other)
    except CommonwealError:
        return

    assert read_partnership(rewritten, source="rewritten")[0] == other
