"""Set-up and design

A project team, systems, premises, training: the money that everybody remembers, and that the
audited centres overspent by a half to more than double. Design is the money spent before anybody
has decided: the operating model, the business case, the consultation. Both are a fixed sum for the
whole and a sum for each body that takes part. They are entered as planned; optimism is corrected
once, for the case as a whole, and not here.
"""

from tests.unit.costs.worked import entry_of, pounds_by_group, records_of, setting_of

GROUPS = {"Ashby": [0], "Ashby and Barton": [0, 1], "Ashby, Barton and Corley": [0, 1, 2]}


def test_a_smaller_group_still_meets_the_whole_of_the_fixed_part(rows):
    """The project team costs £300,000 and technology £180,000, whoever takes part; each partner
    adds £25,000 of its own. If Corley stays out, only its £25,000 is saved, and the other two carry
    £265,000 each in place of £185,000.

    | group | partners | fixed | partners' own | set-up | for each partner |
    |---|---|---|---|---|---|
    | Ashby | 1 | £480,000 | £25,000 | £505,000 | £505,000 |
    | Ashby and Barton | 2 | £480,000 | £50,000 | £530,000 | £265,000 |
    | Ashby, Barton and Corley | 3 | £480,000 | £75,000 | £555,000 | £185,000 |
    """
    entry = entry_of("set-up", project_team=300_000, technology=180_000, per_partner=25_000)

    priced = pounds_by_group(
        setting_of(records_of(), [GROUPS[row["group"]] for row in rows]), entry
    )

    assert priced == [row["set-up"] for row in rows]
    assert priced == [row["fixed"] + row["partners' own"] for row in rows]
    assert priced == [row["for each partner"] * row["partners"] for row in rows]


def test_design_is_a_fixed_sum_and_a_sum_for_each_partner(rows):
    """The operating model and the business case cost £60,000 for the whole, and each council's own
    part in them £8,000.

    | group | design |
    |---|---|
    | Ashby and Barton | £76,000 |
    | Ashby, Barton and Corley | £84,000 |
    """
    entry = entry_of("design", fixed=60_000, per_partner=8_000)

    priced = pounds_by_group(
        setting_of(records_of(), [GROUPS[row["group"]] for row in rows]), entry
    )

    assert priced == [row["design"] for row in rows]
