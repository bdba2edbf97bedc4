"""The finance section in a whole file: read, refused with its line, written again."""

from __future__ import annotations

import pytest

from commonweal.errors import RefusedError
from commonweal.partnership import read_partnership, starter, write_toml

FINANCE = """
[finance]
inflation_beyond = 0.02
inflation_by_line = { staff = [0.035, 0.025] }

[[finance.capital]]
cost = "set-up"
options = ["shared-team"]
share = 0.4
asset_life_years = 7
source = "As typed"

[[finance.funding]]
kind = "borrowing"
share = 1.0
rate = 0.05
repayment = "annuity"
source = "As typed"

[[finance.funds]]
body = "ashby"
service = "building-control"
shares = { general-fund = 0.9, housing-account = 0.1 }

[[finance.already_spent]]
label = "A study"
body = "ashby"
amount = 20000
"""


def test_a_file_with_finance_is_read_and_written_again_the_same():
    found, report = read_partnership(starter("A case") + FINANCE, source="case.toml")

    assert found.finance.capital[0].asset_life_years == 7
    assert found.finance.funding[0].body == "everyone"
    assert read_partnership(write_toml(found), source="again.toml")[0] == found
    assert "finance.funding[1].body" in report.defaults


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        ('cost = "set-up"\noptions', 'cost = "setup"\noptions', "There is no cost called setup."),
        ("rate = 0.05", "rate = 5", "rate"),
        ("housing-account = 0.1", "housing-account = 0.2", "add to 1.1"),
        ('service = "building-control"\nshares', 'service = "planning"\nshares', "planning"),
        ("staff = [0.035, 0.025]", "stuff = [0.035]", "stuff"),
    ],
)
def test_a_mistake_is_refused_at_its_line(was, now, complaint):
    text = starter("A case") + FINANCE
    assert was in text

    with pytest.raises(RefusedError) as refused:
        read_partnership(text.replace(was, now), source="case.toml")

    (found,) = refused.value.report.refused
    assert complaint in f"{found.reason} {found.mend} {found.place.key}"
    assert found.place.line is not None
    assert found.place.line > len(starter("A case").splitlines())
