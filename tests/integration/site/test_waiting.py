"""My tasks, and whom a partnership waits for: from every app, for those who can do it alone."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonweal_web.core.policy import NOBODY
from commonweal_web.core.waiting import waiting_for
from commonweal_web.partnerships.models import Document, Partner, Run
from commonweal_web.partnerships.services.documents import (
    certify_document,
    return_document,
    save_draft,
    submit_document,
)
from commonweal_web.publishing.models import Agreement, Publication
from tests.site.builders import join, make_body, make_partnership, make_person, sign_in
from tests.site.outside import make_paper
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def give(cast, partnership=None):
    """Save a draft of Ashby's figures."""
    return save_draft(
        by=cast.ashby_editor,
        partnership=partnership or cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    ).document


def tasks(user):
    return sign_in(Client(), user).get("/home/").content.decode()


def done_run(partnership, by, number=1, **fields):
    now = timezone.now()
    result = {"state": "done", "result_text": "{}"} | fields
    return Run.objects.create(
        partnership=partnership, number=number, input_text="{}", documents=[], asked_by=by,
        asked_as=by.name, finished_at=now, **result,
    )  # fmt: skip


def test_figures_wait_for_each_in_turn_and_for_nobody_else(cast):
    officer = make_person("Fin Ashby", body=cast.ashby, role="section-151")
    others = [make_person("Fin Barton", body=cast.barton, role="section-151"), cast.stranger]
    figures = "Ashby’s figures for Ashby and Barton"
    everybody = [cast.ashby_editor, cast.ashby_certifier, officer]

    draft = give(cast)
    assert [f"Submit {figures}" in tasks(one) for one in everybody] == [True, False, False]
    submit_document(by=cast.ashby_editor, document=draft)
    assert [f"Certify {figures}" in tasks(one) for one in everybody] == [False, True, True]
    return_document(by=cast.ashby_certifier, document=draft, reason="A line is missing.")
    assert [f"Mend {figures}" in tasks(one) for one in everybody] == [True, False, False]
    second = give(cast)
    assert f"Mend {figures}" not in tasks(cast.ashby_editor)
    submit_document(by=cast.ashby_editor, document=second)
    certify_document(by=cast.ashby_certifier, document=second)
    assert [f"Sign {figures}" in tasks(one) for one in everybody] == [False, False, True]
    assert "Sign what Ashby and Barton holds in common" in tasks(cast.coordinator)
    assert not any(figures in tasks(one) for one in others)


def test_a_partnership_says_whom_it_waits_for_but_not_to_strangers(cast):
    invited = make_body("Derby")
    Partner.objects.create(partnership=cast.partnership, body=invited, invited_by=cast.coordinator)
    submit_document(by=cast.ashby_editor, document=give(cast))

    page = sign_in(Client(), cast.barton_editor).get(ROOT).content.decode()

    for said in ("Waiting for", "Certify its figures", "Submit its figures", "Derby"):
        assert said in page
    cast.partnership.__class__.objects.update(is_public=True)
    public = sign_in(Client(), cast.stranger).get(ROOT)
    assert public.status_code == 200
    assert "Waiting for" not in public.content.decode()


def test_papers_publications_and_appraisals_wait_too(cast):
    monitoring = make_person("Monty Ashby", body=cast.ashby, role="monitoring")
    run = done_run(cast.partnership, cast.coordinator)
    make_paper(run, cast.ashby_editor, number=1, body=cast.ashby)
    done_run(
        cast.partnership, cast.coordinator, number=2,
        state="failed", result_text=None, failure="Too many draws.",
    )  # fmt: skip
    proposal = Publication.objects.create(
        partnership=cast.partnership, run=run, contact="A.", proposed_by=cast.coordinator,
        proposed_as="Cora Lane",
    )  # fmt: skip

    assert "Give the decision paper of Ashby to the partners" in tasks(cast.ashby_editor)
    assert "Give the decision paper" not in tasks(cast.barton_editor)
    assert "Agree for Ashby that run 1 of Ashby and Barton be published" in tasks(monitoring)
    assert "Look at run 2 of Ashby and Barton" in tasks(cast.coordinator)
    assert "Publish run 1" not in tasks(cast.coordinator)
    assert "Agree that run 1 be published" in (
        sign_in(Client(), cast.barton_editor).get(ROOT).content.decode()
    )

    for body in (cast.ashby, cast.barton):
        Agreement.objects.create(
            publication=proposal, body=body, agreed_by=monitoring, agreed_as=monitoring.name
        )

    assert "Agree for Ashby" not in tasks(monitoring)
    assert "Publish run 1 of Ashby and Barton" in tasks(cast.coordinator)


def test_what_is_overdue_comes_first_then_what_is_due_then_the_oldest(cast):
    from commonweal_web.core import waiting

    now, today = timezone.now(), timezone.localdate()
    a_day = datetime.timedelta(days=1)

    def source(_user, _standing, today):
        for name, due, age in (
            ("young", None, 1),
            ("old", None, 9),
            ("due", today + a_day, 0),
            ("late", today - a_day, 0),
        ):
            yield waiting.Waits(
                name=name, address="/", status="To do", since=now - age * a_day, due=due
            )

    waiting.add_source(source)
    try:
        found = waiting_for(None, NOBODY, today)
    finally:
        waiting._sources.remove(source)

    assert [one.name for one in found] == ["late", "due", "old", "young"]
    assert [one.to_step(today).status for one in found] == ["Overdue", "To do", "To do", "To do"]


def test_the_same_is_asked_of_the_database_for_much_that_waits_as_for_little(cast):
    officer = make_person(
        "Fin Ashby", body=cast.ashby, roles=("section-151", "editor", "administrator")
    )
    client = sign_in(Client(), officer)
    pages = ("/home/", ROOT, f"{ROOT}confirmed/", "/bodies/ashby/left-behind/")

    def n_asked():
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    def add(number):
        town = make_body(f"Town {number}")
        join(cast.partnership, town, by=cast.coordinator)
        other = make_partnership(
            f"Other {number}", bodies=(cast.ashby, cast.barton), coordinator=cast.coordinator
        )
        for held in (cast.partnership, other):
            n = Document.objects.filter(partnership=held, body=town).count() + 1
            Document.objects.create(
                partnership=held, body=town if held.pk != other.pk else cast.ashby, version=n,
                state="submitted", form="typed", text="", sha256="", values_text="{}",
                prepared_as="A.", submitted_as="A.", submitted_at=timezone.now(),
            )  # fmt: skip
        run = done_run(other, cast.coordinator)
        make_paper(run, cast.ashby_editor, number=1, body=cast.ashby)
        Publication.objects.create(
            partnership=other, run=run, contact="A.", proposed_by=cast.coordinator,
            proposed_as="A.",
        )  # fmt: skip
        leaver = make_person(f"Leaver {number}", body=cast.ashby, role="certifier")
        leaver.memberships.update(ended_at=timezone.now())

    add(1)
    few = n_asked()
    for number in (2, 3):
        add(number)

    assert n_asked() == few
