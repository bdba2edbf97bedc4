"""Demonstration bodies, people and partnerships, clearly marked as such.

`load_demonstration()` fills the records once: asked again it changes nothing. Whoever visits may
then sign in as any of its people by one click, but only where COMMONWEAL_DEMONSTRATION is on.
"""

from __future__ import annotations

__all__ = ["load_demonstration"]


def load_demonstration() -> None:
    """Load the demonstration's bodies and people, and two partnerships: one that should not be
    (Pennine Lancashire building control), one as far as its draft agreement.

    Raises
    ------
    PolicyError
        This site is not one for demonstration.
    """
    # Models stand only once Django has been started.
    from .loading import load

    load()
