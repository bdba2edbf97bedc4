"""An agreement as one value: the facts that it states, clause by clause and list by list.

The words of a clause follow from its facts; an agreement that others wrote is held as the facts
that its words state. What is not stated is left out: a default is proposed by a first draft, never
read into an agreement.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from commonweal.partnership import Entry
from commonweal.partnership.base import Slug, unit

from .clauses import Value

__all__ = [
    "AGREEMENT_VERSION",
    "Agreement",
    "Basis",
    "Board",
    "Charge",
    "Clause",
    "DecisionRight",
    "ExitSum",
    "LadderStep",
    "Limit",
    "LocalChoice",
    "Party",
    "Position",
    "ServiceLevel",
    "SharedService",
    "TiedContract",
    "WithdrawalSum",
]

AGREEMENT_VERSION = 1

Text = Annotated[str, Field(min_length=1)]
Pence = Annotated[int, Field(json_schema_extra=unit("pence"))]
Count = Annotated[int, Field(ge=0)]

Voting = Literal["majority", "two-thirds", "unanimous", "each-party-alone", "one-person"]

#: What a decision is about, so that it can be held against the clause that speaks of it too.
Subject = Literal[
    "budget",
    "sharing-rule",
    "admit-party",
    "exclude-party",
    "vary-agreement",
    "end-agreement",
    "appoint-lead-officer",
    "add-service",
    "fees",
    "standards",
    "subcontract",
    "other",
]


class Party(Entry):
    """A body that is bound by the agreement."""

    id: Slug
    name: Text
    kind: str = "other"
    """What kind of body it is, for example district, unitary, nhs-trust, college."""
    ends_on: dt.date | None = None
    """The day on which it is known to end: merged, split or abolished."""
    measure: Annotated[float, Field(ge=0)] | None = None
    """What the sharing rule counts for it, where an agreement states it: its caseload, its
    percentage. A schedule without a run behind it is held against this."""


class SharedService(Entry):
    """A service that is shared."""

    id: Slug
    name: Text


class LocalChoice(Entry):
    """Something that stays with each party: a policy, a decision, a standard, a fee, a variant."""

    id: Slug
    service: Slug
    kind: Literal["policy", "decision", "standard", "fee", "variant", "task"] | None = None
    words: Text
    """What it is."""
    decided_by: str = ""
    """Who decides it: `each-party`, a board's id, `lead-officer`, a party's id."""
    pence_by_party: dict[Slug, Pence] = Field(default_factory=dict)
    """What keeping it costs each party that keeps it, in pence a year."""
    paid_by: Literal["whoever-keeps-it", "shared", "costs-nothing"] | None = None


class Board(Entry):
    """A body of governance: its seats, quorum, votes and meetings."""

    id: Slug
    name: Text
    seats: dict[Slug, Count] = Field(default_factory=dict)
    """Seats by party; a vote each."""
    members: dict[Slug, tuple[str, ...]] = Field(default_factory=dict)
    """Who sits for each party, by name or by post."""
    quorum: Count | None = None
    """Members who must be there."""
    quorum_parties: Count | None = None
    """Parties of which at least one member must be there."""
    meetings_a_year: Count | None = None
    chair: str = ""
    """Who takes the chair, and for how long."""
    casting_vote: bool | None = None
    """Whether the chair has a second vote."""


class DecisionRight(Entry):
    """Who decides a matter, and by what majority."""

    id: Slug
    subject: Subject = "other"
    words: Text
    """The matter."""
    decided_by: str = ""
    """`parties`, a board's id, `each-party`, `lead-officer` or `host`."""
    voting: Voting | None = None
    is_reserved: bool = False
    """Whether it is reserved to the parties themselves."""


class LadderStep(Entry):
    """One step that a dispute climbs."""

    id: Slug
    who: Text
    days: Count | None = None
    """How many days it may take."""
    binds: bool = False
    """Whether what it decides binds the parties."""


class TiedContract(Entry):
    """A contract with an outsider for the service."""

    id: Slug
    name: Text
    held_by: str = ""
    until: dt.date | None = None
    """The day on which it ends."""
    notice_months: Count | None = None
    """How many months it takes to end it earlier; left out where it cannot be."""


class ServiceLevel(Entry):
    """A level that the service must keep."""

    id: Slug
    service: Slug
    measure: Text
    target: float | None = None
    unit: str = ""
    higher_is_better: bool = True
    party: Slug | None = None
    """The party for which this is the level; every party's where left out."""
    reference: str = ""
    """Where the figure stands in the partnership."""


