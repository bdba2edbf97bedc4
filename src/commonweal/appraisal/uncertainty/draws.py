"""Drawing the futures: every figure's values, each from its own stream of randomness."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from commonweal.appraisal.streams import Array
from commonweal.appraisal.uncertainty.correlation import Pairs, clusters_of, loading_of
from commonweal.appraisal.uncertainty.normal import normal_chance, normal_quantile
from commonweal.appraisal.uncertainty.shapes import (
    Ranged,
    lognormal_from_scores,
    mean_of,
    pert_from_scores,
    quantiles_of,
    varies,
)
from commonweal.errors import Caution, InputError, Place

__all__ = ["Draws", "draw"]

# Shapes whose values are read off normal scores; the others are read off even chances.
_FROM_SCORES = {"lognormal": lognormal_from_scores, "pert": pert_from_scores}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """Every figure's value in the expected case and in each simulated future.

    Arrays are (D,) with D = n_draws + 1: column 0 is the expected case, in which every figure
    stands at its mean; the others are the futures. They are read-only.
    """

    seed: int
    n_draws: int
    estimates: Mapping[str, float | Ranged]
    cautions: tuple[Caution, ...]
    """Correlations that could not hold together, and what was used instead."""
    by_name: Mapping[str, Array]

    def values(self, name: str) -> Array:
        """Return a figure's values, (D,), in its own unit."""
        return self.by_name[name]

    @property
    def size(self) -> int:
        """D: the expected case and the futures."""
        return self.n_draws + 1

    @property
    def uncertain(self) -> tuple[str, ...]:
        """Names of the figures that differ between futures, in the order given."""
        return tuple(name for name, estimate in self.estimates.items() if varies(estimate))

    def first(self, n_draws: int) -> Draws:
        """Return the same futures cut to the first `n_draws`, without copying.

        They are exactly those that `draw` gives for that number, so a coarse answer over all
        groups and a fine one over the whole partnership are about the same futures.
        """
        if not 0 <= n_draws <= self.n_draws:
            raise InputError(
                f"There are {self.n_draws:,} draws; the first {n_draws:,} were asked for.",
                hint="Ask for no more than were drawn.",
            )
        return Draws(
            seed=self.seed,
            n_draws=n_draws,
            estimates=self.estimates,
            cautions=self.cautions,
            by_name=MappingProxyType(
                {name: values[: n_draws + 1] for name, values in self.by_name.items()}
            ),
        )


