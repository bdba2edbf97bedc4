"""Everything that one visitor can come to: each route with all that could stand in its address,
and from there every link."""

from __future__ import annotations

import html
import io
import itertools
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver

__all__ = ["Met", "addresses_of_routes", "all_routes", "crawl", "text_of"]

_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
_LINK = re.compile(r"""(?:href|src|action)="([^"#]+)""")
#: What is no part of the site's own pages, or ends the visit.
_ELSEWHERE = ("/accounts/", "/static/", "/demonstration/")


def all_routes() -> Iterator[str]:
    """Yield the pattern of every route of the site, whoever brought it."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
            else:
                yield here

    yield from walk(get_resolver().url_patterns, "")


def addresses_of_routes(candidates: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """Yield each route's addresses, with all that could stand for each of its parameters.

    `candidates` are by a parameter's name, or by a piece of the route that ends with it, such as
    `documents/<int:pk>`, which goes before. A whole number without any is 1; a route with another
    parameter that has none is reached by links alone.
    """
    pieces = sorted(candidates, key=len, reverse=True)
    for route in all_routes():
        choices: list[Sequence[object]] = []
        for found in _PARAMETER.finditer(route):
            name, until = found[2] or found[3], route[: found.end()]
            key = next((one for one in pieces if one == name or until.endswith(one)), None)
            nothing = (1,) if found[1] == "int" else ()
            choices.append(nothing if key is None else candidates[key])
        for chosen in itertools.product(*choices):
            given = iter(chosen)
            yield "/" + _PARAMETER.sub(lambda _, given=given: str(next(given)), route)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One answer that a visitor was given, as text."""

    address: str
    route: str
    status: int
    text: str


def crawl(
    client: Client,
    starts: Sequence[str],
    *,
    most_of_a_route: int,
    headers: Mapping[str, str] | None = None,
) -> Iterator[Met]:
    """Yield what every start answers, then every page that is linked from there.

    Of addresses of one route that are met as links, no more than `most_of_a_route` are opened.
    """
    opened = Counter[str]()
    seen = set(starts)
    not_for_looking: set[str] = set()
    waiting = deque((start, False) for start in starts)
    while waiting:
        address, is_link = waiting.popleft()
        try:
            route = resolve(urlsplit(address).path).route
        except Resolver404:
            continue
        if route.startswith("accounts/") or address.startswith(_ELSEWHERE):
            continue
        if route in not_for_looking:
            continue
        if is_link:
            opened[route] += 1
            if opened[route] > most_of_a_route:
                continue
        cache.clear()  # Too many questions would be put off.
        answer = client.get(address, headers=dict(headers or {}))
        if answer.status_code == 405:
            not_for_looking.add(route)
            continue
        text = text_of(answer)
        yield Met(address=address, route=route, status=answer.status_code, text=text)
        if answer.status_code == 302:
            links = [answer["Location"]]
        elif answer.get("Content-Type", "").startswith("text/html"):
            links = [html.unescape(link) for link in _LINK.findall(text)]
        else:
            links = []
        for link in links:
            to = urljoin(address, link)
            if to.startswith("/") and to not in seen:
                seen.add(to)
                waiting.append((to, True))


def text_of(answer: HttpResponse) -> str:
    """Return all that can be read in an answer, in whatever form it comes."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    if data.startswith(b"%PDF") and len(data) > 100:
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return str(data.decode("utf-8", "replace"))
