"""What every paper is written from: the deal, its traces, and the figures most often cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from commonweal.appraisal import OptionResult
from commonweal.deal import (
    AlreadySharing,
    Deal,
    PartnerResult,
    PartnerShare,
    SplitResult,
    already_sharing,
    names_of,
)
from commonweal.deal.sensitivity import Sensitivity, sensitivity
from commonweal.errors import InputError, ReaderReport
from commonweal.money import say_pounds
from commonweal.reports.change_tables import change_part
from commonweal.reports.parts import Part
from commonweal.reports.reality_tables import reality_of, reality_part
from commonweal.reports.tables import Table
from commonweal.reports.traces import Traces, traces_of
from commonweal.reports.words import say_basis

from .own_traces import own_traces
from .paper import Cited

__all__ = ["Desk", "desk_of"]

#: Fewest futures from which sensitivity can be told.
_ENOUGH_DRAWS = 20


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One deal laid out for writing. Make it once for all papers of a deal."""

    deal: Deal
    report: ReaderReport
    """What became of the file that the deal was read from."""

    @cached_property
    def traces(self) -> Traces:
        """Every trace of the deal, with those that only papers need."""
        found = traces_of(self.deal)
        own = {trace.id: trace for trace in own_traces(self.deal, self.report)}
        return Traces(by_id={**own, **found.by_id})

    @cached_property
    def change(self) -> Part | None:
        """What would change the answer; None without a sharing option."""
        return change_part(self.deal, self.report.source)

    @cached_property
    def banner(self) -> str:
        """The warning that the claim is beyond what others have seen; empty where it is not."""
        found = reality_of(self.deal)
        return "" if found is None else found.banner

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """How far figures must move before the answer turns, which takes seconds; None where too
        few futures were drawn, or nothing is shared."""
        if self.split is None or self.deal.appraisal.run.draws < _ENOUGH_DRAWS:
            return None
        return sensitivity(self.deal)

    @cached_property
    def running(self) -> AlreadySharing | None:
        """The arrangement that is running, tested; None where there is none, or where what the
        file says of it cannot be used: the command that asks of it says why."""
        if self.deal.partnership.existing is None:
            return None
        try:
            return already_sharing(self.deal)
        except InputError:
            return None

    @cached_property
    def reality(self) -> Part | None:
        """The claim against what others have seen; None without a sharing option."""
        found = reality_of(self.deal)
        return None if found is None else reality_part(self.deal, found)

    @property
    def proposed(self) -> OptionResult | None:
        return self.deal.appraisal.proposed

    @property
    def split(self) -> SplitResult | None:
        return self.deal.splits[0] if self.deal.splits else None

    @cached_property
    def basis(self) -> str:
        """What pounds: prices, period."""
        return say_basis(self.deal.partnership)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {body.id: body.name for body in self.deal.partnership.bodies}

    @cached_property
    def partner_ids(self) -> tuple[str, ...]:
        """The bodies that the option proposed is for; every body where none is proposed."""
        return self.deal.appraisal.body_ids if self.proposed is None else self.proposed.bodies

    @cached_property
    def partner_names(self) -> tuple[str, ...]:
        return names_of(self.deal.partnership, self.partner_ids)

    @cached_property
    def alone_options(self) -> tuple[OptionResult, ...]:
        return tuple(one for one in self.deal.appraisal.options if one.family == "alone")

    @property
    def is_priced(self) -> bool:
        """Whether a gain can be said: something is proposed, and what each could do alone is
        known."""
        unpriced = self.deal.appraisal.unpriced
        return self.split is not None and not any(body in unpriced for body in self.partner_ids)

    def partner(self, body: str) -> PartnerResult:
        return next(one for one in self.deal.partners if one.id == body)

    def share(self, body: str) -> PartnerShare | None:
        """Return a partner's share under the rule proposed; None for one that takes no part."""
        shares = () if self.split is None else self.split.shares
        return next((one for one in shares if one.body == body), None)

    def cite(self, trace: str, said: str = "") -> Cited:
        """Return a figure that opens its trace, said as the trace says it or as asked.

        Raises InputError if no such trace is known.
        """
        found = self.traces.trace(trace)
        return Cited(said=said or found.said, trace=trace)

    def pounds(self, trace: str, amount: float) -> Cited:
        """Return a sum in pounds that opens its trace."""
        return self.cite(trace, say_pounds(amount))

    def traced(self, table: Table, trace: str = "") -> Table:
        """Return a table with its trace: its own where it has one, the one named otherwise."""
        if table.trace:
            return table
        known = f"table/{table.id}"
        if known in self.traces:
            return replace(table, trace=known)
        if not trace:
            raise InputError(
                f"The table {table.id} has no trace.", hint="Name the one it rests on."
            )
        self.traces.trace(trace)
        return replace(table, trace=trace)


def desk_of(deal: Deal, report: ReaderReport) -> Desk:
    """Lay a deal out for writing papers."""
    return Desk(deal=deal, report=report)
