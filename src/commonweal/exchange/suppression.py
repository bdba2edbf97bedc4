"""Counts that may be published: small ones hidden, and with them what would give them away.

The rule is known to whoever reads the results, so it must not give away what it hides. A rule that
hides "the next smallest" does: 5, 4 and 4 of 13, shown as 5 and two hidden, can only have been 4
and 4. Here what is hidden beside a small count is chosen by its place and never by its size, and
tests try every table of a size: whoever knows the rule still cannot tell a small count from nil.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commonweal.errors import InputError

__all__ = ["LEAST_SMALL", "USUAL_SMALL", "publishable"]

#: A count below this is small: the least that may be chosen, and what is usual.
LEAST_SMALL: Final = 5
USUAL_SMALL: Final = 10


def publishable(counts: Sequence[int], *, small: int) -> tuple[int | None, ...]:
    """Return the counts of one question as they may be published, None for each that stays hidden.

    The counts add up to a sum that is published too, so that those hidden are known *together*.
    Every count below `small` is hidden, nil included: that nobody gave an answer tells of
    everybody. With them is hidden the nearest count that is not small, and the next, until those
    hidden add up to twice `small`. Where the whole sum is below that, all are hidden.

    Raises
    ------
    InputError
        A count is below nil, or `small` is below `LEAST_SMALL`.

    Examples
    --------
    >>> publishable([120, 61, 33], small=10)
    (120, 61, 33)

    Four people alone would be what is left of the sum; so the answer next to theirs is hidden too,
    and the two are told together: 37.

    >>> publishable([120, 61, 33, 4], small=10)
    (120, 61, None, None)
    """
    if small < LEAST_SMALL:
        raise InputError(
            f"Only counts below {small} would be hidden.",
            hint=f"Hide all that are below {LEAST_SMALL} at least.",
        )
    if any(count < 0 for count in counts):
        raise InputError("A count is below nil.", hint="Give how many there were of each.")
    hidden = {place for place, count in enumerate(counts) if count < small}
    if not hidden:
        return tuple(counts)
    n_small = len(hidden)
    while len(hidden) < len(counts) and (
        len(hidden) == n_small or sum(counts[place] for place in hidden) < 2 * small
    ):
        hidden.add(_nearest(hidden, len(counts)))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def _nearest(hidden: set[int], n_places: int) -> int:
    """Return the place nearest to a hidden one, the later of two.

    Neighbours on a scale mean like things, and what stands last is often "not sure".
    """
    shown = (place for place in range(n_places) if place not in hidden)
    return min(shown, key=lambda place: (min(abs(place - one) for one in hidden), -place))
