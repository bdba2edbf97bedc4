"""What is not money

Resilience, quality, choice: outcomes that nobody has priced are listed and graded, never put at
nought. Where an option is said to bring one, the table says which, on what evidence, and what the
option costs a year beyond the best each body could do alone: the premium that is paid for it.
"""

import pytest

from commonweal.deal.budgets import unmonetised
from tests.unit.appraisal.worked import cost, redesign_alone, shared
from tests.unit.budgets.cases import appraised_at, two_councils

OUTCOMES = [
    {
        "name": "cover on any day",
        "effect": "better",
        "evidence": "One team of fifteen in place of ten and five.",
        "grade": "judged",
    },
    {"name": "local knowledge", "effect": "worse", "evidence": "Wider patches."},
]


def found(**rest):
    options = [
        redesign_alone(saves=0.02),
        shared(costs=[cost("coordination", per_further_partner=6_000)])
        | {"buys": ["cover on any day", "a career ladder"]},
    ]
    return unmonetised(appraised_at(two_councils(options=options, outcomes=OUTCOMES, **rest)))


def test_outcomes_are_graded_with_those_who_claim_them(rows):
    """A career ladder is claimed by the option and described nowhere: it is listed, with nothing to
    support it.

    | Outcome          | Effect        | Grade      | Bought by |
    |------------------|---------------|------------|-----------|
    | cover on any day | better        | judged     | shared    |
    | local knowledge  | worse         | not graded |           |
    | a career ladder  | not described | not graded | shared    |
    """
    listed = found().outcomes

    assert len(listed) == len(rows)
    for row, outcome in zip(rows, listed, strict=True):
        assert outcome.name == row["Outcome"]
        assert outcome.effect == row["Effect"]
        assert outcome.grade == row["Grade"]
        assert " ".join(outcome.bought_by) == row["Bought by"]


def test_the_premium_paid_for_them(rows):
    """Alone the two councils would save 2 per cent of £600,000, £12,000 a year. Shared, they save
    nothing and pay £6,000 a year to coordinate: what sharing buys costs £18,000 a year. Whether
    that is too much is for the partners, who may have said what they would pay.

    | They would pay | Premium a year | Within what they would pay |
    |----------------|----------------|----------------------------|
    | £0             | £18,000        | no                         |
    | £20,000        | £18,000        | yes                        |
    """
    for row in rows:
        (premium,) = found(premium_accepted=row["They would pay"]).premiums
        assert premium.premium_a_year == pytest.approx(row["Premium a year"])
        is_within = row["Within what they would pay"] == "yes"
        assert premium.is_within_what_is_accepted == is_within
