"""The kinds of row that the clause library holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from commonweal.files import Sourced

__all__ = ["Alternative", "Matter", "Parameter", "ParameterKind", "Precedent", "RowTable"]

ParameterKind = Literal[
    "text", "texts", "choice", "yes-no", "count", "rate", "pounds", "date", "rule", "rows"
]

#: Lists of an agreement that a matter is settled by.
RowTable = Literal[
    "services",
    "local",
    "levels",
    "boards",
    "decisions",
    "ladder",
    "charges",
    "limits",
    "exit_sums",
    "withdrawal_sums",
    "contracts",
]

ClusterId = Literal["parties", "scope", "governance", "money", "people", "information", "leaving"]

Text = Annotated[str, Field(min_length=1)]
_FORBID = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something that a clause must state: a number of months, a sum, a choice."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    id: Text
    name: Text
    """What it is, in a few words: "months of notice"."""
    asks: Text
    """The question by which it is asked of an agreement that others wrote."""
    kind: ParameterKind
    unit: str = ""
    """What a count counts: months, years, days, hours, times."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """For a choice: what can be chosen, and the words that a clause says it in."""
    table: RowTable | None = None
    """For rows: the list of the agreement that holds them."""
    default: bool | int | float | str | None = None
    """What a first draft proposes; never counted as stated by an agreement that others wrote."""
    needed: bool = True
    """Whether the matter is unsettled without it."""
    needed_if: str = ""
    """`name=value|value`: needed only where another parameter has one of these values."""
    only_for: tuple[str, ...] = ()
    """Alternatives to which it belongs; all of them where left out."""

    def belongs_to(self, alternative: str) -> bool:
        """Say whether it is asked under an alternative; words of the parties' own take it too."""
        return not self.only_for or alternative in self.only_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way of settling a matter, with its text."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    id: Text
    name: Text
    text: Annotated[tuple[Text, ...], Field(min_length=1)]
    suits: str = ""
    """Where it fits; empty for the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent(Sourced):
    """What an agreement or a case did about it."""

    what: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Sourced):
    """Something that an agreement must settle.

    Which alternative is in force is itself a stated fact. A matter with one alternative has a
    parameter that is needed, so that a heading alone settles nothing.
    """

    id: Text
    cluster: ClusterId
    heading: Text
    settles: Text
    why: Text
    """Why it matters."""
    without: Text
    """What happens where the agreement is silent."""
    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1)]
    parameters: tuple[Parameter, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    depends_on: tuple[str, ...] = ()
    """Other matters to be read with it."""
    routes: tuple[str, ...] = ()
    """Legal routes that it belongs to; all of them where left out."""

    def alternative(self, alternative_id: str) -> Alternative | None:
        """Return an alternative by id, or None for words of the parties' own."""
        return next((one for one in self.alternatives if one.id == alternative_id), None)

    def parameter(self, parameter_id: str) -> Parameter | None:
        return next((one for one in self.parameters if one.id == parameter_id), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain values for JSON."""
        return asdict(self)
