"""Search: what is found, by whom, and that nothing is found which its reader may not see."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal_web.core.standing import standing_for
from commonweal_web.discussion.services import add_comment
from commonweal_web.discussion.subjects import find_subject
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import make_partnership, make_person, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

#: Ashby's staff as submitted, the same with its one manager, its staff in a draft, in a comment.
SUMS = ("654321", "716,321", "765432", "876543")


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def look(user, words, status=200, **more):
    answer = sign_in(Client(), user).get("/search/", {"q": words, **more})
    assert answer.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"</?mark>", "", answer.content.decode()))


def found_in(said):
    return re.findall(r'<h2 class="govuk-heading-m" id="found-([a-z]+)">', said)


def give_ashby(cast, *, staff, submit):
    """Save Ashby's figures with a sum that stands nowhere else."""
    text = CASE.read_text(encoding="utf-8")
    document = save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=text.replace("staff = 480000", f"staff = {staff}", 1).encode(),
        file_name="ours.toml",
    ).document
    return submit_document(by=cast.ashby_editor, document=document) if submit else document


def say(by, cast, text, audience="partners", body=None):
    return add_comment(
        by=by,
        partnership=cast.partnership,
        subject=find_subject(standing_for(by), cast.partnership, "signatures"),
        text=text,
        audience=audience,
        body=body,
    )


def test_everything_is_found_by_its_words_grouped_by_kind_and_nothing_found_has_ways_on(cast):
    Partnership.objects.filter(reference=cast.reference).update(summary="One desk for <b>calls</b>")
    ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=100)
    say(cast.barton_editor, cast, "Is the desk staffed on Sundays?")
    draft = give_ashby(cast, staff="654_321", submit=False)

    everything = look(cast.ashby_editor, "desk")
    figure = look(cast.ashby_editor, "£654,321")

    assert found_in(everything) == ["partnerships", "comments"]
    assert "One desk for &lt;b&gt;calls&lt;/b&gt;" in everything
    assert "Edda Barton, Barton: Is the desk staffed on Sundays?" in everything
    assert found_in(figure) == ["figures"]
    assert f'href="/partnerships/{cast.reference}/documents/{draft.pk}/"' in figure
    assert "Staff: 654,321" in figure
    assert found_in(look(cast.ashby_editor, "Cert")) == ["people"]
    assert found_in(look(cast.ashby_editor, "run 1")) == ["appraisals"]
    assert "bodies" in found_in(look(cast.ashby_editor, "barton"))
    assert found_in(look(cast.ashby_editor, "desk", kind="comments")) == ["comments"]
    nothing = look(cast.ashby_editor, "xyzzy <script>")
    assert "Nothing that is for you to read" in nothing
    assert "&lt;script&gt;" in nothing
    assert "<script" not in nothing
    assert "Enter two characters or more" in look(cast.ashby_editor, "x")
    assert "100 characters or fewer" in look(cast.ashby_editor, "x" * 101)
    assert Client().get("/search/?q=desk").status_code == 302


def test_nothing_is_found_that_its_reader_may_not_see(cast):
    give_ashby(cast, staff="654_321", submit=True)
    give_ashby(cast, staff="765_432", submit=False)
    say(cast.ashby_editor, cast, "Keep 876,543 quiet.", audience="body", body=cast.ashby)
    auditor = make_person("Aud Ashby", body=cast.ashby, role="auditor")
    scrutiny = make_person("Scru Ashby", body=cast.ashby, role="scrutiny")
    administrator = make_person("Site Administrator", is_site_administrator=True)

    for user, submitted, in_a_sum, draft, own in (
        (cast.ashby_editor, True, False, True, True),
        (auditor, True, False, True, True),
        # One manager's pay stands only within a larger sum, and so is found only as that.
        (scrutiny, False, True, False, False),
        (cast.barton_editor, False, True, False, False),
        (cast.stranger, False, False, False, False),
        (administrator, False, False, False, False),
    ):
        found = [bool(found_in(look(user, sum_))) for sum_ in SUMS]
        assert found == [submitted, in_a_sum, draft, own], (user.name, found)


def test_a_search_asks_as_much_for_many_rows_as_for_few(cast):
    def add(first, last):
        for number in range(first, last):
            say(cast.barton_editor, cast, f"Desk {number}")
            make_partnership(f"Desk {number}", bodies=(cast.ashby, cast.barton))
            make_person(f"Desk Person {number}", body=cast.ashby)

    def counted():
        client = sign_in(Client(), cast.ashby_editor)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/search/?q=desk")
        assert len(found_in(answer.content.decode())) >= 3
        return len(queries)

    add(0, 2)
    few = counted()
    add(2, 12)

    assert counted() == few <= 25
    assert "All 12" in look(cast.ashby_editor, "desk")
