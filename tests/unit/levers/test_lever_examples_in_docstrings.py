"""The worked example in each lever's docstring gives the figures printed there."""

import doctest
import importlib
import pkgutil

import numpy as np
import pytest

import commonweal.appraisal.levers

MODULES = [
    f"commonweal.appraisal.levers.{module.name}"
    for module in pkgutil.iter_modules(commonweal.appraisal.levers.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_every_printed_example_is_what_the_code_gives(name):
    results = doctest.testmod(importlib.import_module(name), extraglobs={"np": np})

    assert results.failed == 0


def test_every_lever_module_has_a_worked_example():
    without = [
        name
        for name in MODULES
        if not name.endswith((".registry",))
        and doctest.testmod(importlib.import_module(name), extraglobs={"np": np}).attempted == 0
    ]

    assert without == []
