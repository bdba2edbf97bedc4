"""What every test shares: the profiles of the property tests, and the mark that finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.profiles import give_examples, register_profiles

LAWS = Path(__file__).parent / "properties"

register_profiles()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    is_long = config.getoption("--hypothesis-profile", default=None) == "long"
    for item in items:
        if LAWS in item.path.parents:
            item.add_marker("law")
            give_examples(getattr(item, "obj", None), is_long=is_long)
    items.sort(key=lambda item: item.get_closest_marker("first") is None)
