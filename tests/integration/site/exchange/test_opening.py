"""When a sealed exchange opens, when it ends, and what those who answer may change together."""

from __future__ import annotations

import datetime
import json

import pytest
from django.utils import timezone

from commonweal.cli.running import run
from commonweal.exchange import Precondition
from commonweal_web.core.audit import check_chains
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.policy import ForbiddenError, HiddenError
from commonweal_web.exchange import services
from commonweal_web.exchange.models import Answer, Exchange, Opened
from commonweal_web.exchange.soundness import faults
from commonweal_web.exchange.uses import use_of
from commonweal_web.partnerships.services.partnering import leave_partnership
from tests.site.builders import join, make_body, make_person, sign_in
from tests.site.exchanges import NAMES, make_three, precondition
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

YES = Precondition(topic="no-merger", demand="must")
NO = Precondition(topic="no-merger", demand="must-not")


@pytest.fixture
def three():
    return make_three()


def later(exchange, **spans):
    return exchange.deadline + datetime.timedelta(**spans)


def state(exchange):
    return Exchange.objects.get(pk=exchange.pk).state


def test_all_open_at_once_when_the_last_is_final_and_every_receipt_verifies(
    three, client, tmp_path
):
    exchange = three.start(asked_of_all=["no-contradiction"])
    first = three.seal(exchange, "Ashby", precondition(YES, words="No merger, ever."))
    second = three.seal(exchange, "Ashby", precondition(words="We have none."), is_final=True)
    receipts = {"Ashby": second}
    receipts["Barton"] = three.seal(exchange, "Barton", precondition(NO), is_final=True)
    assert state(exchange) == "waiting"

    receipts["Corby"] = three.seal(exchange, "Corby", precondition(YES), is_final=True)

    assert state(exchange) == "opened"
    assert Exchange.objects.get().told == {"no-contradiction": False}
    assert not Answer.objects.exclude(sealed="").exists()
    # The command tells it without the site; of the answer that was replaced it says that too.
    sign_in(client, three.editors["Barton"])
    page = client.get(f"/partnerships/{three.reference}/exchanges/1/openings.json")
    (tmp_path / "openings.json").write_bytes(page.content)
    for name, receipt in receipts.items():
        (tmp_path / name).write_text(json.dumps(receipt.to_dict()), encoding="utf-8")
        assert run(["verify", str(tmp_path / name), str(tmp_path / "openings.json")]) == 0
    (tmp_path / "first").write_text(json.dumps(first.to_dict()), encoding="utf-8")
    assert run(["verify", str(tmp_path / "first"), str(tmp_path / "openings.json")]) == 1
    shown = client.get(f"/partnerships/{three.reference}/exchanges/1/").content.decode()
    assert "Barton says no; Corby says yes. These cannot all be met." in shown
    assert "No merger, ever." not in shown
    assert list(faults()) == []
    assert check_chains().is_whole


def test_nothing_opens_where_one_never_answers_and_what_was_sealed_is_destroyed(three, client):
    exchange = three.start()
    for name in ("Ashby", "Barton"):
        three.seal(exchange, name, precondition(words="A secret of ours."), is_final=True)

    assert services.settle_due(later(exchange, minutes=-1)) == 0
    assert services.settle_due(later(exchange, minutes=1)) == 1

    assert state(exchange) == "void"
    assert not Opened.objects.exists()
    assert not Answer.objects.exclude(sealed="").exists()
    sign_in(client, three.editors["Ashby"])
    page = client.get(f"/partnerships/{three.reference}/exchanges/1/").content.decode()
    assert "not every answer was in at the deadline" in page
    assert "Corby was missing" not in page


def test_answers_that_are_in_and_not_final_open_at_the_deadline(three):
    exchange = three.start()
    for name in NAMES:
        three.seal(exchange, name, precondition(words=name))

    assert services.settle_due(later(exchange, minutes=-1)) == 0
    assert services.settle_due(later(exchange, seconds=1)) == 1

    assert state(exchange) == "opened"
    assert Opened.objects.count() == 3
    # Once open it stays as it is.
    assert services.settle_due(later(exchange, days=1)) == 0
    with pytest.raises(PolicyError, match="opens once"):
        three.seal(exchange, "Ashby", precondition(words="Another."))


