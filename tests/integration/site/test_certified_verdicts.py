"""Each body certifies the verdict of a run: by somebody who had no hand in it, and for good."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal_web.appraisals.permissions import check_can_certify
from commonweal_web.appraisals.services import certify_verdict
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.models.append_only import AppendOnlyError
from commonweal_web.core.policy import NOBODY, ForbiddenError
from commonweal_web.core.standing import standing_for
from commonweal_web.core.waiting import waiting_for, waiting_in
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import give_role, make_person, name_in, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

RUN = "/partnerships/ashby-and-barton/runs/1/"


@pytest.fixture
def cast(db):
    cast = make_cast()
    put_in_common(cast)
    draft = save_draft(
        by=cast.ashby_editor, partnership=cast.partnership, body=cast.ashby,
        data=CASE.read_bytes(), file_name=CASE.name,
    )  # fmt: skip
    submit_document(by=cast.ashby_editor, document=draft.document)
    ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=100)
    work_off()
    return cast


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_verdict_is_certified_body_by_body_and_says_by_whom(cast):
    treasurer = make_person("Tess Barton", body=cast.barton, role="section-151")
    client = visit(cast.ashby_certifier)

    first = said(client.get(RUN))
    assert "No body has certified this verdict yet." in first
    assert "Certify it for Ashby" in first
    assert "Certify it for Barton" not in first
    page = f"{RUN}certificates/ashby/"
    assert "Certify the verdict of run 1 for Ashby" in said(client.get(page))
    assert client.post(page, {"note": "Read with the audit."}).status_code == 302
    assert client.post(page, {}).status_code == 302  # said twice

    listed = said(client.get(f"{RUN}certificates/"))
    assert "Certified by 1 of 2 bodies; not yet by Barton." in listed
    assert "Read with the audit." in listed
    assert "Certify it for" not in listed
    waiting = [one.name for one in waiting_for(treasurer, standing_for(treasurer))]
    assert waiting == ["Certify the verdict of run 1 of Ashby and Barton for Barton"]
    own = waiting_for(cast.ashby_certifier, standing_for(cast.ashby_certifier))
    assert not [one for one in own if "verdict" in one.name]
    asked = [one for one in waiting_in(cast.partnership, NOBODY) if "verdict" in one.name]
    assert [one.body_id for one in asked] == [cast.barton.pk]
    assert visit(cast.barton_editor).get(f"{RUN}certificates/barton/").status_code == 403
    assert visit(treasurer).post(f"{RUN}certificates/barton/", {}).status_code == 302

    assert "Certified by every body that takes part." in said(client.get(RUN))
    rows = said(client.get(f"{RUN}certificates/?take=certificates.csv"))
    assert "Barton,Tess Barton,section 151 officer" in rows
    assert client.get(f"{RUN}certificates/?take=certificates.xlsx").content.startswith(b"PK")
    assert client.get(f"{RUN}certificates/?take=other.csv").status_code == 404
    events = AuditEvent.objects.filter(event="verdict-certified")
    assert events.count() == 2
    with pytest.raises(AppendOnlyError):
        cast.partnership.runs.get().certificates.first().save()


def test_whoever_had_a_hand_in_it_certifies_nothing_and_strangers_find_nothing(cast):
    run = cast.partnership.runs.get()
    both = make_person("Both Ashby", body=cast.ashby, role="section-151")
    name_in(cast.partnership, both, "member", body=cast.ashby)
    give_role(cast.ashby_editor, cast.ashby, "certifier")
    asked = ask_for_run(by=both, partnership=cast.partnership, n_draws=100)
    work_off()

    for by, of in ((cast.ashby_editor, run), (both, asked), (cast.barton_editor, run)):
        with pytest.raises(ForbiddenError):
            certify_verdict(by=by, run=of, body=cast.ashby)
    check_can_certify(both, run, cast.ashby)
    assert visit(cast.stranger).get(f"{RUN}certificates/").status_code == 404
    assert visit(both).get(f"{RUN}certificates/corby/").status_code == 404


def test_a_run_that_rests_on_other_figures_than_those_that_stand_is_not_certified(cast):
    run = cast.partnership.runs.get()
    draft = save_draft(
        by=cast.ashby_editor, partnership=cast.partnership, body=cast.ashby,
        data=CASE.read_bytes().replace(b"62000", b"63000"), file_name=CASE.name,
    )  # fmt: skip
    submit_document(by=cast.ashby_editor, document=draft.document)

    with pytest.raises(PolicyError, match="does not rest on"):
        certify_verdict(by=cast.ashby_certifier, run=run, body=cast.ashby)

    assert "Certify it for" not in said(visit(cast.ashby_certifier).get(RUN))
