"""The papers keep up with the code: words, decisions, links, examples, targets."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.tree import ROOT, name_of, our_files

#: The design's own words, each of which means one thing everywhere.
WORDS = (
    "Agreement",
    "Appraisal",
    "Award",
    "Baseline",
    "Benefit",
    "Bid",
    "Body",
    "Call",
    "Case",
    "Charge",
    "Coalition",
    "Commitment",
    "Driver",
    "Exchange",
    "Fund",
    "Gain",
    "Lever",
    "Option",
    "Partnership",
    "Promise",
    "Reference class",
    "Service",
    "Share",
    "Stable",
    "Stand-alone",
    "Statement",
    "True-up",
    "Verdict",
)

PAPERS = ("README.md", "DEVELOPERS.md", "TESTING.md", "GLOSSARY.md", "CHANGELOG.md")

ADR_PARTS = ("## Why this came up", "## Decision", "## Instead of", "## What follows")

LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def our_markdown() -> list[str]:
    return [name_of(path) for path in our_files() if path.suffix == ".md"]


def heading_anchor(heading: str) -> str:
    """Return the anchor that a page of Markdown gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def adrs() -> list[str]:
    return sorted(name_of(path) for path in (ROOT / "docs" / "adr").glob("*.md"))


@pytest.mark.parametrize("word", WORDS)
def test_the_glossary_holds_the_word(word):
    assert re.search(rf"(?m)^\*\*{word}\*\*", read("GLOSSARY.md"))


def test_the_glossary_is_in_order():
    words = re.findall(r"(?m)^\*\*([^*]+)\*\*", read("GLOSSARY.md"))

    assert words == sorted(words, key=str.lower)


def test_every_decision_has_its_own_number():
    numbers = [re.match(r"docs/adr/(\d{4})-[a-z0-9-]+\.md", name)[1] for name in adrs()]

    assert len(numbers) == len(set(numbers))
    assert "0001" in numbers


@pytest.mark.parametrize("name", adrs())
def test_a_decision_says_why_and_what_else_there_was(name):
    text = read(name)
    number = int(re.search(r"\d{4}", name)[0])

    assert text.startswith(f"# {number}. ")
    assert re.search(r"(?m)^\d{4}-\d{2}-\d{2}\. (Accepted|Replaced by )", text)
    assert [part for part in ADR_PARTS if part not in text] == []


@pytest.mark.parametrize("name", our_markdown())
def test_every_link_of_a_page_leads_somewhere(name):
    """Links to other sites are left to the reader; links to our own files and headings are not."""
    text = read(name)
    broken = []
    for target in LINK.findall(re.sub(r"(?s)```.*?```", "", text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        if not path.exists():
            broken.append(target)
        elif anchor and path.suffix == ".md":
            headings = re.findall(r"(?m)^#+ (.+)$", path.read_text(encoding="utf-8"))
            if anchor not in map(heading_anchor, headings):
                broken.append(target)

    assert broken == []


def test_every_make_target_that_a_paper_names_is_there():
    targets = set(re.findall(r"(?m)^([a-z-]+):", read("Makefile")))
    named = {target for paper in PAPERS for target in re.findall(r"`make ([a-z-]+)", read(paper))}

    assert {"demo", "test"} <= named <= targets


def test_every_example_is_named_in_the_docs():
    examples = [path for path in our_files() if ROOT / "examples" in path.parents]
    docs = "\n".join(read(name) for name in our_markdown())

    assert [path.name for path in examples if path.name not in docs] == []


def test_the_changelog_knows_this_version():
    project = tomllib.loads(read("pyproject.toml"))
    version_file = project["tool"]["hatch"]["version"]["path"]
    version = re.search(r'__version__ = "([^"]+)"', read(version_file))[1]

    assert f"## [{version}]" in read("CHANGELOG.md") or "## [Unreleased]" in read("CHANGELOG.md")
