"""What each partner pays and gains under every rule, and who would leave."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import Deal, PartnerShare, SplitResult, names_of, say_names
from commonweal.deal.sensitivity import joint_gain_of
from commonweal.money import say_pounds
from commonweal.reports.words import say_chance_of_loss, say_spread

from .charges import charge_traces
from .parts import exact, given, names_by_id, said_fraction, worked
from .percentages import percentage_trace
from .pots import JOINT, Shared, pot_traces, shared_of
from .trace import Trace

__all__ = ["share_traces"]

_GAINS = "08-verdict#gains-over-the-best-alone"

_MOST_GRIEVANCES = 10


def share_traces(deal: Deal) -> Iterator[Trace]:
    """Yield what each body would cost alone, then all there is to say of the sharing."""
    yield from (_alone(deal, body) for body in deal.appraisal.body_ids)
    if deal.game is None or not deal.splits:
        return
    shared = shared_of(deal, deal.game)
    yield from pot_traces(shared)
    for split in deal.splits:
        for place, share in enumerate(split.shares):
            yield percentage_trace(shared, split, place)
            yield _share(shared, split, place)
            yield _gain(shared, split, share, f"share/{split.rule}/{share.body}/gain")
        yield _blocked(shared, split)
    chosen = deal.splits[0]
    for place, share in enumerate(chosen.shares):
        yield _gain(shared, chosen, share, f"gain/{share.body}")
        yield from _gain_in_futures(shared, share)
        yield from charge_traces(shared, place)
    yield from _joint_gain(shared)


def _alone(deal: Deal, body: str) -> Trace:
    appraisal = deal.appraisal
    place = appraisal.body_ids.index(body)
    best = appraisal.option(appraisal.alone[place])
    base = float(appraisal.base[place, 0])
    benefit = float(appraisal.alone_net_benefit[place, 0])
    rivals = [
        option
        for option in appraisal.options
        if option.family not in ("nothing", "sharing")
        and body in option.bodies
        and option is not best
    ]
    return Trace(
        id=f"alone/{body}",
        name=f"What the best alone would cost {names_by_id(deal)[body]}",
        said=say_pounds(base - benefit),
        formula="What it would spend if nothing were done, less what its best way of going alone "
        f"(“{best.name}”) is worth to it: {exact(base)} − {exact(benefit)} = "
        f"{exact(base - benefit)}.",
        inputs=(
            worked("If nothing were done", exact(base), f"cost-today/{body}"),
            worked(f"Worth of “{best.name}”", exact(benefit), f"npv/{best.id}/{body}"),
            *(
                worked(
                    f"Not chosen: “{option.name}”",
                    exact(float(option.net_benefit[place, 0])),
                    f"npv/{option.id}/{body}",
                )
                for option in rivals
            ),
        ),
        method="07-appraisal#the-best-each-body-could-do-alone",
    )


def _share(shared: Shared, split: SplitResult, place: int) -> Trace:
    share, pots = split.shares[place], shared.pots
    own = float(pots.own[place, 0])
    running, one_off = float(pots.running[0]), float(pots.one_off[0])
    moved = share.cost - own - share.percentage * running - share.one_off_percentage * one_off
    is_limited = abs(moved) >= 0.005
    limits = f" {'+' if moved > 0 else '−'} {exact(abs(moved))}" if is_limited else ""
    inputs = [
        worked("Its own cost", exact(own), f"own/{share.body}"),
        worked(
            "Its part of the joint running cost",
            said_fraction(share.percentage),
            f"percentage/{split.rule}/{share.body}",
        ),
        worked("Joint running cost", exact(running), "joint-running"),
        worked(
            "Its part of the joint one-off cost",
            said_fraction(share.one_off_percentage),
            f"percentage/{split.rule}/{share.body}",
        ),
        worked("Joint one-off cost", exact(one_off), "joint-one-off"),
    ]
    if is_limited:
        inputs.append(worked("Limits and phasing", exact(moved), f"limits/{share.body}"))
    return Trace(
        id=f"share/{split.rule}/{share.body}",
        name=f"What {shared.names[share.body]} would pay under {split.name}",
        said=say_pounds(share.cost),
        formula="Its own cost, plus its part of the joint cost, at present value: "
        f"{exact(own)} + {said_fraction(share.percentage)} × {exact(running)} + "
        f"{said_fraction(share.one_off_percentage)} × {exact(one_off)}{limits} = "
        f"{exact(share.cost)}.",
        inputs=tuple(inputs),
        method=JOINT,
    )


def _gain(shared: Shared, split: SplitResult, share: PartnerShare, trace_id: str) -> Trace:
    return Trace(
        id=trace_id,
        name=f"What {shared.names[share.body]} would gain under {split.name}",
        said=say_pounds(share.gain),
        formula="What its best alone would cost it, less what it would pay: "
        f"{exact(share.alone)} − {exact(share.cost)} = {exact(share.gain)}.",
        inputs=(
            worked("Its best alone", exact(share.alone), f"alone/{share.body}"),
            worked("What it would pay", exact(share.cost), f"share/{split.rule}/{share.body}"),
        ),
        method=_GAINS,
    )


def _gain_in_futures(shared: Shared, share: PartnerShare) -> Iterator[Trace]:
    name = shared.names[share.body]
    appraisal = shared.deal.appraisal
    split = shared.deal.partnership.split
    materiality = split.materiality * float(appraisal.factors.sum())
    drawn = worked("Futures drawn", f"{appraisal.run.draws:,}", "seed")
    gain = worked("Gain in the expected case", exact(share.gain), f"gain/{share.body}")
    yield Trace(
        id=f"range/gain/{share.body}",
        name=f"Range of what {name} would gain",
        said=say_spread(share.p10, share.p90),
        formula="In every future drawn it pays its own cost and the same part of what the joint "
        "cost then is; its gain over its best alone is put in order: one future in ten lies below "
        "the first figure (P10), nine in ten below the second (P90).",
        inputs=(
            drawn,
            gain,
            worked("P10", exact(share.p10), f"gain/{share.body}"),
            worked("P90", exact(share.p90), f"gain/{share.body}"),
        ),
        method="08-verdict#sharing-how-it-turns-out",
    )
    n_draws = appraisal.run.draws
    n_losses = round(share.p_loss * n_draws)
    yield Trace(
        id=f"chance-of-loss/gain/{share.body}",
        name=f"Chance that {name} would pay more than alone",
        said=say_chance_of_loss(share.p_loss),
        formula=f"Futures in which it would pay more than alone by over {exact(materiality)}, over "
        f"all futures: {n_losses:,} ÷ {n_draws:,} = {share.p_loss:.1%}. Differences below "
        f"{say_pounds(split.materiality)} a year are called equal.",
        inputs=(
            drawn,
            worked("Futures with a loss", f"{n_losses:,}", f"gain/{share.body}"),
            given(
                "Differences called equal, a year",
                say_pounds(split.materiality),
                "the file"
                if "materiality" in split.model_fields_set
                else "left out of the file: this is what stands for it",
            ),
        ),
        method="08-verdict#sharing-how-it-turns-out",
    )


def _joint_gain(shared: Shared) -> Iterator[Trace]:
    shares = shared.chosen.shares
    gain = sum(share.gain for share in shares)
    alone = sum(share.alone for share in shares)
    yield Trace(
        id="gain",
        name="What the partners together would gain by sharing",
        said=say_pounds(gain),
        formula="What the best alone would cost them all, less what sharing would cost them all: "
        f"{exact(alone)} − {exact(alone - gain)} = {exact(gain)}. However it is shared out, their "
        "gains add up to it.",
        inputs=(
            *(
                worked(
                    f"Best alone of {shared.names[share.body]}",
                    exact(share.alone),
                    f"alone/{share.body}",
                )
                for share in shares
            ),
            worked("Less what sharing would cost", exact(gain - alone), "whole"),
        ),
        method=_GAINS,
    )
    drawn = joint_gain_of(shared.deal.appraisal, shared.option)[1:]
    n_losses = int((drawn < -0.005).sum())
    chance = n_losses / len(drawn)
    yield Trace(
        id="chance-of-loss",
        name="Chance that the partners together would lose by sharing",
        said=say_chance_of_loss(chance),
        formula="Futures in which their joint gain over the best alone is below nought, over all "
        f"futures: {n_losses:,} ÷ {len(drawn):,} = {chance:.1%}.",
        inputs=(
            worked("Futures drawn", f"{len(drawn):,}", "seed"),
            worked("Futures with a loss", f"{n_losses:,}", "gain"),
        ),
        method="06-uncertainty#reading-the-percentiles-and-the-chance-of-loss",
    )


def _blocked(shared: Shared, split: SplitResult) -> Trace:
    found = split.stability
    partnership = shared.deal.partnership
    shown = found.blocking[:_MOST_GRIEVANCES] or (found.closest,)
    said = f"{found.n_blocking:,}" if found.n_blocking else "nobody"
    return Trace(
        id=f"blocked/{split.rule}",
        name=f"Who would leave under {split.name}",
        said=said,
        formula="For every partner and every group: what its members pay together under the rule, "
        f"less what they would pay by themselves. Above {exact(found.tolerance)} they would leave: "
        f"{said} would. In {say_chance_of_loss(split.blocked.chance)} of the futures drawn "
        "somebody would.",
        inputs=(
            *(
                worked(
                    say_names(names_of(partnership, grievance.group)),
                    f"{exact(grievance.under_split)} − {exact(grievance.by_itself)} = "
                    f"{exact(grievance.amount)}",
                    "groups",
                )
                for grievance in shown
            ),
            given(
                "Differences called equal, a year",
                say_pounds(partnership.split.materiality),
                "the file"
                if "materiality" in partnership.split.model_fields_set
                else "left out of the file: this is what stands for it",
            ),
            worked("Futures in which groups were tried", f"{split.blocked.n_draws:,}", "seed"),
        ),
        method="05-fair-shares#who-would-leave-water-for-six-groups-of-municipalities",
    )
