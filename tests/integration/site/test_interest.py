"""Interest in sharing: sealed, compared once a day, told to both or to nobody."""

from __future__ import annotations

import datetime as dt
from itertools import chain

import pytest
from django.test import Client
from django.utils import timezone

from commonweal_web.core.audit import recorded
from commonweal_web.core.backup.contents import kept_models
from commonweal_web.core.models import AuditEvent
from commonweal_web.exchange.keys import forget_old_keys, make_new_key
from commonweal_web.exchange.services import change_key
from commonweal_web.interest.matching import look_daily, look_for_mutual_interests
from commonweal_web.interest.models import LookedOn, MutualInterest, SealedInterest
from commonweal_web.interest.renewing import ask_before_they_lapse
from commonweal_web.interest.soundness import faults
from commonweal_web.reminders.models import Question
from commonweal_web.reminders.services.asking import link_for
from tests.site.builders import make_body, make_person, sign_in

pytestmark = pytest.mark.django_db

SECRET = "Plover Ringwood 01632 960001"
TODAY = timezone.localdate()


def confirmed(name, kind="district"):
    body = make_body(name, kind=kind)
    body.confirmed_at = timezone.now()
    body.save()
    return body


@pytest.fixture
def clients():
    """Editors of three confirmed bodies, each at a browser of their own."""
    return {
        name: sign_in(
            Client(),
            make_person(f"Edda {name}", body=confirmed(name, kind), role="editor"),
        )
        for name, kind in (("Ashby", "district"), ("Barton", "district"), ("Colne", "county"))
    }


def give(client, name, *services, bodies="", kind="", contact="Somebody"):
    data = {
        "bodies": bodies,
        "kind_of_body_1": kind,
        "contact": contact,
        "authorised_by": "Ann Lee, chief executive",
        **{f"service_{number}": one for number, one in enumerate(services, start=1)},
    }
    return client.post(f"/interest/{name.lower()}/give/", data)


def page(client, name):
    text = client.get(f"/interest/{name.lower()}/").content.decode()
    return text.partition("<main")[2]


def at(day, hour=7):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def everything_kept():
    rows = chain.from_iterable(model._base_manager.values_list() for model in kept_models())
    return "\n".join(str(row) for row in rows)


def test_two_bodies_that_name_each_other_are_told_at_once_and_the_third_of_nothing(clients):
    ashby, barton, colne = clients.values()
    assert give(ashby, "Ashby", "payroll", "libraries", bodies="barton\nColne", contact=SECRET)
    assert give(colne, "Colne", "libraries", kind="district").status_code == 302
    before = [page(clients[name], name) for name in clients]

    # Nobody can read what Ashby named: not its own people, nor whoever reads the whole database.
    assert "sealed and not shown again" in before[0]
    for text in (*before, everything_kept()):
        assert SECRET not in text
        assert "Payroll" not in text

    look_daily(at(TODAY, hour=5))
    assert not LookedOn.objects.exists()
    look_daily(at(TODAY))
    assert MutualInterest.objects.count() == 1
    assert "Ring: Somebody" in page(ashby, "Ashby")
    assert "Ring: Plover Ringwood 01632 960001" in page(colne, "Colne")
    assert page(barton, "Barton") == before[1]

    # Barton answers later the same day; it is told tomorrow, for nothing is compared before.
    assert give(barton, "Barton", "payroll", bodies="Ashby").status_code == 302
    look_daily(at(TODAY, hour=23))
    assert MutualInterest.objects.count() == 1
    look_daily(at(TODAY + dt.timedelta(days=1)))
    look_daily(at(TODAY + dt.timedelta(days=1), hour=8))
    assert MutualInterest.objects.count() == 2
    assert "Payroll" in page(barton, "Barton")
    assert "Libraries" not in page(barton, "Barton")
    taken = barton.get("/interest/barton/?take=mutual-interest.csv")
    assert "Plover Ringwood" in taken.content.decode()


def test_an_interest_is_received_in_the_same_words_whether_or_not_it_is_mutual(clients):
    ashby, barton, _ = clients.values()
    give(ashby, "Ashby", "payroll", bodies="Barton")
    answered = give(barton, "Barton", "payroll", bodies="Ashby")
    unanswered = give(clients["Colne"], "Colne", "payroll", bodies="Barton")

    assert answered.status_code == unanswered.status_code == 302
    as_if_ashbys = [
        page(client, name).replace(name, "Ashby").replace(name.lower(), "ashby")
        for name, client in clients.items()
    ]
    assert len(set(as_if_ashbys)) == 1


def test_what_is_named_cannot_be_changed_soon_and_withdrawing_is_no_way_round(clients):
    ashby = clients["Ashby"]
    give(ashby, "Ashby", "payroll", bodies="Barton")

    refused = give(ashby, "Ashby", "libraries", bodies="Colne").content.decode()
    assert "stands for 28 days" in refused
    assert ashby.post("/interest/ashby/withdraw/").status_code == 302
    held = SealedInterest.objects.get()
    assert (held.sealed, held.key_id) == ("", "")
    assert (
        "stands for 28 days" in give(ashby, "Ashby", "libraries", bodies="Colne").content.decode()
    )

    SealedInterest.objects.update(given_on=TODAY - dt.timedelta(days=28))
    assert give(ashby, "Ashby", "libraries", bodies="Colne").status_code == 302


