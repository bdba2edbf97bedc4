"""Every HTML answer is read as a browser that forgives nothing would read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import html5lib

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["FAULTS", "StrictHtml", "html_faults"]

#: Faults of pages that were answered in another thread, as by a live server.
FAULTS: list[str] = []

_HELD = re.compile(r'"data:image/[^"]*"')
_READ: dict[int, list[str]] = {}


def html_faults(html: str) -> list[str]:
    """Return what is wrong with a page: its grammar, ids given twice, styles or scripts within."""
    # A picture within the page is long, and says nothing of its grammar.
    shown = _HELD.sub('"data:,"', html)
    key = hash(shown)
    if key not in _READ:
        _READ[key] = list(_faults(shown))
    return _READ[key]


def _faults(html: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(html)
    faults = [f"line {where[0]}: {code} {data}" for where, code, data in parser.errors]
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    faults += [f"id {name!r} is given {count} times" for name, count in ids.items() if count > 1]
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("style") is not None or element.tag == "style":
            faults.append(f"a style within the page, on {element.tag}")
        if element.tag == "script" and element.get("src") is None:
            faults.append("a script within the page")
        faults += [f"{name} on {element.tag}" for name in element.attrib if name.startswith("on")]
        for name in ("for", "aria-labelledby", "aria-describedby"):
            for wanted in (element.get(name) or "").split():
                if wanted not in ids:
                    faults.append(f"{name}={wanted!r} on {element.tag} names nothing")
    titles = [element.text or "" for element in document.iter("title")]
    if not titles or not titles[0].strip():
        faults.append("the page has no title")
    if len(list(document.iter("h1"))) != 1:
        faults.append(f"the page has {len(list(document.iter('h1')))} main headings")
    return faults


class StrictHtml:
    """Raises in the test that asked, or keeps what it found for a live server's test."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_html = answer.get("Content-Type", "").startswith("text/html")
        # A redirect has no page; a report to take away holds its own style, and is none of ours.
        is_kept = "attachment" in answer.get("Content-Disposition", "")
        is_page = is_html and not is_kept and not 300 <= answer.status_code < 400
        if is_page and not answer.streaming:
            for fault in html_faults(answer.content.decode("utf-8")):
                FAULTS.append(f"{request.method} {request.path} ({answer.status_code}): {fault}")
        return answer
