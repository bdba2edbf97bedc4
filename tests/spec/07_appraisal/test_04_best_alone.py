"""The best each body could do alone

Sharing competes with what each body could do by itself, not with standing still. Every go-it-alone
option is priced for every body from its own records, and each body's best is the one with the
highest expected net present value. Doing nothing is always among them.
"""

import pytest

from tests.unit.appraisal.worked import appraised, case, cost, lever, redesign_alone, shared

OUTSOURCE = {
    "id": "outsource-alone",
    "name": "Contract it out alone",
    "form": "outsource-alone",
    "levers": [lever("market-price", price_share=0.93)],
    "costs": [
        cost("procurement", rate=0.0, legal_fees_per_partner=30_000),
        cost("client-side", per_body=12_000),
    ],
}
REDESIGN = redesign_alone(saves=0.05, costs=[cost("set-up", per_partner=30_000)])


def test_the_best_differs_from_body_to_body(rows):
    """Over five years, without discounting, redesign saves a twentieth of staff cost and needs
    £30,000 at the start. A contractor charges 93 per cent of today's cost; letting the contract
    costs £30,000, and each body keeps £12,000 a year of people to manage it. A large body does best
    with the contractor, a middling one by redesign, and the smallest by leaving things as they are.

    | Body   | Staff      | Redesign | Contractor | Best            | Worth    |
    |--------|------------|----------|------------|-----------------|----------|
    | ashby  | £400,000   | £70,000  | £50,000    | redesign-alone  | £70,000  |
    | barton | £1,000,000 | £220,000 | £260,000   | outsource-alone | £260,000 |
    | corley | £100,000   | −£5,000  | −£55,000   | do-nothing      | £0       |
    """
    spends = {row["Body"]: {"staff": row["Staff"]} for row in rows}

    appraisal = appraised(case(spends, [REDESIGN, OUTSOURCE, shared()]))

    redesign = appraisal.option("redesign-alone").net_benefit[:, 0]
    contractor = appraisal.option("outsource-alone").net_benefit[:, 0]
    assert redesign == pytest.approx([row["Redesign"] for row in rows])
    assert contractor == pytest.approx([row["Contractor"] for row in rows])
    assert list(appraisal.alone) == [row["Best"] for row in rows]
    assert appraisal.alone_net_benefit[:, 0] == pytest.approx([row["Worth"] for row in rows])


def test_nothing_is_pooled_by_accident_when_bodies_act_alone(rows):
    """An option taken alone is priced for each body as a group of one: a fixed cost is met whole by
    each. The same £60,000 project costs three bodies £180,000 alone and £60,000 together.

    | Option         | Bodies | Set-up   |
    |----------------|--------|----------|
    | redesign-alone | 3      | £180,000 |
    | shared         | 3      | £60,000  |
    """
    project = [cost("set-up", project_team=60_000)]
    spends = {name: {"staff": 100_000} for name in ("ashby", "barton", "corley")}

    appraisal = appraised(case(spends, [redesign_alone(costs=project), shared(costs=project)]))

    for row in rows:
        option = appraisal.option(row["Option"])
        assert len(option.bodies) == row["Bodies"]
        assert -option.npv.expected == pytest.approx(row["Set-up"])


def test_the_choice_is_made_once_on_the_expected_case():
    """A body decides today, on what it expects. So its best option is chosen once, and the futures
    then say how that choice turns out: it is not allowed to know each future and choose afresh.
    Redesign is expected to be worth £10,000 here. In about half of the futures it loses £30,000,
    and the body has chosen it all the same.
    """
    project = cost(
        "set-up",
        per_partner={"shape": "discrete", "outcomes": [50_000, 130_000], "chances": [0.5, 0.5]},
    )
    spends = {name: {"staff": 200_000} for name in ("ashby", "barton")}
    partnership = case(spends, [redesign_alone(saves=0.1, costs=[project]), shared()])

    appraisal = appraised(partnership)

    assert appraisal.alone == ("redesign-alone", "redesign-alone")
    assert appraisal.alone_net_benefit[:, 0] == pytest.approx([10_000, 10_000])
    worth = set(appraisal.alone_net_benefit[0, 1:].round(2))
    assert worth == {50_000.0, -30_000.0}


def test_doing_the_minimum_is_no_alternative():
    """What a body must do anyway is no proof that it looked for something better. A body with only
    doing nothing and doing the minimum on paper has no priced alternative, and the verdict says so.
    """
    minimum = redesign_alone(saves=0.01, id="minimum", form="do-minimum")
    spends = {name: {"staff": 200_000} for name in ("ashby", "barton")}

    appraisal = appraised(case(spends, [minimum, shared()]))

    assert appraisal.alone == ("minimum", "minimum")
    assert appraisal.unpriced == ("ashby", "barton")
