"""How many examples each law gets: the normal run and, three times as many, the long one."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings

__all__ = ["LONG_FACTOR", "give_more_examples", "register_profiles"]

#: How many times its own number of examples each law is given by `make test-all`.
LONG_FACTOR = 3

_NORMAL_EXAMPLES = 50

#: All but `explain`, which spends minutes on a failure that the shrunk example already shows.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink)

#: Where hypothesis keeps what `@settings(...)` hung on a test. It has no public setter, and a
#: test's own number would win over the profile's. The version is pinned and our test watches it.
_OWN_SETTINGS = "_hypothesis_internal_use_settings"


_IS_LONG = "_has_more_examples"


def register_profiles() -> None:
    """Register `normal` and `long`, and load the first."""
    settings.register_profile(
        "normal",
        deadline=None,
        max_examples=_NORMAL_EXAMPLES,
        # The same examples each time, so that a failure is the change's and not the day's.
        derandomize=True,
        phases=_PHASES,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.register_profile(
        "long",
        deadline=None,
        max_examples=_NORMAL_EXAMPLES * LONG_FACTOR,
        # The same examples each time here too: what lands must not hang on a throw of the dice.
        derandomize=True,
        print_blob=True,
        phases=_PHASES,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("normal")


def give_more_examples(test: Any) -> None:
    """Multiply the examples that a law asks for by `@settings(max_examples=...)`, once.

    A law with parameters is collected as many items with one function between them.
    """
    function = getattr(test, "__func__", test)
    own = getattr(function, _OWN_SETTINGS, None)
    if own is not None and not getattr(function, _IS_LONG, False):
        setattr(function, _IS_LONG, True)
        more = settings(own, max_examples=own.max_examples * LONG_FACTOR)
        setattr(function, _OWN_SETTINGS, more)
