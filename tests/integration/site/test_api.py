"""The programming interface: the same as pages, for a body's key; every refusal a problem."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from commonweal.reports import rerun
from commonweal_web.api.models import ApiKey
from commonweal_web.api.services import holder_of, make_key, revoke_key
from commonweal_web.api.v1.keys import MOST_A_MINUTE, MOST_WRONG_A_MINUTE
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.policy import ForbiddenError, Scope
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Document
from tests.site.builders import make_body, make_person, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/api/v1"
HERE = f"{ROOT}/partnerships/ashby-and-barton"


class Program:
    """A program that asks with a key."""

    def __init__(self, secret=""):
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def ask(self, method, path, data=None, *, kind="application/json", status=200):
        body = json.dumps(data).encode() if isinstance(data, dict) else (data or b"")
        answer = self.client.generic(method, path, body, content_type=kind, headers=self.headers)
        assert answer.status_code == status, answer.content
        if status >= 400:
            assert answer["Content-Type"] == "application/problem+json"
            problem = answer.json()
            assert problem["status"] == status
            assert problem["title"]
            return problem
        return answer.json()

    def get(self, path, **options):
        return self.ask("GET", path, **options)


def later(days=30):
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def administrator(cast):
    return make_person("Ada Ashby", body=cast.ashby, role="administrator")


def key_for(body, *scopes, by=None):
    by = by or make_person(f"Admin {body.name}", body=body, role="administrator")
    return make_key(by=by, body=body, name="Nightly", scopes=scopes, expires_at=later())


@pytest.fixture
def ashby(cast):
    """Ashby's program, which may do all that keys may; figures are held in common."""
    put_in_common(cast)
    return Program(key_for(cast.ashby, *Scope).secret)


def test_a_key_says_whose_it_is_and_is_known_by_its_hash_alone(cast, administrator):
    made = key_for(cast.ashby, Scope.RUN, by=administrator)

    me = Program(made.secret).get(f"{ROOT}/me")

    assert (me["body"], me["scopes"]) == ("ashby", ["read", "run"])
    kept = ApiKey.objects.get()
    assert made.secret not in str(kept.__dict__)
    assert made.secret.startswith(kept.prefix)
    assert kept.last_used_at is not None
    assert list(AuditEvent.objects.values_list("event", flat=True)) == ["key-made"]


@pytest.mark.parametrize("spoil", ["wrong", "prefix only", "over", "revoked", "none"])
def test_a_key_that_does_not_work_is_refused_in_the_same_words(cast, administrator, spoil):
    made = key_for(cast.ashby, by=administrator)
    secret = made.secret
    match spoil:
        case "wrong":
            secret += "x"
        case "prefix only":
            secret = made.key.prefix
        case "over":
            ApiKey.objects.update(expires_at=timezone.now())
        case "revoked":
            revoke_key(by=administrator, key=made.key)
        case "none":
            secret = ""

    problem = Program(secret).get(f"{ROOT}/me", status=401)

    assert problem["title"] == "No key that works was sent"
    assert holder_of(secret) is None


def test_keys_are_made_and_revoked_by_an_administrator_for_a_year_at_most(cast, administrator):
    with pytest.raises(ForbiddenError):
        key_for(cast.ashby, by=cast.ashby_editor)
    for days in (-1, 400):
        with pytest.raises(PolicyError):
            make_key(by=administrator, body=cast.ashby, name="x", scopes=[], expires_at=later(days))
    made = key_for(cast.ashby, by=administrator)
    revoke_key(by=administrator, key=made.key)
    with pytest.raises(PolicyError, match="revoked already"):
        revoke_key(by=administrator, key=made.key)


def test_pages_of_keys_show_a_key_once(cast, administrator):
    client = sign_in(Client(), administrator)
    day = later(60).date()
    answer = client.post(
        "/bodies/ashby/keys/new/",
        {
            "name": "Nightly", "scopes": ["submit"],
            "until_day": day.day, "until_month": day.month, "until_year": day.year,
        },
    )  # fmt: skip

    shown = answer.content.decode()
    secret = shown.split("<code>")[1].split("</code>")[0]
    assert holder_of(secret).standing.key_scopes == {Scope.READ, Scope.SUBMIT}
    listed = client.get("/bodies/ashby/keys/").content.decode()
    assert secret not in listed
    assert "Nightly" in listed

    key = ApiKey.objects.get()
    gone = client.post(f"/bodies/ashby/keys/{key.pk}/revoke/", follow=True).content.decode()
    assert "works no more" in gone
    assert "Revoked" in gone
    assert holder_of(secret) is None
    editor = sign_in(Client(), cast.ashby_editor)
    assert editor.get("/bodies/ashby/keys/").status_code == 403
    assert sign_in(Client(), cast.barton_editor).get("/bodies/ashby/keys/").status_code == 404


