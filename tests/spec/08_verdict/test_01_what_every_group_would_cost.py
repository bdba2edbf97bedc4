"""What every group would cost by itself

Whether a split holds depends on what each group of partners could do without the rest. Those costs
are not typed in, and they are no fraction of the whole: the appraisal prices each group again from
its own members' records, as if the others had never been asked. A group is allowed its own best,
which may be that its members each go alone.
"""

import pytest

from commonweal.deal import partner_game
from tests.unit.appraisal.worked import appraised, case, cost, lever, shared

SPENDS = {
    "ashby": {"management": 120_000},
    "barton": {"management": 80_000},
    "corley": {"management": 50_000},
}
#: One management team is kept, the largest; setting it up costs the same for two bodies as for
#: three.
OPTION = shared(
    [lever("management-deduplication", kept_share_of_other_teams=0.0)],
    [cost("set-up", other=280_000)],
)


def values_of(appraisal):
    """Return the price of each group by the names of its members."""
    game = partner_game(appraisal, appraisal.option("shared")).game
    return {
        frozenset(body for place, body in enumerate(game.players) if group >> place & 1): value
        for group, value in enumerate(game.values.tolist())
    }


def group_of(text):
    return frozenset(text.replace(" and ", ", ").split(", "))


def test_each_group_is_priced_from_its_own_members_records(rows):
    """Over five years Ashby, Barton and Corley spend £600,000, £400,000 and £250,000 on management.
    A group that shares keeps its largest team and pays £280,000 to set up. Barton and Corley would
    keep Barton's team: £400,000 and £280,000 are £680,000, more than their £650,000 apart, so those
    two would each go alone, and so would Ashby and Corley.

    | Group                     | Each alone | Largest team | Sharing  | Its best |
    |---------------------------|------------|--------------|----------|----------|
    | ashby                     | £600,000   |              |          | £600,000 |
    | barton                    | £400,000   |              |          | £400,000 |
    | corley                    | £250,000   |              |          | £250,000 |
    | ashby and barton          | £1,000,000 | £600,000     | £880,000 | £880,000 |
    | ashby and corley          | £850,000   | £600,000     | £880,000 | £850,000 |
    | barton and corley         | £650,000   | £400,000     | £680,000 | £650,000 |
    | ashby, barton and corley  | £1,250,000 | £600,000     | £880,000 | £880,000 |
    """
    values = values_of(appraised(case(SPENDS, [OPTION])))

    assert len(rows) == len(values) - 1
    for row in rows:
        assert values[group_of(row["Group"])] == pytest.approx(row["Its best"])
        if row["Sharing"] != "":
            assert row["Sharing"] == row["Largest team"] + 280_000
            assert row["Its best"] == min(row["Sharing"], row["Each alone"])


def test_no_fraction_of_the_whole_gives_these_costs(rows):
    """It is tempting to price a smaller group as its part of the whole: Ashby and Barton have four
    fifths of today's cost, so four fifths of £880,000. Every pair would then look cheaper than it
    is, and would seem to be cheated by any split that asks more.

    | Group              | Part of today's cost, per cent | That part of £880,000 | Its real best |
    |--------------------|--------------------------------|-----------------------|---------------|
    | ashby and barton   | 80                             | £704,000              | £880,000      |
    | ashby and corley   | 68                             | £598,400              | £850,000      |
    | barton and corley  | 52                             | £457,600              | £650,000      |
    """
    values = values_of(appraised(case(SPENDS, [OPTION])))

    for row in rows:
        group = group_of(row["Group"])
        part = sum(SPENDS[body]["management"] for body in group) / 250_000
        assert part * 100 == pytest.approx(row["Part of today's cost, per cent"])
        assert part * values[frozenset(SPENDS)] == pytest.approx(row["That part of £880,000"])
        assert values[group] == pytest.approx(row["Its real best"])
        assert values[group] > row["That part of £880,000"] + 100_000


def test_what_one_body_records_never_touches_a_group_without_it(rows):
    """If Corley's team had cost £150,000 a year in place of £50,000 it would be the largest, and
    every group with Corley in it would cost something else. A group without Corley cannot notice.

    | Group              | Corley at £50,000 | Corley at £150,000 |
    |--------------------|-------------------|--------------------|
    | ashby and barton   | £880,000          | £880,000           |
    | ashby and corley   | £850,000          | £1,030,000         |
    | barton and corley  | £650,000          | £1,030,000         |
    | all three          | £880,000          | £1,030,000         |
    """
    before = values_of(appraised(case(SPENDS, [OPTION])))
    larger = SPENDS | {"corley": {"management": 150_000}}
    after = values_of(appraised(case(larger, [OPTION])))

    for row in rows:
        text = row["Group"]
        group = frozenset(SPENDS) if text == "all three" else group_of(text)
        assert before[group] == pytest.approx(row["Corley at £50,000"])
        assert after[group] == pytest.approx(row["Corley at £150,000"])


def test_the_whole_is_priced_as_it_is_proposed():
    """A smaller group may choose to go alone. The whole may not: it is what is being judged, and
    stands at its own price even where all would do better apart. With £900,000 of set-up the three
    would pay £1,500,000 together against £1,250,000 apart.
    """
    dear = shared(OPTION["levers"], [cost("set-up", other=900_000)])

    values = values_of(appraised(case(SPENDS, [dear])))

    assert values[frozenset(SPENDS)] == pytest.approx(1_500_000)
    assert values[frozenset({"ashby", "barton"})] == pytest.approx(1_000_000)
