"""When a split that was estimated is set right by what was actually used.

South Hams and West Devon agree each year's split beforehand from caseloads and keep it unless the
actual caseloads differ from it by more than 3 per cent (audit committee report of 10 March 2022).
The published splits show how that is read: in percentage points of the whole (planning was agreed
at 75:25 and stood although the applications came in at 72.5:27.5).
"""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.errors import InputError

__all__ = ["TOLERANCE", "settled_split", "within_tolerance"]

#: Three percentage points, as South Hams and West Devon have it.
TOLERANCE = 0.03

#: Parts such as 0.71 and 0.29 do not add to 1 exactly in binary.
_ROUNDING = 1e-9


def within_tolerance(estimated: float, actual: float, *, tolerance: float = TOLERANCE) -> bool:
    """Say whether an actual part is so near the estimated one that the estimate stands.

    Parameters
    ----------
    estimated, actual : float
        Parts of the whole as fractions: 0.71 for 71 per cent.
    tolerance : float
        Largest difference that changes nothing, as a fraction of the whole.

    Examples
    --------
    >>> within_tolerance(0.75, 0.725)
    True
    >>> within_tolerance(0.63, 0.725)
    False
    """
    return abs(actual - estimated) <= tolerance + _ROUNDING


def settled_split(
    estimated: Mapping[str, float],
    actual: Mapping[str, float],
    *,
    tolerance: float = TOLERANCE,
) -> Mapping[str, float]:
    """Return the split to charge by: the estimate, or the actual if any part differs by more.

    Parameters
    ----------
    estimated, actual
        Each partner's part of the whole, in any unit; both are taken as proportions of their sum.

    Raises
    ------
    InputError
        The two name different partners, or one adds up to nothing.
    """
    if set(estimated) != set(actual):
        raise InputError(
            "The estimated and the actual split name different partners: "
            f"{', '.join(sorted(estimated))} and {', '.join(sorted(actual))}.",
            hint="Give both for the same partners.",
        )
    before, after = _parts(estimated), _parts(actual)
    if all(within_tolerance(before[one], after[one], tolerance=tolerance) for one in before):
        return before
    return after


def _parts(split: Mapping[str, float]) -> dict[str, float]:
    total = sum(split.values())
    if total <= 0 or min(split.values()) < 0:
        raise InputError(
            "A split needs parts of 0 or more, not all of them 0.",
            hint="Give each partner's part, for example 71 and 29.",
        )
    return {partner: part / total for partner, part in split.items()}
