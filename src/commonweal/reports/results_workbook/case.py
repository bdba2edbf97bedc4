"""The partnership file read into inputs, as the engine would read it into draws.

`TracedBook` stands where the engine has its book of drawn figures, and `records_of` where it
gathers what the bodies recorded; both hold the expected case alone, as sums of input cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np

from commonweal.appraisal.figures import FigureBook
from commonweal.appraisal.records import Scope
from commonweal.appraisal.streams import LINES, Array, Figures, Line, Records
from commonweal.calendar import FinancialYear
from commonweal.deal import Deal
from commonweal.partnership import (
    Baseline,
    CostUse,
    Entry,
    Estimate,
    LeverUse,
    Partnership,
    Undivided,
)

from .formulas import Context, Ledger, Number
from .inputs import Inputs
from .traced import traced

__all__ = ["TracedBook", "of_bodies", "records_of", "say_field"]


def say_field(name: str) -> str:
    """Say a field of the file in words: "Kept share of other teams"."""
    words = name.replace("_", " ").replace(".", ": ").replace("-", " ")
    words = words.replace("n ", "number of ", 1) if words.startswith("n ") else words
    words = words.replace("fte", "full-time equivalent")
    return words[:1].upper() + words[1:]


class TracedBook(FigureBook):
    """The file's figures as sums of input cells, in place of drawn values: D is 1."""

    def __init__(self, partnership: Partnership, inputs: Inputs) -> None:
        self._assumptions = {entry.id: entry for entry in partnership.assumptions}
        self._places = {entry.id: place for place, entry in enumerate(partnership.assumptions)}
        self.inputs = inputs
        self.ledger: Ledger = inputs.ledger
        self.size = 1
        self._entries: dict[int, tuple[tuple[Any, ...], str, str]] = {}
        for place, option in enumerate(partnership.options):
            for kind, entries in enumerate((option.levers, option.costs, option.risks)):
                for at, entry in enumerate(entries):
                    name = _kind_of(entry)
                    self._entries[id(entry)] = ((1, place, kind, at), option.name, say_field(name))

    def number(
        self, estimate: Estimate | None, key: Any, place: tuple[Any, ...], **told: Any
    ) -> Number:
        """Return an estimate's expected value as an input, or as the assumption that it names."""
        if estimate is None:
            return 0.0
        if isinstance(estimate, str):
            row = self._assumptions[estimate.removeprefix("assumption:")]
            return self.inputs.value(
                ("assumption", row.id),
                row.value,
                (0, self._places[row.id]),
                sheet="Figures",
                belongs_to="Assumption",
                name=row.name or say_field(row.id),
                unit=row.unit or "",
                source=row.source,
                grade=row.grade or "",
            )
        return self.inputs.value(key, estimate, place, **told)

    def of(self, entry: Entry) -> Figures:
        """Return the look-up that a lever or cost is given; what it works out is put to it."""
        _, option, kind = self._entries[id(entry)]
        self.ledger.context = Context(option, kind, self.ledger.context.group)

        def look_up(field: str) -> Array:
            return traced([self.figure_of(entry, field)])

        return look_up

    def figure_of(self, entry: Entry, field: str) -> Number:
        """Return one figure of a lever, cost or risk."""
        place, option, kind = self._entries[id(entry)]
        here: Any = entry
        for part in field.split("."):
            here = here[part] if isinstance(here, Mapping) else getattr(here, part)
        top = type(entry).model_fields[field.split(".")[0]]
        extra = top.json_schema_extra
        unit = extra.get("unit", "") if isinstance(extra, dict) else ""
        is_left_out = field.split(".")[0] not in entry.model_fields_set
        return self.number(
            here,
            (id(entry), field),
            (*place, field),
            sheet="Figures",
            belongs_to=f"{option}: {kind}",
            name=say_field(field),
            unit=str(unit),
            source="left out of the file, stands at its default"
            if is_left_out
            else getattr(entry, "source", ""),
            grade="" if is_left_out else getattr(entry, "grade", None) or "",
        )

    def narrowed(self, n_draws: int) -> Callable[[Array], Array]:
        """Return the function that keeps what there is: one draw."""
        del n_draws
        return lambda values: values


def _kind_of(entry: Entry) -> str:
    if isinstance(entry, LeverUse):
        return entry.lever
    if isinstance(entry, CostUse):
        return entry.cost
    return str(getattr(entry, "risk", "risk"))


