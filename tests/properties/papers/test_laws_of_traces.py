"""Laws of traces: whatever the case, every chain ends in a source and every sum comes out."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings

from commonweal.deal import work_out
from commonweal.errors import CommonwealError
from commonweal.reports.traces import traces_of
from tests.properties.appraisal.partnerships import partnerships
from tests.unit.reports.tracing import check_chains, check_deal, check_equations, check_sums


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(partnerships())
def test_any_case_can_be_followed_to_its_sources_and_worked_again(partnership):
    try:
        deal = work_out(partnership, n_draws=20)
        assert deal.lenses
        assert deal.budgets
    except CommonwealError:
        assume(False)
    traces = traces_of(deal)

    check_chains(traces)
    check_equations(traces)
    check_sums(traces)
    check_deal(deal, traces)
