"""Compared with doing nothing

Every figure of an option is a difference from what would happen if nothing were done. Doing nothing
has a future of its own: costs may grow, and an option that cuts a growing cost saves more each
year.
"""

import pytest

from tests.unit.appraisal.worked import appraised, case, cost, lever, redesign_alone, shared


def test_a_growing_cost_is_saved_from_as_it_grows(rows):
    """Staff cost £600,000 a year and would grow by 2 per cent a year above prices. An option that
    saves a tenth saves a tenth of what the year would have cost, not of the first year's figure.
    Its £50,000 of set-up belongs to no cost line and does not grow.

    | Year    | If nothing is done | Saving  | Set-up  | Net      |
    |---------|--------------------|---------|---------|----------|
    | 2026-27 | £600,000           | £60,000 | £50,000 | £10,000  |
    | 2027-28 | £612,000           | £61,200 | £0      | £61,200  |
    | 2028-29 | £624,240           | £62,424 | £0      | £62,424  |
    """
    spends = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}
    growing = {"growth": {"staff": 0.02}}
    option = shared(
        [lever("process-redesign", share_of_staff_saved=0.1)], [cost("set-up", other=50_000)]
    )
    partnership = case(spends, [option], n_years=3, baselines={"ashby": growing, "barton": growing})

    appraisal = appraised(partnership)
    found = appraisal.option("shared")

    assert found.yearly == pytest.approx([row["Net"] for row in rows])
    assert appraisal.base[:, 0].sum() == pytest.approx(
        sum(row["If nothing is done"] for row in rows)
    )
    for row in rows:
        assert row["Saving"] - row["Set-up"] == row["Net"]


def test_each_body_grows_at_its_own_rate(rows):
    """A rate of growth belongs to one body and one cost line. Where none is stated the line stays
    as it is: nothing grows by silence.

    | Body   | Staff now | Growth, per cent | Three years of doing nothing |
    |--------|-----------|------------------|------------------------------|
    | ashby  | £400,000  | 10               | £1,324,000                   |
    | barton | £200,000  | 0                | £600,000                     |
    """
    partnership = case(
        {row["Body"]: {"staff": row["Staff now"]} for row in rows},
        [shared()],
        n_years=3,
        baselines={"ashby": {"growth": {"staff": 0.1}}},
    )

    appraisal = appraised(partnership)

    assert appraisal.base[:, 0] == pytest.approx(
        [row["Three years of doing nothing"] for row in rows]
    )


def test_doing_nothing_is_always_an_option_and_comes_to_nil():
    """Doing nothing stands first in every appraisal, whether or not the file names it, and comes to
    nil by definition. An option with no levers saves nothing: no lever, no saving.
    """
    spends = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}
    partnership = case(spends, [redesign_alone(), shared()])

    appraisal = appraised(partnership)

    assert appraisal.options[0].id == "do-nothing"
    assert [option.npv.expected for option in appraisal.options] == [0.0, 0.0, 0.0]
    assert appraisal.option("do-nothing").yearly.tolist() == [0.0] * 5
