"""Every example leads to a draft that holds together, and a leaver's bill makes the rest whole."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from commonweal.agreement import (
    check_agreement,
    draft,
    exit_bills,
    read_agreement,
    stale,
    write_agreement,
)
from commonweal.deal import leaving, work_out
from commonweal.partnership import read_partnership
from tests.architecture.tree import ROOT

EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.toml"))


@functools.cache
def deal_of(example):
    text = (ROOT / "examples" / f"{example}.toml").read_text(encoding="utf-8")
    partnership, _ = read_partnership(text, source=f"{example}.toml")
    return work_out(partnership, n_draws=100)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_draft_is_filled_to_the_penny_and_contradicts_itself_nowhere(example):
    deal = deal_of(example)

    drafted = draft(deal)

    charges = deal.splits[0].charges
    assert [row.pence for row in drafted.charges] == charges.pence.T.ravel().tolist()
    assert {row.reference for row in drafted.charges} == {
        f"charge/{body}/{year}" for body in charges.partners for year in charges.years
    }
    assert read_agreement(write_agreement(drafted), source="a draft")[0] == drafted
    assert stale(drafted, deal) == ()
    assert [one for one in check_agreement(drafted) if one.grade == "contradiction"] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_whoever_leaves_those_who_stay_are_no_worse_off_and_it_is_said_who_pays(example):
    deal = deal_of(example)
    names = {body.id: body.name for body in deal.partnership.bodies}

    for bill in exit_bills(deal, notice_months=(6, 12, 15)):
        found = leaving(deal, bill.leaver, notice_months=(bill.notice_months,))
        start = deal.appraisal.years.index(found.notice_in)
        ends = min(start + bill.notice_months // 12, len(deal.appraisal.years) - 1)
        worth = deal.appraisal.factors / deal.appraisal.factors[ends]
        lost = dict(zip(found.stayers, (worth @ found.stayers_extra).tolist(), strict=True))

        for body, pounds in lost.items():
            assert bill.pence_by_stayer.get(body, 0) / 100 >= pounds - 1e-5
        assert bill.leaves_nobody_worse_off
        assert bill.pence == sum(bill.pence_by_stayer.values())
        assert bill.leaver not in bill.pence_by_stayer
        assert names[bill.leaver] in bill.sentence
        assert np.isfinite(bill.pence)
