"""Tables of the options: what each is worth, and where every pound of it comes from."""

from __future__ import annotations

from dataclasses import replace

from commonweal.appraisal import OptionResult
from commonweal.deal import Deal, names_of, say_names
from commonweal.money import say_pounds
from commonweal.partnership import Option
from commonweal.partnership.levers import LeverUse

from .entries import entry_of
from .tables import Cell, Table, figure, table, text
from .words import say_basis, say_chance_of_loss, say_payback, say_ratio, say_spread

__all__ = ["corrections", "flow_tables", "options_table"]


def options_table(deal: Deal) -> Table:
    """Return every option side by side, doing nothing first."""
    appraisal = deal.appraisal
    proposed = appraisal.proposed
    rows = []
    for option in appraisal.options:
        name = Cell(
            said=option.name,
            small_print=_about(deal, option, is_proposed=option is proposed),
        )
        if option.family == "nothing":
            rows.append(
                (
                    name,
                    _pounds(0.0),
                    *(Cell(said="none") for _ in range(2)),
                    Cell(said="nothing to pay back"),
                    Cell(said="none"),
                )
            )
            continue
        worth = _pounds(option.npv.expected, trace=f"npv/{option.id}")
        if option.written is not None:
            worth = replace(
                worth, small_print=f"as written: {say_pounds(option.written.npv.expected)}"
            )
        rows.append(
            (
                name,
                worth,
                Cell(said=say_spread(option.npv.p10, option.npv.p80), trace=f"range/{option.id}"),
                Cell(
                    said=say_chance_of_loss(option.npv.chance_below_nought),
                    trace=f"chance-of-loss/{option.id}",
                ),
                Cell(
                    said=say_payback(option.payback_years, appraisal.years),
                    small_print="discounted: "
                    + say_payback(option.discounted_payback_years, appraisal.years),
                    trace=f"payback/{option.id}",
                ),
                Cell(said=say_ratio(option.bcr), trace=f"bcr/{option.id}"),
            )
        )
    return table(
        "options-table",
        "What each option is worth",
        (
            text("Option"),
            figure("Worth", "net present value"),
            figure("P10 to P80", "seven futures in ten"),
            figure("Chance of loss"),
            text("Pays back"),
            figure("BCR"),
        ),
        rows,
        small_print="Against doing nothing, for all bodies together; "
        f"{say_basis(deal.partnership)}",
    )


def _about(deal: Deal, option: OptionResult, *, is_proposed: bool) -> str:
    said = ["proposed"] if is_proposed else []
    if len(option.bodies) < len(deal.partnership.bodies):
        said.append(f"for {say_names(names_of(deal.partnership, option.bodies))}")
    return "; ".join(said)


def corrections(deal: Deal) -> tuple[str, ...]:
    """Say of each option that was corrected by what, and what it was worth as it was written."""
    said = []
    for option in deal.appraisal.options:
        found, hazard = option.allowance.reference_class, option.allowance.hazard
        if option.written is None or (found is None and not hazard):
            continue
        said.append(f"{option.name} is corrected for what became of others like it.")
        if found is not None:
            cases = f"{found.n_cases} case{'s' * (found.n_cases != 1)} on record"
            said[-1] += (
                f" Its one-off costs are multiplied by {float(option.allowance.one_off[0]):.2f} "
                f"and its savings by {float(option.allowance.saving[0]):.2f} (“{found.name}”, "
                f"{cases})."
            )
        if hazard:
            said[-1] += (
                f" In each year after its first it has a chance of {hazard:.0%} of ending, as "
                "others have."
            )
        said[-1] += (
            f" As it was written it would be worth {say_pounds(option.written.npv.expected)}."
        )
    return tuple(said)


def flow_tables(deal: Deal) -> tuple[Table, ...]:
    """Return for each option every saving and cost, line by line, with its source and grade."""
    options = {option.id: option for option in deal.partnership.options}
    return tuple(
        _flows(deal, found, options.get(found.id))
        for found in deal.appraisal.options
        if found.flows
    )


def _flows(deal: Deal, found: OptionResult, option: Option | None) -> Table:
    rows = []
    for row in found.flows:
        rows.append(
            (
                Cell(said=row.label, small_print=_reason(option, row.id)),
                _pounds(-row.present_value, trace=f"flow/{found.id}/{row.id}"),
                _pounds(-row.full_year),
                Cell(said="shared" if row.is_joint else "each its own"),
                Cell(said=row.source or "no source named"),
                Cell(said=row.grade),
            )
        )
    total = -sum(row.present_value for row in found.flows)
    empty = Cell(said="")
    rows.append(
        (
            Cell(said="All together"),
            _pounds(total, trace=f"npv/{found.id}"),
            empty,
            empty,
            empty,
            empty,
        )
    )
    return table(
        f"flows-{found.id}",
        found.name,
        (
            text("Saving or cost", "and how it comes about"),
            figure("Present value", "a cost is below nought"),
            figure("Full year", "or the whole of a one-off"),
            text("Who bears it"),
            text("Source"),
            text("Grade"),
        ),
        rows,
        small_print=say_basis(deal.partnership),
    )


def _reason(option: Option | None, flow_id: str) -> str:
    """Return the sentence in which the file says how a saving or a cost comes about."""
    entry = entry_of(option, flow_id)
    if isinstance(entry, LeverUse):
        return entry.mechanism
    return "" if entry is None else entry.why


def _pounds(amount: float, *, trace: str = "") -> Cell:
    return Cell(said=say_pounds(amount), tone="loss" if amount < -0.5 else "", trace=trace)
