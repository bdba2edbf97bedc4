"""What an option is worth, how surely, and when it pays back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from commonweal.appraisal import OptionResult
from commonweal.appraisal.expected import expected_case
from commonweal.appraisal.lenses import Lens, LensRow
from commonweal.deal import Deal
from commonweal.money import say_pounds
from commonweal.reports.words import say_chance_of_loss, say_payback, say_ratio, say_spread

from .flows import flow_traces
from .parts import BY_DEFINITION, SEE_THERE, discounted, exact, given, names_by_id, worked
from .trace import Trace, TraceInput

__all__ = ["option_traces"]

_PRESENT_VALUE = "07-appraisal#present-value-of-an-option"
_PERCENTILES = "06-uncertainty#reading-the-percentiles-and-the-chance-of-loss"
_CORRECTING = "12-optimism-and-survival#correcting-a-case-for-optimism"


def option_traces(deal: Deal) -> Iterator[Trace]:
    """Yield every figure of every option, doing nothing first."""
    for option in deal.appraisal.options:
        yield from _worth(deal, option)
        yield _yearly(deal, option)
        yield from _futures(option)
        yield _ratio(option)
        yield _payback(deal, option)
        yield _correction(deal, option)
        yield from flow_traces(deal, option)
    for seen in deal.lenses:
        option = deal.appraisal.option(seen.option)
        for lens in (seen.society, seen.public_purse, *seen.own_budgets):
            yield _lens(deal, option, lens)


def _worth(deal: Deal, option: OptionResult) -> Iterator[Trace]:
    years, factors = deal.appraisal.years, deal.appraisal.factors
    npv = option.npv.expected
    if option.family == "nothing":
        yield _nought(f"npv/{option.id}", f"Worth of {option.name}")
        yield _nought(f"as-written/{option.id}", f"Worth of {option.name} as written")
        for body in option.bodies:
            yield _nought(f"npv/{option.id}/{body}", f"Worth of {option.name} to one body")
        return
    yield Trace(
        id=f"npv/{option.id}",
        name=f"Worth of {option.name}, against doing nothing",
        said=say_pounds(npv),
        formula="Net present value: each year's net benefit (savings less costs) times the year's "
        f"discount factor, all added up: {exact(npv)}.",
        inputs=(
            *discounted(years, option.yearly, factors),
            worked(
                "Net benefit by year, before discounting",
                exact(float(option.yearly.sum())),
                f"yearly/{option.id}",
            ),
        ),
        method=_PRESENT_VALUE,
    )
    yield _as_written(deal, option)
    yield from (_worth_to_body(deal, option, body) for body in option.bodies)


def _nought(trace_id: str, name: str) -> Trace:
    return Trace(
        id=trace_id,
        name=name,
        said=say_pounds(0.0),
        formula="Nought: every option is measured against doing nothing.",
        inputs=(given("Doing nothing", say_pounds(0.0), BY_DEFINITION),),
        method="07-appraisal#compared-with-doing-nothing",
    )


def _worth_to_body(deal: Deal, option: OptionResult, body: str) -> Trace:
    place = deal.appraisal.body_ids.index(body)
    worth = float(option.net_benefit[place, 0])
    rows: list[TraceInput] = []
    if option.priced is not None:
        priced = expected_case(option.priced)
        for stream in priced.streams:
            values = np.broadcast_to(
                stream.amount[0, :, 0] * priced.factor(stream)[:, 0], priced.base.shape[:1]
            )
            if abs(values[place]) >= 0.005:
                rows.append(
                    worked(
                        stream.label, exact(-float(values[place])), f"flow/{option.id}/{stream.id}"
                    )
                )
    shared = (
        ", as it falls before the joint cost is shared out" if option.family == "sharing" else ""
    )
    return Trace(
        id=f"npv/{option.id}/{body}",
        name=f"Worth of {option.name} to {names_by_id(deal)[body]}, against doing nothing",
        said=say_pounds(worth),
        formula=f"The body's own part of every saving and cost, at present value{shared}; added "
        f"up: {exact(worth)}.",
        inputs=tuple(rows) or (given("Savings and costs", "none", "the file states none"),),
        method=_PRESENT_VALUE,
    )


def _as_written(deal: Deal, option: OptionResult) -> Trace:
    written = option.written
    yearly = option.yearly if written is None else written.yearly
    worth = option.npv.expected if written is None else written.npv.expected
    return Trace(
        id=f"as-written/{option.id}",
        name=f"Worth of {option.name} as its sponsor wrote it",
        said=say_pounds(worth),
        formula="The same sum before anything is corrected for what became of others like it: "
        "each year's net benefit times the year's discount factor, added up: "
        f"{exact(worth)}.",
        inputs=(
            *discounted(deal.appraisal.years, yearly, deal.appraisal.factors),
            worked("What the correction does", SEE_THERE, f"correction/{option.id}"),
        ),
        method=_CORRECTING,
    )


def _yearly(deal: Deal, option: OptionResult) -> Trace:
    rows: list[TraceInput] = []
    total = 0.0
    if option.priced is not None:
        priced = expected_case(option.priced)
        for stream in priced.streams:
            amount = float((priced.weights(stream)[:, :, 0] * stream.amount[0, :, 0]).sum())
            total -= amount
            rows.append(worked(stream.label, exact(-amount), f"flow/{option.id}/{stream.id}"))
    nothing = " They are what the other options are measured against."
    return Trace(
        id=f"yearly/{option.id}",
        name=f"Net benefit of {option.name} by year",
        said=say_pounds(total),
        formula="In each year, what every saving brings less what every cost takes, in pounds of "
        f"{deal.partnership.base_year}. Over all years, not discounted, they come to "
        f"{exact(total)}, made up as below; each opens its own years."
        f"{nothing if option.family == 'nothing' else ''}",
        inputs=tuple(rows) or (given("Savings and costs", "none", BY_DEFINITION),),
        method=_PRESENT_VALUE,
    )


def _futures(option: OptionResult) -> Iterator[Trace]:
    npv = option.npv
    drawn = worked("Futures drawn", f"{npv.n_draws:,}", "seed")
    yield Trace(
        id=f"range/{option.id}",
        name=f"Range of the worth of {option.name}",
        said=say_spread(npv.p10, npv.p80),
        formula="The worth is worked out anew in every future drawn, and the results are put in "
        "order: one in ten lies below the first figure (P10) and eight in ten below the second "
        "(P80).",
        inputs=(
            drawn,
            worked("P10", exact(npv.p10), f"npv/{option.id}"),
            worked("P50", exact(npv.p50), f"npv/{option.id}"),
            worked("P80", exact(npv.p80), f"npv/{option.id}"),
            worked("P90", exact(npv.p90), f"npv/{option.id}"),
        ),
        method=_PERCENTILES,
    )
    chance = npv.chance_below_nought
    n_losses = round(chance * npv.n_draws)
    yield Trace(
        id=f"chance-of-loss/{option.id}",
        name=f"Chance that {option.name} costs more than doing nothing",
        said=say_chance_of_loss(chance),
        formula=f"Futures in which its worth is below nought, over all futures: {n_losses:,} ÷ "
        f"{npv.n_draws:,} = {chance:.1%}.",
        inputs=(
            drawn,
            worked("Futures with a loss", f"{n_losses:,}", f"npv/{option.id}"),
            worked(
                "How far the chance may be off, because the draws are only so many",
                f"{npv.chance_standard_error:.2%} (one standard error)",
                "seed",
            ),
        ),
        method=_PERCENTILES,
    )


def _ratio(option: OptionResult) -> Trace:
    benefits = -sum(row.present_value for row in option.flows if row.is_saving)
    costs = sum(row.present_value for row in option.flows if not row.is_saving)
    rows = tuple(
        worked(
            f"{'Benefit' if row.is_saving else 'Cost'}: {row.label}",
            exact(-row.present_value if row.is_saving else row.present_value),
            f"flow/{option.id}/{row.id}",
        )
        for row in option.flows
    )
    sum_said = (
        f"{exact(benefits)} ÷ {exact(costs)} = {say_ratio(option.bcr)}"
        if option.bcr is not None
        else "there are no costs to set the benefits against"
    )
    return Trace(
        id=f"bcr/{option.id}",
        name=f"Benefit-cost ratio of {option.name}",
        said=say_ratio(option.bcr),
        formula="The present value of its savings over the present value of all that it costs: "
        f"{sum_said}. It is never a pass mark and ranks nothing.",
        inputs=rows or (given("Savings and costs", "none", BY_DEFINITION),),
        method=_PRESENT_VALUE,
    )


def _payback(deal: Deal, option: OptionResult) -> Trace:
    years = deal.appraisal.years
    is_nothing = not np.any(np.abs(option.yearly) > 0.005)
    totals = np.cumsum(option.yearly).tolist()
    said = say_payback(option.payback_years, years, is_nothing=is_nothing)
    discounted_said = say_payback(option.discounted_payback_years, years, is_nothing=is_nothing)
    return Trace(
        id=f"payback/{option.id}",
        name=f"When {option.name} pays back",
        said=said,
        formula="The first year from which the running total of net benefit stays at nought or "
        f"more, savings counted as they grow and nothing discounted: {said}. With each year "
        f"discounted first: {discounted_said}. It is never investment divided by a steady saving.",
        inputs=tuple(
            worked(
                f"{year}, running total",
                exact(total),
                f"yearly/{option.id}",
            )
            for year, total in zip(years, totals, strict=True)
        ),
        method="07-appraisal#payback",
    )


def _correction(deal: Deal, option: OptionResult) -> Trace:
    allowance = option.allowance
    found = allowance.reference_class
    optimism = deal.partnership.optimism
    rows: list[TraceInput] = []
    said: list[str] = []
    if found is not None:
        said.append(
            f"one-off costs × {allowance.one_off[0]:.2f}, savings × {allowance.saving[0]:.2f}"
        )
        rows.append(worked("Past cases of its kind", found.name, f"reference-class/{found.id}"))
        for name, value, field in (
            (
                "Sponsor's own allowance on one-off costs, taken out first",
                optimism.sponsor_cost_allowance,
                "sponsor_cost_allowance",
            ),
            (
                "Sponsor's own allowance on savings, taken out first",
                optimism.sponsor_benefit_allowance,
                "sponsor_benefit_allowance",
            ),
        ):
            is_given = field in optimism.model_fields_set
            rows.append(
                given(
                    name,
                    f"{value:.1%}",
                    (optimism.source or "the file")
                    if is_given
                    else "left out of the file: none is taken to have been made",
                )
            )
        rows.append(
            worked(
                "One-off costs are multiplied by (mean of the class)",
                f"{float(allowance.one_off[0]):.6f}",
                f"reference-class/{found.id}",
            )
        )
        rows.append(
            worked(
                "Savings are multiplied by (mean of the class)",
                f"{float(allowance.saving[0]):.6f}",
                f"reference-class/{found.id}",
            )
        )
    if allowance.hazard:
        said.append(f"{allowance.hazard:.1%} chance of ending in each year")
        rows.append(
            worked(
                "Chance of ending in each year after its first", f"{allowance.hazard:.2%}", "hazard"
            )
        )
    if not rows:
        rows.append(
            given(
                "Correction",
                "none",
                "the figures stand as written: it is no sharing option, or the file says so",
            )
        )
    return Trace(
        id=f"correction/{option.id}",
        name=f"How {option.name} is corrected for what became of others like it",
        said="; ".join(said) or "none",
        formula="Plans of this kind have cost more and saved less than they said. The mean of "
        "what became of them is laid on this option's one-off costs and savings, once, in place of "
        "any allowance its sponsor made; and each year's figures are weighed by the chance that "
        "the arrangement still runs.",
        inputs=tuple(rows),
        method=_CORRECTING,
    )


def _lens(deal: Deal, option: OptionResult, lens: Lens) -> Trace:
    which = lens.id if lens.body is None else lens.body
    worth = lens.npv.expected
    return Trace(
        id=f"lens/{option.id}/{which}",
        name=f"{lens.name}: {option.name}",
        said=say_pounds(worth),
        formula=f"{lens.question} Every saving and cost that this lens counts, at present value, "
        f"added up: {exact(worth)}. What it leaves out stands below with the reason.",
        inputs=(
            *(_counted(deal, option, lens, row) for row in lens.included),
            *(given(f"Left out: {one.label}", "not counted", one.reason) for one in lens.excluded),
        )
        or (given("Savings and costs", "none", BY_DEFINITION),),
        method="09-lenses-and-budgets#three-lenses",
    )


def _counted(deal: Deal, option: OptionResult, lens: Lens, row: LensRow) -> TraceInput:
    if any(flow.id == row.id for flow in option.flows):
        trace = f"flow/{option.id}/{row.id}"
    else:
        # What the split moves between partners: only their own budgets have it.
        trace = f"share/{deal.splits[0].rule}/{lens.body}"
    return worked(row.label, exact(-row.present_value), trace)
