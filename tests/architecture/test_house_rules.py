"""What the library may not do, read from its source. import-linter holds the floors themselves."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import LIBRARY, ROOT, library_modules, name_of

MAX_LINES = 450

OPENERS = {"open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes"}
NUMPY_FILES = {"load", "save", "savez", "loadtxt", "savetxt", "genfromtxt", "fromfile", "memmap"}
CLOCK = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time"}

#: All that a seeded generator is made from; everything else in numpy.random has one hidden state.
SEEDED = {
    "default_rng",
    "Generator",
    "SeedSequence",
    "BitGenerator",
    "PCG64",
    "PCG64DXSM",
    "Philox",
}


#: Packages that come with a declared one, at the version it asks for.
BROUGHT = {"pydantic_core", "docx", "markupsafe"}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for such an expression, else only its last name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else node.attr
    return ""


def calls(source: str) -> Iterator[tuple[int, str, ast.Call]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield node.lineno, dotted(node.func), node


def faults(path: Path, source: str) -> list[str]:
    """Return each thing in a module that its floor forbids."""
    room = path.relative_to(LIBRARY).parts[0].removesuffix(".py")
    found = []
    for line, name, call in calls(source):
        owner, _, last = name.rpartition(".")
        place = f"{name_of(path)}:{line}: {name}"
        if room not in ("files", "cli") and opens_a_file(owner, last):
            found.append(f"{place} opens a file; only commonweal.files does")
        if room != "cli" and name == "print":
            found.append(f"{place} prints; only the command line does")
        if room != "cli" and last in CLOCK and owner.rpartition(".")[2] in CLOCK_OWNERS:
            found.append(f"{place} reads the clock; take the time as a value")
        if owner in ("np.random", "numpy.random") and last not in SEEDED:
            found.append(f"{place} draws from the global generator; take a Generator or a seed")
        if last == "default_rng" and not (call.args or call.keywords):
            found.append(f"{place} has no seed")
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        if "random" in names:
            found.append(f"{name_of(path)}:{node.lineno}: random has one hidden global state")
    return found


def opens_a_file(owner: str, last: str) -> bool:
    if owner in ("np", "numpy"):
        return last in NUMPY_FILES
    # A class of our own may have a maker called `open`; Path and the like open files.
    maker = owner.rpartition(".")[2]
    is_class = maker[:1].isupper() and maker not in ("Path", "Image", "ZipFile", "TarFile")
    return last in OPENERS and not is_class


def test_the_library_keeps_the_rules_of_the_house():
    found = [fault for path in library_modules() for fault in faults(path, read(path))]

    assert found == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("open('x')", "opens a file"),
        ("Path('x').read_text()", "opens a file"),
        ("folder.joinpath('x').write_bytes(b'')", "opens a file"),
        ("gzip.open('x')", "opens a file"),
        ("pathlib.Path('x').open()", "opens a file"),
        ("Image.open('x')", "opens a file"),
        ("np.loadtxt('x')", "opens a file"),
        ("print(1)", "prints"),
        ("datetime.now()", "clock"),
        ("datetime.datetime.now(tz)", "clock"),
        ("date.today()", "clock"),
        ("time.time()", "clock"),
        ("np.random.seed(1)", "global generator"),
        ("np.random.normal()", "global generator"),
        ("np.random.default_rng()", "no seed"),
        ("import random", "hidden global state"),
        ("from random import choice", "hidden global state"),
    ],
)
def test_the_rules_catch_what_they_forbid(source, complaint):
    found = faults(LIBRARY / "appraisal" / "example.py", source)

    assert len(found) == 1
    assert complaint in found[0]


@pytest.mark.parametrize(
    "source",
    ["np.random.default_rng(7)", "rng.normal()", "times.today", "np.load_balance", "Book.open()"],
)
def test_the_rules_leave_honest_code_alone(source):
    assert faults(LIBRARY / "appraisal" / "example.py", source) == []


def test_every_module_is_short_enough_to_read():
    """Past this a module holds two jobs: split it by thing done."""
    modules = [*(ROOT / "src").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    n_lines_by_module = {name_of(path): len(read(path).splitlines()) for path in modules}

    assert {name: n for name, n in n_lines_by_module.items() if n > MAX_LINES} == {}


def test_every_module_says_what_it_is_for():
    trees = {name_of(path): ast.parse(read(path)) for path in library_modules()}

    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def imported_packages(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_the_library_imports_only_what_it_declares():
    """A wheel without the extras must work, so nothing of the site or of development is used."""
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    names = [re.match(r"[a-z0-9_-]+", line)[0] for line in project["dependencies"]]
    declared = {name.replace("-", "_") for name in names}
    allowed = declared | BROUGHT | set(sys.stdlib_module_names) | {"commonweal"}
    strangers = {name_of(path): imported_packages(path) - allowed for path in library_modules()}

    assert {name: strange for name, strange in strangers.items() if strange} == {}
