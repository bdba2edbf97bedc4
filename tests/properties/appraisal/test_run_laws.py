"""What a run rests on: the file's values and nothing else."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal import appraise, input_hash
from commonweal.deal import deal_of
from commonweal.errors import ComputationError
from commonweal.partnership import Partnership, plain, read_partnership, write_toml
from tests.properties.appraisal.partnerships import partnerships
from tests.unit.appraisal.worked import parameters

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))


def text_of(partnership: Partnership) -> str:
    """Return the same case as JSON, or why its joint cost cannot be shared."""
    try:
        deal = deal_of(appraise(partnership, parameters(), n_draws=20, seed=7))
    except ComputationError as refusal:
        return refusal.message
    return json.dumps(deal.to_dict(), sort_keys=False)


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_running_twice_gives_identical_json(partnership):
    again, _ = read_partnership(write_toml(partnership), source="again.toml")

    assert text_of(partnership) == text_of(partnership)
    assert text_of(again) == text_of(partnership)


def backwards(value: Any) -> Any:
    """Return the same values with the keys of every table in reverse order."""
    if isinstance(value, Mapping):
        return {key: backwards(value[key]) for key in reversed(list(value))}
    if isinstance(value, list):
        return [backwards(inner) for inner in value]
    return value


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_the_order_of_keys_leaves_the_hash_alone(partnership):
    turned = Partnership.model_validate(backwards(plain(partnership)))

    assert input_hash(turned) == input_hash(partnership)


@given(partnerships(), st.text(alphabet="abc #=[]\t'\"", max_size=30))
@settings(max_examples=25, deadline=None)
def test_comments_and_layout_leave_the_hash_alone(partnership, words):
    text = write_toml(partnership)
    spaced = "\n".join(
        f"{line}\n# {words}" if not line.strip() else line for line in text.split("\n")
    )

    loose, _ = read_partnership(f"# {words}\n{spaced}\n", source="loose.toml")

    assert input_hash(loose) == input_hash(partnership)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_keeps_its_hash_without_its_comments(file):
    text = file.read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.split("\n") if not line.startswith("#"))

    commented, _ = read_partnership(text, source=file.name)
    stripped, _ = read_partnership(bare, source=file.name)

    assert input_hash(stripped) == input_hash(commented)


Path_ = tuple[str | int, ...]


def numbers(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, float]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from numbers(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from numbers(inner, (*path, place))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, float(value)


def with_number(value: Any, path: Path_, number: float) -> Any:
    if not path:
        return number
    head, *rest = path
    if isinstance(value, Mapping):
        return {
            key: with_number(inner, tuple(rest), number) if key == head else inner
            for key, inner in value.items()
        }
    return [
        with_number(inner, tuple(rest), number) if place == head else inner
        for place, inner in enumerate(value)
    ]


@given(partnerships(), st.data())
@settings(max_examples=100, deadline=None)
def test_the_smallest_change_of_any_figure_changes_the_hash(partnership, data):
    document = plain(partnership)
    path, number = data.draw(st.sampled_from(sorted(numbers(document), key=str)))
    changed = number - 1 if number == int(number) and number > 1 else math.nextafter(number, -1.0)
    try:
        other = Partnership.model_validate(with_number(document, path, changed))
    except ValueError:
        return  # the schema refuses the change: there is nothing to hash

    assert input_hash(other) != input_hash(partnership), path