def test_an_interest_lapses_unless_it_is_renewed_and_asks_before(clients):
    ashby, barton, _ = clients.values()
    give(ashby, "Ashby", "payroll", bodies="Barton")
    give(barton, "Barton", "payroll", bodies="Ashby")
    SealedInterest.objects.update(
        given_on=TODAY - dt.timedelta(days=182), lapses_on=TODAY + dt.timedelta(days=3)
    )

    assert "Lapses soon" in page(ashby, "Ashby")
    assert ashby.post("/interest/ashby/renew/").status_code == 302
    SealedInterest.objects.filter(body__name="Barton").update(lapses_on=TODAY)
    assert "Lapsed" in page(barton, "Barton")
    look_daily(at(TODAY))

    assert not MutualInterest.objects.exists()


def test_administrators_are_asked_before_it_lapses_and_one_button_renews_it(clients):
    give(clients["Ashby"], "Ashby", "payroll", bodies="Barton")
    SealedInterest.objects.update(
        given_on=TODAY - dt.timedelta(days=170), lapses_on=TODAY + dt.timedelta(days=12)
    )
    administrator = make_person("Adam", body=make_body("Ashby"), role="administrator")
    for _ in "twice":
        ask_before_they_lapse(timezone.now())

    question = Question.objects.get()
    assert "Payroll" not in question.sentence
    assert question.sentence in sign_in(Client(), administrator).get("/home/").content.decode()
    path = link_for(question, to=administrator, now=timezone.now())
    assert Client().get(path).status_code == 200
    assert SealedInterest.objects.get().lapses_on == TODAY + dt.timedelta(days=12)
    Client().post(path)

    assert SealedInterest.objects.get().lapses_on == TODAY + dt.timedelta(days=182)
    assert AuditEvent.objects.get(event="interest-renewed").actor_name.startswith("Adam, by a link")


def test_a_body_that_the_site_has_not_confirmed_cannot_fish():
    made_up = make_body("Ashby Council")
    client = sign_in(Client(), make_person("Edda", body=made_up, role="editor"))
    answer = client.post(
        "/interest/ashby-council/give/",
        {
            "service_1": "payroll",
            "kind_of_body_1": "county",
            "contact": "Somebody",
            "authorised_by": "Somebody",
        },
    )

    assert "not confirmed by this site" in answer.content.decode()
    assert not SealedInterest.objects.exists()


def test_a_body_that_is_not_here_is_refused_with_names_that_are_near(clients):
    confirmed("Barton Valley")
    answer = give(clients["Ashby"], "Ashby", "payroll", bodies="Barton Vale")

    assert "Did you mean Barton or Barton Valley?" in answer.content.decode()


def test_what_was_mutual_stands_in_the_logs_of_the_two_bodies_and_in_no_other(clients):
    give(clients["Ashby"], "Ashby", "payroll", bodies="Barton")
    give(clients["Barton"], "Barton", "payroll", bodies="Ashby")
    look_daily(at(TODAY))
    keeper = sign_in(Client(), make_person("Site", is_site_administrator=True))
    officer = sign_in(
        Client(), make_person("Sec Barton", body=make_body("Barton"), role="section-151")
    )

    assert AuditEvent.objects.filter(event="interest-mutual").count() == 2
    for address in ("/site/log/", "/site/"):
        assert "named each other" not in keeper.get(address).content.decode()
        assert "sealed an interest" not in keeper.get(address).content.decode()
    assert keeper.get("/interest/ashby/").status_code == 404
    assert "Ashby named each other" in officer.get("/bodies/barton/log/").content.decode()


def test_an_interest_whose_key_is_lost_says_so_and_keeps_no_other_from_being_compared(
    clients, tmp_path, settings
):
    give(clients["Colne"], "Colne", "payroll", bodies="Ashby")
    settings.HOME = tmp_path
    give(clients["Ashby"], "Ashby", "payroll", bodies="Barton\nColne")
    give(clients["Barton"], "Barton", "payroll", bodies="Ashby")
    look_daily(at(TODAY))

    assert "the key is lost" in page(clients["Colne"], "Colne")
    assert [str(row) for row in MutualInterest.objects.all()] == ["Ashby and Barton"]


def test_a_change_of_the_key_keeps_every_interest_and_the_old_key_is_needed_no_more(
    clients, tmp_path, settings
):
    settings.HOME = tmp_path
    give(clients["Ashby"], "Ashby", "payroll", bodies="Barton")
    make_new_key()
    assert change_key() == 1
    forget_old_keys()
    give(clients["Barton"], "Barton", "payroll", bodies="Ashby")
    assert list(faults()) == []
    look_daily(at(TODAY))

    assert MutualInterest.objects.count() == 1
    settings.HOME = tmp_path / "elsewhere"
    assert "of sealed interests is not here" in next(faults())


def test_interests_of_the_demonstration_are_compared_apart():
    for name in ("Ashby", "Barton"):
        body = confirmed(name)
        body.is_demonstration = name == "Barton"
        body.save()
        editor = sign_in(Client(), make_person(f"Edda {name}", body=body, role="editor"))
        assert give(editor, name, "payroll", kind="district").status_code == 302

    with recorded():
        assert look_for_mutual_interests() == 0
