"""The command line as a person meets it: words in; status, standard output and error out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from commonweal.cli import run

FILES = Path(__file__).parent / "files"
EXAMPLES = Path(__file__).parents[3] / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command left behind."""

    status: int
    out: str
    err: str


Commonweal = Callable[..., Answer]


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """Give an empty folder in which the command is run."""
    monkeypatch.chdir(tmp_path)
    # As for a terminal of 80 columns, whatever this one is.
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def commonweal(here, capsys) -> Commonweal:
    """Run a command in this process, which is quick."""

    def call(*words: object) -> Answer:
        capsys.readouterr()
        status = run([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(status=status, out=said.out, err=said.err)

    return call


@pytest.fixture
def commonweal_process(here) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command in a process of its own, as the shell would."""

    def call(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        program = "import sys; from commonweal.cli import main; main()"
        environment = {**os.environ, **options.pop("env", {})}
        return subprocess.run(
            [sys.executable, "-c", program, *map(str, words)],
            capture_output=True,
            check=False,
            env=environment,
            **options,
        )

    return call


@pytest.fixture
def case(here) -> Path:
    """Give a small case that can be shared, in the folder in which commands are run."""
    shutil.copy(FILES / "three-councils.toml", here / "case.toml")
    return Path("case.toml")


@pytest.fixture
def changed_case(case) -> Callable[..., Path]:
    """Write the small case with some of its text changed."""

    def change(*changes: tuple[str, str]) -> Path:
        text = case.read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        case.write_text(text, encoding="utf-8")
        return case

    return change


def pairs(err: str) -> list[tuple[str, str]]:
    """Return what standard error says, as pairs of what is wrong and its mend."""
    lines = err.splitlines()
    assert len(lines) % 2 == 0, err
    found = list(zip(lines[::2], lines[1::2], strict=True))
    assert all(what.startswith("Error: ") and mend.startswith("Mend: ") for what, mend in found)
    return [(what.removeprefix("Error: "), mend.removeprefix("Mend: ")) for what, mend in found]
