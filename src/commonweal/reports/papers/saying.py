"""Putting sentences together: words and cited figures, and figures found in a sentence made
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from commonweal.deal.grounds import first_lower

from .paper import Cited, Paragraph, Words

__all__ = [
    "MONEY",
    "capital",
    "cited",
    "first_lower_words",
    "joined",
    "listed_words",
    "not_known",
    "small",
]

#: A sum of money as `commonweal.money` says it.
MONEY = r"−?£\d{1,3}(?:,\d{3})*(?:\.\d+)?(?: (?:million|billion))?"

_FIGURE = re.compile(
    rf"(?P<pounds>{MONEY})|(?P<chance>about \d+ in \d+|nearly certain|very unlikely|"
    r"(?:under |over |up to )?\d+(?:\.\d+)?%)"
)


def joined(*parts: Words | Cited) -> Words:
    """Put words and figures together into one text."""
    found: list[str | Cited] = []
    for part in parts:
        for one in (part,) if isinstance(part, (str, Cited)) else part:
            if isinstance(one, str) and found and isinstance(found[-1], str):
                found[-1] += one
            elif one:
                found.append(one)
    if all(isinstance(one, str) for one in found):
        return "".join(str(one) for one in found)
    return tuple(found)


def listed_words(items: Sequence[Words | Cited]) -> Words:
    """Join texts as a sentence would: "one, two and three"."""
    if len(items) <= 1:
        return joined(*items)
    commas = [part for item in items[:-1] for part in (", ", item)][1:]
    return joined(*commas, " and ", items[-1])


def cited(
    text: str, *, pounds: str | Sequence[str] = (), chances: str | Sequence[str] = ()
) -> Words:
    """Return a sentence made elsewhere with its figures cited.

    Parameters
    ----------
    pounds, chances
        Traces of the sums, and of the chances and percentages, in the order in which the sentence
        says them; the last holds for those that follow. A figure without a trace stays plain.
    """
    waiting = {"pounds": _traces(pounds), "chance": _traces(chances)}
    parts: list[str | Cited] = []
    end = 0
    for match in _FIGURE.finditer(text):
        trace = next(waiting[str(match.lastgroup)], "")
        if not trace:
            continue
        parts += [text[end : match.start()], Cited(said=match[0], trace=trace)]
        end = match.end()
    return joined(*parts, text[end:])


def _traces(traces: str | Sequence[str]) -> Iterator[str]:
    named = (traces,) if isinstance(traces, str) else tuple(traces)
    yield from named
    while named:
        yield named[-1]


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return f"{text[:1].upper()}{text[1:]}"


def small(text: str) -> str:
    """Return a name as it stands within a sentence, abbreviations left as they are.

    >>> small("Joint committee"), small("IT support")
    ('joint committee', 'IT support')
    """
    return text if text[:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def first_lower_words(words: Words) -> Words:
    """Return words with a small first letter, unless they begin with a name."""
    if isinstance(words, str):
        return first_lower(words)
    first, *rest = words
    return joined(first_lower(first) if isinstance(first, str) else first, *rest)


def not_known(what: str, who: str) -> Paragraph:
    """Say that the file holds nothing of something, and who must supply it."""
    return Paragraph(words=f"Not yet known: {what}. {capital(who)} to supply.")
