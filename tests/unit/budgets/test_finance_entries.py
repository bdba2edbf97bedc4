"""What the finance section of a file takes, and what it refuses with which mend."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonweal.partnership.finance import Finance, Funding, FundingKind, FundOfService
from commonweal.partnership.finance_checks import finance_findings


def funding(**values):
    return Funding.model_validate(values)


def test_left_out_everything_is_revenue_and_prices_follow_the_index():
    finance = Finance()

    assert finance.capital == finance.funding == finance.funds == ()
    assert finance.inflation_beyond is None
    assert finance.inflation_by_line == {}


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"kind": "grant"}, "either amount or share"),
        ({"kind": "grant", "amount": 5.0, "share": 0.5}, "either amount or share"),
        ({"kind": "borrowing", "share": 1.0}, "Borrowing needs a rate"),
        ({"kind": "grant", "share": 1.0, "rate": 0.05}, "A rate belongs to borrowing"),
        (
            {"kind": "borrowing", "share": 1.0, "rate": 0.05, "pays_for": "one-off"},
            "borrowing cannot pay for one-off; it pays for capital",
        ),
        (
            {"kind": "flexible-receipts", "share": 1.0, "pays_for": "capital"},
            "it pays for one-off",
        ),
        ({"kind": "grant", "share": 1.5}, "less than or equal to 1"),
        ({"kind": "grant", "amount": 0.0}, "greater than 0"),
        ({"kind": "lottery", "share": 1.0}, "revenue"),
    ],
)
def test_money_that_cannot_be_used_so_is_refused(values, complaint):
    with pytest.raises(ValidationError, match=complaint):
        funding(**values)


@pytest.mark.parametrize(
    ("kind", "capital", "one_off"),
    [
        ("revenue", True, False),
        ("reserves", True, True),
        ("grant", True, True),
        ("capital-receipts", True, False),
        ("flexible-receipts", False, True),
        ("borrowing", True, False),
    ],
)
def test_each_kind_of_money_pays_for_what_it_may(kind: FundingKind, capital, one_off):
    rate = {"rate": 0.05} if kind == "borrowing" else {}

    row = funding(kind=kind, share=1.0, **rate)

    assert (row.pays_for_capital, row.pays_for_one_off) == (capital, one_off)


def test_shares_of_the_funds_must_be_the_whole():
    with pytest.raises(ValidationError, match=r"add to 0\.9; they must add to 1"):
        FundOfService.model_validate(
            {"body": "ashby", "service": "payroll", "shares": {"general-fund": 0.9}}
        )


CASE = {
    "bodies": [{"id": "ashby"}, {"id": "barton"}],
    "services": [{"id": "payroll"}],
    "options": [
        {"id": "shared", "costs": [{"cost": "set-up"}, {"cost": "redundancy"}]},
        {"id": "alone", "costs": [{"cost": "design"}]},
    ],
}


def complaints(**finance):
    return [reason for _, reason, _ in finance_findings(CASE | {"finance": finance})]


def test_a_file_without_finance_has_nothing_to_mend():
    assert list(finance_findings(CASE)) == []
    assert complaints(capital=[{"cost": "set-up", "share": 0.5}]) == []


@pytest.mark.parametrize(
    ("finance", "complaint"),
    [
        ({"capital": [{"cost": "setup", "share": 1}]}, "There is no cost called setup."),
        ({"capital": [{"cost": "redundancy", "share": 1}]}, "The cost redundancy is revenue"),
        ({"capital": [{"cost": "client-side", "share": 1}]}, "The cost client-side is revenue"),
        (
            {"capital": [{"cost": "migration", "share": 1}]},
            "None of the options meant has the cost",
        ),
        (
            {"capital": [{"cost": "set-up", "share": 1, "options": ["alone"]}]},
            "None of the options meant has the cost",
        ),
        (
            {"capital": [{"cost": "set-up", "share": 0.7}, {"cost": "set-up", "share": 0.4}]},
            "More than the whole of set-up in shared is capital: the shares add to 1.1.",
        ),
        (
            {"funding": [{"kind": "grant", "body": "carlton", "share": 1}]},
            "There is no body carlton in this file.",
        ),
        (
            {"funding": [{"kind": "grant", "options": ["sharing"], "share": 1}]},
            "There is no option sharing in this file.",
        ),
        (
            {"funding": [{"kind": "grant", "share": 0.6}, {"kind": "reserves", "share": 0.6}]},
            "Funding would pay for 1.2 times the capital of ashby in shared.",
        ),
        (
            {"funds": [{"body": "everyone", "service": "payroll", "shares": {}}]},
            "There is no body everyone in this file.",
        ),
        (
            {"funds": [{"body": "ashby", "service": "planning", "shares": {}}]},
            "There is no service planning in this file.",
        ),
        (
            {"funds": [{"body": "ashby", "service": "payroll"}] * 2},
            "The funds of payroll in ashby are given twice.",
        ),
        (
            {"already_spent": [{"label": "A study", "body": "carlton", "amount": 5}]},
            "There is no body carlton in this file.",
        ),
    ],
)
def test_what_names_nothing_or_more_than_the_whole_is_found(finance, complaint):
    assert any(reason.startswith(complaint) for reason in complaints(**finance))


def test_shares_of_several_rows_may_make_the_whole():
    assert (
        complaints(
            capital=[{"cost": "set-up", "share": 0.1}] * 10,
            funding=[{"kind": "grant", "share": 0.1}] * 10
            + [{"kind": "flexible-receipts", "share": 1.0}],
        )
        == []
    )


def test_no_body_may_be_called_everyone():
    found = list(finance_findings({"bodies": [{"id": "everyone"}]}))

    assert found[0][0] == ("bodies",)


@pytest.mark.parametrize("junk", [None, 5, "x", [], {"capital": 5, "funding": ["x"], "funds": {}}])
def test_junk_is_left_to_the_schema(junk):
    assert list(finance_findings({"bodies": [], "finance": junk})) == []
