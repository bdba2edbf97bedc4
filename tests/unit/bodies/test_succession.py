"""What becomes of bodies, on real and on made-up dates."""

from __future__ import annotations

import datetime

import pytest

from commonweal.bodies import Body, Heir, check_bodies, current_at, successors_of
from commonweal.errors import InputError

DAY = datetime.date(2023, 4, 1)
EVE = datetime.date(2023, 3, 31)


def body(name, *successors, begins=None, ends=None, predecessors=(), kind="district"):
    return Body.from_dict(
        {
            "id": name,
            "name": name.title(),
            "kind": kind,
            "nation": "england",
            "valid_from": begins,
            "valid_to": ends,
            "successors": list(successors),
            "predecessors": list(predecessors),
        }
    )


def tie(name, kind="merge", on=DAY, **more):
    return {"body": name, "on": on, "kind": kind, **more}


#: Cumbria on 1 April 2023: the county split between two unitary councils, six districts merged
#: into them (register of UK local authorities). The shares are made up.
CUMBRIA = (
    body(
        "cumbria",
        tie("cumberland", "split", share=0.55),
        tie("westmorland-and-furness", "split", share=0.45),
        ends=EVE,
        kind="county",
    ),
    body("allerdale", tie("cumberland"), ends=EVE),
    body("carlisle", tie("cumberland"), ends=EVE),
    body("copeland", tie("cumberland"), ends=EVE),
    body("barrow-in-furness", tie("westmorland-and-furness"), ends=EVE),
    body("cumberland", begins=DAY, kind="unitary"),
    body("westmorland-and-furness", begins=DAY, kind="unitary"),
)


def test_the_bodies_of_a_day_are_those_that_exist_on_it():
    assert [each.id for each in current_at(CUMBRIA, EVE)] == [
        "cumbria",
        "allerdale",
        "carlisle",
        "copeland",
        "barrow-in-furness",
    ]
    assert [each.id for each in current_at(CUMBRIA, DAY)] == [
        "cumberland",
        "westmorland-and-furness",
    ]


def test_before_the_day_a_body_stands_for_itself():
    assert successors_of(CUMBRIA, "allerdale", EVE) == (
        Heir(body="allerdale", share=1.0, path=("allerdale",)),
    )


def test_a_district_that_merges_passes_whole():
    assert successors_of(CUMBRIA, "allerdale", DAY) == (
        Heir(body="cumberland", share=1.0, path=("allerdale", "cumberland")),
    )


def test_a_county_that_splits_passes_by_its_shares():
    heirs = successors_of(CUMBRIA, "cumbria", DAY)

    assert {heir.body: heir.share for heir in heirs} == {
        "cumberland": 0.55,
        "westmorland-and-furness": 0.45,
    }


def test_shares_multiply_along_a_chain():
    later = datetime.date(2030, 4, 1)
    bodies = (
        body("old", tie("north", "split", share=0.4), tie("south", "split", share=0.6), ends=EVE),
        body(
            "north",
            tie("north-east", "split", on=later, share=0.25),
            tie("north-west", "split", on=later, share=0.75),
            begins=DAY,
            ends="2030-03-31",
        ),
        body("south", tie("new-south", "rename", on=later), begins=DAY, ends="2030-03-31"),
        body("north-east", begins=later),
        body("north-west", begins=later),
        body("new-south", begins=later),
    )

    heirs = successors_of(bodies, "old", later)

    assert {heir.body: heir.share for heir in heirs} == pytest.approx(
        {"north-east": 0.1, "north-west": 0.3, "new-south": 0.6}
    )
    assert heirs[0].path == ("old", "north", "north-east")


def test_a_share_that_is_not_known_is_not_guessed():
    bodies = (
        body("county", tie("north", "split"), tie("south", "split"), ends=EVE),
        body("north", begins=DAY),
        body("south", begins=DAY),
    )

    assert [heir.share for heir in successors_of(bodies, "county", DAY)] == [None, None]


def test_a_body_that_hands_over_part_of_its_work_lives_on_with_the_rest():
    bodies = (body("county", tie("combined", "transfer", share=0.2)), body("combined", begins=DAY))

    assert {heir.body: heir.share for heir in successors_of(bodies, "county", DAY)} == {
        "combined": 0.2,
        "county": 0.8,
    }
    assert [heir.body for heir in successors_of(bodies, "county", EVE)] == ["county"]


def test_what_was_handed_over_earlier_does_not_pass_again_at_the_end():
    earlier = datetime.date(2020, 4, 1)
    bodies = (
        body("county", tie("combined", "transfer", on=earlier, share=0.2), tie("new"), ends=EVE),
        body("combined"),
        body("new", begins=DAY),
    )

    assert {heir.body: heir.share for heir in successors_of(bodies, "county", DAY)} == {
        "combined": 0.2,
        "new": 0.8,
    }


