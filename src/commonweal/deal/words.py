"""Names, lists and chances in an officer's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commonweal.partnership import Partnership

__all__ = ["names_of", "say_chance", "say_chance_to_lose", "say_names", "say_part", "say_partners"]


_NEARLY_CERTAIN = 0.995
_VERY_UNLIKELY = 0.005


def names_of(partnership: Partnership, bodies: Iterable[str]) -> tuple[str, ...]:
    """Return the bodies' names."""
    return tuple(partnership.body(body).name for body in bodies)


def say_names(names: Sequence[str]) -> str:
    """Join names as a sentence would: "Ashby, Barton and Colne".

    >>> say_names(("Ashby", "Barton", "Colne"))
    'Ashby, Barton and Colne'
    """
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def say_partners(partnership: Partnership, bodies: Sequence[str], of: Sequence[str]) -> str:
    """Name some of the partners, or say "all 7 partners" where it is every one of many."""
    if len(bodies) > 3 and set(bodies) == set(of):
        return f"all {len(bodies)} partners"
    return say_names(names_of(partnership, bodies))


def say_part(part: float) -> str:
    """Say a part of a sum as a percentage, with a true minus.

    >>> say_part(-0.1)
    '−10.0%'
    """
    return f"{part:.1%}".replace("-", "−")


def say_chance_to_lose(chance: float) -> str:
    """Say how likely a partner is to lose.

    >>> say_chance_to_lose(0.31)
    'it loses in about 3 in 10 futures'
    """
    if chance >= _NEARLY_CERTAIN:
        return "it is nearly certain to lose"
    if chance < _VERY_UNLIKELY:
        return "it is very unlikely to lose"
    return f"it loses in {say_chance(chance)} futures"


def say_chance(chance: float) -> str:
    """Say a chance as one in ten and the like: "about 3 in 10".

    >>> say_chance(0.31)
    'about 3 in 10'
    """
    if chance >= _NEARLY_CERTAIN:
        return "nearly certain"
    if chance < _VERY_UNLIKELY:
        return "very unlikely"
    if chance < 0.095:
        return f"about {max(1, round(chance * 100))} in 100"
    return f"about {round(chance * 10)} in 10"