def test_a_body_that_takes_no_part_finds_nothing(cast, ashby):
    stranger = Program(key_for(make_body("Corby"), *Scope).secret)
    document = Document.objects.get()
    run = ashby.ask("POST", f"{HERE}/runs", {}, status=202)["number"]

    assert stranger.get(f"{ROOT}/partnerships")["items"] == []
    assert [one["name"] for one in stranger.get(f"{ROOT}/bodies")["items"]] == ["Corby"]
    for path in (
        f"{ROOT}/bodies/ashby", HERE, f"{HERE}/case", f"{HERE}/documents",
        f"{HERE}/documents/{document.pk}", f"{HERE}/runs", f"{HERE}/runs/{run}",
        f"{HERE}/runs/{run}/result",
    ):  # fmt: skip
        assert stranger.get(path, status=404)["title"] == "Page not found"
    stranger.ask("POST", f"{HERE}/runs", {}, status=404)
    stranger.ask("PUT", f"{HERE}/draft", CASE.read_bytes(), kind="application/toml", status=404)


def test_figures_go_from_draft_to_submitted_by_a_program(cast, ashby):
    copy = ashby.get(f"{HERE}/case")["partnership"]
    copy["bodies"][0]["drivers"]["population"] = 110_001

    saved = ashby.ask("PUT", f"{HERE}/draft", copy)
    document = saved["document"]
    assert (document["version"], document["state"], saved["not_taken"]) == (1, "draft", [])
    partner = Program(key_for(cast.barton, Scope.READ).secret)
    partner.get(f"{HERE}/documents/{document['id']}", status=404)

    ashby.ask("POST", f"{HERE}/documents/{document['id']}/submission")
    again = ashby.ask("POST", f"{HERE}/documents/{document['id']}/submission", status=409)

    assert "is submitted: only what is draft can be submitted" in again["title"]
    theirs = partner.get(f"{HERE}/documents/{document['id']}")
    assert theirs["values"]["bodies"][0]["drivers"]["population"] == 110_001
    assert "management" not in theirs["values"]["baselines"][0]["costs"]
    assert {mark["body"] for mark in theirs["withheld"]} == {"ashby"}
    last = AuditEvent.objects.order_by("-id").first()
    assert (last.actor_kind, last.event) == ("key", "document-submitted")
    assert last.actor_name.startswith("Ashby, by its key Nightly")


def test_a_key_does_only_what_its_scopes_let_it(cast, ashby):
    reader = Program(key_for(cast.barton, Scope.READ).secret)

    refused = [
        reader.ask("POST", f"{HERE}/runs", {}, status=403),
        reader.ask("PUT", f"{HERE}/draft", CASE.read_bytes(), kind="text/plain", status=403),
    ]

    assert all("You cannot do this" in problem["title"] for problem in refused)
    assert not Document.objects.filter(body=cast.barton).exists()


def test_an_appraisal_is_asked_for_watched_and_read(cast, ashby):
    asked = ashby.ask("POST", f"{HERE}/runs", {"draws": 200, "seed": 7}, status=202)
    assert (asked["state"], asked["number"]) == ("waiting", 1)
    assert ashby.get(f"{HERE}/runs/1")["progress"] == 0.0
    ashby.get(f"{HERE}/runs/1/result", status=404)

    work_off()

    done = ashby.get(f"{HERE}/runs/1")
    assert (done["state"], done["stamp"]["seed"]) == ("done", 7)
    assert ashby.get(f"{HERE}/runs/1/result")["verdict"]["sentence"] == done["sentence"]
    assert ashby.ask("POST", f"{HERE}/runs/1/cancellation", status=409)["detail"]
    ashby.ask("POST", f"{HERE}/runs", {"draws": 200}, status=202)
    assert ashby.ask("POST", f"{HERE}/runs/2/cancellation")["state"] == "cancelled"


