"""What no file of ours may hold, and what the locks must agree on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, our_files, our_texts

LOCKS = ("run.txt", "dev.txt", "uv.txt")

#: An address or an option that would tie a lock to one registry.
REGISTRY = re.compile(r"://|--(?:(?:extra-)?index|find|trusted)-|(?m:^-[if] )")

#: Somebody's own folder. A letter, figure or slash before it makes it part of an address.
OWN_FOLDER = re.compile(r"(?<![\w./:<-])/(?:home|Users|root)/\w|[A-Z]:\\Users\\")

PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, str]]:
    return set(PIN.findall((ROOT / "requirements" / lock).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry(lock):
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")

    assert PIN.search(text)
    assert REGISTRY.findall(text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_in_a_lock_has_its_hashes(lock):
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_lock_of_another_tool_is_kept():
    """These hold the address of the registry that they were made with."""
    names = {path.name for path in our_files()}

    assert names.isdisjoint({"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"})


def test_development_runs_on_the_very_versions_that_are_run():
    assert pins("run.txt") <= pins("dev.txt")


def test_the_locks_hold_every_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]

    def names(lines: list[str]) -> set[str]:
        return {re.match(r"[a-z0-9._-]+", line)[0] for line in lines}

    assert names(project["dependencies"]) <= {name for name, _ in pins("run.txt")}
    assert names(extras) <= {name for name, _ in pins("dev.txt")}


def test_no_file_holds_a_path_of_one_machine():
    own = {str(place) for place in (ROOT, Path.home()) if len(place.parts) > 2}
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in our_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if OWN_FOLDER.search(line) or any(place in line for place in own)
    ]

    assert found == []


def test_no_file_is_left_from_a_merge():
    found = [name for name, text in our_texts().items() if re.search(r"(?m)^<{7} |^>{7} ", text)]

    assert found == []


def test_the_source_points_to_no_paper_that_is_not_here():
    """Whoever reads the source has only this project: a source is named in full, with its date."""
    papers = {path.name for path in our_files() if path.suffix == ".md"}
    found = [
        f"{name}: {paper}"
        for name, text in our_texts().items()
        if name.startswith(("src/", "examples/"))
        for paper in re.findall(r"[\w-]+\.md\b", text)
        if paper not in papers
    ]

    assert found == []