def records_of(deal: Deal, found: Scope, book: TracedBook) -> Scope:
    """Return what the bodies recorded for some services as sums of input cells.

    `found` is the same as the engine gathered it: which services, and what is not known.
    """
    partnership = deal.partnership
    bodies = partnership.bodies
    rows = [
        [partnership.baseline(body.id, service) for service in found.services] for body in bodies
    ]
    reader = _Reader(deal, found, book)
    records = found.records

    def facts(name: str, values: Array, unit: str) -> Array:
        return traced(
            [
                reader.fact(at, name, float(value), unit) if np.isfinite(value) else np.nan
                for at, value in enumerate(values)
            ]
        )

    costs: dict[Line, Array] = {
        line: traced([[reader.line(row, line)] for row in rows]) for line in LINES
    }
    return Scope(
        services=found.services,
        records=Records(
            bodies=records.bodies,
            others=records.others,
            costs=costs,
            volumes={
                name: facts(f"Volume: {name}", values, "a year")
                for name, values in records.volumes.items()
            },
            drivers=records.drivers,
            n_systems=facts("Legacy systems", records.n_systems, "systems"),
            fte=facts("Staff", records.fte, "full-time equivalents"),
            management_fte=facts("Managers", records.management_fte, "full-time equivalents"),
            agency_cost=facts("Agency staff", records.agency_cost[:, 0], "pounds a year")[:, None],
            contract_value=facts(
                "Contracts still running at go-live", records.contract_value, "pounds a year"
            ),
            contract_years_left=facts(
                "Years those contracts have left", records.contract_years_left, "years"
            ),
            vat_recovery=facts("VAT recovered", records.vat_recovery, "share"),
        ),
        growth=_growth(deal, rows, book),
        unknown=found.unknown,
        placeholders=found.placeholders,
    )


def of_bodies(scope: Scope, places: list[int]) -> Scope:
    """Return the same for some bodies only, in their order."""
    records = scope.records
    taken = {
        field.name: _taken(getattr(records, field.name), places)
        for field in fields(records)
        if field.name not in ("bodies", "others")
    }
    bodies = tuple(records.bodies[place] for place in places)
    others = tuple(body for body in records.bodies if body not in bodies)
    return replace(scope, records=Records(bodies=bodies, others=others, **taken))


def _taken(values: Any, places: list[int]) -> Any:
    if isinstance(values, Mapping):
        return {name: of_all[places] for name, of_all in values.items()}
    return values[places]


