"""Desks to write from: every example of the house, worked out once on fewer futures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from commonweal.deal import work_out
from commonweal.partnership import read_partnership
from commonweal.reports.papers import Desk, Paper, desk_of, paper_from

EXAMPLES = Path(__file__).parents[4] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.toml"))


def desk_from(text: str, source: str = "case.toml") -> Desk:
    """Lay out a case for writing, on few futures."""
    partnership, report = read_partnership(text, source=source)
    return desk_of(work_out(partnership, n_draws=200), report)


def text_of(name: str) -> str:
    return (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")


@cache
def example_desk(name: str) -> Desk:
    return desk_from(text_of(name), f"{name}.toml")


@cache
def example_papers(name: str) -> list[Paper]:
    """Return every paper of an example but the full business case, which takes seconds."""
    desk = example_desk(name)
    return [
        paper_from(desk, kind="brief"),
        paper_from(desk, kind="business-case", size="quick"),
        paper_from(desk, kind="business-case", size="outline"),
        *(paper_from(desk, kind="decision", body=body.id) for body in desk.deal.partnership.bodies),
    ]


@pytest.fixture(params=NAMES)
def papers(request) -> list[Paper]:
    """The papers of each example in turn."""
    return example_papers(request.param)


@pytest.fixture
def pennine() -> Desk:
    """Six councils that had better not share; two ask for papers of their own."""
    return example_desk("pennine-lancashire-building-control")


@pytest.fixture
def centre() -> Desk:
    """Four councils that should share; one keeps its own figures exempt."""
    return example_desk("shared-contact-centre")


@pytest.fixture
def colleges() -> Desk:
    """Three colleges that should share if something is settled."""
    return example_desk("college-management-information")


@pytest.fixture
def running() -> Desk:
    """Two councils that share already, whose figures are placeholders."""
    return example_desk("already-sharing")
