"""What was considered, and what changed since

A decision is as good as the options it was made among. Each option of the long list stands or is
set aside against the same critical success factors, with the reason kept; doing nothing and going
it alone always stay, because sharing is compared with them.
"""

import pytest

from commonweal.appraisal.long_list import long_list
from commonweal.deal.comparison import compare_deals
from tests.unit.appraisal.worked import case, cost, deal, lever, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
FACTORS = [
    {"id": "lawful", "name": "Lawful"},
    {"id": "local", "name": "Offices stay open", "is_essential": False},
]


def option_of(option_id, form, meets, set_aside=""):
    return {
        "id": option_id,
        "name": option_id.replace("-", " ").capitalize(),
        "form": form,
        "meets": meets,
        "set_aside": set_aside,
    }


def listed():
    return long_list(
        case(
            SPENDS,
            [
                redesign_alone(meets={"lawful": "yes", "local": "yes"}),
                shared(meets={"lawful": "yes", "local": "partly"}),
                option_of(
                    "a-company",
                    "delivery-partnership",
                    {"lawful": "no", "local": "yes"},
                    "It would need powers that neither council has.",
                ),
                option_of("one-contract", "joint-outsourcing", {"lawful": "no", "local": "no"}),
            ],
            success_factors=FACTORS,
        )
    )


def test_each_option_keeps_its_reason(rows):
    """What stands against each option is kept, whether it stands or not. One that fails what is
    essential and still stands is not struck off by us: it is called out.

    | Option | Standing | Reason |
    |---|---|---|
    | Do nothing | carried-forward | Every other option is measured against it. |
    | Redesign alone | carried-forward | Meets every critical success factor. |
    | One shared team | carried-forward | Carried forward; meets in part: Offices stay open. |
    | A company | set-aside | It would need powers that neither council has. |
    | One contract | carried-forward | Stands, although it fails what is essential: Lawful. |
    """
    found = listed()

    assert [one.name for one in found.options] == [row["Option"] for row in rows]
    for one, row in zip(found.options, rows, strict=True):
        assert (one.standing, one.reason) == (row["Standing"], row["Reason"])
    (caution,) = found.cautions
    assert caution.message.startswith("One contract stands on the short list though it fails")


def test_forms_that_nobody_considered_are_named():
    """The framework is complete only if every form there is was looked at, so those that no option
    takes are named.
    """
    found = listed()

    assert "Outsource alone" in found.never_considered
    assert "Redesign alone" not in found.never_considered


def test_two_versions_of_a_case_are_told_apart_in_words(rows):
    """A month later Barton's figure has been corrected and setting up costs more. What changed in
    the file is said field by field, and what it did is said in pounds.

    | What | Before | After |
    |---|---|---|
    | One shared team | £60,000 | −£40,000 |
    | Gain of sharing over the best alone | £60,000 | −£40,000 |
    """
    before = deal(version(barton=80_000, setting_up=100_000))
    after = deal(version(barton=70_000, setting_up=180_000))

    found = compare_deals(before, after)

    assert [change.sentence for change in found.changes] == [
        "Management of baseline of Barton, building control, costs: from 80,000 to 70,000.",
        "Other of option One shared team, cost set up: from 100,000 to 180,000.",
    ]
    effects = {effect.what: effect for effect in (*found.options, found.joint_gain)}
    for row in rows:
        assert effects[row["What"]].before == pytest.approx(row["Before"])
        assert effects[row["What"]].after == pytest.approx(row["After"])
    assert found.sentence == (
        "2 things have changed, and the answer has turned from “share” to “do not share”."
    )


def version(barton, setting_up):
    return case(
        {"ashby": {"management": 120_000}, "barton": {"management": barton}},
        [
            redesign_alone(),
            shared(
                [lever("management-deduplication", kept_share_of_other_teams=0.6)],
                [cost("set-up", other=setting_up)],
            ),
        ],
    )
