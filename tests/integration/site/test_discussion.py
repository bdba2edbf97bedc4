"""Comments: who writes and reads them, how they are settled, and what nobody else finds."""

from __future__ import annotations

import io
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from commonweal_web.core.audit import Event
from commonweal_web.core.audit.guards import lifted_guards
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.standing import standing_for
from commonweal_web.core.talk import talk_of
from commonweal_web.core.waiting import waiting_for, waiting_in
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.discussion.services import add_comment
from commonweal_web.discussion.soundness import faults
from commonweal_web.discussion.subjects import find_subject
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from tests.site.builders import make_person, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
COMMENTS = f"{ROOT}comments/"


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def visit(user):
    return sign_in(Client(), user)


def page(client, path, status=200, **said):
    answer = client.post(path, said, follow=True) if said else client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def links_on(said):
    return re.findall(r'<a class="govuk-link app-not-on-paper" href="([^"]+)">([^<]+)', said)


def draft_of_ashby(cast):
    return save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    ).document


def test_a_comment_is_answered_resolved_and_opened_again(cast):
    barton, coordinator = visit(cast.barton_editor), visit(cast.coordinator)
    common = cast.partnership.documents.get(body=None)
    [(address, said)] = links_on(page(barton, f"{ROOT}documents/{common.pk}/"))
    assert said == "Comment"

    asked = page(
        barton,
        address,
        text="Why 2026/27?\n\n<script>alert(1)</script>",
        audience="partners",
        asked=f"person:{cast.coordinator.pk}",
    )
    page(barton, address, text="Why 2026/27?\n\n<script>alert(1)</script>", audience="partners")

    assert "<h1" in asked
    assert "&lt;script&gt;alert(1)" in asked
    assert "<strong>Edda Barton, Barton</strong>" in asked
    assert "For Cora Lane to answer." in asked
    assert Comment.objects.count() == 1, "sent twice, it stands once"
    [waits] = [
        one
        for one in waiting_for(cast.coordinator, standing_for(cast.coordinator))
        if one.status == "To answer"
    ]
    assert waits.address == f"{COMMENTS}1/"
    assert "1 comment, open" in page(coordinator, f"{ROOT}documents/{common.pk}/")

    page(coordinator, waits.address, text="It is the last year closed.", do="reply")
    settled = page(coordinator, waits.address, text="We keep 2026/27.", do="resolve")
    twice = page(coordinator, waits.address, text="We keep 2026/27.", do="resolve")

    assert "Resolved it" in settled
    assert "Comment 1 is resolved already." in twice
    assert "1 comment, 0 open" in page(barton, f"{ROOT}documents/{common.pk}/")
    assert "Open</strong>" in page(barton, waits.address, text="Closed is 2025/26.", do="reopen")
    assert [event.event for event in AuditEvent.objects.filter(event__startswith="comment")] == [
        Event.COMMENT_ADDED.value,
        Event.COMMENT_ANSWERED.value,
        Event.COMMENT_RESOLVED.value,
        Event.COMMENT_REOPENED.value,
    ]
    assert "2026/27" not in "".join(
        AuditEvent.objects.filter(event__startswith="comment").values_list("text", flat=True)
    )