class Charge(Entry):
    """What one party pays in one year."""

    party: Slug
    year: Text
    pence: Pence
    reference: str = ""
    """The trace that says how it was worked out, such as `charge/ashby/2027-28`."""


class Limit(Entry):
    """A cap or a floor of one party's charge, in pence a year."""

    party: Slug
    cap_pence: Annotated[Pence, Field(ge=0)] | None = None
    floor_pence: Annotated[Pence, Field(ge=0)] | None = None


class ExitSum(Entry):
    """What one party would pay on leaving, so that those who stay are no worse off."""

    leaver: Slug
    notice_months: Count
    notice_in: Text
    """Financial year at whose start notice would be given."""
    pence: Pence
    pence_by_stayer: dict[Slug, Pence] = Field(default_factory=dict)
    """Who is paid what of it."""
    reference: str = ""


class WithdrawalSum(Entry):
    """What one party would pay on withdrawing at the end of a phase before go-live."""

    party: Slug
    phase: Text
    pence: Pence
    reference: str = ""


class Position(Entry):
    """Where one party stands on one clause."""

    matter: Slug
    party: Slug
    stance: Literal["accept", "amend", "reject"]
    words: str = ""
    """Its comment, or the words that it proposes."""
    by: str = ""
    """Who said so for it."""
    on: dt.date | None = None


class Basis(Entry):
    """The run whose figures fill the schedules."""

    partnership: Text
    input_hash: Text
    parameter_set: str = ""
    seed: int = 0
    draws: int = 0
    version: str = ""
    rule: Text
    """The rule by which the charges were divided."""
    one_off_rule: str = ""
    """The rule by which one-off cost was divided."""
    prices_of: str = ""
    """Financial year in whose pounds the schedules are."""
    years: tuple[str, ...] = ()
    year_kind: Literal["april", "august"] = "april"


class Clause(Entry):
    """How one matter is settled: which alternative, and what is stated.

    An alternative of `own` is the parties' own, in `words`. A clause that states nothing settles
    nothing, whatever its heading.
    """

    matter: Slug
    alternative: str = ""
    values: dict[str, Value] = Field(default_factory=dict)
    words: str = ""
    """The parties' own text: in place of ours under `own`, else added to it."""


class Agreement(Entry):
    """An agreement between public bodies, as the facts that it states."""

    agreement_version: Literal[1] = 1
    """Form of this file; leave it as it is."""
    name: Text
    jurisdiction: Slug = "england"
    route: Slug | None = None
    """Legal route by which the parties act, by its id in `commonweal services --routes`."""
    host: Slug | None = None
    """The party that hosts the service, where one does."""
    parties: tuple[Party, ...] = ()
    services: tuple[SharedService, ...] = ()
    clauses: tuple[Clause, ...] = ()
    local: tuple[LocalChoice, ...] = ()
    boards: tuple[Board, ...] = ()
    decisions: tuple[DecisionRight, ...] = ()
    ladder: tuple[LadderStep, ...] = ()
    levels: tuple[ServiceLevel, ...] = ()
    contracts: tuple[TiedContract, ...] = ()
    limits: tuple[Limit, ...] = ()
    basis: Basis | None = None
    """The run that the schedules below were filled from; left out where they were typed."""
    charges: tuple[Charge, ...] = ()
    exit_sums: tuple[ExitSum, ...] = ()
    withdrawal_sums: tuple[WithdrawalSum, ...] = ()
    positions: tuple[Position, ...] = ()

    def clause(self, matter_id: str) -> Clause | None:
        """Return the clause that settles a matter, or None where there is none."""
        return next((one for one in self.clauses if one.matter == matter_id), None)

    def alternative(self, matter_id: str) -> str:
        """Return which alternative is in force; empty where the matter is not spoken of."""
        clause = self.clause(matter_id)
        return "" if clause is None else clause.alternative

    def value(self, matter_id: str, parameter: str) -> Value | None:
        """Return what is stated, or None where nothing is."""
        clause = self.clause(matter_id)
        return None if clause is None else clause.values.get(parameter)

    def party_name(self, party: str) -> str:
        """Return a party's name, or what it is called where it is no party."""
        return next((one.name for one in self.parties if one.id == party), party)
