"""One partnership in, every option priced against the best that each body could do alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from commonweal import __version__
from commonweal.calendar import FinancialYear
from commonweal.errors import InputError
from commonweal.jurisdictions import ParameterSet
from commonweal.partnership import Option, Partnership, plain
from commonweal.services import catalogue

from .engine import Priced, price
from .figures import FigureBook
from .measures import Spread, benefit_cost_ratio, payback_year, spread_of
from .records import Scope, scope_of
from .streams import Array
from .timeline import Timeline

__all__ = ["DO_NOTHING", "Appraisal", "FlowRow", "OptionResult", "RunStamp", "appraise"]

DO_NOTHING = "do-nothing"
DO_MINIMUM = "do-minimum"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStamp:
    """What a run rests on: with the same stamp the same numbers come out, to the penny."""

    input_hash: str
    """SHA-256 of the file's values, whatever its layout and comments."""
    parameter_set: str
    seed: int
    draws: int
    version: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "input_hash": self.input_hash,
            "parameter_set": self.parameter_set,
            "seed": self.seed,
            "draws": self.draws,
            "version": self.version,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """One lever or cost of an option in the expected case: what it is and what it comes to."""

    id: str
    label: str
    line: str
    is_joint: bool
    is_saving: bool
    present_value: float
    """Real pounds of the base year over the horizon; a cost above 0, a saving below."""
    full_year: float
    """Pounds in a year at full effect; for a one-off, its whole."""
    source: str
    grade: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "label": self.label,
            "line": self.line,
            "joint": self.is_joint,
            "present_value": round(self.present_value, 2),
            "full_year": round(self.full_year, 2),
            "source": self.source,
            "grade": self.grade,
        }


@dataclass(frozen=True, kw_only=True)
class OptionResult:
    """What one option comes to, against doing nothing, for its bodies together and each."""

    id: str
    name: str
    form: str
    family: Literal["nothing", "alone", "sharing", "other"]
    bodies: tuple[str, ...]
    net_benefit: Array
    """Present value of net benefit by body before any sharing rule, (B, D)."""
    npv: Spread
    """Present value of net benefit of the whole."""
    society_npv: float
    """The same without transfers, which use no resources; expected case."""
    bcr: float | None
    payback_years: int | None
    discounted_payback_years: int | None
    yearly: Array
    """Net benefit of the whole by year in the expected case, real pounds, (Y,)."""
    flows: tuple[FlowRow, ...]
    priced: Priced | None
    scope: Scope

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "form": self.form,
            "family": self.family,
            "bodies": list(self.bodies),
            "npv": round(self.npv.expected, 2),
            "society_npv": round(self.society_npv, 2),
            "bcr": None if self.bcr is None else round(self.bcr, 4),
            "payback_years": self.payback_years,
            "discounted_payback_years": self.discounted_payback_years,
            "p10": round(self.npv.p10, 2),
            "p50": round(self.npv.p50, 2),
            "p80": round(self.npv.p80, 2),
            "p_loss": round(self.npv.p_loss, 4),
            "yearly": [round(float(pounds), 2) for pounds in self.yearly],
            "flows": [row.to_dict() for row in self.flows],
        }


@dataclass(frozen=True, kw_only=True)
class Appraisal:
    """Every option of a partnership priced, and each body's best way of going it alone."""

    partnership: Partnership
    parameters: ParameterSet
    book: FigureBook
    years: tuple[str, ...]
    factors: Array
    options: tuple[OptionResult, ...]
    """Doing nothing first, then the file's options that still stand, in its order."""
    alone: tuple[str, ...]
    """Id of each body's best option alone, in the order of the bodies."""
    alone_net_benefit: Array
    """Present value of net benefit of each body's best option alone, (B, D)."""
    unpriced: tuple[str, ...]
    """Bodies with no go-it-alone option priced beyond doing nothing."""
    base: Array
    """Present value of doing nothing, over the whole file's services, (B, D)."""
    run: RunStamp

    @property
    def body_ids(self) -> tuple[str, ...]:
        return tuple(body.id for body in self.partnership.bodies)

    def option(self, option_id: str) -> OptionResult:
        return next(option for option in self.options if option.id == option_id)

    @property
    def sharing(self) -> tuple[OptionResult, ...]:
        return tuple(option for option in self.options if option.family == "sharing")

    @property
    def proposed(self) -> OptionResult | None:
        """The sharing option put forward, or the best of them where none is marked."""
        if not self.sharing:
            return None
        marked = {option.id for option in self.partnership.options if option.is_proposed}
        for option in self.sharing:
            if option.id in marked:
                return option
        return max(self.sharing, key=lambda option: option.npv.expected)


