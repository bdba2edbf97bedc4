"""What there is to share: what is pooled, what stays each partner's own, what is joint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from commonweal.appraisal import Array, Priced
from commonweal.appraisal.expected import expected_case
from commonweal.deal import Deal, PartnerGame, SplitResult, names_of, say_names
from commonweal.deal.pots import Pots
from commonweal.deal.splits import option_pots
from commonweal.money import say_pounds

from .parts import discounted, exact, given, names_by_id, worked
from .trace import Trace, TraceInput

__all__ = ["JOINT", "Shared", "pot_traces", "shared_of"]

JOINT = "07-appraisal#what-is-joint-and-what-is-a-bodys-own"
_GROUPS = "08-verdict#what-every-group-would-cost-by-itself"

#: Groups listed one by one; beyond it, single partners, all but one, and all.
_MOST_GROUPS = 31
_SOME_GROUPS = " Shown are each alone, all but one, and all."


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A deal in which something is shared, with what its traces ask for again and again."""

    deal: Deal
    game: PartnerGame
    pots: Pots
    priced: Priced
    """In the expected case alone."""
    pooled_by_year: Array
    """What each partner pools in each year, before savings, (Y, n)."""
    names: dict[str, str]

    @property
    def chosen(self) -> SplitResult:
        return self.deal.splits[0]

    @property
    def option(self) -> str:
        return self.game.option.id


def shared_of(deal: Deal, game: PartnerGame) -> Shared:
    assert game.option.priced is not None
    priced = expected_case(game.option.priced)
    pots = option_pots(deal.appraisal, game)
    own = [stream for stream in priced.streams if not stream.is_joint]
    own_changes = priced.yearly_by_body(own)[:, game.positions]
    return Shared(
        deal=deal,
        game=game,
        pots=pots,
        priced=priced,
        # Own cost by year is today's, less what is pooled, plus the body's own changes.
        pooled_by_year=pots.today_by_year + own_changes - pots.own_by_year,
        names=names_by_id(deal),
    )


def pot_traces(shared: Shared) -> Iterator[Trace]:
    """Yield what is pooled, own and joint, and what every group would cost by itself."""
    for place in range(len(shared.game.partners)):
        yield _pooled(shared, place)
        yield _own(shared, place)
    yield from _joint(shared)
    yield _groups(shared)


def _pooled(shared: Shared, place: int) -> Trace:
    body = shared.game.partners[place]
    appraisal = shared.deal.appraisal
    pooled = float(shared.pots.now[place])
    kept = shared.deal.partnership.option(shared.option).kept_local.get(body, 0.0)
    kept_said = f" less the {kept:.1%} that it keeps local" if kept else ""
    return Trace(
        id=f"pooled/{body}",
        name=f"What {shared.names[body]} would pool",
        said=say_pounds(pooled),
        formula=f"What it would spend from go-live on if nothing were done{kept_said}, times "
        f"each year's discount factor, added up: {exact(pooled)}. Until go-live it runs its "
        "own service, and nothing is pooled.",
        inputs=(
            *discounted(appraisal.years, shared.pooled_by_year[:, place], appraisal.factors),
            worked("Today's cost a year", _today(shared, body), f"today/{body}"),
        ),
        method=JOINT,
    )


