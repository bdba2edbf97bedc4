"""Arrays that go through the engine's own functions and come out as formulas."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.appraisal.levers.arithmetic import share_of_largest
from commonweal.appraisal.levers.management import management_saving
from commonweal.reports.results_workbook.formulas import Ledger, Node, value_of
from commonweal.reports.results_workbook.traced import Traced, traced
from commonweal.reports.results_workbook.writing import formula_text


def column(values: list[float]) -> tuple[Traced, list[Node]]:
    """Return figures with cells A1, A2, ... as an array of (bodies, 1)."""
    ledger = Ledger()
    nodes = [ledger.cell(value) for value in values]
    for row, node in enumerate(nodes):
        node.home = ("Inputs", row, 0)
    return traced([[node] for node in nodes]), nodes


def test_a_function_of_the_engine_writes_its_own_formula():
    own, _ = column([120_000.0, 80_000.0, 50_000.0])

    (share,) = share_of_largest(own)[0]

    assert share.value == pytest.approx(0.48)
    span = "$A$1:$A$3"
    assert formula_text(share, "Inputs") == f"IF(SUM({span})>0,MAX({span})/SUM({span}),1)"


def test_a_lever_traced_gives_what_it_gives_in_numbers():
    values = [120_000.0, 80_000.0, 50_000.0]
    own, _ = column(values)
    kept, uplift = np.array([0.25]), np.array([0.05])

    found = management_saving(own, share_of_largest(own), kept, uplift)

    numbers = np.array(values)[:, None]
    wanted = management_saving(numbers, share_of_largest(numbers), kept, uplift)
    assert [value_of(one) for one in found.ravel()] == pytest.approx(wanted.ravel().tolist())


def test_a_division_by_nothing_stands_behind_its_question():
    own, _ = column([0.0, 0.0])

    (share,) = share_of_largest(own)[0]

    assert share.value == 1.0
    assert formula_text(share, "Inputs").startswith("IF(")


def test_an_operation_that_is_not_known_is_refused():
    own, _ = column([1.0, 2.0])

    with pytest.raises(TypeError, match="arctan"):
        np.arctan(own)


def test_a_sum_cannot_vanish_into_an_array_of_plain_numbers():
    own, _ = column([1.0, 2.0])
    plain = np.zeros((2, 1))

    with pytest.raises(TypeError, match="plain"):
        np.add(plain, own, out=plain)


def test_a_figure_put_into_a_plain_array_is_kept_as_a_decision():
    own, nodes = column([1.0, 2.0])
    plain = np.zeros(2)

    plain[0] = own[0, 0]

    assert plain[0] == 1.0
    assert len(nodes[0].ledger.decisions) == 1


def test_the_step_of_the_engine_is_named():
    own, _ = column([3.0, 4.0])

    (share,) = share_of_largest(own)[0]

    assert share.step == "share of largest"
