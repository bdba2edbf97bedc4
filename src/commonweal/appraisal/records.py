"""From the partnership file to the arrays that levers and costs work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

import numpy as np

from commonweal.calendar import DeflatorSeries, FinancialYear
from commonweal.errors import InputError
from commonweal.partnership import Baseline, BodyEntry, Option, Partnership, Undivided

from .figures import FigureBook
from .streams import LINES, Array, Line, Records

__all__ = ["Scope", "scope_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one option works on: the bodies' records for its services, and how they would grow."""

    services: tuple[str, ...]
    records: Records
    growth: Mapping[Line, Array]
    """Cost index by year if nothing is done, 1 in year 0; (years, 1, 1) or (years, B, D)."""
    unknown: tuple[str, ...]
    """Bodies of which some service in scope has no baseline."""
    placeholders: tuple[str, ...]

    def of_body(self, index: int) -> Scope:
        """Return the same for one body alone."""
        at = slice(index, index + 1)
        records = self.records
        return replace(
            self,
            records=Records(
                bodies=records.bodies[at],
                others=tuple(body for body in records.bodies if body not in records.bodies[at]),
                costs={line: costs[at] for line, costs in records.costs.items()},
                volumes={name: values[at] for name, values in records.volumes.items()},
                drivers={name: values[at] for name, values in records.drivers.items()},
                n_systems=records.n_systems[at],
                fte=records.fte[at],
                management_fte=records.management_fte[at],
                agency_cost=records.agency_cost[at],
                contract_value=records.contract_value[at],
                contract_years_left=records.contract_years_left[at],
                vat_recovery=records.vat_recovery[at],
            ),
            growth={
                line: index_ if index_.shape[1] == 1 else index_[:, at]
                for line, index_ in self.growth.items()
            },
        )


def scope_of(
    partnership: Partnership,
    option: Option | None,
    book: FigureBook,
    *,
    deflators: DeflatorSeries | None = None,
    like: Scope | None = None,
) -> Scope:
    """Gather what an option works on; with no option, everything in the file.

    `like` is another scope of the same partnership: where it covers the same services, its large
    arrays are shared and not made again.

    Raises
    ------
    CommonwealError
        A baseline's year cannot be brought to the price base: it lies outside the deflators.
    """
    services = (
        partnership.services_of(option)
        if option is not None
        else tuple(service.id for service in partnership.services)
    )
    bodies = partnership.bodies
    found = [[partnership.baseline(body.id, service) for service in services] for body in bodies]
    go_live = _go_live(partnership, option)
    to_base = _Rebaser(partnership, deflators)
    same = like if like is not None and like.services == services else None
    costs = (
        {line: np.stack([_line_cost(row, line, book, to_base) for row in found]) for line in LINES}
        if same is None
        else same.records.costs
    )
    volumes = sorted({name for row in found for one in row if one for name in one.volumes})
    drivers = sorted({name for body in bodies for name in body.drivers})
    ties = [_ties(row, go_live, partnership, to_base) for row in found]
    records = Records(
        bodies=tuple(body.id for body in bodies),
        costs=costs,
        volumes={name: np.array([_volume(row, name) for row in found]) for name in volumes},
        drivers={
            name: np.array([body.drivers.get(name, np.nan) for body in bodies]) for name in drivers
        },
        n_systems=np.array(
            [float(sum(one.n_systems for one in row if _is_provided(one))) for row in found]
        ),
        fte=np.array([_fte(row, managers=False) for row in found]),
        management_fte=np.array([_fte(row, managers=True) for row in found]),
        agency_cost=np.stack([_agency(row, book.size, to_base) for row in found]),
        contract_value=np.array([value for value, _ in ties]),
        contract_years_left=np.array([years for _, years in ties]),
        vat_recovery=np.array([float(book.values(body.vat_recovery)[0]) for body in bodies]),
    )
    return Scope(
        services=services,
        records=records,
        growth=_growth(partnership, found, book) if same is None else same.growth,
        unknown=_bodies_where(bodies, found, lambda one: one is None or one.status == "missing"),
        placeholders=_bodies_where(
            bodies, found, lambda one: one is not None and one.status == "placeholder"
        ),
    )


def _go_live(partnership: Partnership, option: Option | None) -> FinancialYear:
    label = option.go_live if option is not None and option.go_live else partnership.first_year
    return FinancialYear.parse(label, kind=partnership.year_kind)


class _Rebaser:
    """Brings a baseline's pounds to the price base of the case."""

    def __init__(self, partnership: Partnership, deflators: DeflatorSeries | None) -> None:
        self._kind = partnership.year_kind
        self._base = FinancialYear.parse(partnership.base_year, kind=partnership.year_kind)
        self._deflators = deflators

    def factor(self, baseline: Baseline) -> float:
        year = FinancialYear.parse(baseline.year, kind=self._kind)
        if year == self._base:
            return 1.0
        if self._deflators is None:
            raise InputError(
                f"The baseline of {baseline.body} is at {year} prices and the case at "
                f"{self._base} prices, with no deflators to join them.",
                hint="Choose a parameter set that has deflators, or restate the baseline.",
            )
        return self._deflators.factor(year, self._base)


