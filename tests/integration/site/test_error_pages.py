"""Each thing that can go wrong has a plain page, and a way on."""

from __future__ import annotations

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import include, path

from commonweal.errors import InputError, Place, Refusal, RefusedError
from commonweal_web.config import urls as real
from commonweal_web.core.errors import BusyError, PolicyError, TooManyError
from commonweal_web.core.policy import ForbiddenError, HiddenError

pytestmark = pytest.mark.django_db

REFUSED = RefusedError.from_refusals(
    "case.toml",
    [Refusal(place=Place(file="case.toml", key=key), reason="It is odd.", mend="Mend it.")
     for key in ("name", "bodies")],
)  # fmt: skip
RAISED = {
    "hidden": HiddenError(),
    "forbidden": ForbiddenError("You prepared these figures.", "A certifier of Ashby can."),
    "policy": PolicyError("The partnership is closed.", "Ask its coordinator to open it."),
    "input": InputError("There is no body x.", hint="Name another."),
    "refused": REFUSED,
    "often": TooManyError(120),
    "busy": BusyError(),
    "away": OperationalError("no such server"),
    "defect": ZeroDivisionError("a defect of ours"),
}


@login_not_required
def raising(request: HttpRequest, name: str):
    raise RAISED[name]


urlpatterns = [
    path("raise/<slug:name>/", raising),
    path("api/raise/<slug:name>/", raising),
    path("", include(real)),
]
handler400, handler403 = real.handler400, real.handler403
handler404, handler500 = real.handler404, real.handler500


@pytest.fixture
def visitor():
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("hidden", 404, "Page not found"),
        ("forbidden", 403, "A certifier of Ashby can."),
        ("policy", 409, "Ask its coordinator to open it."),
        ("input", 400, "There is no body x."),
        ("refused", 400, "It is odd. Mend it."),
        ("often", 429, "Wait 2 minutes"),
        ("busy", 503, "the service is busy"),
        ("away", 503, "the service is not available"),
        ("defect", 500, "there is a problem with the service"),
    ],
)
def test_what_is_raised_becomes_a_page_with_a_way_on(visitor, name, status, said):
    answer = visitor.get(f"/raise/{name}/")

    assert answer.status_code == status
    assert said in answer.text
    assert "Go to the front page" in answer.text


@pytest.mark.parametrize("name", RAISED)
def test_the_api_says_the_same_as_problem_json(visitor, name):
    page, problem = visitor.get(f"/raise/{name}/"), visitor.get(f"/api/raise/{name}/")

    assert problem.status_code == page.status_code
    assert problem["Content-Type"] == "application/problem+json"
    assert problem.json()["status"] == page.status_code
    assert problem.json()["title"]


def test_a_defect_says_nothing_of_its_workings(visitor):
    answer = visitor.get("/raise/defect/")

    assert "ZeroDivisionError" not in answer.text
    assert "a defect of ours" not in answer.text


def test_what_is_hidden_reads_like_what_was_never_there(visitor):
    """Not a word, a length or a header may tell the two apart."""
    hidden, missing = visitor.get("/raise/hidden/"), visitor.get("/raise-nothing/")

    assert hidden.text == missing.text
    assert hidden.headers == missing.headers


def test_without_a_database_pages_that_need_none_come_and_others_say_so(visitor, monkeypatch):
    """The front page asks the session who is there, and a stranger has none."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    def away(*_, **__):
        raise OperationalError("no such server")

    monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", away)

    assert visitor.get("/").status_code == 200
    assert visitor.get("/not-there/").status_code == 404
    visitor.cookies["sessionid"] = "left from before"
    answer = visitor.get("/thinking/")
    assert answer.status_code == 503
    assert "the service is not available" in answer.text
    assert visitor.get("/healthz").status_code == 503


def test_a_form_without_its_token_changes_nothing_and_says_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/try/quick/", {"name": "x"})

    assert answer.status_code == 403
    assert "That form can no longer be sent" in answer.text


def test_what_is_too_large_is_refused_before_it_is_read(client, settings):
    settings.MOST_UPLOAD_BYTES = 1_000
    big = SimpleUploadedFile("case.toml", b"x" * 100_000)

    answer = client.post("/try/file/", {"file": big})

    assert answer.status_code == 413
    assert "That is too large" in answer.text


def test_a_form_with_too_much_text_is_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = client.post("/try/quick/", {"name": "x" * 1000})

    assert answer.status_code == 413


def test_a_host_that_is_not_ours_is_refused_plainly(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "could not read what was sent" in answer.text


def test_a_visitor_who_asks_very_often_is_told_when_to_come_again(client):
    figures = {"names": "A\nB", "kind": "cost", "group_0": "2", "group_1": "2", "group_0_1": "3"}

    answers = [client.post("/try/groups/figures/", figures) for _ in range(32)]

    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 300
