"""The examples that a partnership can start from: each a whole file, with a story of one line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from commonweal.partnership.toml_form import parse_toml

__all__ = ["Example", "examples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example as it is offered, and its text."""

    id: str
    name: str
    story: str
    data: bytes

    @property
    def file_name(self) -> str:
        return f"{self.id}.toml"


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """Return every example by name: from the wheel, or from the source."""
    found = [_example(file) for file in _folder().iterdir() if file.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda example: example.name))


def _folder() -> Traversable | Path:
    packed = files("commonweal_web.partnerships") / "data" / "examples"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / "examples"


def _example(file: Traversable | Path) -> Example:
    data = file.read_bytes()
    values = parse_toml(data.decode("utf-8"), source=file.name)
    return Example(
        id=file.name.removesuffix(".toml"),
        name=str(values["name"]),
        story=str(values["summary"]),
        data=data,
    )
