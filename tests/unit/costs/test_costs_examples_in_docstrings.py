"""The worked examples in the docstrings give the figures printed there."""

import doctest
import importlib
import pkgutil

import numpy as np
import pytest

import commonweal.appraisal.costs

MODULES = [
    f"commonweal.appraisal.costs.{module.name}"
    for module in pkgutil.iter_modules(commonweal.appraisal.costs.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_every_printed_example_is_what_the_code_gives(name):
    results = doctest.testmod(importlib.import_module(name), extraglobs={"np": np})

    assert results.failed == 0
