"""A sharing option priced for some of its bodies, or for one more, from their own records."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from commonweal.appraisal import Appraisal, Priced, price
from commonweal.errors import InputError

__all__ = ["price_group"]


def price_group(
    appraisal: Appraisal, option_id: str, bodies: Sequence[str], *, n_draws: int | None = 0
) -> Priced:
    """Price a sharing option for some bodies only, from their own records, in one row.

    The expected case alone, or with as many futures as asked for (None: all of them).
    """
    option = appraisal.option(option_id)
    if option.priced is None or option.family != "sharing":
        raise InputError(
            f"{option.name} is no sharing option.", hint="Name a sharing option of the file."
        )
    members = np.array([[body in bodies for body in appraisal.body_ids]])
    return price(
        appraisal.partnership.option(option_id),
        option.scope,
        appraisal.book,
        members=members,
        timeline=option.priced.timeline,
        is_shared=True,
        futures=option.priced.futures,
        allowance=option.allowance,
        avoided=option.priced.avoided,
        n_draws=n_draws,
    )