class _Reader:
    """Reads one scope's baselines and facts into inputs."""

    def __init__(self, deal: Deal, found: Scope, book: TracedBook) -> None:
        self._deal, self._found, self._book = deal, found, book
        self._partnership = deal.partnership
        self._places = {body.id: place for place, body in enumerate(self._partnership.bodies)}
        self._services = {
            service.id: service.name or say_field(service.id)
            for service in self._partnership.services
        }

    def fact(self, at: int, name: str, value: float, unit: str) -> Number:
        """Return a fact of a body; one that is nought as the file leaves it out is no input."""
        body = self._partnership.bodies[at]
        if value == 0:
            return 0.0
        services = self._found.services
        return self._book.inputs.value(
            ("fact", body.id, name, services, value),
            value,
            (at, name, services),
            sheet="Facts",
            belongs_to=body.name,
            name=name,
            unit=unit,
            source=body.source,
            grade="",
        )

    def line(self, row: list[Baseline | None], line: Line) -> Number:
        """Return one body's yearly cost on one line at the prices of the case."""
        total: Number = 0.0
        for baseline in row:
            if baseline is None or baseline.status in ("does-not-provide", "missing"):
                continue
            amount = self._given(baseline, line, getattr(baseline.costs, line))
            for at, part in enumerate(baseline.undivided):
                amount = amount + self._undivided(baseline, at, part, line)
            total = total + amount * self._to_base(baseline)
        return total

    def _told(self, baseline: Baseline) -> dict[str, Any]:
        body = self._partnership.body(baseline.body)
        service = self._services.get(baseline.service, baseline.service)
        return {
            "sheet": "Baselines",
            "belongs_to": f"{body.name}: {service}",
            "source": baseline.source,
            "grade": baseline.grade or "",
        }

    def _place(self, baseline: Baseline, *rest: Any) -> tuple[Any, ...]:
        return (self._places[baseline.body], baseline.service, *rest)

    def _given(self, baseline: Baseline, line: Line, estimate: Estimate | None) -> Number:
        if estimate is None or estimate == 0:
            return 0.0
        return self._book.number(
            estimate,
            ("line", baseline.body, baseline.service, line),
            self._place(baseline, 0, LINES.index(line)),
            name=say_field(line),
            unit=f"pounds a year, {baseline.year} prices",
            **self._told(baseline),
        )

    def _undivided(self, baseline: Baseline, at: int, part: Undivided, line: Line) -> Number:
        """Return the part of an undivided amount that belongs to a line."""
        if line not in part.into:
            return 0.0
        ledger = self._book.ledger
        key = ("undivided", baseline.body, baseline.service, at)
        amount = self._book.number(
            part.amount,
            key,
            self._place(baseline, 1, at, 0),
            name=f"{part.label}, not returned by line",
            unit=f"pounds a year, {baseline.year} prices",
            **self._told(baseline),
        )
        shares: dict[Line, Number] = {}
        rest: Line | None = None
        for place, (one, share) in enumerate(part.into.items()):
            if share == "rest":
                rest = one
                continue
            raw = self._book.number(
                share,
                (*key, one),
                self._place(baseline, 1, at, 1 + place),
                name=f"{part.label}: share that is {one}",
                unit="share",
                **(self._told(baseline) | {"source": part.source, "grade": part.grade or ""}),
            )
            shares[one] = _between(ledger, raw)
        taken = ledger.total(shares.values())
        if rest is not None:
            if ledger.compare("<=", taken, 1.0):
                # As long as the shares leave something over, nothing is scaled back.
                shares[rest], taken = 1.0 - taken, 1.0
            else:
                shares[rest] = ledger.extreme("MAX", (1.0 - taken, 0.0))
                taken = ledger.extreme("MAX", (taken, 1.0))
        return amount * (shares[line] / taken)

    def _to_base(self, baseline: Baseline) -> Number:
        if baseline.year == self._partnership.base_year:
            return 1.0
        deflators = self._deal.appraisal.parameters.deflators
        assert deflators is not None, "The engine had them."
        factor = deflators.factor(
            _year(self._partnership, baseline.year),
            _year(self._partnership, self._partnership.base_year),
        )
        return self._book.inputs.value(
            ("prices", baseline.year),
            factor,
            (-1, baseline.year),
            sheet="Baselines",
            belongs_to="Prices",
            name=f"{baseline.year} prices to {self._partnership.base_year} prices",
            unit="factor",
            source=f"{deflators.name}: {deflators.source}",
            grade="",
        )


def _between(ledger: Ledger, share: Number) -> Number:
    """Hold a share from 0 to 1, as the engine does; one that lies there is used as it is."""
    if ledger.compare(">=", share, 0.0) and ledger.compare("<=", share, 1.0):
        return share
    return ledger.extreme("MIN", (ledger.extreme("MAX", (share, 0.0)), 1.0))


def _year(partnership: Partnership, label: str) -> FinancialYear:
    return FinancialYear.parse(label, kind=partnership.year_kind)


def _growth(deal: Deal, rows: list[list[Baseline | None]], book: TracedBook) -> dict[Line, Array]:
    """Return each line's cost index by year, as the engine has it: (years, 1, 1) or (years, B, 1).

    A body with several services grows each line at the rate of its first that states one.
    """
    partnership = deal.partnership
    n_years = partnership.horizon_years
    growth: dict[Line, Array] = {}
    for line in LINES:
        rates: list[Number] = []
        is_stated = False
        for place, row in enumerate(rows):
            first = next((one for one in row if one is not None and line in one.growth), None)
            if first is None:
                rates.append(0.0)
                continue
            is_stated = True
            rates.append(
                book.number(
                    first.growth[line],
                    ("growth", first.body, first.service, line),
                    (place, first.service, 2, LINES.index(line)),
                    sheet="Baselines",
                    belongs_to=partnership.bodies[place].name,
                    name=f"Yearly growth of {line}, above prices",
                    unit="rate a year",
                    source=first.source,
                    grade=first.grade or "",
                )
            )
        if not is_stated:
            growth[line] = np.ones((n_years, 1, 1))
            continue
        growth[line] = traced(
            [[[(1.0 + rate) ** float(year)] for rate in rates] for year in range(n_years)]
        )
    return growth
