"""A missing part must be loud: a skip with its reason here, a failure under CI."""

from __future__ import annotations

import pytest

from tests import parts
from tests.parts import Part, require_part

ABACUS = Part(name="abacus", used_for="counting", debian_package="abacus-common", find=lambda: None)


@pytest.fixture
def a_missing_part(monkeypatch):
    monkeypatch.setattr(parts, "PARTS", {"abacus": ABACUS})


def test_a_missing_part_skips_and_says_what_to_install(a_missing_part, monkeypatch):
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="abacus-common"):
        require_part("abacus")


def test_a_missing_part_fails_under_ci(a_missing_part, monkeypatch):
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="abacus is missing"):
        require_part("abacus")


def test_a_part_that_is_there_is_found(monkeypatch):
    found = Part(name="shell", used_for="", debian_package="dash", find=lambda: "/bin/sh")
    monkeypatch.setattr(parts, "PARTS", {"shell": found})

    assert require_part("shell") == "/bin/sh"