def appraise(
    partnership: Partnership,
    parameters: ParameterSet,
    *,
    n_draws: int | None = None,
    seed: int | None = None,
) -> Appraisal:
    """Price every standing option of a partnership over its horizon.

    `n_draws` and `seed` stand in for the file's own where given.

    Raises
    ------
    InputError
        A lever or cost cannot be applied, or a baseline cannot be brought to the price base.
    """
    n_draws = partnership.simulation.draws if n_draws is None else n_draws
    seed = partnership.simulation.seed if seed is None else seed
    if n_draws < 1:
        raise InputError("A simulation needs at least one draw.", hint="Ask for 1,000 or more.")
    book = FigureBook.open(partnership, n_draws=n_draws, seed=seed)
    factors = parameters.discount.factors(partnership.horizon_years)
    whole = scope_of(partnership, None, book, deflators=parameters.deflators)
    options = [_nothing(partnership, whole, book)]
    for option in partnership.options:
        if not option.set_aside and option.form != DO_NOTHING:
            options.append(_result(partnership, option, parameters, book, factors))
    alone, alone_net_benefit, unpriced = _best_alone(partnership, options, book.size)
    return Appraisal(
        partnership=partnership,
        parameters=parameters,
        book=book,
        years=_year_labels(partnership),
        factors=factors,
        options=tuple(options),
        alone=alone,
        alone_net_benefit=alone_net_benefit,
        unpriced=unpriced,
        base=_base(whole, factors),
        run=RunStamp(
            input_hash=input_hash(partnership),
            parameter_set=parameters.id,
            seed=seed,
            draws=n_draws,
            version=__version__,
        ),
    )


