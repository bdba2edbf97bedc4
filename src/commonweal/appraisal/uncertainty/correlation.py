"""Figures that rise and fall together: common factors, pairs, and correlations that can hold.

All of it works on normal scores, as a Gaussian copula does, so that the shape of a figure's own
range never changes with what it moves with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.appraisal.streams import Array
from commonweal.appraisal.uncertainty.shapes import Ranged
from commonweal.errors import Caution, InputError, Place

__all__ = [
    "DEFAULT_LOADING",
    "Cluster",
    "Pairs",
    "clusters_of",
    "loading_of",
    "nearest_correlation",
]

#: How closely a figure follows the common factor it names, when it does not say.
DEFAULT_LOADING = 0.7

#: Correlations asked between two figures, by their names.
Pairs = Mapping[tuple[str, str], float]

# A correlation matrix this close to flat still has a triangular root in float64.
_LEAST_EIGENVALUE = 1e-9

# A change below this is rounding, not news.
_WORTH_SAYING = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Figures tied to one another by pairs, and the triangular root that ties their scores.

    `factors` come before `names` in the rows of `root`, (n, n): independent scores in that order,
    multiplied by `root`, have the correlations asked. A factor's own scores are left as they are.
    """

    factors: tuple[str, ...]
    names: tuple[str, ...]
    root: Array
    cautions: tuple[Caution, ...]


def loading_of(estimate: Ranged) -> float:
    """Return how closely a figure follows its common factor, from -1 to 1; 0 without one."""
    if estimate.moves_with is None:
        return 0.0
    return DEFAULT_LOADING if estimate.correlation is None else float(estimate.correlation)


def clusters_of(estimates: Mapping[str, Ranged], pairs: Pairs) -> tuple[Cluster, ...]:
    """Group the figures that pairs tie together and find each group's root.

    Figures that no pair names are left out: they follow their common factor, if any, alone.

    Raises
    ------
    InputError
        A pair names a figure that is not there, or itself, or twice with two answers, or asks a
        correlation outside -1 to 1.
    """
    asked = _checked(estimates, pairs)
    return tuple(_cluster(estimates, names, asked) for names in _tied(list(estimates), asked))


def nearest_correlation(asked: Array) -> Array:
    """Return the correlation matrix nearest to the one asked, (n, n), that figures can have.

    Three figures cannot each move against the other two: asked for that, the nearest set of
    correlations that can hold is found by alternating projections (Higham, "Computing the nearest
    correlation matrix", IMA Journal of Numerical Analysis 22 (2002)). A matrix that can hold
    comes back as it is.
    """
    if np.linalg.eigvalsh(asked)[0] >= _LEAST_EIGENVALUE:
        return asked
    matrix, correction = asked.copy(), np.zeros_like(asked)
    for _ in range(200):
        shifted = matrix - correction
        lifted = _lifted(shifted)
        correction = lifted - shifted
        previous, matrix = matrix, lifted.copy()
        np.fill_diagonal(matrix, 1.0)
        if np.abs(matrix - previous).max() < 1e-9:
            break
    # The last projection set the diagonal; this one makes sure of the root.
    lifted = _lifted(matrix)
    scale = np.sqrt(np.diag(lifted))
    nearest: Array = (lifted + lifted.T) / (2.0 * np.outer(scale, scale))
    np.fill_diagonal(nearest, 1.0)
    return nearest


def _lifted(matrix: Array) -> Array:
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2.0)
    lifted: Array = (vectors * np.maximum(values, 2.0 * _LEAST_EIGENVALUE)) @ vectors.T
    return lifted


def _checked(estimates: Mapping[str, Ranged], pairs: Pairs) -> dict[frozenset[str], float]:
    asked: dict[frozenset[str], float] = {}
    for (first, second), correlation in pairs.items():
        place = Place(key=f"{first} and {second}")
        for name in (first, second):
            if name not in estimates:
                raise InputError(
                    f"A correlation names {name}, which is not a figure with a range.",
                    hint="Name a figure that has a range, or take the correlation out.",
                    place=place,
                )
        if first == second:
            raise InputError(
                f"A correlation pairs {first} with itself.",
                hint="Name two figures.",
                place=place,
            )
        if not -1.0 <= correlation <= 1.0:
            raise InputError(
                f"The correlation of {first} and {second} is {correlation}.",
                hint="A correlation lies between -1 and 1.",
                place=place,
            )
        pair = frozenset((first, second))
        if asked.get(pair, correlation) != correlation:
            raise InputError(
                f"{first} and {second} are given two correlations, {asked[pair]} and "
                f"{correlation}.",
                hint="Keep one of them.",
                place=place,
            )
        asked[pair] = float(correlation)
    return asked


def _tied(names: Sequence[str], asked: Mapping[frozenset[str], float]) -> list[list[str]]:
    """Split the paired names into groups with no pair between them, in the order given."""
    group_by_name = {name: {name} for pair in asked for name in pair}
    for pair in asked:
        first, second = pair
        if group_by_name[first] is not group_by_name[second]:
            merged = group_by_name[first] | group_by_name[second]
            for name in merged:
                group_by_name[name] = merged
    groups: list[list[str]] = []
    seen: set[str] = set()
    for name in names:
        if name in group_by_name and name not in seen:
            groups.append([other for other in names if other in group_by_name[name]])
            seen |= group_by_name[name]
    return groups


def _cluster(
    estimates: Mapping[str, Ranged],
    names: Sequence[str],
    asked: Mapping[frozenset[str], float],
) -> Cluster:
    factors = tuple(
        dict.fromkeys(
            factor for name in names if (factor := estimates[name].moves_with) is not None
        )
    )
    n_factors = len(factors)
    follows = np.zeros((len(names), n_factors))
    for row, name in enumerate(names):
        factor = estimates[name].moves_with
        if factor is not None:
            follows[row, factors.index(factor)] = loading_of(estimates[name])

    matrix = np.eye(n_factors + len(names))
    matrix[n_factors:, :n_factors] = follows
    matrix[:n_factors, n_factors:] = follows.T
    matrix[n_factors:, n_factors:] = follows @ follows.T
    for row, first in enumerate(names):
        for column, second in enumerate(names):
            pair = frozenset((first, second))
            if pair in asked:
                matrix[n_factors + row, n_factors + column] = asked[pair]
    np.fill_diagonal(matrix, 1.0)

    nearest = nearest_correlation(matrix)
    changed = np.abs(nearest - matrix)[n_factors:, n_factors:]
    cautions = tuple(
        Caution(
            place=Place(key=f"{names[row]} and {names[column]}"),
            message=(
                f"A correlation of {matrix[n_factors + row, n_factors + column]:.2f} cannot hold "
                f"together with the others; {nearest[n_factors + row, n_factors + column]:.2f}, "
                "the nearest that can, is used."
            ),
        )
        for row, column in zip(*np.nonzero(np.triu(changed > _WORTH_SAYING, 1)), strict=True)
    )
    root: Array = np.asarray(np.linalg.cholesky(nearest), dtype=np.float64)
    return Cluster(
        factors=factors,
        names=tuple(names),
        root=root,
        cautions=cautions,
    )
