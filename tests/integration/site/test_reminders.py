"""Digests, mailboxes of roles, and questions that one button answers."""

from __future__ import annotations

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from commonweal_web.core import waiting
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.work import chores
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services.documents import (
    certify_document,
    save_draft,
    submit_document,
)
from commonweal_web.partnerships.soundness import faults
from commonweal_web.reminders.models import Confirmation, Digest, Mailbox, Question
from commonweal_web.reminders.queries.ageing import freshness_of
from commonweal_web.reminders.services.ageing import ask_about_the_aged
from commonweal_web.reminders.services.digests import send_digests
from tests.site.builders import make_person, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
A_DAY = datetime.timedelta(days=1)
#: The next Monday, at nine.
MONDAY = timezone.localtime().replace(hour=9, minute=0) + A_DAY * (
    7 - timezone.localdate().weekday()
)


class DeadServer(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, _):
        raise ConnectionRefusedError("The mail server is down.")


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


@pytest.fixture
def officer(cast):
    """Ashby's section 151 officer, whose figures wait for a signature."""
    made = make_person("Fin Ashby", body=cast.ashby, role="section-151")
    EmailAddress.objects.filter(user=made).update(verified=True)
    saved = save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    )
    submit_document(by=cast.ashby_editor, document=saved.document)
    certify_document(by=cast.ashby_certifier, document=saved.document)
    return made


def verified(user):
    EmailAddress.objects.filter(user=user).update(verified=True)
    return user


def send(now=MONDAY):
    """Have the digests of a moment sent, and return what reached people."""
    mail.outbox = []
    send_digests(now)
    return mail.outbox


def links_in(letter, path):
    return re.findall(rf"http\S+({path}\S+)", letter.body)


def said(answer):
    return answer.content.decode()


def test_a_digest_says_what_waits_and_what_changed_once_a_day_and_never_a_figure(cast, officer):
    partnerships().update(name="Ashby and Barton save £2.4m")

    [letter] = send()

    assert letter.to == [officer.email]
    assert letter.subject == "1 thing waits for you on Commonweal"
    assert "Sign Ashby’s figures" in letter.body
    assert "Edda Ashby submitted version 1 of Ashby’s figures" in letter.body
    assert "£" not in letter.body
    assert "2.4" not in letter.body
    assert send() == []
    assert send(MONDAY + datetime.timedelta(hours=5)) == []
    # The same still waits, and nothing else has happened: not said again for a week.
    assert [send(MONDAY + n * A_DAY) for n in (1, 2, 3, 4)] == [[], [], [], []]
    assert len(send(MONDAY + 7 * A_DAY)) == 1


def test_nobody_hears_of_what_they_may_not_see(cast, officer):
    for one in (cast.stranger, cast.barton_editor):
        verified(one)
    save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    )

    by_person = {letter.to[0]: letter.body for letter in send()}

    assert cast.stranger.email not in by_person
    assert "saved" not in by_person[cast.barton_editor.email]
    assert "Sign" not in by_person[cast.barton_editor.email]


def test_a_mail_server_that_is_down_loses_nothing(cast, officer, settings):
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"
    assert send() == []
    assert Digest.objects.get(recipient=f"person-{officer.pk}").failure

    settings.EMAIL_BACKEND = usual
    assert send(MONDAY + datetime.timedelta(minutes=5)) == [], "it is tried again in a while"
    [letter] = send(MONDAY + datetime.timedelta(hours=1))
    assert "submitted version 1" in letter.body

    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"
    officer_of(cast, "Monty Ashby", "monitoring")
    send(MONDAY + A_DAY)
    settings.EMAIL_BACKEND = usual
    [letter] = send(MONDAY + 2 * A_DAY)
    assert "submitted version 1" in letter.body, "the next day tells what the day before could not"


def officer_of(cast, name, role):
    return verified(make_person(name, body=cast.ashby, role=role))


def test_what_goes_wrong_for_one_keeps_no_letter_from_another(cast, officer, monkeypatch, caplog):
    second = officer_of(cast, "Monty Ashby", "monitoring")

    def source(user, _standing, _today):
        if user == officer:
            raise ValueError("A defect of ours.")
        return []

    monkeypatch.setattr(waiting, "_sources", [*waiting._sources, source])

    assert [letter.to for letter in send()] == [[second.email]]
    assert "could not be gathered" in caplog.text


