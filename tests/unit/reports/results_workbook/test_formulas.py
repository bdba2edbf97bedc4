"""Numbers that remember their sums, and the text that those sums become."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.reports.results_workbook.formulas import Ledger, Node, all_of
from commonweal.reports.results_workbook.layout import template
from commonweal.reports.results_workbook.traced import traced
from commonweal.reports.results_workbook.writing import formula_text


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def placed(ledger: Ledger, value: float, row: int) -> Node:
    """Return a figure with a cell of its own in column A of the sheet Inputs."""
    node = ledger.cell(value)
    node.home = ("Inputs", row, 0)
    return node


def text_of(node: Node) -> str:
    return formula_text(node, "Results")


def test_a_sum_holds_its_value_and_how_it_was_found(ledger):
    cost, share = placed(ledger, 200.0, 0), placed(ledger, 0.25, 1)

    saving = cost * (1.0 - share)

    assert saving.value == 150.0
    assert text_of(saving) == "Inputs!$A$1*(1-Inputs!$A$2)"


def test_a_cell_on_the_same_sheet_is_named_without_it(ledger):
    cost = placed(ledger, 200.0, 0)

    assert formula_text(cost / 2.0, "Inputs") == "$A$1/2"


@pytest.mark.parametrize(
    ("worked", "text"),
    [
        (lambda a, b: a - (b - 1.0), "Inputs!$A$1-Inputs!$A$2+1"),
        (lambda a, b: a / (b * 2.0), "Inputs!$A$1/(Inputs!$A$2*2)"),
        (lambda a, b: (a + b) ** 2.0, "(Inputs!$A$1+Inputs!$A$2)^2"),
        (lambda a, b: (0.0 - a) ** b, "(-Inputs!$A$1)^Inputs!$A$2"),
        (lambda a, b: a * (0.0 - 3.0) + b, "Inputs!$A$1*-3+Inputs!$A$2"),
        (lambda a, b: 0.0 - (a + b), "-(Inputs!$A$1+Inputs!$A$2)"),
    ],
)
def test_brackets_stand_where_the_sum_needs_them(ledger, worked, text):
    node = worked(placed(ledger, 4.0, 0), placed(ledger, 3.0, 1))

    assert text_of(node) == text


def test_what_changes_nothing_is_left_out(ledger):
    cost = placed(ledger, 200.0, 0)

    assert cost * 1.0 is cost
    assert cost + 0.0 is cost
    assert cost * 0.0 == 0.0
    assert 0.0 - (0.0 - cost) is cost
    assert cost / cost == 1.0


def test_what_was_taken_off_and_put_back_cancels(ledger):
    own, saving = placed(ledger, 200.0, 0), placed(ledger, 0.25, 1) * 80.0

    assert (own - saving) + saving is own


def test_equal_sums_are_one_and_its_uses_are_counted(ledger):
    first, second = placed(ledger, 4.0, 0), placed(ledger, 3.0, 1)
    total = first + second

    assert first + second is total
    assert all_of([total * first, total * second])[total] == 2


def test_neighbours_add_up_as_a_span(ledger):
    cells = [placed(ledger, float(row), row) for row in range(4)]

    assert text_of(ledger.total(cells)) == "SUM(Inputs!$A$1:$A$4)"
    assert text_of(ledger.extreme("MAX", cells)) == "MAX(Inputs!$A$1:$A$4)"


def test_words_in_a_formula_cannot_end_it(ledger):
    node = template(ledger, "IF({0}>0,{1},2)", [placed(ledger, 1.0, 0), 'say "no"'], "")

    assert text_of(node) == 'IF(Inputs!$A$1>0,"say ""no""",2)'


def test_a_question_is_answered_as_in_the_run_and_kept(ledger):
    cost = placed(ledger, 200.0, 0)

    answer = bool(cost < 0.0)

    assert answer is False
    (decision,) = ledger.decisions
    assert text_of(decision.question) == "Inputs!$A$1<0"
    assert decision.answer is False


def test_a_line_that_is_known_to_hold_is_not_drawn_again(ledger):
    share = placed(ledger, 0.25, 0)
    assert bool(share >= 0.0)
    assert bool(share <= 1.0)

    held = np.clip(traced([share]), 0.0, 1.0)

    assert held[0] is share


def test_a_value_taken_out_of_the_sums_must_stay_what_it_was(ledger):
    load = placed(ledger, 5.0, 0)

    assert float(load) == 5.0

    (decision,) = ledger.decisions
    assert decision.answer is True
    assert "Inputs!$A$1" in text_of(decision.question)


def test_a_curve_read_gives_a_value_that_does_not_move(ledger):
    load = placed(ledger, 1.5, 0)

    read = np.interp(traced([load]), np.array([1.0, 2.0]), np.array([10.0, 20.0]))

    assert read[0].value == 15.0
    assert ledger.solved == [read[0]]
    assert len(ledger.decisions) == 1
