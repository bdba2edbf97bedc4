"""The methods guide: `tests/spec` in words. What a finance officer reads is what the tests check.

A folder is a chapter, a file a section, a test a paragraph under its own sentence.
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass
from pathlib import Path

from scripts.pages.markdown import anchor, page

__all__ = ["Chapter", "Paragraph", "Section", "pages", "read_chapters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One test: the sentence that it is named for, and its docstring."""

    sentence: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One file of tests. `file` is its name from the root of the project."""

    title: str
    introduction: str
    paragraphs: tuple[Paragraph, ...]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One folder of sections, in the order of their numbers."""

    number: str
    slug: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return self.slug.replace("-", " ").capitalize()

    @property
    def file(self) -> str:
        return f"{self.number}-{self.slug}.md"


def read_chapters(root: Path) -> tuple[Chapter, ...]:
    """Return the chapters under `tests/spec`, in order."""
    spec = root / "tests" / "spec"
    chapters = []
    for folder in sorted(path for path in spec.iterdir() if path.is_dir()):
        number, _, words = folder.name.partition("_")
        files = sorted(folder.glob("test_*.py"))
        if number.isdigit() and files:
            sections = tuple(_read_section(file, root) for file in files)
            slug = words.replace("_", "-")
            chapters.append(Chapter(number=number, slug=slug, sections=sections))
    return tuple(chapters)


def pages(root: Path) -> dict[str, str]:
    """Return each page of the guide by its name from the root of the project."""
    chapters = read_chapters(root)
    built = {f"docs/methods/{chapter.file}": _chapter_page(chapter) for chapter in chapters}
    return {"docs/methods/README.md": _index(chapters), **built}


def _read_section(file: Path, root: Path) -> Section:
    module = ast.parse(file.read_text(encoding="utf-8"))
    title, _, introduction = (ast.get_docstring(module) or file.stem).partition("\n")
    return Section(
        title=title.strip().rstrip("."),
        introduction=introduction.strip(),
        paragraphs=tuple(
            Paragraph(sentence=_sentence(node.name), text=inspect.cleandoc(text))
            for node in module.body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if (text := ast.get_docstring(node))
        ),
        file=file.relative_to(root).as_posix(),
    )


def _sentence(name: str) -> str:
    """Return the sentence that a test is named for.

    >>> _sentence("test_a_pound_next_year_is_worth_less_than_a_pound_now")
    'A pound next year is worth less than a pound now'
    """
    words = name.removeprefix("test_").replace("_", " ")
    return words[:1].upper() + words[1:]


def _chapter_page(chapter: Chapter) -> str:
    parts = [
        f"# {chapter.title}",
        "Every table below is worked again by the tests each time anything changes.",
    ]
    for section in chapter.sections:
        parts += [f"## {section.title}", section.introduction]
        for paragraph in section.paragraphs:
            parts += [f"### {paragraph.sentence}", _aligned(paragraph.text)]
        parts.append(f"<sub>Checked by [{section.file}](../../{section.file}).</sub>")
    return page(*parts)


def _index(chapters: tuple[Chapter, ...]) -> str:
    parts = [
        "# How Commonweal works things out",
        "The methods, by worked example, for a finance officer who wants to check them. Each "
        "table is at once the explanation and a test: if a figure here were wrong, the tests "
        "would fail and nothing could be released.",
    ]
    for chapter in chapters:
        sections = "\n".join(
            f"- [{section.title}]({chapter.file}#{anchor(section.title)})"
            for section in chapter.sections
        )
        parts += [f"## [{chapter.title}]({chapter.file})", sections]
    return page(*parts)


def _aligned(text: str) -> str:
    """Return the text with figures in its tables to the right, as officers set them."""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if index and re.fullmatch(r"\|(\s*:?-+:?\s*\|)+", line.strip()):
            body = [row for row in lines[index + 1 :] if row.strip().startswith("|")]
            lines[index] = _rule(line, body)
    return "\n".join(lines)


def _rule(rule: str, body: list[str]) -> str:
    columns = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in body]
    marks = []
    for index, mark in enumerate(rule.strip().strip("|").split("|")):
        cells = [row[index] for row in columns if index < len(row)]
        said = [cell for cell in cells if cell]
        is_figures = said and all(re.fullmatch(r"[(−+£-]*[\d.,]+%?\)?", cell) for cell in said)
        marks.append("---:" if is_figures and ":" not in mark else mark.strip())
    return "|" + "|".join(marks) + "|"