def test_letters_stop_by_a_button_and_a_mail_programs_own(cast, officer):
    [letter] = send()
    [path] = links_in(letter, "/letters/stop/")
    assert letter.extra_headers["List-Unsubscribe"].endswith(f"{path}>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    browser = Client(enforce_csrf_checks=True)
    assert "Stop the letters" in said(browser.get(path))
    assert browser.get(path.replace("person-", "person-1")).status_code == 404
    assert len(send(MONDAY + 7 * A_DAY)) == 1, "looking changes nothing"

    answer = browser.post(path, {"List-Unsubscribe": "One-Click"})

    assert "gets no more letters" in said(answer)
    assert send(MONDAY + 14 * A_DAY) == []
    page = sign_in(Client(), officer)
    assert "Saved" in said(page.post("/accounts/me/letters/", {"often": "weekly"}, follow=True))
    assert len(send(MONDAY + 21 * A_DAY)) == 1


def test_a_roles_mailbox_is_confirmed_by_its_reader_and_answers_a_question(
    cast, officer, django_capture_on_commit_callbacks
):
    verified(officer).is_active = False
    officer.save()
    administrator = make_person("Ada Ashby", body=cast.ashby, role="administrator")
    page = sign_in(Client(), administrator)
    named = {"role": "section-151", "email": "S151@ashby.gov.uk", "often": "daily"}
    with django_capture_on_commit_callbacks(execute=True):
        page.post("/bodies/ashby/mailboxes/new/", named)
    [letter] = mail.outbox
    assert letter.to == ["s151@ashby.gov.uk"]
    again = page.post("/bodies/ashby/mailboxes/new/", named, follow=True)
    assert "has a mailbox already" in said(again)
    assert send() == [], "nothing goes to an address that nobody confirmed"
    reader = Client()
    [path] = links_in(letter, "/mailboxes/")
    assert "Is s151@ashby.gov.uk the mailbox" in said(reader.get(path))
    assert reader.post(path).status_code == 302
    assert reader.get(path).status_code == 410

    age(cast, days=200)
    ask_about_the_aged(timezone.now())
    [letter] = send()

    assert letter.to == ["s151@ashby.gov.uk"]
    assert "Sign Ashby’s figures" in letter.body
    path = next(
        path for path in links_in(letter, "/confirm/") if "still true" in said(reader.get(path))
    )
    before = AuditEvent.objects.count()
    shown = said(reader.get(path))
    assert "Are Ashby’s figures for Ashby and Barton" in shown
    assert "£" not in shown
    assert "Cert Ashby" not in shown
    assert (AuditEvent.objects.count(), Confirmation.objects.count()) == (before, 0)

    assert "recorded as still true" in said(reader.post(path))

    told = AuditEvent.objects.order_by("pk").last()
    assert "s151@ashby.gov.uk" in told.actor_name
    assert "still true" in told.text
    document = Document.objects.get(body=cast.ashby)
    fresh = freshness_of(cast.partnership)[document.pk]
    assert not fresh.is_stale
    assert "s151@ashby.gov.uk" in fresh.said
    over = reader.post(path)
    assert (over.status_code, Confirmation.objects.count()) == (410, 1)
    assert "Go to your tasks" in said(over)
    assert not list(faults())


def age(cast, *, days):
    """Have everything of the partnership been submitted and certified so long ago."""
    then = timezone.now() - datetime.timedelta(days=days)
    Document.objects.filter(submitted_at__isnull=False).update(submitted_at=then)
    Document.objects.filter(certified_at__isnull=False).update(certified_at=then)


def ask_officer(cast, officer):
    """Let Ashby's figures grow stale, and return the path of the link that asks of them."""
    age(cast, days=200)
    ask_about_the_aged(timezone.now())
    [letter] = send()
    question = Question.objects.get(purpose="still-true", body=cast.ashby)
    paths = links_in(letter, "/confirm/")
    return question, next(path for path in paths if question.sentence in said(Client().get(path)))


def test_a_link_that_was_altered_opens_nothing(cast, officer):
    _, path = ask_officer(cast, officer)
    reader = Client()
    value, time, signature = path.split("/")[2].split(":")
    altered = [
        f"{value}:{time}:{signature[:-1]}",
        f"{value[:-2]}xx:{time}:{signature}",
        "no-token",
        links_in(send(MONDAY + 8 * A_DAY)[0], "/letters/stop/")[0].split("/")[3],
    ]
    assert {reader.post(f"/confirm/{token}/").status_code for token in altered} == {404}
    assert Confirmation.objects.count() == 0


def test_a_link_is_over_once_it_ran_out_or_its_reader_lost_the_role(cast, officer):
    question, path = ask_officer(cast, officer)
    membership = officer.memberships.get()
    membership.ended_at = timezone.now()
    membership.save()
    assert Client().post(path).status_code == 410
    membership.ended_at = None
    membership.save()
    assert Client().get(path).status_code == 200

    question.links.update(expires_at=timezone.now())

    over = Client().post(path)
    assert over.status_code == 410
    assert question.sentence not in said(over)
    assert Confirmation.objects.count() == 0
    page = sign_in(Client(), officer)
    assert question.sentence in said(page.get("/home/"))
    answered = page.post(f"/questions/{question.pk}/", follow=True)
    assert "recorded as still true" in said(answered)
    assert question.sentence not in said(page.get("/home/"))


def test_what_was_changed_or_confirmed_meanwhile_is_asked_no_more(cast, officer):
    question, path = ask_officer(cast, officer)
    saved = save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes() + b"\n",
        file_name=CASE.name,
    )
    submit_document(by=cast.ashby_editor, document=saved.document)
    assert Client().post(path).status_code == 410

    ask_about_the_aged(timezone.now())

    question.refresh_from_db()
    assert question.withdrawn_at is not None


