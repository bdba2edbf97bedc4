"""Small cases in which costs are worked: a few bodies, one group or all, a draw or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from commonweal.appraisal.costs import apply_cost
from commonweal.appraisal.streams import LINES, Array, Records, Setting, Stream
from commonweal.partnership.costs import AnyCost, CostUse

_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyCost)

NAMES = ("ashby", "barton", "corley", "denham", "elmley", "fenton")


def entry_of(cost: str, **parameters: Any) -> Any:
    """Return a cost as the file would hold it."""
    return _ADAPTER.validate_python({"cost": cost, **parameters})


def records_of(
    costs: Mapping[str, Any] | None = None,
    *,
    bodies: Sequence[str] = NAMES[:3],
    n_draws: int = 1,
    **others: Any,
) -> Records:
    """Return records in which a line left out costs nothing; a cost may be (B,) or (B, D)."""
    n_bodies = len(bodies)

    def wide(values: Any) -> Array:
        array = np.asarray(values, dtype=np.float64)
        return np.repeat(array[:, None], n_draws, axis=1) if array.ndim == 1 else array

    def row(name: str, default: float) -> Array:
        return np.asarray(others.get(name, np.full(n_bodies, default)), dtype=np.float64)

    return Records(
        bodies=tuple(bodies),
        costs={line: wide((costs or {}).get(line, np.zeros(n_bodies))) for line in LINES},
        n_systems=row("n_systems", 1.0),
        fte=row("fte", np.nan),
        management_fte=row("management_fte", np.nan),
        agency_cost=wide(np.zeros(n_bodies)),
        contract_value=row("contract_value", 0.0),
        contract_years_left=row("contract_years_left", 0.0),
        vat_recovery=row("vat_recovery", 1.0),
    )


def setting_of(
    records: Records,
    groups: Iterable[Iterable[int]] | None = None,
    *,
    is_shared: bool = True,
    saved: Mapping[str, Any] | None = None,
) -> Setting:
    """Return a setting for groups given by places; all bodies together where left out.

    `saved` gives, by line, what each body's pounds a year of saving are, (B,) or (B, D).
    """
    n_bodies = len(records.bodies)
    if groups is None:
        groups = [range(n_bodies)] if is_shared else [[body] for body in range(n_bodies)]
    members = np.array(
        [[body in set(group) for body in range(n_bodies)] for group in map(list, groups)],
        dtype=np.bool_,
    )

    def by_group(values: Array) -> Array:
        return np.where(members[:, :, None], values, 0.0)

    gone = {}
    for line in LINES:
        values = np.asarray((saved or {}).get(line, np.zeros(n_bodies)), dtype=np.float64)
        values = values[:, None] if values.ndim == 1 else values
        gone[line] = by_group(np.broadcast_to(values, records.costs[line].shape))
    return Setting(
        records=records,
        members=members,
        is_shared=is_shared,
        costs={line: by_group(records.costs[line]) - gone[line] for line in LINES},
        saved=gone,
        host=None,
    )


def every_group(n_bodies: int) -> list[list[int]]:
    return [
        [body for body in range(n_bodies) if group >> body & 1] for group in range(1, 2**n_bodies)
    ]


def figures_of(entry: CostUse, n_draws: int = 1, **drawn: Any) -> Any:
    """Return the figures of an entry: `drawn` values by name, else the number that stands in it."""

    def figures(name: str) -> Array:
        if name in drawn:
            return np.asarray(drawn[name], dtype=np.float64)
        value: Any = entry
        for part in name.split(".", 1):
            value = value[part] if isinstance(value, Mapping) else getattr(value, part)
        return np.full(n_draws, float(value))

    return figures


def streams(setting: Setting, entry: CostUse, **drawn: Any) -> tuple[Stream, ...]:
    n_draws = setting.costs["staff"].shape[-1]
    return apply_cost(setting, entry, figures_of(entry, n_draws, **drawn))


def stream(setting: Setting, entry: CostUse, **drawn: Any) -> Stream:
    """Return the one stream of a cost."""
    (found,) = streams(setting, entry, **drawn)
    return found


def amounts(setting: Setting, entry: CostUse, **drawn: Any) -> Array:
    """Return what it comes to, (C, B, D)."""
    return np.sum([found.amount for found in streams(setting, entry, **drawn)], axis=0)


def pounds_by_body(setting: Setting, entry: CostUse, **drawn: Any) -> list[float]:
    """Return what it comes to in the first group and draw, by body, to the penny."""
    return amounts(setting, entry, **drawn)[0, :, 0].round(2).tolist()


def pounds_by_group(setting: Setting, entry: CostUse, **drawn: Any) -> list[float]:
    """Return what it comes to for each whole group in the first draw, to the penny."""
    return amounts(setting, entry, **drawn)[:, :, 0].sum(axis=1).round(2).tolist()
