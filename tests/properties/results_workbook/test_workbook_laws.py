"""What holds of the results workbook of any partnership."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from commonweal.appraisal import appraise
from commonweal.appraisal.optimism import recorded_correction
from commonweal.deal import Deal, deal_of
from commonweal.errors import CommonwealError, ReaderReport
from commonweal.partnership import Partnership
from commonweal.reports.results_workbook import results_workbook
from tests.properties.appraisal.partnerships import partnerships
from tests.recalculation import cells_of
from tests.unit.appraisal.worked import GREEN_BOOK, parameters

#: Rows of a sheet before those of its table.
ABOVE = 5


def deal_on(partnership: Partnership) -> Deal | None:
    """Return the deal, or None where the partners' own rule has no answer."""
    found = appraise(
        partnership, parameters(GREEN_BOOK), correction=recorded_correction(), n_draws=5, seed=7
    )
    try:
        return deal_of(found)
    except CommonwealError:
        return None


@given(partnerships())
@settings(max_examples=12, deadline=None)
def test_the_sums_of_the_workbook_are_those_of_the_run(partnership):
    """The formulas are traced from the engine's code; here every kind of lever, cost and risk is
    drawn, and each figure of the run stands beside the workbook's own."""
    deal = deal_on(partnership)
    if deal is None:
        return

    cells = cells_of(results_workbook(deal, ReaderReport(source="case.toml")))

    for what, here, run, *_ in cells["Checks"][ABOVE:]:
        if what:
            assert here == pytest.approx(run, rel=1e-9, abs=0.005), what
