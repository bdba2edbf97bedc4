"""Every route, as everybody: what one may not see is not there, what one may not do says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from tests.site.builders import sign_in
from tests.site.undone import undone
from tests.site.world import ROLES, World, make_world

from .expected_routes import EXPECTED, Row
from .rows import NOT_TAKEN

pytestmark = pytest.mark.django_db

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_A_FEW = {"stranger", "nobody", "editor", "site"}
_SESSIONS = {"django_session", "usersessions_usersession"}


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


def address(route: str, row: Row, world: World) -> str:
    def fill(found: re.Match[str]) -> str:
        name = row.names[found[1] or found[2]]
        return str(world.names.get(name, name))

    return "/" + _PARAMETER.sub(fill, route).replace("^", "").replace("$", "")


def clients(world: World) -> dict[str, Client]:
    """Return a browser for each role, signed in."""
    made = {"stranger": Client(raise_request_exception=True)}
    for role in ROLES[1:]:
        made[role] = sign_in(Client(), world.people[role])
    return made


def rows_for(role: str, method: str, reach: str) -> Iterator[tuple[str, Row]]:
    """Yield the routes to walk as a role: all, or those where its turn is to give an answer.

    In the short walk each route is asked for once for each answer that its table expects, by
    another role from route to route.
    """
    for number, (route, row) in enumerate(_rows()):
        by_answer: dict[int, list[str]] = {}
        for one in ROLES:
            by_answer.setdefault(row.expected(one, method), []).append(one)
        alike = by_answer[row.expected(role, method)]
        if reach == EVERYBODY or alike[number % len(alike)] == role:
            yield route, row


EVERYBODY = "as everybody"
REACHES = ["for each answer once", pytest.param(EVERYBODY, marks=pytest.mark.long)]


def test_every_route_has_its_expected_answers():
    assert set(all_routes()) == set(EXPECTED)


@pytest.fixture
def _without_strict_html(settings) -> None:
    # Thousands of pages: their grammar is read by the tests that are about them.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "strict_html" not in name]


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.usefixtures("_without_strict_html")
def test_a_get_answers_each_role_as_expected_and_changes_nothing(reach):
    world = make_world()
    wrong, changes = [], []
    for role, client in clients(world).items():
        for route, row in rows_for(role, "GET", reach):
            connection.queries_log.clear()
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address(route, row, world))
            if answer.status_code != row.expected(role, "GET"):
                wrong.append(_say(route, row, role, "GET", answer))
            written = {
                found[1] for query in queries if (found := _WRITES.match(query["sql"]))
            } - _SESSIONS
            if written:
                changes.append(f"GET {route} as {role} writes to {', '.join(sorted(written))}")

    assert not wrong, "\n".join(wrong)
    assert not changes, "\n".join(changes)


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.usefixtures("_without_strict_html")
def test_a_post_answers_each_role_as_expected(reach):
    world = make_world()
    wrong = []
    for role, client in clients(world).items():
        for route, row in rows_for(role, "POST", reach):
            if row.post == NOT_TAKEN and role not in _A_FEW and reach == EVERYBODY:
                # A page that takes no POST says so before it knows who asks.
                continue
            # What is asked too often has tests of its own.
            cache.clear()
            cookies = deepcopy(client.cookies)
            with undone():
                answer = client.post(address(route, row, world))
            client.cookies = cookies
            if answer.status_code != row.expected(role, "POST"):
                wrong.append(_say(route, row, role, "POST", answer))

    assert not wrong, "\n".join(wrong)


def _rows() -> Iterator[tuple[str, Row]]:
    for route, rows in EXPECTED.items():
        for row in rows:
            yield route, row


def _say(route: str, row: Row, role: str, method: str, answer: HttpResponse) -> str:
    what = f" ({row.what})" if row.what else ""
    where = f" to {answer['Location']}" if answer.has_header("Location") else ""
    return (
        f"{method} {route}{what} as {role}: {answer.status_code}{where}, "
        f"not {row.expected(role, method)}"
    )
