"""Deals to report on: one that is worth it, and one that waits for figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.deal import Deal, work_out
from commonweal.errors import ReaderReport
from commonweal.partnership import read_partnership, starter

CASE = Path(__file__).parents[2] / "integration" / "cli" / "files" / "three-councils.toml"


def read_deal(text: str) -> tuple[Deal, ReaderReport]:
    partnership, report = read_partnership(text, source="case.toml")
    return work_out(partnership, n_draws=100), report


@pytest.fixture(scope="session")
def case_text() -> str:
    return CASE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def good(case_text) -> tuple[Deal, ReaderReport]:
    """Three councils that should share."""
    return read_deal(case_text)


@pytest.fixture(scope="session")
def unready() -> tuple[Deal, ReaderReport]:
    """The starter, whose figures nobody has confirmed."""
    return read_deal(starter("A beginning"))
