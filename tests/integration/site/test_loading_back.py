"""A copy that was taken away, changed and brought back: what it changes is looked at first."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.partnership.holdings import put_back, seen_by
from commonweal_web.partnerships.models import Document, WaitingFile
from tests.site.builders import sign_in
from tests.site.records import make_cast, put_in_common

ROOT = "/partnerships/ashby-and-barton/figures/"


@pytest.mark.django_db
def test_a_changed_copy_is_told_field_by_field_and_saved_only_once_confirmed():
    cast = make_cast()
    put_in_common(cast)
    editor = sign_in(Client(), cast.barton_editor)
    copy = editor.get(f"{ROOT}case.toml").content.decode()
    assert copy.count("population = 95000") == 1
    changed = copy.replace("population = 95000", "population = 95001").replace(
        "population = 110000", "population = 110001"
    )

    answer = editor.post(
        f"{ROOT}barton/upload/",
        {"file": SimpleUploadedFile("case.toml", changed.encode()), "note": "Census"},
        follow=True,
    )

    page = " ".join(answer.content.decode().split())
    assert "What the file changes" in page
    assert "Drivers, population of body Barton" in page
    assert "Ashby: the file says otherwise, and it is not yours to change." in page
    assert not Document.objects.filter(body=cast.barton).exists()
    address = answer.redirect_chain[-1][0]
    assert sign_in(Client(), cast.ashby_editor).get(address).status_code in (403, 404)

    done = editor.post(address, follow=True)

    assert "Saved as version 1, a draft" in done.content.decode()
    assert Document.objects.get(body=cast.barton).note == "Census"
    assert not WaitingFile.objects.exists()


def test_a_row_that_a_copy_showed_in_part_is_never_lost_by_loading_it_back():
    original = {
        "bodies": [{"id": "ashby", "name": "Ashby"}],
        "baselines": [
            {
                "body": "ashby", "service": "it", "year": "2024-25", "management_fte": 1.0,
                "costs": {"management": 70_000.0, "staff": 300_000.0},
            }
        ],
    }  # fmt: skip
    seen = seen_by(original, own=(), shared=("ashby",))
    assert "costs" not in seen["baselines"][0]

    untouched = put_back(seen, original=original, seen=seen, holders={"ashby"})
    changed = {**seen, "baselines": [seen["baselines"][0] | {"income": 5.0}]}
    touched = put_back(changed, original=original, seen=seen, holders={"ashby"})

    assert untouched.document["baselines"] == original["baselines"]
    assert untouched.not_shown == ()
    assert touched.document["baselines"] == original["baselines"]
    assert touched.not_shown == (("ashby", "baselines"),)