def draw(
    estimates: Mapping[str, float | Ranged],
    *,
    n_draws: int,
    seed: int,
    correlations: Pairs | None = None,
) -> Draws:
    """Draw the futures of every figure.

    Each figure has a stream of randomness of its own, made from the seed and its name, so adding
    or removing one never moves another's draws, and neither does the order in which they stand.
    Fewer draws are the beginning of more. Each future is drawn independently of the others:
    mirrored or stratified draws would sharpen the mean alone, and would make its plain standard
    error wrong.

    Figures that name the same `moves_with` follow one common factor. A figure that follows it
    with correlation r has the normal score r F + √(1 - r²) e, so two figures that follow it at r
    and s correlate at r times s, and signs carry through. `correlations` sets the correlation of
    a pair outright; where a set of them cannot hold together, the nearest set that can is used,
    and `Draws.cautions` says so. All are correlations of normal scores: the rank correlation seen
    among the draws is a little nearer to 0, (6 / π) arcsin(r / 2).

    The stream is PCG64's raw output, which NumPy promises never to change, turned into even
    chances and then, by closed forms of our own, into values.

    Parameters
    ----------
    estimates
        Figure by name, such as `options.shared-team.levers[0].share_of_staff_saved`: a number,
        or a range (`commonweal.partnership.base.Range` or anything shaped like it).
    n_draws
        Futures to draw, 0 or more.
    seed
        0 or more.
    correlations
        Correlation, -1 to 1, by pair of names.

    Raises
    ------
    InputError
        A figure that is not a number or a range, fewer than 0 draws, a seed below 0, or a pair
        that names no figure.

    Examples
    --------
    >>> futures = draw({"posts": 3.0}, n_draws=4, seed=1)
    >>> futures.values("posts").tolist()
    [3.0, 3.0, 3.0, 3.0, 3.0]
    """
    _check(estimates, n_draws=n_draws, seed=seed)
    ranges = {
        name: estimate
        for name, estimate in estimates.items()
        if not isinstance(estimate, (int, float)) and varies(estimate)
    }
    clusters = clusters_of(ranges, correlations or {})
    factor_scores = {
        factor: normal_quantile(_even_chances(f"factor:{factor}", n_draws=n_draws, seed=seed))
        for factor in _factors(ranges.values())
    }
    # Every figure's chance stays its own until it is tied to others.
    chances = {name: _even_chances(f"figure:{name}", n_draws=n_draws, seed=seed) for name in ranges}

    scores: dict[str, Array] = {}
    for cluster in clusters:
        own = [factor_scores[factor] for factor in cluster.factors]
        own += [normal_quantile(chances[name]) for name in cluster.names]
        tied = cluster.root @ np.stack(own)
        scores.update(zip(cluster.names, tied[len(cluster.factors) :], strict=True))
    for name, uncertain in ranges.items():
        factor = uncertain.moves_with
        if name not in scores and factor is not None:
            loading = loading_of(uncertain)
            rest = math.sqrt(1.0 - loading * loading)
            scores[name] = loading * factor_scores[factor] + rest * normal_quantile(chances[name])

    by_name: dict[str, Array] = {}
    for name, estimate in estimates.items():
        values = np.empty(n_draws + 1)
        values[0] = mean_of(estimate)
        if name not in ranges:
            # One number in memory, however many draws read it.
            by_name[name] = np.broadcast_to(values[:1], (n_draws + 1,))
            continue
        values[1:] = _values(ranges[name], chances[name], scores.get(name))
        values.flags.writeable = False
        by_name[name] = values
    return Draws(
        seed=seed,
        n_draws=n_draws,
        estimates=MappingProxyType(dict(estimates)),
        cautions=tuple(caution for cluster in clusters for caution in cluster.cautions),
        by_name=MappingProxyType(by_name),
    )


def _values(estimate: Ranged, chances: Array, scores: Array | None) -> Array:
    from_scores = _FROM_SCORES.get(estimate.shape)
    if from_scores is not None:
        return from_scores(estimate, normal_quantile(chances) if scores is None else scores)
    return quantiles_of(estimate, chances if scores is None else normal_chance(scores))


def _even_chances(name: str, *, n_draws: int, seed: int) -> Array:
    """Even chances strictly between 0 and 1, (n_draws,), for one name alone."""
    digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
    words = np.frombuffer(digest, dtype="<u4").tolist()
    raw = np.random.PCG64(np.random.SeedSequence([seed, *words])).random_raw(n_draws)
    # 52 of the 64 bits, so that the half added to keep clear of 0 and 1 is exact.
    chances: Array = ((raw >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
    return chances


def _factors(ranges: Iterable[Ranged]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(factor for each in ranges if (factor := each.moves_with) is not None)
    )


def _check(estimates: Mapping[str, float | Ranged], *, n_draws: int, seed: int) -> None:
    if n_draws < 0:
        raise InputError(f"{n_draws} draws were asked for.", hint="Ask for 0 or more.")
    if seed < 0:
        raise InputError(f"The seed is {seed}.", hint="Use a whole number of 0 or more.")
    for name, estimate in estimates.items():
        if isinstance(estimate, str):
            raise InputError(
                f"{name} names {estimate} in place of a figure.",
                hint="Put the figure that it names in its place before drawing.",
                place=Place(key=name),
            )
        if isinstance(estimate, (int, float)) and not math.isfinite(estimate):
            raise InputError(f"{name} is {estimate}.", hint="Give a number.", place=Place(key=name))
