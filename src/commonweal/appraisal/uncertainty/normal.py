"""The normal distribution's quantile and its inverse, in plain NumPy.

SciPy has both, but importing it costs a quarter of a second at every start of the command, more
than drawing ten thousand futures takes. The tests hold these two against SciPy.
"""

from __future__ import annotations

import math

import numpy as np

from commonweal.appraisal.streams import Array

__all__ = ["normal_chance", "normal_quantile"]

# Coefficients of Wichura, "Algorithm AS 241: The percentage points of the normal distribution",
# Applied Statistics 37 (1988), PPND16, constant term first; relative error about 1e-16.
_NEAR = (
    (
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ),
    (
        1.0,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ),
)
_OUT = (
    (
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ),
    (
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ),
)
_FAR = (
    (
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ),
    (
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ),
)


def normal_quantile(chances: Array) -> Array:
    """Return the standard normal score below which each chance lies; the same shape.

    `chances` lie strictly between 0 and 1.

    >>> normal_quantile(np.array([0.1, 0.5, 0.9])).round(4).tolist()
    [-1.2816, 0.0, 1.2816]
    """
    from_middle = chances - 0.5
    near = 0.180625 - from_middle * from_middle
    scores = from_middle * _ratio(near, _NEAR)

    is_tail = near < 0.0
    if is_tail.any():
        low = chances[is_tail]
        depth = np.sqrt(-np.log(np.minimum(low, 1.0 - low)))
        tail = np.where(depth <= 5.0, _ratio(depth - 1.6, _OUT), _ratio(depth - 5.0, _FAR))
        scores[is_tail] = np.copysign(tail, from_middle[is_tail])
    return scores


def normal_chance(scores: Array) -> Array:
    """Return the chance that a standard normal lies below each score; the same shape.

    Read off a fine table by cubics, it is good to about 1e-10: below what any number of draws
    can show.

    >>> normal_chance(np.array([-1.2815515655, 0.0, 1.2815515655])).round(6).tolist()
    [0.1, 0.5, 0.9]
    """
    reach, n_steps = 8.5, 1024
    step = 2.0 * reach / n_steps
    place = np.clip((scores + reach) / step, 0.0, n_steps - 1e-9)
    left = place.astype(np.intp)
    part = place - left
    chances, slopes = _TABLE
    start, end = chances[left], chances[left + 1]
    rise, fall = slopes[left] * step, slopes[left + 1] * step
    # The cubic that meets the table's chances and its densities at both ends of the step.
    climb = end - start
    cubic: Array = start + part * (
        rise + part * (3.0 * climb - 2.0 * rise - fall + part * (rise + fall - 2.0 * climb))
    )
    return cubic


def _ratio(at: Array, terms: tuple[tuple[float, ...], tuple[float, ...]]) -> Array:
    above, below = terms
    numerator = np.full_like(at, above[-1])
    denominator = np.full_like(at, below[-1])
    for top, bottom in zip(above[-2::-1], below[-2::-1], strict=True):
        numerator *= at
        numerator += top
        denominator *= at
        denominator += bottom
    ratio: Array = numerator / denominator
    return ratio


def _table() -> tuple[Array, Array]:
    """Chances and densities at 1,025 scores from -8.5 to 8.5."""
    scores = np.linspace(-8.5, 8.5, 1025)
    chances = np.array([0.5 * math.erfc(-score / math.sqrt(2.0)) for score in scores])
    densities: Array = np.exp(-0.5 * scores**2) / math.sqrt(2.0 * math.pi)
    return chances, densities


_TABLE = _table()
