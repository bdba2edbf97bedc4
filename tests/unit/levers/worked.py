"""Small cases in which levers are worked: a few bodies, one group or all, a draw or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from commonweal.appraisal.levers import apply_lever
from commonweal.appraisal.streams import LINES, Array, Records, Setting, Stream
from commonweal.partnership.levers import AnyLever, LeverUse

_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyLever)

NAMES = ("ashby", "barton", "corley", "denham", "elmley", "fenton", "garston", "hatley")


def entry_of(lever: str, **parameters: Any) -> Any:
    """Return a lever as the file would hold it."""
    return _ADAPTER.validate_python({"lever": lever, "mechanism": "As tested.", **parameters})


def records_of(
    costs: Mapping[str, Any],
    *,
    bodies: Sequence[str] | None = None,
    n_draws: int = 1,
    **others: Any,
) -> Records:
    """Return records in which a line left out costs nothing; a cost may be (B,) or (B, D)."""
    n_bodies = len(next(iter(costs.values()))) if costs else len(bodies or ())

    def wide(values: Any) -> Array:
        array = np.asarray(values, dtype=np.float64)
        if array.ndim == 1:
            array = np.repeat(array[:, None], n_draws, axis=1)
        return array

    def row(name: str, default: float) -> Array:
        return np.asarray(others.get(name, np.full(n_bodies, default)), dtype=np.float64)

    return Records(
        bodies=tuple(bodies or NAMES[:n_bodies]),
        costs={line: wide(costs.get(line, np.zeros(n_bodies))) for line in LINES},
        volumes={
            name: np.asarray(values, dtype=np.float64)
            for name, values in others.get("volumes", {}).items()
        },
        n_systems=row("n_systems", 1.0),
        fte=row("fte", np.nan),
        management_fte=row("management_fte", np.nan),
        agency_cost=wide(others.get("agency_cost", np.zeros(n_bodies))),
        contract_value=np.zeros(n_bodies),
        contract_years_left=np.zeros(n_bodies),
        vat_recovery=np.ones(n_bodies),
    )


def setting_of(
    records: Records,
    groups: Iterable[Iterable[int]] | None = None,
    *,
    is_shared: bool = True,
    left: Mapping[str, Array] | None = None,
) -> Setting:
    """Return a setting for groups given by places; all bodies together where left out."""
    n_bodies = len(records.bodies)
    if groups is None:
        groups = [range(n_bodies)] if is_shared else [[body] for body in range(n_bodies)]
    members = np.array(
        [[body in set(group) for body in range(n_bodies)] for group in map(list, groups)],
        dtype=np.bool_,
    )
    costs = {
        line: members[:, :, None] * ((left or {}).get(line, records.costs[line])) for line in LINES
    }
    return Setting(
        records=records,
        members=members,
        is_shared=is_shared,
        costs=costs,
        saved={
            line: members[:, :, None] * records.costs[line] - cost for line, cost in costs.items()
        },
        host=None,
    )


def every_group(n_bodies: int) -> list[list[int]]:
    return [
        [body for body in range(n_bodies) if group >> body & 1] for group in range(1, 2**n_bodies)
    ]


def figures_of(entry: LeverUse, n_draws: int = 1, **drawn: Any) -> Any:
    """Return the figures of an entry: `drawn` values by name, else the number that stands in it."""

    def figures(name: str) -> Array:
        if name in drawn:
            return np.asarray(drawn[name], dtype=np.float64)
        value: Any = entry
        for part in name.split(".", 1):
            value = value[part] if isinstance(value, dict) else getattr(value, part)
        return np.full(n_draws, float(value))

    return figures


def price(setting: Setting, entry: LeverUse, **drawn: Any) -> tuple[Stream, ...]:
    n_draws = setting.costs["staff"].shape[-1]
    return apply_lever(setting, entry, figures_of(entry, n_draws, **drawn))


def saving(setting: Setting, entry: LeverUse, **drawn: Any) -> Array:
    """Return the saving over all lines, (C, B, D)."""
    return np.sum([-stream.amount for stream in price(setting, entry, **drawn)], axis=0)
