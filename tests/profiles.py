"""How many examples each law gets: in the normal run a third of its own number, in the long one
three times as many."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings

__all__ = ["LEAST", "LONG_FACTOR", "NORMAL_PART", "give_examples", "register_profiles"]

#: How many times its own number of examples each law is given by `make test-all`.
LONG_FACTOR = 3

#: What `make test` gives each law: its own number divided by this, and never fewer than the least.
NORMAL_PART = 3
LEAST = 5

_OWN_EXAMPLES = 50

#: All but `explain`, which spends minutes on a failure that the shrunk example already shows.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink)

#: What hypothesis says of how it came by its examples. What it draws hangs on which modules of ours
#: this process has loaded, so it would fail one run and not the next. A law of which no example is
#: left fails all the same.
_LET_BE = (HealthCheck.too_slow, HealthCheck.filter_too_much)

#: Where hypothesis keeps what `@settings(...)` hung on a test. It has no public setter, and a
#: test's own number would win over the profile's. The version is pinned and our test watches it.
_OWN_SETTINGS = "_hypothesis_internal_use_settings"

#: Set on a law whose number is settled.
_IS_SETTLED = "_has_its_examples"


def register_profiles() -> None:
    """Register `normal` and `long`, and load the first."""
    settings.register_profile(
        "normal",
        deadline=None,
        max_examples=_OWN_EXAMPLES // NORMAL_PART,
        # The same examples each time, so that a failure is the change's and not the day's.
        derandomize=True,
        phases=_PHASES,
        suppress_health_check=_LET_BE,
    )
    settings.register_profile(
        "long",
        deadline=None,
        max_examples=_OWN_EXAMPLES * LONG_FACTOR,
        # The same examples each time here too: what lands must not hang on a throw of the dice.
        derandomize=True,
        print_blob=True,
        phases=_PHASES,
        suppress_health_check=_LET_BE,
    )
    settings.load_profile("normal")


def give_examples(test: Any, *, is_long: bool) -> None:
    """Settle once how many examples a law gets that asks by `@settings(max_examples=...)`.

    A law with parameters is collected as many items with one function between them.
    """
    function = getattr(test, "__func__", test)
    own = getattr(function, _OWN_SETTINGS, None)
    if own is None or getattr(function, _IS_SETTLED, False):
        return
    wanted = own.max_examples
    number = wanted * LONG_FACTOR if is_long else min(wanted, max(LEAST, wanted // NORMAL_PART))
    setattr(function, _IS_SETTLED, True)
    setattr(function, _OWN_SETTINGS, settings(own, max_examples=number))
