"""One saving or cost: what the file states of it, and what it comes to each year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from commonweal.appraisal import OptionResult, Priced
from commonweal.appraisal.costs.registry import COSTS
from commonweal.appraisal.expected import expected_case
from commonweal.appraisal.levers.registry import LEVERS
from commonweal.appraisal.results import FlowRow
from commonweal.appraisal.streams import Stream
from commonweal.deal import Deal
from commonweal.money import say_pounds
from commonweal.partnership import Entry, Range
from commonweal.partnership.costs import CostUse, PartnerExit
from commonweal.partnership.levers import LeverUse
from commonweal.reports.entries import entry_of

from .parts import BY_DEFINITION, discounted, exact, figure_of, given, graded, names_by_id, worked
from .trace import Trace, TraceInput

__all__ = ["flow_traces"]

#: Fields of an entry that say what it is and no figure of it.
_NO_FIGURES = frozenset(
    {"source", "date", "owner", "grade", "note", "lever", "cost", "risk", "mechanism", "why"}
)

#: Where a section of the methods is named otherwise than its lever or cost.
_SECTIONS: Mapping[str, str] = {
    "management-deduplication": "03-levers#management-de-duplication",
    "purchasing-volume": "03-levers#purchasing",
    "set-up": "04-forgotten-costs#set-up-and-design",
    "design": "04-forgotten-costs#set-up-and-design",
    "redundancy": "04-forgotten-costs#redundancy-and-pension-strain",
    "pension-strain": "04-forgotten-costs#redundancy-and-pension-strain",
    "early-termination": "04-forgotten-costs#early-termination-of-contracts",
    "harmonisation": "04-forgotten-costs#harmonised-pay",
    "local-variants": "04-forgotten-costs#local-variants-kept",
    "client-side": "04-forgotten-costs#client-side-retained",
    "stranded-overhead": "04-forgotten-costs#overhead-left-behind",
}


def flow_traces(deal: Deal, option: OptionResult) -> Iterator[Trace]:
    """Yield a trace for every saving and cost of an option."""
    if option.priced is None:
        return
    priced = expected_case(option.priced)
    for row, stream in zip(option.flows, priced.streams, strict=True):
        yield _flow(deal, option, priced, row, stream)


def _flow(deal: Deal, option: OptionResult, priced: Priced, row: FlowRow, stream: Stream) -> Trace:
    years = deal.appraisal.years
    by_year = (priced.weights(stream)[:, :, 0] * stream.amount[0, :, 0]).sum(axis=1)  # (Y,)
    kind = row.id.rsplit("-", 2)[0]
    written = next((one for one in deal.partnership.options if one.id == option.id), None)
    entry = entry_of(written, row.id)
    return Trace(
        id=f"flow/{option.id}/{row.id}",
        name=f"{row.label} ({option.name})",
        said=say_pounds(-row.present_value),
        formula=_formula(kind, entry, row, stream),
        inputs=(
            *discounted(years, -by_year, deal.appraisal.factors),
            *_by_body(deal, stream),
            *_stated(deal, option, entry, stream),
            *_corrected(option, entry, row, stream),
        ),
        method=_method(kind, entry),
    )


def _formula(kind: str, entry: LeverUse | CostUse | None, row: FlowRow, stream: Stream) -> str:
    notes = LEVERS.get(kind) if isinstance(entry, LeverUse) else COSTS.get(kind)
    how = f"{notes.formula} " if notes is not None else ""
    if entry is None:
        how = (
            "A cost that doing nothing would bring, and that this option spares. "
            if row.id.startswith("avoided-")
            else "What it costs to part early, in the years in which that may happen. "
        )
    when = {
        "ramp": "That is laid along the years from go-live by the ramp",
        "running": "It falls in every year from go-live",
        "every-year": "It falls in every year",
        "one-off": "It is spent once, over the years stated",
    }[stream.timing]
    return (
        f"{how}{when}, weighed by the chance that the option still runs. Each year's pounds times "
        f"that year's discount factor, added up: {exact(-row.present_value)}. A cost is below "
        "nought."
    )


def _by_body(deal: Deal, stream: Stream) -> Iterator[TraceInput]:
    """Yield what each body brings to it, in a year at full effect or once."""
    names = names_by_id(deal)
    when = "once" if stream.timing == "one-off" else "a year at full effect"
    for body, amount in zip(deal.appraisal.body_ids, stream.amount[0, :, 0].tolist(), strict=True):
        if abs(amount) >= 0.005:
            yield worked(f"{names[body]}, {when}", exact(-amount), f"today/{body}")


def _stated(
    deal: Deal, option: OptionResult, entry: LeverUse | CostUse | None, stream: Stream
) -> Iterator[TraceInput]:
    """Yield the figures that the file states of it."""
    if entry is None:
        yield from _not_stated(deal, option, stream)
        return
    why = entry.mechanism if isinstance(entry, LeverUse) else entry.why
    if why:
        yield given("How it comes about", why, entry.source, graded(entry))
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        name = field.replace("_", " ").capitalize()
        if field in _NO_FIGURES or value is None:
            continue
        if isinstance(value, Mapping):
            for key, one in value.items():
                yield _figure(deal, f"{name}, {key.replace('-', ' ')}", one, entry, field)
        else:
            yield _figure(deal, name, value, entry, field)


def _figure(
    deal: Deal, name: str, value: object, entry: LeverUse | CostUse, field: str
) -> TraceInput:
    if isinstance(value, str) and value.startswith("assumption:"):
        return figure_of(deal.appraisal.book, name, value, entry, field=field)
    if isinstance(value, int | float | Range) and not isinstance(value, bool):
        return figure_of(deal.appraisal.book, name, value, entry, field=field)
    return given(
        name,
        _said(value),
        entry.source
        if field in entry.model_fields_set
        else "left out of the file: this is what stands for it",
        graded(entry) if field in entry.model_fields_set else "",
    )


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ", ".join(_said(one) for one in value) or "none"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Entry):
        return "; ".join(
            f"{field.replace('_', ' ')} {_said(getattr(value, field))}"
            for field in type(value).model_fields
            if getattr(value, field) not in (None, "", ())
        )
    return str(value).replace("-", " ") or "not stated"


def _not_stated(deal: Deal, option: OptionResult, stream: Stream) -> Iterator[TraceInput]:
    if stream.id.startswith("avoided-"):
        nothing = deal.appraisal.options[0]
        yield worked(
            "The cost that is spared",
            exact(float(np.abs(stream.amount[0, :, 0]).sum())),
            f"yearly/{nothing.id}",
        )
        return
    written = deal.partnership.option(option.id)
    for risk in written.risks:
        if isinstance(risk, PartnerExit):
            yield figure_of(
                deal.appraisal.book, "Chance of ending in a year", risk.yearly_chance, risk
            )
            yield figure_of(deal.appraisal.book, "What parting early costs", risk.cost, risk)


def _corrected(
    option: OptionResult, entry: LeverUse | CostUse | None, row: FlowRow, stream: Stream
) -> Iterator[TraceInput]:
    """Yield what the option's savings or one-off costs were multiplied by."""
    if option.written is None or entry is None:
        return
    allowance = option.allowance
    if isinstance(entry, LeverUse) and row.present_value < 0:
        factor, what = float(allowance.saving[0]), "Savings corrected by"
    elif isinstance(entry, CostUse) and stream.timing == "one-off":
        factor, what = float(allowance.one_off[0]), "One-off costs corrected by"
    else:
        return
    if allowance.reference_class is None:
        yield given(what, "× 1", BY_DEFINITION)
    else:
        yield worked(what, f"× {factor:.6f}, already within the figures", f"correction/{option.id}")


def _method(kind: str, entry: LeverUse | CostUse | None) -> str:
    if kind in _SECTIONS:
        return _SECTIONS[kind]
    if isinstance(entry, LeverUse):
        return f"03-levers#{kind}"
    if isinstance(entry, CostUse):
        return f"04-forgotten-costs#{kind}"
    return "07-appraisal#compared-with-doing-nothing"
