"""What is no cost here: contingency, and what may never happen

There is no line for contingency. Plans of this kind cost more than they say, and the correction for
that is made once, from what became of other plans like this one; a percentage added here as well
would count the same doubt twice. A range on each figure is the place for what is not known about
that figure.

Giving up before go-live, and a partner leaving after it, are not certain, so they are not costs but
risks: each has a chance, a cost if it happens, and a word on who bears it. There is no default
chance, because nobody counts the attempts: a case that leaves a risk out is told so.
"""

import typing

import pytest
from pydantic import TypeAdapter, ValidationError

from commonweal.appraisal.costs import COSTS, RISK_NOTES
from commonweal.partnership.costs import AnyRisk, WhoBears


def test_contingency_is_refused():
    """A file that names a cost called contingency is told which costs there are."""
    assert "contingency" not in COSTS


def test_a_risk_says_its_chance_and_who_bears_it(rows):
    """Four ways of bearing a risk can be agreed; the sharing rule stands where nothing is.

    | who bears it | in words |
    |---|---|
    | sharing-rule | as every other joint cost |
    | equally | the same sum each |
    | each-its-own | what has been spent where it was spent |
    | the-one-who-leaves | whoever makes it happen |
    """
    risks = TypeAdapter(AnyRisk)

    assert [row["who bears it"] for row in rows] == list(typing.get_args(WhoBears))
    for row in rows:
        risk = risks.validate_python(
            {"risk": "abandonment", "chance": 0.2, "who_bears": row["who bears it"]}
        )
        assert risk.chance == 0.2
    with pytest.raises(ValidationError, match="Field required"):
        risks.validate_python({"risk": "partner-exit"})


def test_what_has_been_seen_of_each_risk_stands_beside_it():
    """Of eleven dated English cases at least eight shrank, split, were restructured or ended within
    4 to 11 years. The list is selective, and is a warning rather than a rate.
    """
    assert "at least eight" in RISK_NOTES["partner-exit"].evidence
    assert "Clyde Valley" in RISK_NOTES["abandonment"].evidence