def test_a_body_that_ends_with_no_successor_leaves_nobody():
    assert successors_of((body("closed", ends=EVE),), "closed", DAY) == ()


def test_a_body_stands_for_nobody_before_it_begins():
    assert successors_of((body("new", begins=DAY),), "new", EVE) == ()


def test_a_tie_may_be_told_by_either_end():
    bodies = (
        body("allerdale", ends=EVE),
        body("cumberland", begins=DAY, predecessors=[tie("allerdale")]),
    )

    assert [heir.body for heir in successors_of(bodies, "allerdale", DAY)] == ["cumberland"]


def test_a_successor_that_is_not_described_is_taken_to_exist():
    bodies = (body("allerdale", tie("cumberland"), ends=EVE),)

    assert [heir.body for heir in successors_of(bodies, "allerdale", DAY)] == ["cumberland"]


def test_one_end_may_give_the_share_that_the_other_leaves_out():
    bodies = (
        body("county", tie("north", "split"), tie("south", "split"), ends=EVE),
        body("north", begins=DAY, predecessors=[tie("county", "split", share=0.3)]),
        body("south", begins=DAY, predecessors=[tie("county", "split", share=0.7)]),
    )

    assert {heir.body: heir.share for heir in successors_of(bodies, "county", DAY)} == {
        "north": 0.3,
        "south": 0.7,
    }


def test_an_unknown_body_is_refused():
    with pytest.raises(InputError, match="no body 'rutland'") as refusal:
        successors_of(CUMBRIA, "rutland", DAY)

    assert "allerdale" in refusal.value.hint


@pytest.mark.parametrize(
    ("bodies", "message"),
    [
        ((body("a"), body("a")), "Two bodies have the id 'a'"),
        (
            (body("a", tie("b"), ends=EVE), body("b", tie("a"), ends=EVE)),
            "comes back to where it began: a to b to a",
        ),
        (
            (body("a", tie("b"), ends=EVE), body("b", predecessors=[tie("a", "rename")])),
            "according to the other",
        ),
        (
            (
                body("a", tie("b", "transfer", share=0.2)),
                body("b", predecessors=[tie("a", "transfer", share=0.3)]),
            ),
            "according to the other",
        ),
        ((body("a", tie("b"), begins=DAY),), "begins only on 1 April 2023"),
        ((body("a", tie("b"), ends="2022-03-31"),), "ended on 31 March 2022"),
        ((body("a", tie("b")),), "has no last day"),
        ((body("a", tie("b"), ends=DAY),), "lasts until 1 April 2023"),
        ((body("a", tie("b"), ends=EVE), body("b", begins="2024-04-01")), "b does not exist"),
        ((body("a", tie("b"), ends=EVE), body("b", ends=EVE)), "b does not exist"),
        ((body("a", tie("b"), tie("c"), ends=EVE),), "passes whole to b and to c"),
        (
            (body("a", tie("b", "split", share=0.5), tie("c", "split", share=0.6), ends=EVE),),
            "add up to 1.1",
        ),
        (
            (body("a", tie("b", "split", share=0.5), tie("c", "split"), ends=EVE),),
            "only 1 of them",
        ),
        (
            (
                body(
                    "a",
                    tie("b", "transfer", share=0.5),
                    tie("c", "transfer", share=0.6, on=datetime.date(2024, 4, 1)),
                ),
            ),
            "hands over 1.1",
        ),
    ],
)
def test_ties_that_do_not_fit_together_are_refused_with_a_hint(bodies, message):
    with pytest.raises(InputError, match=message) as refusal:
        check_bodies(bodies)

    assert refusal.value.hint


def test_the_refusal_of_a_body_without_a_last_day_says_which_day_it_would_be():
    with pytest.raises(InputError) as refusal:
        check_bodies((body("a", tie("b")),))

    assert "valid_to = 2023-03-31" in refusal.value.hint
    assert "transfer" in refusal.value.hint


def test_a_body_that_ends_twice_is_refused():
    with pytest.raises(InputError, match=r"ended on|lasts until|ends more than once"):
        check_bodies(
            (body("a", tie("b"), tie("c", on=datetime.date(2024, 4, 1)), ends=EVE),),
        )


def test_the_far_ends_of_the_calendar_are_no_trap():
    last = datetime.date.max

    check_bodies((body("a", tie("b", "transfer"), ends=last),))
    with pytest.raises(InputError, match="has no last day"):
        check_bodies((body("a", tie("b", on=datetime.date.min)),))
