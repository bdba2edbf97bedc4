"""What levers and costs are given, and what they return.

Axes, in this order throughout the appraisal: `C` groups of bodies priced at once, `B` bodies,
`D` draws. Draw 0 is the expected case, in which every figure stands at its mean; draws 1 to D-1
are the simulated futures. Pounds are real, at the prices of the base year, float64.

A lever or cost never sees years. It returns yearly amounts at full effect (or a one-off total) and
the engine lays them along the years; that is what lets every group be priced in one pass, because
present value is amount times a factor that depends only on when.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["LINES", "Array", "Figures", "Line", "Records", "Setting", "Stream", "Timing"]

Array = NDArray[np.float64]

#: Gives the drawn values, (D,), of an entry's estimate by field name; for a table of estimates, by
#: `field.key`. A field left out gives its stated default.
Figures = Callable[[str], Array]

Line = Literal["management", "staff", "systems", "accommodation", "supplies", "other"]

#: The cost lines of a baseline, in the order in which every table shows them.
LINES: tuple[Line, ...] = (
    "management",
    "staff",
    "systems",
    "accommodation",
    "supplies",
    "other",
)

#: When an amount falls. `ramp` follows the lever's ramp from go-live; `running` is every year from
#: go-live; `every-year` from year 0; `one-off` follows the entry's own spread of years.
Timing = Literal["ramp", "running", "every-year", "one-off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the bodies themselves recorded, before any option. Arrays are (B, D) or (B,)."""

    bodies: tuple[str, ...]
    costs: Mapping[Line, Array]
    """Yearly cost by line in scope, (B, D)."""
    others: tuple[str, ...] = ()
    """Bodies of the case that these records leave out, because each body is priced by itself."""
    volumes: Mapping[str, Array] = field(default_factory=dict)
    """Yearly volume by measure, (B,); nan where a body did not return it."""
    drivers: Mapping[str, Array] = field(default_factory=dict)
    """Drivers of the bodies such as population, (B,); nan where missing."""
    n_systems: Array
    """Legacy systems in scope, (B,)."""
    fte: Array
    """Full-time equivalent staff in scope, (B,); nan where not returned."""
    management_fte: Array
    """Full-time equivalent managers, (B,); nan where not returned."""
    agency_cost: Array
    """Yearly cost of agency staff, part of the staff line, (B, D); 0 where not returned."""
    contract_value: Array
    """Yearly value of contracts that tie the body in beyond go-live, (B,)."""
    contract_years_left: Array
    """Value-weighted years those contracts still have to run at go-live, (B,)."""
    vat_recovery: Array
    """Share of input VAT that each body recovers, (B,), 1 for a section 33 body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a lever or cost is applied: which groups, what they still spend, what was saved."""

    records: Records
    members: NDArray[np.bool_]
    """Who is in each group, (C, B)."""
    is_shared: bool
    """False when each body acts alone: every row of `members` then holds one body."""
    costs: Mapping[Line, Array]
    """Yearly cost by line that earlier levers have left, (C, B, D); 0 for bodies outside."""
    saved: Mapping[Line, Array]
    """Yearly saving by line at full effect of all levers so far, (C, B, D)."""
    host: int | None
    """Index of the host body, if there is one."""

    @property
    def n_members(self) -> Array:
        """Bodies in each group, shaped (C, 1, 1) to meet the other axes."""
        counts: Array = self.members.sum(axis=1, dtype=np.float64)[:, None, None]
        return counts

    @property
    def inside(self) -> Array:
        """1.0 for a body inside the group and 0.0 outside, (C, B, 1)."""
        return self.members.astype(np.float64)[:, :, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A flow of pounds by group, body and draw, at full effect, and when it falls.

    A saving is a negative cost. `is_joint` marks what the partners share by their rule; the rest
    falls on the body it stands against. A joint amount is laid out over the members only so that
    all arrays have one shape: the sharing rule decides who pays it.
    """

    id: str
    label: str
    line: Line | Literal["one-off", "running", "income"]
    amount: Array
    """Pounds: a cost is above 0, a saving below; (C, B, D)."""
    timing: Timing
    is_joint: bool
    spread: tuple[float, ...] = (1.0,)
    """For a one-off: the share that falls in each year, from `first_year` on."""
    first_year: int = 0
    """For a one-off: the year its spread begins, counted from `counted_from`."""
    counted_from: Literal["start", "go-live", "end"] = "start"
    ramp: tuple[float, ...] = (1.0,)
    """For timing `ramp`: share of full effect by year from go-live; the last value holds on."""
    only_if_early: bool = False
    """For a cost of ending: due only if the arrangement ends within the horizon."""
    is_transfer: bool = False
    """Moves money between parties without using resources: left out of the society lens."""
    is_within_purse: bool = False
    """Paid by one public body to another, such as VAT: left out of the joint public purse."""
    is_cash: bool = True
    """False for a real cost that no budget pays, such as staff time already on the payroll."""
    lens_note: str = ""
    """Why each lens counts it or leaves it out."""
