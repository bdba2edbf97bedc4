"""What the schema cannot see of the bodies' papers: doubles, and names that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .raw_values import Finding
from .rows import ids, near, rows, slugs

__all__ = ["paper_findings"]


def paper_findings(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield everything that makes the papers and the risk register of a parsed file unusable."""
    seen: set[str] = set()
    for index, row in rows(raw, "papers"):
        body = row.get("body")
        if isinstance(body, str) and body in seen:
            yield (
                ("papers", index, "body"),
                f"{body} has two papers.",
                "Keep one, with all that the body asks for.",
            )
        seen.add(str(body))
        yield from _doubles(index, row)
    for index, row in rows(raw, "risks"):
        for key, noun in (("bodies", "body"), ("options", "option")):
            known = ids(raw, key)
            for place, name in slugs(row, key):
                if name not in known:
                    yield (
                        ("risks", index, key, place),
                        f"There is no {noun} {name} in this file.",
                        near(name, known),
                    )


def _doubles(index: int, row: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the contents that a paper would print twice."""
    for name, mend in (
        ("headings", "Put each content under one heading."),
        ("implications", "Put what is written of it into one entry."),
    ):
        given = [
            (place, entry["content"])
            for place, entry in rows(row, name)
            if isinstance(entry.get("content"), str)
        ]
        counts = Counter(content for _, content in given)
        for content, n_times in counts.items():
            if n_times > 1:
                last = max(place for place, found in given if found == content)
                yield (
                    ("papers", index, name, last, "content"),
                    f"{content} stands under {n_times} {name}.",
                    mend,
                )
