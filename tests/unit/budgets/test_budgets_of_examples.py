"""Every example's budgets go back to its appraisal, and its lenses add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.deal import work_out
from commonweal.partnership import read_partnership

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_s_budgets_go_back_to_its_appraisal(path):
    partnership, _ = read_partnership(path.read_text(encoding="utf-8"), source=path.name)

    deal = work_out(partnership, n_draws=100)

    reconciled = [one for body in deal.budgets.bodies for one in body.reconciliations]
    assert reconciled
    assert max(abs(one.rounding) for one in reconciled) < 1.0
    for seen in deal.lenses:
        for lens in (seen.society, seen.public_purse, *seen.own_budgets):
            total = sum(row.present_value for row in lens.included)
            assert lens.npv.expected == pytest.approx(-total, abs=0.01)
    assert {change.option for change in deal.jobs} <= {one.id for one in deal.appraisal.options}
