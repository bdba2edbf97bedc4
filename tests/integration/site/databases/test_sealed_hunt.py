"""Planted secrets are hunted wherever a site keeps anything, while they are sealed."""

from __future__ import annotations

import base64
import logging
import re
import zipfile

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from commonweal_web.core.backup import make_backup
from commonweal_web.core.work import do_frequent_chores, work_off
from commonweal_web.exchange.keys import keys
from commonweal_web.exchange.models import Answer, Exchange, Opened
from commonweal_web.partnerships.queries.partnerships import partnerships
from tests.site.builders import sign_in
from tests.site.exchanges import make_three

#: Words that stand nowhere else: what each typed, in each place where something can be typed.
SECRETS = (
    "quillwortmeadow", "marjorammeadow", "saxifragemeadow", "tormentilmeadow", "lungwortmeadow",
    "speedwellmeadow", "hawkbitmeadows",
)  # fmt: skip


class EveryLine(logging.Handler):
    """Keeps whatever is logged anywhere, at every level, with its traceback."""

    def __init__(self):
        super().__init__(level=0)
        self.lines = []

    def emit(self, record):
        self.lines.append(logging.Formatter().format(record) + repr(record.args))


@pytest.fixture
def every_line():
    handler, root = EveryLine(), logging.getLogger()
    loggers = [root, *(logging.getLogger(name) for name in ("django", "commonweal_web"))]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(1)
    yield handler.lines
    for one, level in zip(loggers, levels, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


@pytest.fixture(autouse=True)
def _without_strict_html(settings):
    # Hundreds of pages: their grammar is read by the tests that are about them.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "strict_html" not in name]


def typed(words, *, authorised_by, final="no"):
    return {
        "no-merger:demand": "must", "no-merger:words": words, "notice-months:demand": "at-least",
        "notice-months:number": "31", "words": f"Also {words}.",
        "authorised_by": authorised_by, "final": final,
    }  # fmt: skip


def forms_of(secret):
    """Yield a word as it is and as it would stand encoded at each of three places."""
    data = secret.encode()
    yield data
    yield data.hex().encode()
    for start in range(3):
        # What does not hang on the letters before and after it.
        yield base64.b64encode(b"x" * start + data)[4 if start else 0 : -4]


NEEDLES = tuple(needle for secret in SECRETS for needle in forms_of(secret))


def met_in(data):
    data = data if isinstance(data, bytes) else data.encode()
    small = data.lower()
    return sorted({needle for needle in NEEDLES if needle in data or needle in small})


def plant(three, exchange):
    """Answer as people do in a browser: well, with a slip, once too late signed in."""
    root = f"/partnerships/{three.reference}/exchanges/{exchange.number}/answers/"
    places = {name: f"{root}{three.answer(exchange, name).pk}/" for name in three.editors}
    ashby = sign_in(Client(), three.editors["Ashby"])
    first = typed("quillwortmeadow", authorised_by="The marjorammeadow committee")
    assert ashby.post(places["Ashby"], first).status_code == 302
    again = typed("saxifragemeadow", authorised_by="The leader", final="yes")
    assert ashby.post(places["Ashby"], again).status_code == 302
    slip = typed("tormentilmeadow", authorised_by="") | {"host:demand": "one-of"}
    barton = sign_in(Client(), three.editors["Barton"])
    assert barton.post(places["Barton"], slip).status_code == 200
    too_long = typed("lungwortmeadow", authorised_by="Nobody") | {"words": "lungwortmeadow " * 400}
    assert barton.post(places["Barton"], too_long).status_code == 200
    # A session that ended while somebody typed, and somebody else's form.
    assert (
        Client().post(places["Barton"], typed("speedwellmeadow", authorised_by="x")).status_code
        == 302
    )
    assert (
        ashby.post(places["Barton"], typed("hawkbitmeadows", authorised_by="x")).status_code == 404
    )
    assert barton.post(places["Barton"], typed("none", authorised_by="y")).status_code == 302


def rows():
    """Yield every row of every table, sessions and finished work among them, as text."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            yield f"{model._meta.label} {row}"
            if "session_data" in row:
                from django.contrib.sessions.backends.db import SessionStore

                yield f"session {SessionStore().decode(row['session_data'])}"


def files():
    """Yield each file of the site's home but the key itself, and the database's own."""
    for path in settings.HOME.rglob("*"):
        if path.is_file() and path.name != "exchange-key":
            yield path, path.read_bytes()
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-journal"):
            name = f"{settings.DATABASES['default']['NAME']}{ending}"
            if (settings.HOME / name).exists():
                yield name, (settings.HOME / name).read_bytes()


def pages_for(client, three):
    """Yield every page and file at which an answer could stand."""
    root = f"/partnerships/{three.reference}/"
    of_it = f"{root}exchanges/1/"
    places = Answer.objects.values_list("pk", flat=True)
    addresses = [
        "/", "/partnerships/", root, f"{root}exchanges/", of_it, f"{of_it}openings.json",
        f"{of_it}receipts.json", f"{of_it}tables/preconditions.csv",
        f"{of_it}tables/own-words.xlsx", f"{root}log/", f"{root}log/?form=csv", f"{root}figures/",
        "/log/", "/log/?form=csv", f"/api/v1{root}", f"/api/v1{root}case", "/tasks/",
        "/bodies/ashby/log/", "/bodies/barton/log/",
        *(f"{of_it}answers/{pk}/{what}" for pk in places for what in ("", "receipt.json")),
    ]  # fmt: skip
    for address in addresses:
        cache.clear()
        answer = client.get(address)
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield address, data


def test_nothing_sealed_is_met_in_database_files_logs_backup_work_sessions_or_pages(
    own_database, every_line, tmp_path
):
    three = make_three()
    exchange = three.start(asked_of_all=["no-contradiction"])
    plant(three, exchange)
    do_frequent_chores()
    work_off()

    assert not [row[:60] for row in rows() if met_in(row)]
    assert not [str(path) for path, data in files() if met_in(data)]
    assert not [line for line in every_line if met_in(line)]

    backup = make_backup(tmp_path / "backup.zip").file
    with zipfile.ZipFile(backup) as packed:
        for name in packed.namelist():
            data = packed.read(name)
            assert not met_in(data), name
            for key in keys():
                assert key.secret not in data
                assert base64.b64encode(key.secret) not in data
                assert key.secret.hex().encode() not in data

    # Every answer has one size, replaced or not, long or short.
    assert len({len(one.sealed) for one in Answer.objects.exclude(sealed="")}) == 1
    readers = [three.administrator, three.editors["Ashby"]]
    for reader in readers:
        client = sign_in(Client(), reader)
        met = {
            address: found for address, data in pages_for(client, three) if (found := met_in(data))
        }
        assert not met, reader
        assert {searched(client, secret) for secret in SECRETS} == {searched(client, "nothing")}

    # The same search finds them once they are open: it would have found them before.
    three.seal(exchange, "Barton", {"preconditions": [], "words": ""}, is_final=True)
    three.seal(exchange, "Corby", {"preconditions": [], "words": ""}, is_final=True)
    assert Exchange.objects.get().state == "opened"
    assert any(b"saxifragemeadow" in met_in(row.text) for row in Opened.objects.all())
    client = sign_in(Client(), three.administrator)
    assert any(met_in(data) for _, data in pages_for(client, three))
    # What was replaced, or never sealed, is nowhere even now.
    assert not any(b"quillwortmeadow" in met_in(row) for row in rows())
    assert partnerships().get().exchanges.count() == 1


def test_what_others_are_shown_does_not_tell_who_has_answered(own_database):
    three = make_three()
    exchange = three.start()
    reader = sign_in(Client(), three.administrator)
    before = dict(shown_to(reader, three))

    three.seal(exchange, "Ashby", {"preconditions": [], "words": "We have answered."})
    three.seal(exchange, "Ashby", {"preconditions": [], "words": "And again."}, is_final=True)

    assert dict(shown_to(reader, three)) == before


def searched(client, word):
    """Return what a search says, without the word itself and what is new on every page."""
    cache.clear()
    said = client.get("/search/", {"q": word}).content.decode().replace(word, "WORD")
    return re.sub(r'name="csrfmiddlewaretoken"[^>]*>|nonce="[^"]*"', "", said)


def shown_to(client, three):
    """Yield each page without its tokens, and without the reader's own last sign of life."""
    for address, data in pages_for(client, three):
        text = data.decode("utf-8", "replace")
        text = re.sub(r'name="csrfmiddlewaretoken"[^>]*>|nonce="[^"]*"', "", text)
        yield address, text