def _is_provided(baseline: Baseline | None) -> TypeGuard[Baseline]:
    return baseline is not None and baseline.status not in ("does-not-provide", "missing")


def _line_cost(
    row: Sequence[Baseline | None], line: Line, book: FigureBook, to_base: _Rebaser
) -> Array:
    """Return one body's yearly cost on one line over the services in scope, (D,)."""
    total = np.zeros(book.size)
    for baseline in row:
        if not _is_provided(baseline):
            continue
        amount = book.values(getattr(baseline.costs, line))
        for part in baseline.undivided:
            amount = amount + part.amount * _shares(part, book).get(line, 0.0)
        total = total + amount * to_base.factor(baseline)
    return total


def _shares(part: Undivided, book: FigureBook) -> dict[Line, Array]:
    """Return the share of each line in an undivided amount; they add to 1 in every draw."""
    shares: dict[Line, Array] = {}
    rest: Line | None = None
    for line, share in part.into.items():
        if share == "rest":
            rest = line
        else:
            shares[line] = np.clip(book.values(share), 0.0, 1.0)
    taken = sum(shares.values(), np.zeros(book.size))
    if rest is not None:
        shares[rest] = np.clip(1.0 - taken, 0.0, None)
        taken = np.maximum(taken, 1.0)  # ranges that overlap are scaled back, never above the sum
    return {line: share / taken for line, share in shares.items()}


def _volume(row: Sequence[Baseline | None], name: str) -> float:
    found = [one.volumes[name] for one in row if one is not None and name in one.volumes]
    return float(sum(found)) if found else np.nan


def _fte(row: Sequence[Baseline | None], *, managers: bool) -> float:
    total, is_known = 0.0, False
    for baseline in row:
        if baseline is None:
            continue
        stated = baseline.management_fte if managers else baseline.staff_fte
        posts = [post for post in baseline.establishment if not post.is_vacant]
        if stated is not None:
            total, is_known = total + stated, True
        elif posts:
            kept = [post.fte for post in posts if post.is_manager or not managers]
            total, is_known = total + sum(kept), True
    return total if is_known else np.nan


def _agency(row: Sequence[Baseline | None], size: int, to_base: _Rebaser) -> Array:
    total = 0.0
    for baseline in row:
        if baseline is None:
            continue
        posts = sum(post.cost or 0.0 for post in baseline.establishment if post.is_agency)
        stated = baseline.agency_cost if baseline.agency_cost is not None else posts
        total += stated * to_base.factor(baseline)
    return np.full(size, total)


def _ties(
    row: Sequence[Baseline | None],
    go_live: FinancialYear,
    partnership: Partnership,
    to_base: _Rebaser,
) -> tuple[float, float]:
    """Return the yearly value of contracts still running at go-live and their mean years left."""
    value, pound_years = 0.0, 0.0
    for baseline in row:
        for contract in baseline.contracts if baseline is not None else ():
            until = FinancialYear.parse(contract.until, kind=partnership.year_kind)
            years_left = until - go_live + 1  # a contract runs to the end of its last year
            if years_left > 0 and baseline is not None:
                pounds = contract.yearly_value * to_base.factor(baseline)
                value += pounds
                pound_years += pounds * years_left
    return value, (pound_years / value if value else 0.0)


def _growth(
    partnership: Partnership, found: Sequence[Sequence[Baseline | None]], book: FigureBook
) -> dict[Line, Array]:
    """Return each line's cost index by year; flat, and small, where no growth is stated.

    A body with several services grows each line at the rate of its first service that states one.
    """
    years = np.arange(partnership.horizon_years, dtype=np.float64)
    growth: dict[Line, Array] = {}
    for line in LINES:
        rates = [
            next((one.growth[line] for one in row if one is not None and line in one.growth), None)
            for row in found
        ]
        if all(rate is None for rate in rates):
            growth[line] = np.ones((len(years), 1, 1))
            continue
        drawn = np.stack([book.values(rate) for rate in rates])  # (B, D)
        growth[line] = (1.0 + drawn)[None, :, :] ** years[:, None, None]
    return growth


def _bodies_where(
    bodies: Sequence[BodyEntry],
    found: Sequence[Sequence[Baseline | None]],
    is_so: Callable[[Baseline | None], bool],
) -> tuple[str, ...]:
    return tuple(
        body.id for body, row in zip(bodies, found, strict=True) if any(is_so(one) for one in row)
    )