def test_words_are_changed_over_the_old_ones_and_withdrawn_in_sight(cast):
    barton, coordinator = visit(cast.barton_editor), visit(cast.coordinator)
    page(barton, f"{COMMENTS}about/signatures/", text="Sign by noon.", audience="partners")
    remark = Remark.objects.get()
    words = f"{COMMENTS}1/words/{remark.pk}/"

    page(coordinator, f"{words}change/", 403)
    changed = page(barton, f"{words}change/", text="Sign by Friday.")

    assert "Changed by Edda Barton, Barton" in changed
    assert changed.index("Sign by Friday.") < changed.index("Sign by noon.")

    barton.post(f"{words}withdraw/")
    after = page(coordinator, f"{COMMENTS}1/")

    assert "Withdrawn by Edda Barton, Barton" in after
    assert "Sign by" not in after
    assert "There is nothing" not in page(barton, COMMENTS)
    assert Remark.objects.get(pk=remark.pk).text == "Sign by noon.", "nothing is deleted"
    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.filter(pk=remark.pk)._raw_delete("default")
    assert "Sign by" not in page(coordinator, f"{COMMENTS}list.csv")
    assert list(faults()) == []
    with lifted_guards(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE discussion_remark SET text = 'Sign by Monday.' WHERE text != ''")
    assert ["altered" in one for one in faults()] == [True, True]


def test_what_is_said_of_a_draft_stays_within_its_body(cast):
    document = draft_of_ashby(cast)
    ashby, barton = visit(cast.ashby_editor), visit(cast.barton_editor)
    viewer = visit(make_person("Vi Ashby", body=cast.ashby, role="viewer"))
    scrutiny = visit(make_person("Scru Ashby", body=cast.ashby, role="scrutiny"))
    about = f"{COMMENTS}about/figures/ashby/baselines/contact-centres/"
    [(address, _)] = links_on(page(ashby, f"{ROOT}figures/ashby/at/baselines/0/"))
    assert address == about

    form = page(ashby, about)
    page(ashby, about, text="Only ours: 987,654.", audience="body:ashby")
    page(ashby, f"{COMMENTS}about/document/{document.pk}/", text="Ours too.", audience="body:ashby")

    assert "Everybody in the partnership" not in form
    assert Comment.objects.filter(audience="body", body=cast.ashby).count() == 2
    ashby.post(about, {"text": "For all: 987,654.", "audience": "partners"})
    assert Comment.objects.count() == 2
    assert "Only ours: 987,654." in page(viewer, about)
    assert "Write a comment" not in page(viewer, about)
    viewer.post(about, {"text": "I too", "audience": "body:ashby"})
    assert Comment.objects.count() == 2
    for other in (barton, scrutiny, visit(cast.coordinator)):
        is_ashby = other is not barton
        for path in (about, f"{COMMENTS}1/", f"{COMMENTS}2/"):
            if other is barton or other is scrutiny:
                page(other, path, 404)
        seen = page(other, COMMENTS) + page(other, f"{COMMENTS}list.csv")
        assert ("987,654" in seen) == (is_ashby and other is not scrutiny)
    page(visit(cast.stranger), COMMENTS, 404)
    auditor = visit(make_person("Aud Barton", body=cast.barton, role="auditor"))
    assert "comment 1" not in page(auditor, f"{ROOT}log/")


def test_partners_speak_of_the_figures_that_stand_while_the_next_are_a_draft(cast):
    submit_document(by=cast.ashby_editor, document=draft_of_ashby(cast))
    draft_of_ashby(cast)
    barton = visit(cast.barton_editor)
    about = f"{COMMENTS}about/figures/ashby/baselines/contact-centres/"
    row = page(barton, f"{ROOT}assumptions/")
    [assumption] = re.findall(r'href="([^"]+/coincidence/)"', row)
    [(of_assumption, _)] = links_on(page(barton, assumption))

    page(barton, about, text="Is it net?", audience="partners")
    page(barton, of_assumption, text="Says who?", audience="partners")

    said = page(visit(cast.ashby_editor), COMMENTS)
    assert "Figures of Ashby: Call and contact centres" in said
    assert "Held in common: How far the councils&#39; peaks coincide" in said
    assert "Only Ashby" in page(visit(cast.ashby_editor), about)


def test_nobody_is_asked_who_could_not_read_it_and_no_other_address_is_taken(cast):
    ashby = visit(cast.ashby_editor)
    about = f"{COMMENTS}about/signatures/"

    refused = page(ashby, about, text="Ours.", audience="body:ashby", asked="body:barton")

    assert "Barton could not read this comment." in refused
    assert "Ours." in refused, "nothing typed is lost"
    for key in (
        "https://evil.example/",
        "run/99",
        "paper/1",
        "clause",
        "document/999",
        "figures/x",
    ):
        page(ashby, f"{COMMENTS}about/{key}/", 404)
    assert "Select who can read it" in page(ashby, about, text="x")
    assert not Comment.objects.exists()


def test_the_list_is_narrowed_by_its_address_and_taken_away(cast):
    standing = standing_for(cast.barton_editor)
    for text, key in (("=1+1", "signatures"), ("Mind the year.", "figures/in-common")):
        add_comment(
            by=cast.barton_editor,
            partnership=cast.partnership,
            subject=find_subject(standing_for(cast.coordinator), cast.partnership, key)
            if key != "signatures"
            else find_subject(standing, cast.partnership, key),
            text=text,
            audience="partners",
        )
    coordinator = visit(cast.coordinator)
    page(coordinator, f"{COMMENTS}1/", text="Done.", do="resolve")

    for asked, n_found in (
        ("", 2),
        ("?state=open", 1),
        ("?state=resolved&about=signat", 1),
        ("?who=barton", 2),
        ("?who=cora", 0),
        ("?within=figures", 1),
        ("?asked=barton", 0),
        ("?state=no-such", 2),
    ):
        said = page(coordinator, f"{COMMENTS}{asked}")
        assert len(re.findall(r'comments/\d+/"', said)) == n_found, asked
    sheet = coordinator.get(f"{COMMENTS}list.xlsx?state=resolved")
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    rows = book.get_sheet_by_name(book.sheet_names[-1]).to_python()
    assert [row[6] for row in rows if row and str(row[0]) == "1"] == ["Wrote", "Resolved it"]
    assert ",=1+1" not in page(coordinator, f"{COMMENTS}list.csv")


def test_links_tasks_and_pages_ask_as_much_for_many_comments_as_for_few(cast):
    def write(n_comments):
        for number in range(n_comments):
            made = add_comment(
                by=cast.barton_editor,
                partnership=cast.partnership,
                subject=find_subject(
                    standing_for(cast.barton_editor), cast.partnership, "signatures"
                ),
                text=f"{n_comments}: {number}",
                audience="partners",
            )
            Comment.objects.filter(pk=made.pk)

    def counted():
        asker, partnership = standing_for(cast.coordinator), cast.partnership
        client = visit(cast.coordinator)
        keys = ["signatures", *(f"clause/{number}" for number in range(50))]
        asked = {}
        for name, ask in {
            "links": lambda: talk_of(asker, partnership, keys),
            "tasks": lambda: waiting_for(cast.coordinator, asker),
            "partnership": lambda: waiting_in(partnership, asker),
            "list": lambda: client.get(COMMENTS),
            "subject": lambda: client.get(f"{COMMENTS}about/signatures/"),
            "sheet": lambda: client.get(f"{COMMENTS}list.csv"),
            "page": lambda: client.get(f"{ROOT}signatures/"),
        }.items():
            with CaptureQueriesContext(connection) as queries:
                ask()
            asked[name] = len(queries)
        return asked

    write(2)
    few = counted()
    write(9)

    assert counted() == few
    assert few["links"] == 1
