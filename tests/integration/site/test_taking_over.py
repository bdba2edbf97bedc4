"""One officer fills in figures for others; a body that comes later makes them its own."""

from __future__ import annotations

import html5lib
import pytest
from django.test import Client

from commonweal_web.core.errors import PolicyError
from commonweal_web.figures.services import restore_version, save_change
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.services.documents import save_draft
from tests.site.builders import join, make_body, make_partnership, make_person, sign_in
from tests.site.records import CASE, Cast, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/figures/"


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return " ".join(answer.content.decode().split())


def fields(answer):
    """Return what the page's form would send as it stands."""
    tree = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    found, labels = {}, {}
    for one in tree.iter("input"):
        name, kind = one.get("name"), one.get("type", "text")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if kind == "radio":
            if one.get("checked") is not None:
                found[name] = one.get("value")
        else:
            found[name] = one.get("value", "")
    for one in tree.iter("fieldset"):
        legend = " ".join("".join(one.find("legend").itertext()).split())
        labels[legend] = one.find(".//input").get("name")
    return found, labels


def own(cast, body):
    return Document.objects.filter(body=body).order_by("-version").first()


def test_a_body_keeps_changes_or_clears_what_was_typed_for_it_and_then_only_it_may(cast_of_two):
    cast = cast_of_two
    barton = visit(cast.barton_editor)
    overview = said(barton.get(f"{ROOT}barton/"))
    assert "These figures were filled in by Cora Lane on" in overview
    assert "for Barton, not by you" in overview

    page = barton.get(f"{ROOT}barton/take-over/")
    assert "for you and not by you" in said(page)
    sent, labels = fields(page)
    staff = next(name for label, name in labels.items() if label.startswith("Staff:"))
    systems = next(name for label, name in labels.items() if label.startswith("Systems:"))
    sent |= {staff: "change", staff.replace("does", "to"): "£123,456", systems: "clear"}
    answer = barton.post(f"{ROOT}barton/take-over/", sent, follow=True)

    assert "They are the figures of Barton now" in said(answer)
    costs = own(cast, cast.barton).values["baselines"][0]["costs"]
    assert costs["staff"] == 123_456
    assert "systems" not in costs
    assert "filled in by" not in said(answer)
    log = said(visit(cast.barton_editor).get("/partnerships/ashby-and-barton/log/"))
    log = log or said(visit(cast.coordinator).get("/partnerships/ashby-and-barton/log/"))
    assert "1 changed, 1 cleared" in log or "1 changed, 1 cleared" in said(
        visit(cast.coordinator).get("/partnerships/ashby-and-barton/log/")
    )

    # From now on the officer who had typed them changes nothing of them, in whatever way.
    common = cast.partnership.documents.get(body=None, state="submitted")
    place = next(
        index for index, row in enumerate(common.values["baselines"]) if row["body"] == "barton"
    )
    with pytest.raises(PolicyError, match="Barton has taken its figures over"):
        save_change(
            by=cast.coordinator,
            partnership=cast.partnership,
            body=None,
            path=("baselines", place),
            version=common.version,
            change=lambda values: (
                values
                | {"baselines": [row for row in values["baselines"] if row["body"] != "barton"]}
            ),
            note="",
        )
    changed = CASE.read_text().replace("Barton", "Barton Town")
    saved = save_draft(
        by=cast.coordinator,
        partnership=cast.partnership,
        body=None,
        data=changed.encode(),
        file_name="changed.toml",
    )
    assert saved.document.values["baselines"][place] == common.values["baselines"][place]
    back = restore_version(
        by=cast.coordinator, partnership=cast.partnership, body=None, version=common.version
    )
    assert back.values["baselines"][place] == common.values["baselines"][place]


@pytest.fixture
def cast_of_two(db) -> Cast:
    made = make_cast()
    put_in_common(made)
    return made


def test_a_body_of_another_name_says_which_placeholder_it_is_and_is_called_by_its_own(db):
    ashby = make_body("Ashby")
    coordinator = make_person("Cora Lane", body=ashby, role="editor")
    partnership = make_partnership("Ashby and Barton", bodies=(ashby,), coordinator=coordinator)
    cast = Cast(
        ashby=ashby, barton=ashby, coordinator=coordinator, ashby_editor=coordinator,
        ashby_certifier=coordinator, barton_editor=coordinator, stranger=coordinator,
        reference=partnership.reference,
    )  # fmt: skip
    put_in_common(cast)
    wick = make_body("Barton and Wick")
    join(partnership, wick, by=coordinator)
    editor = visit(make_person("Edda Wick", body=wick, role="editor"))

    assert "Is yours one of them?" in said(editor.get(f"{ROOT}barton-and-wick/"))
    which = editor.get(f"{ROOT}barton-and-wick/take-over/")
    assert "Which of these is Barton and Wick?" in said(which)
    page = editor.post(f"{ROOT}barton-and-wick/take-over/", {"placeholder": "barton"}, follow=True)
    sent, _ = fields(page)
    editor.post(f"{ROOT}barton-and-wick/take-over/", sent)

    assert own(cast, wick).values["baselines"][0]["body"] == "barton-and-wick"
    common = partnership.documents.get(body=None, state="submitted")
    assert "barton" not in {row["id"] for row in common.values["bodies"]}
    assert "barton-and-wick" in {row["id"] for row in common.values["bodies"]}
    assert partnership.documents.filter(body=None).count() == 2
