"""Who holds what: parting loses nothing, a reader sees no figure that is not opened to him, and
what a copy could not show survives its return."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.partnership import Partnership, plain
from commonweal.partnership.holdings import COMMON, assembled, parted, put_back, seen_by

from .partnerships import partnerships

ROOMY = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def as_values(partnership: Partnership) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(plain(partnership), default=str))
    document.pop("withheld", None)
    return document


@ROOMY
@given(partnerships())
def test_what_is_parted_and_put_together_again_is_the_same_document(partnership):
    document = as_values(partnership)

    parts = parted(document)

    assert assembled(parts.common, parts.by_body, like=document) == document


@ROOMY
@given(partnerships(), st.data())
def test_parts_put_together_in_any_order_part_again_the_same(partnership, data):
    parts = parted(as_values(partnership))
    order = data.draw(st.permutations(list(parts.by_body)))

    again = parted(assembled(parts.common, {body: parts.by_body[body] for body in order}))

    assert again.by_body == parts.by_body
    assert again.common == parts.common


@ROOMY
@given(partnerships(), st.data())
def test_a_reader_sees_nothing_of_a_body_that_has_opened_nothing_but_who_it_is(partnership, data):
    document = as_values(partnership)
    bodies = [row["id"] for row in document.get("bodies", ())]
    own = set(data.draw(st.lists(st.sampled_from(bodies), unique=True))) if bodies else set()

    seen = parted(seen_by(document, own=own, shared=()))

    for body in bodies:
        part = seen.by_body[body]
        if body in own:
            assert part == parted(document).by_body[body]
        else:
            assert set(part) <= {"bodies"}
            assert not {"drivers", "whole_spend", "vat_recovery"} & set(part["bodies"][0])


@ROOMY
@given(partnerships(), st.data())
def test_a_copy_brought_back_unchanged_changes_nothing(partnership, data):
    document = as_values(partnership)
    bodies = [row["id"] for row in document.get("bodies", ())]
    own = data.draw(st.lists(st.sampled_from(bodies), unique=True)) if bodies else []
    shared = [body for body in bodies if body not in own][:1]
    seen = seen_by(document, own=own, shared=shared)
    may_change = [*own, COMMON]

    back = put_back(seen, original=document, seen=seen, holders=may_change)

    assert back.document == document
    assert back.not_taken == ()


@ROOMY
@given(partnerships())
def test_another_body_s_part_cannot_be_changed_by_a_copy(partnership):
    document = as_values(partnership)
    bodies = [row["id"] for row in document.get("bodies", ())]
    if len(bodies) < 2:
        return
    mine, other = bodies[:2]
    seen = seen_by(document, own=[mine], shared=[])
    copy = json.loads(json.dumps(seen))
    next(row for row in copy["bodies"] if row["id"] == other)["name"] = "Somebody else"
    next(row for row in copy["bodies"] if row["id"] == mine)["name"] = "Ourselves anew"

    back = put_back(copy, original=document, seen=seen, holders=[mine])

    assert parted(back.document).by_body[other] == parted(document).by_body[other]
    assert back.not_taken == (other,)
    assert parted(back.document).by_body[mine]["bodies"][0]["name"] == "Ourselves anew"
