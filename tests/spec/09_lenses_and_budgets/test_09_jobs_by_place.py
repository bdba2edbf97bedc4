"""Staff and jobs by place

Sharing moves work as well as money. For each body: the posts that go, because the pay saved would
have paid for them; those that would work from the host's place; those that stay. A post is a
full-time equivalent. Where a body did not return its staff the numbers are unknown, and unknown is
not nought.
"""

from commonweal.appraisal.jobs import staff_change
from tests.unit.appraisal.worked import cost, lever, shared
from tests.unit.budgets.cases import PEOPLE, appraised_at, two_councils

PLACES = {
    "ashby": PEOPLE["ashby"] | {"place": "Ashby town"},
    "barton": PEOPLE["barton"] | {"place": "Barton town"},
}
STAFF = {"ashby": {"staff_fte": 10}, "barton": {"staff_fte": 5}}


def change(*, costs=(), baselines=STAFF, **option):
    saving = lever("process-redesign", share_of_staff_saved=0.1)
    partnership = two_councils(
        options=[shared([saving], list(costs), **option)], bodies=PLACES, baselines=baselines
    )
    appraisal = appraised_at(partnership)
    return staff_change(partnership, appraisal.option("shared"), appraisal.book)


def test_posts_that_go_move_and_stay(rows):
    """Ashby hosts. It pays £400,000 for 10 posts and Barton £200,000 for 5, £40,000 each, and a
    tenth of both is saved. Barton's other posts would work from Ashby.

    | Body   | Posts now | Go  | Move to Ashby | Stay |
    |--------|-----------|-----|---------------|------|
    | ashby  | 10        | 1.0 | 0             | 9.0  |
    | barton | 5         | 0.5 | 4.5           | 0    |
    """
    found = change(host="ashby")

    for row, body in zip(rows, found.bodies, strict=True):
        assert body.body == row["Body"]
        assert body.now == row["Posts now"]
        assert (body.removed, body.moved, body.kept) == (
            row["Go"],
            row["Move to Ashby"],
            row["Stay"],
        )
    assert found.is_known


def test_what_a_place_gains_and_loses(rows):
    """By place: Ashby town loses one post and gains the four and a half that move there.

    | Place       | Change in posts |
    |-------------|-----------------|
    | Ashby town  | 3.5             |
    | Barton town | −5.0            |
    """
    found = change(host="ashby").by_place

    assert found == {row["Place"]: row["Change in posts"] for row in rows}


def test_what_is_kept_local_does_not_move(rows):
    """Barton keeps two fifths of its service local. A tenth of the pooled three fifths is saved.

    | Body   | Go  | Move to Ashby | Stay |
    |--------|-----|---------------|------|
    | barton | 0.3 | 2.7           | 2.0  |
    """
    found = change(host="ashby", kept_local={"barton": 0.4}).bodies[1]

    assert [round(found.removed, 9), round(found.moved, 9), round(found.kept, 9)] == [
        rows[0]["Go"],
        rows[0]["Move to Ashby"],
        rows[0]["Stay"],
    ]


def test_unknown_is_said_to_be_unknown():
    """Barton did not return its staff. With a cost of a post stated for redundancy, the posts that
    go can still be told; how many it has, and so how many move, cannot. What Barton town loses is
    then unknown, and so is what Ashby town gains.
    """
    severance = cost("redundancy", cost_per_post=20_000, average_cost_per_post=40_000)

    found = change(costs=[severance], host="ashby", baselines={"ashby": {"staff_fte": 10}})

    barton = found.bodies[1]
    assert (barton.now, barton.removed, barton.moved) == (None, 0.5, None)
    assert barton.note == "Barton did not return its staff, so the posts it has are not known."
    assert not found.is_known
    assert found.by_place == {"Ashby town": None, "Barton town": None}


def test_without_a_host_nobody_knows_who_moves():
    """An option that names no host does not say where its team would work."""
    barton = change().bodies[1]

    assert (barton.removed, barton.remaining, barton.moved, barton.kept) == (0.5, 4.5, None, None)
    assert "no host" in barton.note