def _joint(shared: Shared) -> Iterator[Trace]:
    pots, partners = shared.pots, shared.game.partners
    streams = [stream for stream in shared.priced.streams if stream.is_joint]
    running = float(pots.running[0])
    yield Trace(
        id="joint-running",
        name="Joint running cost to be shared",
        said=say_pounds(running),
        formula="What every partner pools, less what sharing saves of it, plus what it costs to "
        f"run it together, at present value, added up: "
        f"{exact(running)}.",
        inputs=(
            *(
                worked(f"Pooled by {shared.names[body]}", exact(float(now)), f"pooled/{body}")
                for body, now in zip(partners, pots.now.tolist(), strict=True)
            ),
            *(
                worked(
                    stream.label,
                    exact(shared.priced.expected_value(stream)),
                    f"flow/{shared.option}/{stream.id}",
                )
                for stream in streams
                if stream.timing != "one-off"
            ),
        ),
        method=JOINT,
    )
    one_off = float(pots.one_off[0])
    yield Trace(
        id="joint-one-off",
        name="Joint one-off cost to be shared",
        said=say_pounds(one_off),
        formula="What is spent once and for all partners, at present value, added up: "
        f"{exact(one_off)}.",
        inputs=tuple(
            worked(
                stream.label,
                exact(shared.priced.expected_value(stream)),
                f"flow/{shared.option}/{stream.id}",
            )
            for stream in streams
            if stream.timing == "one-off"
        )
        or (given("Joint one-off cost", "none", "the file states none for this option"),),
        method=JOINT,
    )
    own = pots.own[:, 0]
    whole = float(own.sum() + pots.joint[0])
    yield Trace(
        id="whole",
        name="What sharing would cost all partners together",
        said=say_pounds(whole),
        formula="Each partner's own cost, the joint running cost and the joint one-off cost, added "
        f"up: {exact(whole)}. Under every rule the partners' shares add up to it.",
        inputs=(
            *(
                worked(f"Own cost of {shared.names[body]}", exact(amount), f"own/{body}")
                for body, amount in zip(partners, own.tolist(), strict=True)
            ),
            worked("Joint running cost", exact(running), "joint-running"),
            worked("Joint one-off cost", exact(one_off), "joint-one-off"),
        ),
        method=JOINT,
    )


def _today(shared: Shared, body: str) -> str:
    records = shared.deal.appraisal.options[0].scope.records
    place = records.bodies.index(body)
    return exact(float(sum(costs[place, 0] for costs in records.costs.values())))


def _own(shared: Shared, place: int) -> Trace:
    body = shared.game.partners[place]
    position = int(shared.game.positions[place])
    base = float(shared.deal.appraisal.base[position, 0])
    own = float(shared.pots.own[place, 0])
    rows: list[TraceInput] = []
    for stream in shared.priced.streams:
        if stream.is_joint:
            continue
        values = np.broadcast_to(
            stream.amount[0, :, 0] * shared.priced.factor(stream)[:, 0],
            shared.priced.base.shape[:1],
        )
        if abs(values[position]) >= 0.005:
            rows.append(
                worked(
                    stream.label,
                    exact(float(values[position])),
                    f"flow/{shared.option}/{stream.id}",
                )
            )
    return Trace(
        id=f"own/{body}",
        name=f"What falls on {shared.names[body]} whatever the rule",
        said=say_pounds(own),
        formula="What it would spend if nothing were done, less what it pools, plus the savings "
        f"and costs of sharing that are its own, at present value; added up: {exact(own)}.",
        inputs=(
            worked("If nothing were done", exact(base), f"cost-today/{body}"),
            worked("Less what it pools", exact(-float(shared.pots.now[place])), f"pooled/{body}"),
            *rows,
        ),
        method=JOINT,
    )


def _groups(shared: Shared) -> Trace:
    game = shared.game.game
    n_partners = len(game.players)
    everybody = 2**n_partners - 1
    shown = list(range(1, everybody + 1))
    if len(shown) > _MOST_GROUPS:
        shown = [
            *(1 << place for place in range(n_partners)),
            *(everybody & ~(1 << place) for place in range(n_partners)),
            everybody,
        ]

    def row(group: int) -> TraceInput:
        members = [body for place, body in enumerate(game.players) if group >> place & 1]
        name = say_names(names_of(shared.deal.partnership, members))
        said = exact(float(game.values[group]))
        if len(members) == 1:
            return worked(name, said, f"alone/{members[0]}")
        if group == everybody:
            return worked(name, said, "whole")
        if shared.game.goes_alone[group]:
            return given(name, said, "the sum of its members' best alone, which is cheaper for it")
        return given(name, said, "priced by the appraisal from its members' own records")

    return Trace(
        id="groups",
        name="What every group of partners would cost by itself",
        said="",
        formula=f"Each of the {everybody:,} groups of partners is priced anew from its own "
        "members' records, as the option would be for them, and has the cheaper of sharing and of "
        "each going alone. Rules that look at groups, and the question who would leave, rest on "
        f"these.{'' if len(shown) == everybody else _SOME_GROUPS}",
        inputs=tuple(map(row, shown)),
        method=_GROUPS,
    )
