import numpy as np
import pytest

from commonweal.errors import InputError
from commonweal.money import (
    Materiality,
    is_material,
    pounds,
    pounds_short,
    say_pounds,
    say_pounds_short,
)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (-2198400, "−£21,984"),
        (120050, "£1,201"),
        (0, "£0"),
        (-49, "£0"),
        (-50, "−£1"),
        (np.int64(500), "£5"),
    ],
)
def test_pence_are_said_in_pounds_with_a_true_minus(amount, said):
    assert pounds(amount) == said


def test_pence_are_said_to_the_penny_when_asked():
    assert pounds(120050, pence=True) == "£1,200.50"
    assert pounds(-5, pence=True) == "−£0.05"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (94049, "£940"),
        (99_949, "£999"),
        (99_999, "£1,000"),
        (4_123_400, "£41,200"),
        (99_949_900, "£999,000"),
        (99_950_000, "£1 million"),
        (120_000_000, "£1.2 million"),
        (-125_000_000, "−£1.3 million"),
        (12_345_678_900, "£123.5 million"),
        (99_960_000_000, "£1 billion"),
        (-40, "£0"),
    ],
)
def test_large_sums_are_said_briefly(amount, said):
    assert pounds_short(amount) == said


def test_float_pounds_have_words_of_their_own():
    assert say_pounds(-21984.4) == "−£21,984"
    assert say_pounds(1.005, pence=True) == "£1.01"
    assert say_pounds_short(1_260_000.0) == "£1.3 million"


def test_a_figure_that_is_missing_cannot_be_said():
    with pytest.raises(InputError):
        say_pounds(float("nan"))


def test_a_difference_of_exactly_the_threshold_matters():
    assert is_material(-1000, 1000)
    assert not is_material(999.99, 1000)


def test_no_difference_never_matters():
    assert not is_material(0, 0)
    assert is_material(0.01, 0)


@pytest.mark.parametrize(
    ("difference", "threshold"), [(float("nan"), 1), (1, -1), (1, float("nan"))]
)
def test_a_difference_that_cannot_be_judged_is_refused(difference, threshold):
    with pytest.raises(InputError):
        is_material(difference, threshold)


def test_the_larger_of_an_amount_and_a_fraction_decides():
    materiality = Materiality(pence=100_000, fraction=0.03)

    assert materiality.threshold(of=1_000_000) == 100_000
    assert materiality.threshold(of=-10_000_000) == 300_000
    assert not materiality.is_material(250_000, of=10_000_000)
    assert materiality.is_material(-100_000)


@pytest.mark.parametrize("given", [{"pence": -1}, {"fraction": 3.0}, {"fraction": -0.1}])
def test_a_materiality_that_cannot_be_is_refused(given):
    with pytest.raises(InputError):
        Materiality(**given)
