"""Every assumption in one log: what it lacks first, who changed it, who signed it off."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal_web.figures.models import AssumptionsApproval
from commonweal_web.figures.services import save_change
from commonweal_web.figures.soundness import faults
from commonweal_web.partnerships.services.documents import submit_document
from tests.site.builders import give_role, make_person, sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/assumptions/"


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return " ".join(answer.content.decode().split())


def change_first(cast, **fields):
    """Change the first named assumption in common, and submit it."""
    common = cast.partnership.documents.get(body=None, state="submitted")

    def change(values):
        first, *others = values["assumptions"]
        return values | {"assumptions": [first | fields, *others]}

    typed = save_change(
        by=cast.coordinator,
        partnership=cast.partnership,
        body=None,
        path=("assumptions", 0),
        version=common.version,
        change=change,
        note="Assurer named",
    )
    submit_document(by=cast.coordinator, document=typed.document)
    return common.values["assumptions"][0]


def test_the_log_says_what_lacks_who_changed_what_and_who_signed_it_off(db):
    cast = make_cast()
    put_in_common(cast)
    coordinator, viewer = visit(cast.coordinator), visit(cast.barton_editor)

    log = said(viewer.get(ROOT))
    assert "with no assurer named" in log
    assert "ranges that stand where they are used" in log
    assert "Approve the assumptions" not in log
    assert viewer.get(f"{ROOT}approve/").status_code == 403
    before = change_first(cast, assurer="A. Sure", analyst="Ann Alyst")
    history = said(viewer.get(f"{ROOT}of/in-common/{before['id']}/"))
    assert "Version 2, by Cora Lane" in history
    assert "Assurer: A. Sure, where nothing was said before." in history
    sheet = viewer.get(f"{ROOT}table.csv?lacks=commissioner").content.decode()
    assert "A. Sure" in sheet
    assert sheet.splitlines()[0].startswith("Assumption,Whose,Value")
    narrowed = said(viewer.get(f"{ROOT}?words=no such words"))
    assert "0 of them are shown" in narrowed

    page = coordinator.get(f"{ROOT}approve/")
    digest = said(page).split('name="sha256" value="')[1].split('"')[0]
    stale = coordinator.post(f"{ROOT}approve/", {"sha256": "0" * 64})
    assert "changed while you were looking" in said(stale)
    done = coordinator.post(f"{ROOT}approve/", {"sha256": digest, "note": "For now"}, follow=True)
    assert "Cora Lane, coordinator, approved 1 assumption on" in said(done)
    assert "as they stand now" in said(done)

    change_first(cast, owner="O. Wner")
    after = said(viewer.get(f"{ROOT}approvals/1/"))
    assert "they have changed since" in after
    assert "Owner: O. Wner, where nothing was said before." in after or "Owner: from" in after
    officer = make_person("Sec Barton", body=cast.barton, role="section-151")
    give_role(officer, cast.barton, "viewer")
    second = visit(officer)
    page = second.get(f"{ROOT}approve/")
    digest = said(page).split('name="sha256" value="')[1].split('"')[0]
    second.post(f"{ROOT}approve/", {"sha256": digest})
    assert AssumptionsApproval.objects.first().role == "section 151 officer of Barton"
    assert visit(cast.stranger).get(ROOT).status_code == 404
    assert list(faults()) == []
