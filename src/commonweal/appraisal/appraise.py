"""One partnership in, every option priced against the best that each body could do alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal import __version__
from commonweal.calendar import FinancialYear
from commonweal.errors import InputError
from commonweal.jurisdictions import ParameterSet
from commonweal.partnership import Partnership, plain

from .figures import FigureBook
from .optimism import Correction
from .results import DO_NOTHING, OptionResult, do_nothing, option_result
from .streams import Array

__all__ = ["Appraisal", "RunStamp", "appraise", "input_hash"]

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
    correction: Correction | None = None,
    n_draws: int | None = None,
    seed: int | None = None,
) -> Appraisal:
    """Price every standing option of a partnership over its horizon.

    With a `correction` (see `recorded_correction`), sharing options are corrected for what became
    of others like them; without, every figure stands as the file has it. `n_draws` and `seed`
    stand in for the file's own where given.

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
    nothing = do_nothing(partnership, book, factors, parameters)
    options = [nothing]
    options += [
        option_result(
            partnership,
            option,
            book,
            factors,
            parameters,
            nothing=nothing,
            correction=correction,
        )
        for option in partnership.options
        if not option.set_aside and option.form != DO_NOTHING
    ]
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
        base=_base(nothing, factors),
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


def _year_labels(partnership: Partnership) -> tuple[str, ...]:
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    return tuple(str(first + offset) for offset in range(partnership.horizon_years))


def _base(nothing: OptionResult, factors: Array) -> Array:
    """Return the present value of doing nothing, (B, D): today's cost as it would grow."""
    scope = nothing.scope
    total: Array = sum(
        (
            costs * np.einsum("y,ybd->bd", factors, scope.growth[line])
            for line, costs in scope.records.costs.items()
        ),
        np.zeros(nothing.net_benefit.shape),
    )
    return total if nothing.priced is None else total + nothing.priced.by_body


def _best_alone(
    partnership: Partnership, options: list[OptionResult], size: int
) -> tuple[tuple[str, ...], Array, tuple[str, ...]]:
    """Choose each body's best way of going it alone, on the expected case, as a body would.

    Doing nothing is always a way. The choice is made once; the draws then say how it turns out.
    """
    n_bodies = len(partnership.bodies)
    best = [options[0].id] * n_bodies
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
