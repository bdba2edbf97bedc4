"""Every option priced once more by the engine's own code, with sums in place of numbers.

`price` is the engine's; what goes in are traced records and figures, so what comes out are the
formulas of every stream for every body. Sharing options are priced as corrected and as their
sponsor wrote them; the one proposed is priced for every group of its partners too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from commonweal.appraisal import OptionResult, price
from commonweal.appraisal.futures import Futures
from commonweal.appraisal.optimism import Allowance, as_written
from commonweal.appraisal.records import Scope
from commonweal.appraisal.streams import Stream
from commonweal.deal import Deal
from commonweal.partnership import Option, PartnerExit

from .case import TracedBook, of_bodies, records_of
from .fates import Fate, fate_of
from .formulas import Context, Ledger, Number
from .inputs import Inputs
from .traced import traced

__all__ = ["GroupPrice", "OptionPrice", "TracedCase", "traced_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPrice:
    """One option, or one option as its sponsor wrote it, as sums."""

    option: OptionResult
    name: str
    is_as_written: bool
    scope: Scope
    fate: Fate
    streams: tuple[Stream, ...]
    """Of all its bodies; `amounts` has the sums."""
    amounts: Mapping[tuple[str, str], Number]
    """Pounds at full effect, by stream and body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPrice:
    """One group of partners that share among themselves."""

    group: int
    """Its number: bit k is the k-th partner."""
    members: tuple[str, ...]
    amounts: Mapping[tuple[str, str], Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedCase:
    """A whole case as sums of its inputs."""

    deal: Deal
    ledger: Ledger
    inputs: Inputs
    whole: Scope
    """Everything in the file."""
    options: tuple[OptionPrice, ...]
    groups: tuple[GroupPrice, ...]
    """Groups of two or more of the option proposed; none where there are too many partners."""

    kept: Mapping[tuple[str, str], Number]
    """Share of its cost that a body keeps local, by option and body; only where it is any."""

    def kept_local(self, option_id: str, body: str) -> Number:
        return self.kept.get((option_id, body), 0.0)

    @property
    def proposed(self) -> OptionPrice | None:
        """The option that the partners share by, as corrected."""
        if self.deal.game is None:
            return None
        wanted = self.deal.game.option.id
        return next(
            one for one in self.options if one.option.id == wanted and not one.is_as_written
        )


def traced_case(deal: Deal, *, most_partners: int) -> TracedCase:
    """Price a case as sums of its inputs; every group too, up to so many partners."""
    ledger = Ledger()
    inputs = Inputs(ledger)
    book = TracedBook(deal.partnership, inputs)
    pricer = _Pricer(deal, book)
    nothing = deal.appraisal.options[0]
    options: list[OptionPrice] = []
    for option in deal.appraisal.options:
        if option.priced is None:
            continue
        options.append(pricer.option(option))
        if option.written is not None and _is_corrected(option):
            options.append(pricer.option(option, is_as_written=True))
    game = deal.game
    groups: tuple[GroupPrice, ...] = ()
    if game is not None and len(game.partners) <= most_partners:
        groups = tuple(pricer.groups())
    ledger.context = Context()
    return TracedCase(
        deal=deal,
        ledger=ledger,
        inputs=inputs,
        whole=pricer.scope(nothing.scope),
        options=tuple(options),
        groups=groups,
        kept=pricer.kept,
    )


def _is_corrected(option: OptionResult) -> bool:
    return option.allowance.reference_class is not None or bool(option.allowance.hazard)


class _Pricer:
    """Prices options and groups with traced records; what several need is made once."""

    def __init__(self, deal: Deal, book: TracedBook) -> None:
        self._deal, self._book = deal, book
        self._partnership = deal.partnership
        self._bodies = deal.appraisal.body_ids
        self._names = {body.id: body.name for body in deal.partnership.bodies}
        self._written = {option.id: option for option in deal.partnership.options}
        self._scopes: dict[int, Scope] = {}
        self._nothing: OptionPrice | None = None
        self.kept: dict[tuple[str, str], Number] = {}

    def scope(self, found: Scope) -> Scope:
        if id(found) not in self._scopes:
            self._scopes[id(found)] = records_of(self._deal, found, self._book)
        return self._scopes[id(found)]

    def option(self, option: OptionResult, *, is_as_written: bool = False) -> OptionPrice:
        """Price an option for all who take part."""
        name = f"{option.name}, as its sponsor wrote it" if is_as_written else option.name
        self._book.ledger.context = Context(name)
        fate = fate_of(
            self._book,
            self._written[option.id],
            option,
            hazard=0.0 if is_as_written else option.allowance.hazard,
        )
        streams: tuple[Stream, ...]
        if option.family == "sharing":
            allowance = as_written() if is_as_written else self._allowance(option)
            group = ", ".join(self._names[body] for body in option.bodies)
            streams, amounts = self._shared(option, option.bodies, fate, allowance, group=group)
        else:
            streams, amounts = self._alone(option, fate)
        made = OptionPrice(
            option=option,
            name=name,
            is_as_written=is_as_written,
            scope=self.scope(option.scope),
            fate=fate,
            streams=streams,
            amounts=amounts,
        )
        if option is self._deal.appraisal.options[0]:
            self._nothing = made
        return made

    def groups(self) -> Iterable[GroupPrice]:
        """Price every group of two or more partners of the option proposed."""
        game = self._deal.game
        assert game is not None
        option = game.option
        fate = fate_of(self._book, self._written[option.id], option, hazard=option.allowance.hazard)
        allowance = self._allowance(option)
        for group in range(1, 2 ** len(game.partners)):
            members = tuple(body for place, body in enumerate(game.partners) if group >> place & 1)
            if len(members) < 2:
                continue
            label = ", ".join(self._names[body] for body in members)
            _, amounts = self._shared(option, members, fate, allowance, group=label)
            yield GroupPrice(group=group, members=members, amounts=amounts)

    def _shared(
        self,
        option: OptionResult,
        members: tuple[str, ...],
        fate: Fate,
        allowance: Allowance,
        *,
        group: str,
    ) -> tuple[tuple[Stream, ...], dict[tuple[str, str], Number]]:
        assert option.priced is not None
        self._book.ledger.context = Context(option.name, "", group)
        # Those outside the group change nothing in it, and tracing them would cost as much again.
        places = [self._bodies.index(body) for body in members]
        priced = price(
            self._entry(option).model_copy(update={"host": None}),
            of_bodies(self.scope(option.scope), places),
            self._book,
            members=np.ones((1, len(members)), dtype=bool),
            timeline=option.priced.timeline,
            is_shared=True,
            futures=self._parting(option, fate),
            allowance=allowance,
            avoided=[
                replace(stream, amount=stream.amount[:, places]) for stream in self._avoided(option)
            ],
        )
        return priced.streams, {
            (stream.id, body): _one(stream, place)
            for stream in priced.streams
            for place, body in enumerate(members)
        }

    def _alone(
        self, option: OptionResult, fate: Fate
    ) -> tuple[tuple[Stream, ...], dict[tuple[str, str], Number]]:
        """Price an option for each body by itself, so that nothing is pooled by accident."""
        del fate
        assert option.priced is not None
        scope = self.scope(option.scope)
        entry = self._entry(option).model_copy(update={"host": None})
        streams: dict[str, Stream] = {}
        amounts: dict[tuple[str, str], Number] = {}
        for index, body in enumerate(self._bodies):
            if body not in option.bodies:
                continue
            self._book.ledger.context = Context(option.name, "", self._names[body])
            avoided = [
                replace(stream, amount=stream.amount[:, index : index + 1])
                for stream in self._avoided(option)
            ]
            priced = price(
                entry,
                scope.of_body(index),
                self._book,
                members=np.ones((1, 1), dtype=bool),
                timeline=option.priced.timeline,
                is_shared=False,
                avoided=avoided,
            )
            for stream in priced.streams:
                streams.setdefault(stream.id, stream)
                amounts[stream.id, body] = _one(stream, 0)
        return tuple(streams.values()), amounts

    def _entry(self, option: OptionResult) -> Option:
        """Return the option as the file has it, what stays local made an input."""
        entry = self._written[option.id]
        kept = {
            body: self._book.inputs.value(
                ("kept local", option.id, body),
                share,
                (1, list(self._written).index(option.id), -1, body),
                sheet="Figures",
                belongs_to=f"{option.name}: kept local",
                name=self._names[body],
                unit="share",
                source=entry.source,
                grade=entry.grade or "",
            )
            for body, share in entry.kept_local.items()
            if share
        }
        self.kept |= {(option.id, body): share for body, share in kept.items()}
        return entry.model_copy(update={"kept_local": kept})

    def _avoided(self, option: OptionResult) -> tuple[Stream, ...]:
        """Return what doing nothing would cost and the option spares, as the engine lays it out."""
        assert option.priced is not None
        avoided = option.priced.avoided
        if not avoided:
            return ()
        assert self._nothing is not None
        nothing = self._nothing
        return tuple(
            replace(
                stream,
                amount=traced(
                    [[[0.0 - nothing.amounts.get((spared.id, body), 0.0)] for body in self._bodies]]
                ),
            )
            for stream, spared in zip(avoided, nothing.streams, strict=True)
        )

    def _allowance(self, option: OptionResult) -> Allowance:
        """Return the factors of the reference class, what the sponsor allowed taken out first."""
        found = option.allowance.reference_class
        if found is None:
            return as_written()
        optimism = self._partnership.optimism

        def factor(name: str, value: float) -> Number:
            return self._book.inputs.value(
                ("class", option.id, name),
                value,
                (2, name),
                sheet="Figures",
                belongs_to=f"{option.name}: correction from past cases",
                name=name,
                unit="factor",
                source=f"{found.name}, {found.n_cases} cases: {found.source}",
                grade="",
                note="mean of the class; the spread is in the simulation",
            )

        def allowed(name: str, value: float) -> Number:
            if not value:
                return 0.0
            return self._book.inputs.value(
                ("sponsor", name),
                value,
                (2, name),
                sheet="Figures",
                belongs_to="Correction from past cases",
                name=name,
                unit="share",
                source="the file, under [optimism]",
                grade="",
            )

        costs = float(option.allowance.one_off[0]) * (1.0 + optimism.sponsor_cost_allowance)
        savings = float(option.allowance.saving[0]) * (1.0 - optimism.sponsor_benefit_allowance)
        one_off = factor("Actual one-off cost over plan", costs) / (
            1.0 + allowed("Allowed for by the sponsor: cost", optimism.sponsor_cost_allowance)
        )
        saving = factor("Actual saving over plan", savings) / (
            1.0 - allowed("Allowed for by the sponsor: saving", optimism.sponsor_benefit_allowance)
        )
        return Allowance(one_off=traced([one_off]), saving=traced([saving]))

    def _parting(self, option: OptionResult, fate: Fate) -> Futures:
        """Return futures that hold what parting early costs, and nothing else of the fate."""
        assert option.priced is not None
        n_years = option.priced.timeline.n_years
        cost: Number = 0.0
        for risk in self._written[option.id].risks:
            if isinstance(risk, PartnerExit):
                cost = self._book.figure_of(risk, "cost")
        real = option.priced.futures.separation_cost
        has_cost = fate.ending is not None and real is not None and bool(real.any())
        calm = np.ones((n_years, 1, 1))
        return Futures(
            running=calm, one_off=calm, separation_cost=traced([cost]) if has_cost else None
        )


def _one(stream: Stream, place: int) -> Number:
    """Return the only figure of a stream priced for one group, of one body."""
    amounts = np.broadcast_to(np.asarray(stream.amount, dtype=object), stream.amount.shape)
    return amounts[0, place, 0]
