"""The Shapley value by size of group, against what each partner adds over all orders."""

from itertools import permutations

import numpy as np
import pytest

from commonweal.errors import InputError
from commonweal.fairness import shapley_values


def by_orders(worth, n_players):
    total = np.zeros(n_players)
    orders = list(permutations(range(n_players)))
    for order in orders:
        group = 0
        for player in order:
            total[player] += worth[group | 1 << player] - worth[group]
            group |= 1 << player
    return total / len(orders)


@pytest.mark.parametrize("n_players", [1, 2, 3, 4, 5, 6])
def test_the_value_is_the_average_over_all_orders_of_joining(n_players):
    worth = np.random.default_rng(n_players).random(2**n_players)
    worth[0] = 0

    np.testing.assert_allclose(shapley_values(worth), by_orders(worth, n_players), atol=1e-12)


@pytest.mark.parametrize("n_players", [13, 14])
def test_large_tables_give_what_small_ones_do(n_players):
    """Two games side by side share as each does alone, and 13 partners go the long way round."""
    n_small = n_players - 6
    random = np.random.default_rng(n_players)
    small, other = random.random(2**n_small), random.random(2**6)
    small[0] = other[0] = 0
    worth = (other[:, np.newaxis] + small).reshape(-1)

    shares = shapley_values(worth)

    np.testing.assert_allclose(shares[:n_small], shapley_values(small), atol=1e-12)
    np.testing.assert_allclose(shares[n_small:], shapley_values(other), atol=1e-12)


@pytest.mark.parametrize("n_players", [3, 13])
def test_draws_are_kept_apart(n_players):
    worth = np.random.default_rng(1).random((2, 3, 2**n_players))
    worth[..., 0] = 0

    shares = shapley_values(worth)

    assert shares.shape == (2, 3, n_players)
    np.testing.assert_allclose(shares[1, 2], shapley_values(worth[1, 2]), rtol=1e-12)


@pytest.mark.parametrize("worth", [np.zeros(3), np.zeros(1), np.float64(1), np.zeros((4, 5))])
def test_a_table_that_is_not_of_groups_is_refused(worth):
    with pytest.raises(InputError, match="2, 4, 8"):
        shapley_values(worth)
