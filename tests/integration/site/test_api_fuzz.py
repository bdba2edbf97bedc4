"""The programming interface, asked whatever its own description allows, and much besides."""

from __future__ import annotations

from datetime import timedelta

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from commonweal_web.api.services import make_key
from commonweal_web.api.v1 import api
from commonweal_web.config.wsgi import application
from commonweal_web.core.policy import Scope
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import make_person
from tests.site.records import make_cast, put_in_common

pytestmark = [pytest.mark.long, pytest.mark.django_db]

OPERATIONS = [
    (method, path)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method in methods
]
CHECKS = [content_type_conformance, response_schema_conformance, status_code_conformance]

#: What is there: asked of anything else, most operations would only answer 404.
THERE = {"reference": "ashby-and-barton", "number": 1}


@pytest.fixture(autouse=True)
def _kept_connection(db):
    """Let no request end the connection that the test stands on, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def key(db):
    cast = make_cast()
    put_in_common(cast)
    ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=200)
    made = make_key(
        by=make_person("Ada Ashby", body=cast.ashby, role="administrator"),
        body=cast.ashby,
        name="Fuzz",
        scopes=list(Scope),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return made.secret


@pytest.mark.parametrize("asks_of_what_is_there", [True, False])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_is_asked_is_answered_as_described(method, path, asks_of_what_is_there, key):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    headers = {"Authorization": f"Bearer {key}"}

    @given(case=schema[path][method.upper()].as_strategy())
    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        # How often one may ask has tests of its own.
        cache.clear()
        if asks_of_what_is_there:
            case.path_parameters |= {
                name: value for name, value in THERE.items() if name in case.path_parameters
            }
        answer = case.call(headers=headers)
        assert answer.status_code < 500, answer.text
        case.validate_response(answer, checks=CHECKS)

    ask()
