"""What one option comes to: its flows, line by line, and what they amount to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from commonweal.jurisdictions import ParameterSet
from commonweal.partnership import LeverUse, Option, PartnerExit, Partnership
from commonweal.services import catalogue

from .engine import Priced, laid_together, price
from .figures import FigureBook
from .futures import Futures, futures_of
from .measures import benefit_cost_ratio, payback_year
from .optimism import Allowance, Correction, allowance_of, as_written
from .records import Scope, scope_of
from .streams import Array, Stream
from .timeline import timeline_of
from .uncertainty import Percentiles, summary

__all__ = ["DO_NOTHING", "AsWritten", "FlowRow", "OptionResult", "do_nothing", "option_result"]

DO_NOTHING = "do-nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """One lever or cost of an option in the expected case: what it is and what it comes to."""

    id: str
    label: str
    line: str
    is_joint: bool
    is_saving: bool
    is_transfer: bool
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AsWritten:
    """An option before it was corrected for optimism and for how long such things last."""

    npv: Percentiles
    payback_years: int | None
    yearly: Array

    def to_dict(self) -> dict[str, Any]:
        return {
            "npv": round(self.npv.expected, 2),
            "p10": round(self.npv.p10, 2),
            "p50": round(self.npv.p50, 2),
            "p80": round(self.npv.p80, 2),
            "p_loss": round(self.npv.chance_below_nought, 4),
            "payback_years": self.payback_years,
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
    npv: Percentiles
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
    allowance: Allowance
    """What the figures were corrected by; nothing where they stand as written."""
    written: AsWritten | None = None
    """The same option as its sponsor wrote it, where it was corrected."""

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
            "p_loss": round(self.npv.chance_below_nought, 4),
            "correction": self.allowance.to_dict(),
            "as_written": None if self.written is None else self.written.to_dict(),
            # Adding nought turns the minus nought of a rounding into nought.
            "yearly": [round(float(pounds), 2) + 0.0 for pounds in self.yearly],
            "flows": [row.to_dict() for row in self.flows],
        }


def do_nothing(
    partnership: Partnership, book: FigureBook, factors: Array, parameters: ParameterSet
) -> OptionResult:
    """Return the result of doing nothing, with the costs that it would bring, if any are stated.

    Its net benefit is nought by definition: every other option is measured against it.
    """
    scope = scope_of(partnership, None, book, deflators=parameters.deflators)
    stated = next((option for option in partnership.options if option.form == DO_NOTHING), None)
    priced = None
    if stated is not None and stated.costs:
        priced = _price_alone(partnership, stated, scope, book, factors, ())
    n_bodies = len(partnership.bodies)
    return OptionResult(
        id=DO_NOTHING if stated is None else stated.id,
        name="Do nothing" if stated is None else stated.name,
        form=DO_NOTHING,
        family="nothing",
        bodies=tuple(body.id for body in partnership.bodies),
        net_benefit=np.zeros((n_bodies, book.size)),
        npv=summary(np.zeros(book.size)),
        society_npv=0.0,
        bcr=None,
        payback_years=None,
        discounted_payback_years=None,
        yearly=np.zeros(partnership.horizon_years),
        flows=() if priced is None or stated is None else _flow_rows(stated, priced),
        priced=priced,
        scope=scope,
        allowance=as_written(),
    )


def option_result(
    partnership: Partnership,
    option: Option,
    book: FigureBook,
    factors: Array,
    parameters: ParameterSet,
    *,
    nothing: OptionResult,
    correction: Correction | None,
) -> OptionResult:
    """Price an option for all who would take part, and sum it up.

    With a `correction`, a sharing option is priced as its sponsor wrote it first; that figure is
    kept beside the corrected one.
    """
    scope = scope_of(partnership, option, book, deflators=parameters.deflators, like=nothing.scope)
    avoided = _avoided(option, nothing)
    if catalogue().form(option.form).family != "sharing":
        priced = _price_alone(partnership, option, scope, book, factors, avoided)
        return _summed_up(partnership, option, scope, priced, factors)
    timeline = timeline_of(partnership, option, factors)
    taking_part = np.array(
        [[body.id in partnership.bodies_of(option) for body in partnership.bodies]]
    )

    def priced_with(futures: Futures, allowance: Allowance) -> Priced:
        return price(
            option,
            scope,
            book,
            members=taking_part,
            timeline=timeline,
            is_shared=True,
            futures=futures,
            allowance=allowance,
            avoided=avoided,
        )

    stated = futures_of(partnership, option, book, timeline, hazard=0.0)
    written = _summed_up(partnership, option, scope, priced_with(stated, as_written()), factors)
    if correction is None:
        return written
    allowance = allowance_of(
        partnership.optimism, correction, book, platform_share=_platform_share(written)
    )
    says_its_own = any(isinstance(risk, PartnerExit) for risk in option.risks)
    hazard = 0.0 if says_its_own else correction.hazard(partnership.optimism)
    allowance = replace(allowance, hazard=hazard)
    futures = futures_of(partnership, option, book, timeline, hazard=hazard)
    corrected = priced_with(futures, allowance)
    return _summed_up(
        partnership, option, scope, corrected, factors, allowance=allowance, written=written
    )


def _price_alone(
    partnership: Partnership,
    option: Option,
    scope: Scope,
    book: FigureBook,
    factors: Array,
    avoided: tuple[Stream, ...],
) -> Priced:
    """Price an option for each body by itself, so that nothing is pooled by accident."""
    taking_part = partnership.bodies_of(option)
    timeline = timeline_of(partnership, option, factors)
    futures = futures_of(partnership, option, book, timeline, hazard=0.0)
    # A host is a partner's business; alone, each body is its own.
    own = option.model_copy(update={"host": None})
    by_body = {
        index: price(
            own,
            scope.of_body(index),
            book,
            members=np.ones((1, 1), dtype=bool),
            timeline=timeline,
            is_shared=False,
            futures=futures.of_body(index),
            avoided=[
                replace(stream, amount=stream.amount[:, index : index + 1]) for stream in avoided
            ],
        )
        for index, body in enumerate(scope.records.bodies)
        if body in taking_part
    }
    return laid_together(by_body, scope, futures, timeline)


def _avoided(option: Option, nothing: OptionResult) -> tuple[Stream, ...]:
    """Return the costs of doing nothing that an option spares the bodies, as savings."""
    if nothing.priced is None or not option.avoids_do_nothing_costs:
        return ()
    return tuple(
        Stream(
            id=f"avoided-{place + 1}-1",
            label=f"Spared: {stream.label[0].lower()}{stream.label[1:]}",
            line="running",
            amount=-stream.amount,
            timing="one-off",
            spread=tuple(nothing.priced.timeline.profile(stream).tolist()),
            is_joint=False,
            is_transfer=stream.is_transfer,
            is_within_purse=stream.is_within_purse,
            is_cash=stream.is_cash,
            lens_note=stream.lens_note,
        )
        for place, stream in enumerate(nothing.priced.streams)
    )


def _platform_share(written: OptionResult) -> float:
    savings = [(-row.present_value, row.line) for row in written.flows if row.is_saving]
    total = sum(max(saving, 0.0) for saving, _ in savings)
    systems = sum(max(saving, 0.0) for saving, line in savings if line == "systems")
    return systems / total if total > 0 else 0.0


def _summed_up(
    partnership: Partnership,
    option: Option,
    scope: Scope,
    priced: Priced,
    factors: Array,
    *,
    allowance: Allowance | None = None,
    written: OptionResult | None = None,
) -> OptionResult:
    rows = _flow_rows(option, priced)
    net_benefit = -priced.by_body
    yearly = -priced.yearly_expected
    benefits = -sum(row.present_value for row in rows if row.is_saving)
    costs = sum(row.present_value for row in rows if not row.is_saving)
    return OptionResult(
        id=option.id,
        name=option.name,
        form=option.form,
        family=catalogue().form(option.form).family,
        bodies=partnership.bodies_of(option),
        net_benefit=net_benefit,
        npv=summary(net_benefit.sum(axis=0)),
        society_npv=-sum(row.present_value for row in rows if not row.is_transfer),
        bcr=benefit_cost_ratio(benefits, costs),
        payback_years=payback_year(yearly),
        discounted_payback_years=payback_year(yearly * factors),
        yearly=yearly,
        flows=rows,
        priced=priced,
        scope=scope,
        allowance=as_written() if allowance is None else allowance,
        written=None
        if written is None
        else AsWritten(
            npv=written.npv,
            payback_years=written.payback_years,
            yearly=written.yearly,
        ),
    )


def _flow_rows(option: Option, priced: Priced) -> tuple[FlowRow, ...]:
    rows = []
    for stream in priced.streams:
        entry = _entry_of(option, stream.id)
        rows.append(
            FlowRow(
                id=stream.id,
                label=stream.label,
                line=stream.line,
                is_joint=stream.is_joint,
                is_saving=isinstance(entry, LeverUse) or stream.id.startswith("avoided-"),
                is_transfer=stream.is_transfer,
                present_value=priced.expected_value(stream),
                full_year=float(stream.amount[:, :, 0].sum()),
                source=getattr(entry, "source", ""),
                grade=getattr(entry, "grade", None) or "not graded",
            )
        )
    return tuple(rows)


def _entry_of(option: Option, stream_id: str) -> object | None:
    """Return the lever or cost that a stream came from, by the id the engine gave it."""
    kind, position, _ = stream_id.rsplit("-", 2)
    place = int(position) - 1
    for entries, key in ((option.levers, "lever"), (option.costs, "cost")):
        if place < len(entries) and getattr(entries[place], key) == kind:
            return entries[place]
    return None
