"""Signing in and making an account: codes by email, passwords, second factors, limits."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from commonweal.errors import InputError
from commonweal_web.accounts.models import User
from commonweal_web.command_line.administrators import add_administrator
from commonweal_web.core.policy import BodyRole
from tests.site.builders import PASSWORD, make_body, make_person, sign_in

pytestmark = pytest.mark.django_db


def code_in_last_letter() -> str:
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{2,})$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def app_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


def test_a_new_person_makes_an_account_with_a_code_and_no_password(client: Client):
    client.post("/accounts/signup/", {"name": "Ann Lee", "email": "Ann.Lee@Ashby.gov.uk"})

    answer = client.post("/accounts/confirm-email/", {"code": code_in_last_letter()}, follow=True)

    ann = User.objects.get(email="ann.lee@ashby.gov.uk")
    assert ann.name == "Ann Lee"
    assert not ann.has_usable_password()
    assert answer.redirect_chain[-1][0] == reverse("home")
    assert "You do not belong to a body yet" in answer.content.decode()


def test_whoever_came_by_a_link_gets_where_it_leads_once_the_account_is_made(client: Client):
    page = client.get("/accounts/signup/?next=/bodies/")
    assert '<input type="hidden" name="next" value="/bodies/">' in page.content.decode()
    said = {"name": "Ann Lee", "email": "ann@ashby.gov.uk", "next": "/bodies/"}
    client.post("/accounts/signup/", said)

    answer = client.post("/accounts/confirm-email/", {"code": code_in_last_letter()})

    assert answer.url == "/bodies/"


def test_somebody_signs_in_by_a_code_and_a_wrong_one_is_refused(client: Client):
    make_person("Ann Lee")
    client.post("/accounts/login/code/", {"email": "ann-lee@example.gov.uk"})
    wrong = client.post("/accounts/login/code/confirm/", {"code": "WRONG"})
    assert "That is not the code we sent" in wrong.content.decode()

    answer = client.post("/accounts/login/code/confirm/", {"code": code_in_last_letter()})

    assert answer.status_code == 302
    assert answer.url == reverse("home")
    assert "Your tasks" in client.get("/home/").content.decode()


def test_whether_an_address_has_an_account_cannot_be_found_out(client: Client):
    make_person("Ann Lee")
    pages = []
    for email in ("ann-lee@example.gov.uk", "nobody@example.gov.uk"):
        visitor = Client()
        asked = visitor.post("/accounts/login/code/", {"email": email}, follow=True)
        wrong = visitor.post("/accounts/login/", {"login": email, "password": "not it at all"})
        signed_up = visitor.post("/accounts/signup/", {"name": "Bo", "email": email}, follow=True)
        pages.append([_plain(page.content.decode(), email) for page in (asked, wrong, signed_up)])

    assert pages[0] == pages[1]
    told = {letter.subject for letter in mail.outbox if letter.to == ["nobody@example.gov.uk"]}
    assert "There is no account with your address on Commonweal" in told


def _plain(page: str, email: str) -> str:
    """Leave out of a page what differs each time."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return page.replace(email, "THEM")


def test_five_wrong_passwords_lock_the_address_for_a_while(client: Client):
    ann = make_person("Ann Lee")
    for _ in range(5):
        client.post("/accounts/login/", {"login": ann.email, "password": "not it at all"})

    answer = client.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})

    assert "Too many attempts" in answer.content.decode()
    assert not answer.wsgi_request.user.is_authenticated


def test_too_many_sign_ups_from_one_place_are_told_to_wait(client: Client):
    answers = [
        client.post("/accounts/signup/", {"name": "Bo", "email": f"bo{number}@example.gov.uk"})
        for number in range(11)
    ]

    assert answers[-1].status_code == 429
    assert "asked too often" in answers[-1].content.decode()


def test_an_account_needs_an_invitation_where_signing_up_is_closed(client: Client, settings):
    settings.SIGN_UP_IS_OPEN = False

    answer = client.get("/accounts/signup/")

    assert "You need an invitation" in answer.content.decode()


def test_an_administrator_is_asked_for_a_second_factor_and_then_let_on(client: Client, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = True
    ann = make_person("Ann Lee", body=make_body(), role=BodyRole.ADMINISTRATOR)
    EmailAddress.objects.filter(user=ann).update(verified=True)
    client.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})

    asked = client.get("/bodies/ashby/", follow=True)
    assert asked.redirect_chain[-1][0] == reverse("second-factor-needed")

    page = client.get("/accounts/2fa/totp/activate/")
    secret = re.search(r'app-key">(\w+)<', page.content.decode())[1]
    client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert client.get("/bodies/ashby/").status_code == 200

    again = Client()
    again.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})
    assert again.get("/home/").status_code == 302
    recovery = Authenticator.objects.get(user=ann, type=Authenticator.Type.RECOVERY_CODES)
    code = recovery.wrap().get_unused_codes()[0]
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert again.get("/bodies/ashby/").status_code == 200


def test_a_viewer_needs_no_second_factor(client: Client, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = True
    sign_in(client, make_person("Vi Ewer", body=make_body()))

    assert client.get("/bodies/ashby/").status_code == 200


def test_somebody_signs_out_everywhere_else(client: Client):
    ann = make_person("Ann Lee")
    EmailAddress.objects.filter(user=ann).update(verified=True)
    elsewhere = Client()
    for browser in (elsewhere, client):
        browser.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})
    assert elsewhere.get("/home/").status_code == 200

    client.post("/accounts/sessions/")

    assert client.get("/home/").status_code == 200
    assert elsewhere.get("/home/").status_code == 302


def test_a_password_is_set_anew_by_a_code(client: Client):
    ann = make_person("Ann Lee")
    EmailAddress.objects.filter(user=ann).update(verified=True)
    client.post("/accounts/password/reset/", {"email": ann.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_in_last_letter()})
    new = "brisk-amber-heron-77"

    client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})

    ann.refresh_from_db()
    assert ann.check_password(new)
    assert mail.outbox[-1].subject == "Your password on Commonweal was set anew"


def test_an_address_is_changed_by_a_code_sent_to_the_new_one(client: Client):
    ann = make_person("Ann Lee")
    EmailAddress.objects.filter(user=ann).update(verified=True)
    client.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})
    client.post("/accounts/email/", {"email": "ann@new.gov.uk", "action_add": "1"})
    assert mail.outbox[-1].to == ["ann@new.gov.uk"]

    client.post("/accounts/confirm-email/", {"code": code_in_last_letter()})

    ann.refresh_from_db()
    assert ann.email == "ann@new.gov.uk"


def test_the_first_administrator_of_a_site_signs_in_at_once_with_the_password_given(client):
    add_administrator("ann@ashby.gov.uk", "Ann Lee", "quiet-teal-otter-41")

    answer = client.post(
        "/accounts/login/", {"login": "ann@ashby.gov.uk", "password": "quiet-teal-otter-41"}
    )

    assert answer.status_code == 302
    assert "confirm-email" not in answer["Location"]
    assert EmailAddress.objects.get(email="ann@ashby.gov.uk").verified


@pytest.mark.parametrize("words", ["password", "ann lee"])
def test_a_site_is_not_handed_to_a_password_that_anybody_would_guess(words):
    with pytest.raises(InputError, match="will not do"):
        add_administrator("ann@ashby.gov.uk", "Ann Lee", words)

    assert not User.objects.exists()