def test_a_file_is_appraised_at_once_and_nothing_is_kept(ashby):
    data = CASE.read_bytes()

    answer = ashby.ask("POST", f"{ROOT}/appraisals", data, kind="application/toml")

    assert rerun(answer["run"], source="answer").differences == ()
    assert Document.objects.count() == 1
    assert not Document.objects.filter(body__isnull=False).exists()


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"name = ", "application/toml", "This is not TOML"),
        (b"{}", "application/json", "things need mending"),
        (b"x", "image/png", "image/png"),
        (b"", "application/json", ""),
    ],
)
def test_a_file_that_cannot_be_used_is_a_problem_with_places_and_mends(ashby, data, kind, said):
    problem = ashby.ask("POST", f"{ROOT}/appraisals", data, kind=kind, status=400)

    assert said in problem["title"]
    assert problem["detail"] or problem["errors"]


def test_a_file_may_be_as_large_as_on_a_page_and_no_larger(ashby):
    text = CASE.read_bytes()
    room = 500_000 - len(text.decode())
    ashby.ask("PUT", f"{HERE}/draft", text + b"#" * room, kind="text/plain")

    more = text + b"#" * (room + 1)
    problem = ashby.ask("PUT", f"{HERE}/draft", more, kind="text/plain", status=400)
    assert "takes 500,000 or fewer" in problem["title"]

    huge = text + b"#" * 6_000_000
    problem = ashby.ask("PUT", f"{HERE}/draft", huge, kind="text/plain", status=413)
    assert "too large" in problem["title"]


def test_lists_come_in_pages_that_stay_true_while_rows_are_added(cast, ashby):
    for _ in range(4):
        put_in_common(cast)
    first = ashby.get(f"{HERE}/documents?limit=2")
    put_in_common(cast)

    seen, following = [one["version"] for one in first["items"]], first["next"]
    while following:
        page = ashby.get(following.removeprefix("http://testserver"))
        seen += [one["version"] for one in page["items"]]
        following = page["next"]

    assert seen == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"{ROOT}/nothing", 404),
        ("GET", f"{HERE}/runs/99", 404),
        ("DELETE", f"{ROOT}/me", 405),
        ("GET", f"{HERE}/documents?limit=0", 422),
        ("GET", f"{HERE}/documents?limit=ten", 422),
        ("GET", f"{HERE}/documents?cursor=no", 400),
        ("GET", f"{ROOT}/services/none", 404),
    ],
)
def test_every_refusal_is_a_problem_document(ashby, method, path, status):
    ashby.ask(method, path, status=status)


def test_what_does_not_fit_the_description_says_where(ashby):
    problem = ashby.ask("POST", f"{HERE}/runs", {"draws": "many"}, status=422)

    assert problem["errors"][0]["place"].endswith("draws")


def test_who_asks_too_often_is_made_to_wait(cast, ashby):
    key = ApiKey.objects.get()
    ashby.get(f"{ROOT}/me")
    for name in list(cache._cache):
        if f"rate:key:{key.pk}:" in name:
            cache.set(name.split(":", 2)[2], MOST_A_MINUTE + 1)

    answer = ashby.client.get(f"{ROOT}/me", headers=ashby.headers)

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1


def test_who_tries_many_wrong_keys_is_made_to_wait(cast):
    wrong = Program("cw_12345678_wrong")
    for _ in range(MOST_WRONG_A_MINUTE):
        wrong.get(f"{ROOT}/me", status=401)

    wrong.get(f"{ROOT}/me", status=429)


def test_the_catalogue_and_the_evidence_are_open_to_all():
    anybody = Program()
    services = anybody.get(f"{ROOT}/services")["items"]
    cases = anybody.get(f"{ROOT}/evidence/cases")["items"]

    assert anybody.get(f"{ROOT}/services/{services[0]['id']}") == services[0]
    assert anybody.get(f"{ROOT}/evidence/cases/{cases[0]['id']}") == cases[0]


def test_the_interface_describes_itself(client):
    described = client.get(f"{ROOT}/openapi.json").json()
    page = client.get("/api/").content.decode()

    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert html.escape(operation["summary"]).replace("&#x27;", "&#39;") in page
            assert "404" in operation["responses"], path


def test_the_guide_names_only_addresses_that_there_are(client):
    guide = Path("docs/how-to/ask-by-program.md").read_text(encoding="utf-8")
    described = client.get(f"{ROOT}/openapi.json").json()["paths"]
    patterns = [re.sub(r"\{[^}]*\}", r"[\\w-]+", path) for path in described]

    named = set(re.findall(r"/api/v1[\w/-]*", guide)) - {f"{ROOT}/openapi"}

    assert len(named) > 8
    assert [one for one in named if not any(re.fullmatch(p, one) for p in patterns)] == []