def test_a_final_answer_is_neither_replaced_nor_taken_back_and_any_other_is(three):
    exchange = three.start()
    three.seal(exchange, "Ashby", precondition(words="One."))
    services.take_back(by=three.editors["Ashby"], answer=three.answer(exchange, "Ashby"))
    assert three.answer(exchange, "Ashby").sealed == ""

    receipt = three.seal(exchange, "Ashby", precondition(words="Two."))
    services.finalise(by=three.editors["Ashby"], answer=three.answer(exchange, "Ashby"))

    assert receipt.version == 2
    with pytest.raises(PolicyError, match="final"):
        three.seal(exchange, "Ashby", precondition(words="Three."))
    with pytest.raises(PolicyError, match="final"):
        services.take_back(by=three.editors["Ashby"], answer=three.answer(exchange, "Ashby"))


def test_nobody_answers_for_another_body(three):
    exchange = three.start()

    with pytest.raises(ForbiddenError):
        services.seal_answer(
            by=three.editors["Ashby"],
            answer=three.answer(exchange, "Barton"),
            given=precondition(words="Not ours."),
            authorised_by="Nobody",
        )
    with pytest.raises(HiddenError):
        services.seal_answer(
            by=make_person("Stan Derby", body=make_body("Derby"), role="editor"),
            answer=three.answer(exchange, "Barton"),
            given=precondition(words="Not ours."),
            authorised_by="Nobody",
        )


def test_a_later_deadline_and_one_more_body_need_everybody(three):
    exchange = three.start(names=("Ashby", "Barton"))
    edda, ed = three.editors["Ashby"], three.editors["Barton"]
    ashby, barton, corby = (three.bodies[name] for name in NAMES)
    moved = exchange.deadline + datetime.timedelta(days=7)

    proposal = services.propose(by=edda, exchange=exchange, body=ashby, deadline=moved)
    assert Exchange.objects.get().deadline == exchange.deadline
    services.agree(by=ed, proposal=proposal, body=barton)
    assert Exchange.objects.get().deadline == moved

    admission = services.propose(by=ed, exchange=exchange, body=barton, admit=corby)
    assert exchange.answers.count() == 2
    services.agree(by=edda, proposal=admission, body=ashby)

    three.seal(exchange, "Ashby", precondition(words="A."), is_final=True)
    three.seal(exchange, "Barton", precondition(words="B."), is_final=True)
    assert state(exchange) == "waiting"
    three.seal(exchange, "Corby", precondition(words="C."), is_final=True)
    assert state(exchange) == "opened"


def test_whoever_joins_later_is_told_nothing_and_with_a_leaver_it_ends(three, client):
    opened = three.start()
    for name in NAMES:
        three.seal(opened, name, precondition(words=f"Ours is {name}."), is_final=True)
    waiting = three.start()
    three.seal(waiting, "Ashby", precondition(words="Something else."), is_final=True)
    derby = make_body("Derby")
    join(three.partnership, derby, by=three.coordinator)
    sign_in(client, make_person("Dora Derby", body=derby, roles=("editor", "administrator")))

    page = client.get(f"/partnerships/{three.reference}/exchanges/1/")
    assert page.status_code == 200
    assert "Ours is Ashby." not in page.content.decode()
    answer = client.get(f"/partnerships/{three.reference}/exchanges/1/openings.json")
    assert answer.status_code == 403

    keeper = make_person("Adda Corby", body=three.bodies["Corby"], role="administrator")
    leave_partnership(
        by=keeper, partnership=three.partnership, body=three.bodies["Corby"], reason="For a test."
    )
    assert services.settle_due(timezone.now()) == 1
    assert state(waiting) == "void"
    assert "Corby left" in Exchange.objects.get(pk=waiting.pk).void_reason


def test_returns_that_open_are_submitted_each_in_its_own_name():
    cast = make_cast()
    put_in_common(cast)
    exchange = services.start_exchange(
        by=cast.coordinator,
        partnership=cast.partnership,
        use=use_of("returns"),
        title="Returns",
        bodies=[cast.ashby, cast.barton],
        deadline=timezone.now() + datetime.timedelta(days=2),
    )
    for editor in (cast.ashby_editor, cast.barton_editor):
        body = cast.ashby if editor is cast.ashby_editor else cast.barton
        services.seal_answer(
            by=editor,
            answer=exchange.answers.get(body=body),
            given={"file_name": "figures.toml", "text": CASE.read_text(encoding="utf-8")},
            authorised_by="The director of finance",
            is_final=True,
        )
        if body == cast.ashby:
            assert not cast.partnership.documents.filter(body__isnull=False).exists()

    assert state(exchange) == "opened"
    held = cast.partnership.documents.filter(body__isnull=False, state="submitted")
    assert {(one.body.name, one.prepared_as) for one in held} == {
        ("Ashby", "Edda Ashby"),
        ("Barton", "Edda Barton"),
    }
    assert AuditEvent.objects.filter(event="document-submitted").count() == 3
