"""Where in an agreement that others wrote to look for the answer to each question.

An aid to the reader, and nothing more: a passage that was found is no answer, and the check never
sees it. Words are compared, not meanings.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from commonweal.errors import FileFormatError, Place
from commonweal.files import decode_text, sniff_kind

from .clauses import Matter, matters_for

__all__ = ["Passage", "paragraphs_of", "passages"]

#: Passages shown for one matter.
MOST = 3
#: A paragraph must share this much of what tells a matter from the others.
ENOUGH = 0.085
#: Letters of a passage that are shown.
LONGEST = 600

_WORD = re.compile(r"[a-z]{3,}")
#: Words that tell one matter from another in no agreement.
_COMMON = frozenset(
    """
    the and for that with from which who what how does are may must not any all each
    other its their this they them than then whether there such shall will been have
    has was were into party parties agreement service say says said many much one
    own where when
    """.split()  # noqa: SIM905 (a list of quoted words would fill a page)
)

#: What lawyers' agreements call what ours call otherwise, by their stems.
_ALIKE = {
    "withdraw": "leav",
    "terminate": "leav",
    "termin": "leav",
    "exit": "leav",
    "leave": "leav",
    "compensate": "worse",
    "compens": "worse",
    "apportion": "divid",
    "divide": "divid",
    "split": "divid",
    "dispute": "disagree",
    "disput": "disagree",
    "employe": "staff",
    "employee": "staff",
    "indemnit": "liabilit",
    "indemnif": "liabilit",
    "amend": "vari",
    "vary": "vari",
    "acces": "join",
    "constitute": "committee",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph that may speak of a matter."""

    matter: str
    place: int
    """The paragraph's place in the text, from 1."""
    text: str


def passages(paragraphs: Sequence[str], *, route: str | None = None) -> tuple[Passage, ...]:
    """Return for each matter the paragraphs that are likeliest to speak of it, likeliest first.

    A matter without any may be one on which the agreement is silent; one with some may be silent
    all the same.
    """
    words = [_words(text) for text in paragraphs]
    found: list[Passage] = []
    for row in matters_for(route):
        wanted = _telling(row.id, route)
        whole = math.sqrt(sum(weight**2 for weight in wanted.values()))
        scored = [
            (sum(wanted.get(word, 0.0) for word in said) / whole / math.sqrt(len(said) + 8), place)
            for place, said in enumerate(words)
            if said
        ]
        best = sorted(scored, key=lambda one: (-one[0], one[1]))[:MOST]
        found.extend(
            Passage(matter=row.id, place=place + 1, text=paragraphs[place][:LONGEST])
            for score, place in best
            if score >= ENOUGH
        )
    return tuple(found)


def paragraphs_of(document: bytes, *, file: str) -> tuple[str, ...]:
    """Return the paragraphs of a Word file or a text, tables' cells among them.

    Raises FileFormatError if it is neither.
    """
    if sniff_kind(document) == "zip":
        return _word_paragraphs(document, file)
    text = decode_text(document, file=file)
    return tuple(part for part in (line.strip() for line in text.splitlines()) if part)


def _word_paragraphs(document: bytes, file: str) -> tuple[str, ...]:
    import docx
    from docx.oxml.ns import qn

    try:
        opened = docx.Document(io.BytesIO(document))
    except (ValueError, KeyError, zipfile.BadZipFile, OSError) as error:
        raise FileFormatError(
            f"{file} is not a Word document that can be read.",
            hint="Give a .docx file or plain text; save a PDF's text from your reader first.",
            place=Place(file=file),
        ) from error
    texts = (
        "".join(run.text or "" for run in paragraph.iter(qn("w:t"))).strip()
        for paragraph in opened.element.body.iter(qn("w:p"))
    )
    return tuple(text for text in texts if text)


def _words(text: str) -> set[str]:
    stems = {_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON}
    return {_ALIKE.get(stem, stem) for stem in stems}


def _stem(word: str) -> str:
    """Cut what English adds to a word: "withdrawing", "withdrawal" and "withdraws" are one."""
    for ending in ("ation", "ing", "ment", "als", "al", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _of_matter(row: Matter) -> set[str]:
    said = [
        row.id.replace("-", " "),
        row.heading,
        row.heading,
        row.settles,
        *(one.name for one in row.parameters),
        *(text for one in row.alternatives for text in (one.name, *one.text)),
    ]
    return _words(" ".join(said))


@cache
def _telling(matter_id: str, route: str | None) -> dict[str, float]:
    """Return the words that tell a matter from the others, with how much each tells."""
    by_matter = {row.id: _of_matter(row) for row in matters_for(route)}
    n_matters_by_word = Counter(word for words in by_matter.values() for word in words)
    heading = next(row for row in matters_for(route) if row.id == matter_id)
    named = _words(f"{heading.heading} {matter_id.replace('-', ' ')}")
    return {
        word: math.log(len(by_matter) / n_matters_by_word[word]) * (2 if word in named else 1)
        for word in by_matter[matter_id]
    }
