"""Whether the keys of sealed interests are here, and interests are compared each day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from commonweal_web.exchange.keys import keys_by_id
from commonweal_web.interest.models import LookedOn, SealedInterest

__all__ = ["faults"]

_PATIENCE = timedelta(days=3)


def faults() -> Iterator[str]:
    """Yield a sentence for each thing that is not as it should be; none tells whose it is."""
    held = SealedInterest.objects.exclude(sealed="")
    here = set(keys_by_id())
    for key_id in sorted(set(held.values_list("key_id", flat=True)) - here):
        yield (
            f"The key {key_id} of sealed interests is not here: bring it back, or what bodies "
            "named under it is never compared."
        )
    waited = timezone.localdate() - _PATIENCE
    if (
        held.filter(given_on__lt=waited).exists()
        and not LookedOn.objects.filter(day__gte=waited).exists()
    ):
        yield "Interests in sharing were not compared for three days: no worker is there."
