"""The key of sealed answers, several who answer at once, and minima that nobody ever sees."""

from __future__ import annotations

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection

from commonweal_web.core.audit import check_chains
from commonweal_web.core.backup import make_backup, restore_backup
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent
from commonweal_web.exchange.keys import forget_old_keys, key_file, keys, make_new_key
from commonweal_web.exchange.models import Answer, Exchange, Opened
from commonweal_web.exchange.services import change_key, finalise, settle_due
from commonweal_web.exchange.soundness import faults
from commonweal_web.exchange.uses.minima import MINIMA
from tests.site.exchanges import NAMES, make_three, precondition

GAME = {
    "run": 1,
    "players": ["ashby", "barton", "corby"],
    "values": [0.0, 100.0, 100.0, 200.0, 100.0, 200.0, 200.0, 240.0],
    "basis": "made up for a test",
}


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    """A home of a test's own, with no key in it yet."""
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    return tmp_path / "home"


def minimum(pounds):
    return {"measure": "least-gain", "pounds": float(pounds)}


def test_the_key_is_made_when_first_needed_for_its_owner_alone_and_changed_without_loss(
    own_database, own_home
):
    three = make_three()
    exchange = three.start()
    assert not key_file().exists()
    receipt = three.seal(exchange, "Ashby", precondition(words="Under the first key."))
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    first = keys()[0].id
    before = three.answer(exchange, "Ashby").sealed

    make_new_key()
    assert change_key() == 1
    forget_old_keys()

    place = three.answer(exchange, "Ashby")
    assert place.key_id == keys()[0].id != first
    assert place.sealed != before
    assert place.digest == receipt.digest
    assert [key.id for key in keys()] == [place.key_id]
    for name in NAMES:
        three.seal(exchange, name, precondition(words=f"Of {name}."), is_final=True)
    assert Exchange.objects.get().state == "opened"
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600


def test_where_the_key_is_lost_nothing_ever_opens_and_it_is_said(own_database, own_home):
    three = make_three()
    exchange = three.start()
    three.seal(exchange, "Ashby", precondition(words="Lost."), is_final=True)
    kept = key_file().read_bytes()
    key_file().unlink()

    with pytest.raises(PolicyError, match="is lost"):
        three.seal(exchange, "Barton", precondition(words="Too late."))
    assert any("is not here" in one for one in faults())

    key_file().write_bytes(kept)
    key_file().chmod(0o600)
    for name in NAMES[1:]:
        three.seal(exchange, name, precondition(words=name), is_final=name == "Barton")
    key_file().unlink()
    finalise(by=three.editors["Corby"], answer=three.answer(exchange, "Corby"))
    assert settle_due(exchange.deadline) == 0
    assert Exchange.objects.get().state == "waiting"
    assert not Opened.objects.exists()

    # Where it is brought back, it opens.
    key_file().write_bytes(kept)
    assert settle_due() == 1
    assert Exchange.objects.get().state == "opened"


def test_an_answer_moved_or_altered_in_the_database_does_not_open(own_database, own_home):
    three = make_three()
    exchange = three.start(names=("Ashby", "Barton"))
    three.seal(exchange, "Ashby", precondition(words="Ours."), is_final=True)
    three.seal(exchange, "Barton", precondition(words="Theirs."))
    ashby, barton = (three.answer(exchange, name) for name in NAMES[:2])
    moved = {"sealed": ashby.sealed, "nonce": ashby.nonce, "digest": ashby.digest}
    altered = bytearray(base64.b64decode(barton.sealed))
    altered[100] ^= 1

    for change in (moved, {"sealed": base64.b64encode(bytes(altered)).decode()}):
        Answer.objects.filter(pk=barton.pk).update(**change)
        assert settle_due(exchange.deadline) == 0
        assert not Opened.objects.exists()
        back = {"sealed": barton.sealed, "nonce": barton.nonce, "digest": barton.digest}
        Answer.objects.filter(pk=barton.pk).update(**back)

    assert settle_due(exchange.deadline) == 1


def test_minima_never_shown_tell_one_bit_and_are_destroyed_also_for_a_restored_backup(
    own_database, own_home, tmp_path
):
    three = make_three()
    exchange = three.start(
        "minima", use_of_it=replace(MINIMA, fix=lambda *_: GAME), is_never_shown=True,
        asked_of_all=["stable-split", "nobody-worse-off"],
    )  # fmt: skip
    three.seal(exchange, "Ashby", minimum(7), is_final=True)
    three.seal(exchange, "Barton", minimum(20), is_final=True)
    backup = make_backup(tmp_path / "backup.zip").file
    assert "exchange-key" not in os.listdir(tmp_path)

    three.seal(exchange, "Corby", minimum(20), is_final=True)

    assert Exchange.objects.get().told == {"stable-split": True, "nobody-worse-off": True}
    assert not Opened.objects.exists()
    assert not Answer.objects.exclude(sealed="").exists()
    said = AuditEvent.objects.filter(event="exchange-asked")
    assert said.count() == 2
    assert AuditEvent.objects.filter(event="exchange-destroyed").count() == 1
    assert check_chains().is_whole
    # Without the key, which no backup holds, what it brings back is closed for good.
    key_file().unlink()
    restore_backup(backup, force=True)
    with pytest.raises(PolicyError, match="is lost"):
        three.seal(exchange, "Corby", minimum(21), is_final=True)
    assert settle_due(exchange.deadline) == 1
    assert Exchange.objects.get().state == "void"


def test_last_answers_given_at_once_open_once_and_the_late_one_is_told(own_database, own_home):
    three = make_three()
    exchange = three.start(asked_of_all=["no-contradiction"])
    for name in NAMES:
        three.seal(exchange, name, precondition(words=f"First of {name}."))
    places = {name: three.answer(exchange, name) for name in NAMES}

    def act(number):
        try:
            if number < 3:
                name = NAMES[number]
                return finalise(by=three.editors[name], answer=places[name])
            if number == 3:
                return three.seal(exchange, "Ashby", precondition(words="Second of Ashby."))
            return settle_due(exchange.deadline)
        except PolicyError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(act, range(5)))

    assert Exchange.objects.get().state == "opened"
    assert Opened.objects.count() == 3
    assert AuditEvent.objects.filter(event="exchange-opened").count() == 1
    assert AuditEvent.objects.filter(event="exchange-asked").count() == 1
    assert check_chains().is_whole
    assert list(faults()) == []
    # Whatever came last was refused, or is what opened.
    second = answers[3]
    opened = Opened.objects.get(answer__body=three.bodies["Ashby"]).opening["answer"]["words"]
    assert opened == ("First" if isinstance(second, PolicyError) else "Second") + " of Ashby."