def input_hash(partnership: Partnership) -> str:
    """Return the SHA-256 of a partnership's values, which layout and comments do not touch."""
    text = json.dumps(plain(partnership), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def timeline_of(partnership: Partnership, option: Option, factors: Array) -> Timeline:
    """Return the years of an option: the horizon, its discounting, and when it goes live."""
    kind = partnership.year_kind
    first = FinancialYear.parse(partnership.first_year, kind=kind)
    go_live = FinancialYear.parse(option.go_live or partnership.first_year, kind=kind)
    return Timeline(n_years=partnership.horizon_years, factors=factors, go_live=go_live - first)


def _year_labels(partnership: Partnership) -> tuple[str, ...]:
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    return tuple(str(first + offset) for offset in range(partnership.horizon_years))


def _base(scope: Scope, factors: Array) -> Array:
    totals = [
        costs * np.einsum("y,ybd->bd", factors, scope.growth[line])
        for line, costs in scope.records.costs.items()
    ]
    return np.asarray(sum(totals))


def _nothing(partnership: Partnership, scope: Scope, book: FigureBook) -> OptionResult:
    n_bodies = len(partnership.bodies)
    return OptionResult(
        id=DO_NOTHING,
        name="Do nothing",
        form=DO_NOTHING,
        family="nothing",
        bodies=tuple(body.id for body in partnership.bodies),
        net_benefit=np.zeros((n_bodies, book.size)),
        npv=spread_of(np.zeros(book.size)),
        society_npv=0.0,
        bcr=None,
        payback_years=None,
        discounted_payback_years=None,
        yearly=np.zeros(partnership.horizon_years),
        flows=(),
        priced=None,
        scope=scope,
    )


def _result(
    partnership: Partnership,
    option: Option,
    parameters: ParameterSet,
    book: FigureBook,
    factors: Array,
) -> OptionResult:
    bodies = partnership.bodies_of(option)
    taking_part = np.array([body.id in bodies for body in partnership.bodies])
    family = catalogue().form(option.form).family
    is_shared = family == "sharing"
    # Alone, each body is priced as a group of one, so that nothing can be pooled by accident.
    members = taking_part[None, :] if is_shared else np.eye(len(taking_part), dtype=bool)
    members = members if is_shared else members[taking_part]
    scope = scope_of(partnership, option, book, deflators=parameters.deflators)
    timeline = timeline_of(partnership, option, factors)
    priced = price(option, scope, book, members=members, timeline=timeline, is_shared=is_shared)
    values = priced.present_values()
    total = np.zeros((len(taking_part), book.size))
    society, benefits, costs = 0.0, 0.0, 0.0
    yearly = np.zeros(partnership.horizon_years)
    rows = []
    for stream in priced.streams:
        by_body = values[stream.id].sum(axis=0)  # (B, D)
        total -= by_body
        pounds = float(by_body[:, 0].sum())
        is_saving = stream.timing == "ramp"
        society -= 0.0 if stream.is_transfer else pounds
        benefits -= pounds if is_saving else 0.0
        costs += 0.0 if is_saving else pounds
        expected = stream.amount[:, :, 0].sum(axis=0)
        growth = priced.growth_of(stream)[:, :, 0]
        yearly -= timeline.profile(stream) * (growth * expected).sum(axis=1)
        entry = _entry_of(option, stream.id)
        rows.append(
            FlowRow(
                id=stream.id,
                label=stream.label,
                line=stream.line,
                is_joint=stream.is_joint,
                is_saving=is_saving,
                present_value=pounds,
                full_year=float(expected.sum()),
                source=getattr(entry, "source", ""),
                grade=getattr(entry, "grade", None) or "not graded",
            )
        )
    return OptionResult(
        id=option.id,
        name=option.name,
        form=option.form,
        family=family,
        bodies=bodies,
        net_benefit=total,
        npv=spread_of(total.sum(axis=0)),
        society_npv=society,
        bcr=benefit_cost_ratio(benefits, costs),
        payback_years=payback_year(yearly),
        discounted_payback_years=payback_year(yearly * factors),
        yearly=yearly,
        flows=tuple(rows),
        priced=priced,
        scope=scope,
    )


def _entry_of(option: Option, stream_id: str) -> object | None:
    """Return the lever or cost that a stream came from, by the id the engine gave it."""
    kind, position, _ = stream_id.rsplit("-", 2)
    place = int(position) - 1
    for entries, key in ((option.levers, "lever"), (option.costs, "cost")):
        if place < len(entries) and getattr(entries[place], key) == kind:
            return entries[place]
    return None


def _best_alone(
    partnership: Partnership, options: list[OptionResult], size: int
) -> tuple[tuple[str, ...], Array, tuple[str, ...]]:
    """Choose each body's best way of going it alone, on the expected case, as a body would.

    Doing nothing is always a way. The choice is made once; the draws then say how it turns out.
    """
    n_bodies = len(partnership.bodies)
    best = [DO_NOTHING] * n_bodies
    net_benefit = np.zeros((n_bodies, size))
    has_alternative = [False] * n_bodies
    for option in options:
        if option.family in ("nothing", "sharing") or not option.flows:
            continue
        for index, body in enumerate(partnership.bodies):
            if body.id not in option.bodies:
                continue
            has_alternative[index] |= option.form != DO_MINIMUM
            if option.net_benefit[index, 0] > net_benefit[index, 0]:
                best[index] = option.id
                net_benefit[index] = option.net_benefit[index]
    unpriced = tuple(
        body.id
        for body, found in zip(partnership.bodies, has_alternative, strict=True)
        if not found
    )
    return tuple(best), net_benefit, unpriced