def test_a_partnership_chooses_its_days_and_says_what_is_stale(cast, officer):
    age(cast, days=40)
    page = sign_in(Client(), cast.coordinator)
    assert "Stale" not in said(page.get(f"{ROOT}confirmed/"))
    assert "must be 30 or more" in said(page.post(f"{ROOT}confirmed/days/", {"days": "1"}))
    page.post(f"{ROOT}confirmed/days/", {"days": "30"})
    shown = said(page.get(f"{ROOT}confirmed/"))
    assert "Stale" in shown
    ask_about_the_aged(timezone.now())
    assert "section 151 officer, since" in said(page.get(ROOT))
    document = Document.objects.get(body=None)

    page.post(f"{ROOT}confirmed/document-{document.pk}/")

    assert not freshness_of(partnerships().get())[document.pk].is_stale
    assert not Question.objects.filter(key=f"document-{document.pk}", answered_at=None).exists()


def test_a_chore_that_fails_keeps_no_other_from_its_work(monkeypatch, caplog):
    done = []
    monkeypatch.setattr(chores, "_chores", [lambda _: 1 / 0, done.append])
    chores.do_chores()
    assert len(done) == 1
    assert "failed" in caplog.text


def test_what_a_leaver_alone_held_waits_for_the_administrator(cast):
    administrator = make_person("Ada Ashby", body=cast.ashby, role="administrator")
    save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    )
    Mailbox.objects.create(
        body=cast.ashby, role="editor", email=cast.ashby_editor.email, token_hash="1",
        token_until=timezone.now(), named_by=administrator,
    )  # fmt: skip
    page = sign_in(Client(), administrator)
    assert "Pass on" not in said(page.get("/home/"))
    left = datetime.timedelta(days=1)
    for user in (cast.ashby_editor, cast.coordinator):
        user.memberships.update(ended_at=timezone.now() - left)

    home = said(page.get("/home/"))

    assert "Pass on what Edda Ashby held at Ashby" in home
    assert "Pass on what Cora Lane held at Ashby" in home
    shown = said(page.get("/bodies/ashby/left-behind/"))
    for held in (
        "A draft: version 1",
        "The role of editor, which nobody holds now",
        "Their own address is the mailbox of the editor",
        "Coordinating Ashby and Barton",
    ):
        assert held in shown
    barton = make_person("Ada Barton", body=cast.barton, role="administrator")
    assert "Pass on" not in said(sign_in(Client(), barton).get("/home/"))


def test_an_assumption_whose_owner_has_left_is_named():
    cast = make_cast()
    text = CASE.read_text(encoding="utf-8").replace('owner = "Example"', 'owner = "Edda Ashby"')
    put_in_common(cast, text.encode())
    administrator = make_person("Ada Ashby", body=cast.ashby, role="administrator")
    cast.ashby_editor.memberships.update(ended_at=timezone.now())

    shown = said(sign_in(Client(), administrator).get("/bodies/ashby/left-behind/"))

    assert re.search(r"Owner of (an|\d+) assumptions? in Ashby and Barton", shown)
