"""The pages printed from code and tests are printed again whenever these change."""

from __future__ import annotations

import ast

import pytest

from scripts.pages import built_pages
from scripts.pages.methods import read_chapters
from tests.architecture.tree import ROOT, name_of
from tests.docstring_tables import read_rows

SPEC_FILES = sorted((ROOT / "tests" / "spec").rglob("*.py"))


@pytest.fixture(scope="module")
def built():
    return built_pages(ROOT)


def test_every_built_page_is_fresh(built):
    stale = [
        name
        for name, text in built.items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != text
    ]

    assert stale == [], "print them again: make docs"


def test_no_built_page_outlives_what_it_was_built_from(built):
    there = {
        name_of(path)
        for folder in ("methods", "reference")
        for path in (ROOT / "docs" / folder).iterdir()
    }

    assert there <= set(built)


def test_chapters_have_a_number_each():
    numbers = [chapter.number for chapter in read_chapters(ROOT)]

    assert numbers
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    "path", [path for path in SPEC_FILES if path.name.startswith("test_")], ids=name_of
)
def test_a_section_of_the_guide_can_be_read_without_its_code(path):
    """Every section has a title and every test its paragraph; a table is one that is checked."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    tests = [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    silent = [test.name for test in tests if not ast.get_docstring(test)]
    unchecked = [
        test.name
        for test in tests
        if "\n|" in (ast.get_docstring(test) or "")
        and "rows" not in [argument.arg for argument in test.args.args]
    ]

    assert ast.get_docstring(module)
    assert tests
    assert silent == []
    assert unchecked == []
    for test in tests:
        if "rows" in [argument.arg for argument in test.args.args]:
            assert read_rows(ast.get_docstring(test))
