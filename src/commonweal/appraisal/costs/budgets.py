"""Costs that stand in one body's budget alone: irrecoverable VAT and overhead left behind."""

from __future__ import annotations

from commonweal.appraisal.costs.arithmetic import (
    cost_left,
    figure,
    pooled_before,
    recorded,
    replace_rows,
    table_by_body,
    yearly,
)
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.costs import IrrecoverableVat, StrandedOverhead

__all__ = ["irrecoverable_vat", "stranded_overhead", "vat_cost"]


def vat_cost(charge: Array, share: Array, rate: Array, recovery: Array) -> Array:
    """Return charge x share that bears VAT x rate x (1 - share recovered), in pounds a year.

    `charge` is (C, B, D), `share` and `rate` (D,), `recovery` (B,).

    >>> vat_cost(np.array([[[500_000.0]]]), np.array([1.0]), np.array([0.2]), np.array([0.0]))
    array([[[100000.]]])
    """
    found: Array = charge * ((1.0 - recovery)[:, None] * (share * rate))
    return found


def irrecoverable_vat(
    setting: Setting, entry: IrrecoverableVat, figures: Figures
) -> tuple[Stream, ...]:
    recovery = recorded(
        setting,
        setting.records.vat_recovery,
        "The share of VAT recovered",
        mend="Give vat_recovery for each body: 1 for a council, 0 where none comes back.",
    )
    # The charge is what the body would still spend on the service: what it pays in the end depends
    # on the sharing rule, which is chosen above the appraisal and must not move the whole.
    amount = vat_cost(
        cost_left(setting),
        figure(figures, "share_of_charge", high=1.0),
        figure(figures, "rate", high=1.0),
        recovery,
    )
    return (yearly(setting, entry, amount),)


def stranded_overhead(
    setting: Setting, entry: StrandedOverhead, figures: Figures
) -> tuple[Stream, ...]:
    left_behind = pooled_before(setting, ("other",))
    left_behind *= figure(figures, "share_of_other", high=1.0)
    given = table_by_body(setting, figures, "pounds_by_body", tuple(entry.pounds_by_body))
    amount = setting.inside * replace_rows(left_behind, given)
    return (yearly(setting, entry, amount, ramp=entry.falls_away),)
