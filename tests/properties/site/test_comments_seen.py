"""Whoever reads comments by any way finds the same ones: those that are for them, and no other."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal_web.core.policy import BodyRole, PartnershipRole
from commonweal_web.core.standing import standing_for
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.discussion.queries import tallies
from commonweal_web.partnerships.queries.partnerships import partnerships
from tests.site.builders import make_body, make_partnership, make_person, name_in, sign_in
from tests.site.undone import undone

pytestmark = pytest.mark.django_db

#: Whoever asks: of a body that takes part, of one that does not, or named in the partnership.
VIEWERS = (
    *((body, role) for body in ("Ashby", "Barton", "Corby") for role in BodyRole),
    *(("Ashby", role) for role in PartnershipRole),
)
AUDIENCES = (("partners", None), ("body", "Ashby"), ("body", "Barton"), ("keepers", None))
WORD = re.compile(r"word(\d+)end")


@pytest.fixture
def world(db):
    ashby, barton, corby = (make_body(name) for name in ("Ashby", "Barton", "Corby"))
    coordinator = make_person("Cora Lane", body=ashby, role="viewer")
    made = make_partnership("Waste", bodies=(ashby, barton), coordinator=coordinator)
    people = {
        (body.name, role): make_person(f"{body.name} {role.value}", body=body, role=role)
        for body in (ashby, barton, corby)
        for role in BodyRole
    }
    people["Ashby", PartnershipRole.COORDINATOR] = coordinator
    for role in (PartnershipRole.MEMBER, PartnershipRole.OBSERVER):
        person = make_person(f"Named {role.value}", body=ashby, role="scrutiny")
        name_in(made, person, role, body=ashby)
        people["Ashby", role] = person
    return people


def is_for(viewer, audience, body):
    """Say the rule in other words than the site's: who reads what is written for whom."""
    at, role = viewer
    if at == "Corby":
        return False
    if audience == "partners":
        return True
    if audience == "keepers":
        return role is PartnershipRole.COORDINATOR
    is_scrutiny = role in (BodyRole.SCRUTINY, PartnershipRole.MEMBER, PartnershipRole.OBSERVER)
    return at == body and not is_scrutiny


def write(partnership, writer, number, audience, body):
    comment = Comment.objects.create(
        partnership=partnership,
        number=number,
        subject=f"clause/{number}",
        about=f"Clause word{number}end",
        audience=audience,
        body=None if body is None else make_body(body),
        made_by=writer,
        made_as=writer.name,
    )
    Remark.objects.create(
        comment=comment, kind="said", text=f"word{number}end", by=writer, said_as=writer.name
    )


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    viewer=st.sampled_from(VIEWERS),
    written=st.lists(st.sampled_from(AUDIENCES), min_size=1, max_size=8),
)
def test_the_list_the_sheet_the_search_and_the_counts_show_what_is_for_their_reader(
    world, viewer, written
):
    cache.clear()
    reader = world[viewer]
    client = sign_in(Client(), reader)
    wanted = {
        number
        for number, (audience, body) in enumerate(written, 1)
        if is_for(viewer, audience, body)
    }
    with undone():
        partnership = partnerships().get(reference="waste")
        for number, (audience, body) in enumerate(written, 1):
            write(partnership, world["Barton", BodyRole.EDITOR], number, audience, body)

        counted = tallies(
            standing_for(reader), partnership, [f"clause/{number}" for number in range(1, 9)]
        )
        assert {int(key.partition("/")[2]) for key in counted} == wanted
        for path in (
            "/partnerships/waste/comments/",
            "/partnerships/waste/comments/list.csv",
            "/search/?q=word&kind=comments",
            "/partnerships/waste/log/",
            "/home/",
        ):
            answer = client.get(path)
            shown = {
                int(number)
                for number in WORD.findall(re.sub("</?mark>", "", answer.content.decode()))
            }
            if path.endswith(("/log/", "/home/")):
                assert not shown - wanted, path
            elif answer.status_code == 200:
                assert shown == wanted, path
            else:
                assert not shown
                assert viewer[0] == "Corby"
        for number in range(1, len(written) + 1):
            answer = client.get(f"/partnerships/waste/comments/{number}/")
            assert answer.status_code == (200 if number in wanted else 404)
