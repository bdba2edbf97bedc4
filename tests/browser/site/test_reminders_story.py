"""Figures grow old: a role's mailbox is asked, answers by one button, and the page says who did."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.reminders.services.ageing import ask_about_the_aged
from commonweal_web.reminders.services.digests import send_digests
from tests.browser.looking import NARROW
from tests.site.builders import make_person
from tests.site.records import CASE, make_cast, put_in_common
from tests.site.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)

A_DAY = datetime.timedelta(days=1)
ROOT = "/partnerships/ashby-and-barton/"


def links_in_the_last_letter() -> list[str]:
    return re.findall(r"http://[^/\s]+(/\S+)", mail.outbox[-1].body)


@pytest.mark.long
def test_a_mailbox_answers_that_figures_are_still_true(browser, live_server):
    address = live_server.url
    cast = make_cast()
    put_in_common(cast)
    saved = save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    )
    submit_document(by=cast.ashby_editor, document=saved.document)
    ada = make_person("Ada Ashby", body=cast.ashby, role="administrator")

    # Given an administrator who names a mailbox of the section 151 officer
    with visit(browser, address, user=ada) as visitor:
        page = visitor.go("/bodies/ashby/")
        page.get_by_role("link", name="Mailboxes of roles").click()
        visitor.check_page()
        page.get_by_role("button", name="Name a mailbox").click()
        page.get_by_label("Section 151 officer").check()
        page.get_by_label("Email address").fill("s151@ashby.gov.uk")
        visitor.check_page()
        page.get_by_role("button", name="Send the link").click()
        assert page.get_by_text("Waits for whoever reads it").is_visible()

    with visit(browser, address, width=NARROW) as visitor:
        page = visitor.go(links_in_the_last_letter()[0])
        visitor.check_page()
        page.get_by_role("button", name="Yes, it is").click()
        assert page.get_by_text("is the mailbox of the section 151 officer").is_visible()

    # When its figures have not been confirmed for 200 days
    Document.objects.filter(submitted_at__isnull=False).update(
        submitted_at=timezone.now() - 200 * A_DAY
    )
    ask_about_the_aged(timezone.now())
    monday = timezone.localtime().replace(hour=9) + A_DAY * (7 - timezone.localdate().weekday())
    send_digests(monday)

    # Then the letter asks there, and one button answers, without signing in
    letter = links_in_the_last_letter()
    with visit(browser, address, width=NARROW) as visitor:
        page = visitor.go(next(path for path in letter if path.startswith("/confirm/")))
        assert page.get_by_role("heading", level=1).inner_text().endswith("still true?")
        visitor.check_page()
        page.get_by_role("button", name="Yes, still true").click()
        assert page.get_by_text("It is recorded as still true").is_visible()
        visitor.check_page()
        page = visitor.go(next(path for path in letter if path.startswith("/confirm/")))
        assert page.get_by_role("heading", name="This link is over").is_visible()
        visitor.check_page()
        visitor.go(next(path for path in letter if path.startswith("/letters/stop/")))
        visitor.check_page()

    # And the partnership says who confirmed what, and what is stale still
    with visit(browser, address, user=cast.coordinator) as visitor:
        page = visitor.go(ROOT)
        assert page.get_by_role("heading", name="Waiting for").is_visible()
        visitor.check_page()
        page.get_by_role("link", name="What was confirmed when").click()
        assert page.get_by_text("by whoever reads s151@ashby.gov.uk").is_visible()
        assert page.get_by_text("Stale", exact=True).count() == 1
        visitor.check_page()
        page.get_by_role("link", name="Confirm What is held in common").click()
        page.get_by_role("button", name="Yes, still true").click()
        assert page.get_by_text("Stale", exact=True).count() == 0
        page = visitor.go("/home/")
        visitor.check_page()
        page.get_by_role("link", name="Choose how often this comes by email").click()
        visitor.check_page()

    # And what a leaver held is passed on
    cast.coordinator.memberships.update(ended_at=timezone.now())
    with visit(browser, address, user=ada) as visitor:
        page = visitor.go("/home/")
        page.get_by_role("link", name="Pass on what Cora Lane held at Ashby").click()
        assert page.get_by_text("Coordinating Ashby and Barton").is_visible()
        visitor.check_page()
