"""Random cases for the laws of levers: any records, any entry within its limits."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from commonweal.appraisal.streams import LINES, Records
from tests.unit.levers.worked import NAMES, entry_of, records_of

N_DRAWS = 2

shares = st.floats(0, 1).map(lambda share: round(share, 6))
pounds = st.one_of(st.just(0.0), st.floats(1, 1e7).map(lambda amount: round(amount, 2)))
#: Loads that a service could have: nobody staffs a queue for a millionth of a contact.
loads = st.one_of(st.just(0.0), st.floats(0.05, 200).map(lambda load: round(load, 3)))


@st.composite
def recorded(draw: st.DrawFn, n_bodies: int | None = None) -> Records:
    """Records of two to five bodies in which anything may be nil or not returned."""
    count = n_bodies or draw(st.integers(2, 5))
    costs = {line: draw(arrays(np.float64, (count, N_DRAWS), elements=pounds)) for line in LINES}
    unknown_or = st.one_of(st.just(np.nan), st.floats(0.5, 80).map(lambda n: round(n, 1)))
    return records_of(
        costs,
        n_draws=N_DRAWS,
        n_systems=draw(arrays(np.float64, count, elements=st.sampled_from([0.0, 1.0, 3.0]))),
        fte=draw(arrays(np.float64, count, elements=unknown_or)),
        management_fte=draw(arrays(np.float64, count, elements=unknown_or)),
        agency_cost=draw(arrays(np.float64, (count, N_DRAWS), elements=pounds)),
    )


def _tables(elements: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, float]]:
    """Tables by body for the two bodies that every case has."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES[:2], elements))


lines = st.lists(st.sampled_from(LINES), min_size=1, unique=True).map(tuple)
line_shares = st.dictionaries(st.sampled_from(LINES), shares, max_size=2)

#: Parameters of each lever, and which of them at which values mean "saves nothing".
PARAMETERS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "management-deduplication": {
        "kept_share_of_other_teams": shares,
        "salary_uplift": shares,
    },
    "fixed-cost-spreading": {
        "fixed_share": shares,
        "growth_per_further_member": st.floats(0, 2).map(lambda g: round(g, 6)),
        "lines": lines,
        "fixed_share_by_line": line_shares,
    },
    "process-redesign": {
        "share_of_staff_saved": shares,
        "share_saved_by_line": st.dictionaries(
            st.sampled_from([line for line in LINES if line != "staff"]), shares, max_size=2
        ),
    },
    "systems-consolidation": {"marginal_share": shares},
    "purchasing-volume": {
        "price_elasticity": shares,
        "cap": shares,
        "share_bought_together": shares,
        "framework_discount": shares,
    },
    "pooled-capacity": {
        "load_by_body": _tables(loads),
        "handling_seconds": st.floats(20, 3_000).map(lambda seconds: round(seconds, 1)),
        "seconds_to_answer": st.floats(0, 600).map(lambda seconds: round(seconds, 1)),
        "share_answered_in_time": st.floats(0.05, 0.99).map(lambda share: round(share, 3)),
        "coincidence": shares,
        "skills_penalty": st.floats(0, 1).map(lambda penalty: round(penalty, 4)),
        "shrinkage": st.floats(0, 0.6).map(lambda share: round(share, 3)),
        "cost_per_fte": st.floats(1_000, 90_000).map(lambda cost: round(cost, 2)),
    },
    "accommodation": {
        "share_released": shares,
        "units_released_by_body": _tables(st.floats(0, 500).map(lambda n: round(n, 1))),
        "cost_per_unit": pounds,
        "can_be_released_from": st.one_of(st.none(), st.integers(0, 5)),
    },
    "agency-staff": {"premium": shares, "share_replaced": shares},
    "trading-income": {
        "customer": st.just("A named customer"),
        "income_by_body": _tables(pounds),
        "margin": shares,
    },
    "market-price": {
        "price_share": st.floats(0, 2).map(lambda share: round(share, 6)),
        "lines": lines,
    },
}

#: Each of these, laid over anything else, leaves a lever with nothing to save.
NIL: dict[str, list[dict[str, Any]]] = {
    "management-deduplication": [{"kept_share_of_other_teams": 1.0, "salary_uplift": 0.0}],
    "fixed-cost-spreading": [
        {"fixed_share": 0.0, "fixed_share_by_line": {}},
        {"growth_per_further_member": 1.0},
    ],
    "process-redesign": [{"share_of_staff_saved": 0.0, "share_saved_by_line": {}}],
    "systems-consolidation": [{"marginal_share": 1.0}],
    "purchasing-volume": [
        {"price_elasticity": 0.0, "framework_discount": 0.0},
        {"cap": 0.0, "framework_discount": 0.0},
        {"share_bought_together": 0.0, "framework_discount": 0.0},
    ],
    "pooled-capacity": [{"coincidence": 1.0, "skills_penalty": 0.0}, {"load_by_body": {}}],
    "accommodation": [
        {"share_released": 0.0, "units_released_by_body": {}},
        {"can_be_released_from": None},
    ],
    "agency-staff": [{"premium": 0.0}, {"share_replaced": 0.0}],
    "trading-income": [{"margin": 0.0}, {"income_by_body": {}}],
    "market-price": [{"price_share": 1.0}],
}


def parameters_of(lever: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(PARAMETERS[lever])


def entries_of(lever: str) -> st.SearchStrategy[Any]:
    return parameters_of(lever).map(lambda parameters: entry_of(lever, **parameters))
