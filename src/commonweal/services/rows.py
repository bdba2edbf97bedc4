"""The kinds of row that the service catalogue holds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from commonweal.files import Sourced

__all__ = [
    "AccountingHeading",
    "Aim",
    "Classification",
    "Condition",
    "Driver",
    "Form",
    "RedesignSchool",
    "Route",
    "Row",
    "Sensitivity",
    "Service",
    "SharingTest",
]

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Sourced):
    """A row with an id and a name."""

    id: Text
    name: Text

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """One axis of a service's difficulty.

    `level` is 1 (little), 2 or 3 (much); `basis` says whether the source gives the reason or
    whether it is our own reading.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    level: Annotated[int, Field(ge=1, le=3)]
    basis: Literal["source", "our-reading"]
    reason: Text

    @property
    def in_words(self) -> str:
        return ("little", "some", "much")[self.level - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Row):
    """One activity that bodies have shared or might share.

    `source_tier` is the London report's single ranking, which mixes technical difficulty with
    political sensitivity; `technical` and `political` keep the two apart. Drivers, headings and
    classifications are ids or codes into the catalogue's other tables.
    """

    service_class: str
    origin: Literal["table", "text", "other-source"]
    source_tier: Literal["low", "medium", "high", "not-ranked"]
    technical: Sensitivity
    political: Sensitivity
    pros: tuple[Text, ...]
    cons: tuple[Text, ...]
    cost_drivers: Annotated[tuple[Text, ...], Field(min_length=1)]
    accounting_headings: tuple[Text, ...]
    cpv_divisions: tuple[Text, ...]
    proclass: tuple[Text, ...]
    examples: tuple[Text, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver(Row):
    """Something that a service's cost follows and that each body can count."""

    unit: Text
    counts: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountingHeading(Row):
    """A line of the English financial returns; `line` is its number where the return numbers it.

    `section` is the heading of the service expenditure analysis under which the line is summed.
    """

    form: Text
    line: str
    section: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification(Sourced):
    """One code of a published classification, with its name there."""

    code: Text
    name: Text

    @property
    def id(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Row):
    """One thing that bodies can do: alone, by sharing, or otherwise."""

    family: Literal["alone", "sharing", "other"]
    source_code: str
    what_it_is: Text
    fits_when: Text
    watch: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Row):
    """One legal route to acting together. `to_check` names the fields that are not yet verified.

    A blank field means that the source gives nothing.
    """

    power: Text
    legal_person: Text
    employs: str
    decides: str
    procurement: str
    vat: str
    best_when: str
    watch: tuple[Text, ...]
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    to_check: tuple[Text, ...]

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        if self.to_check and self.status != "to-check":
            raise ValueError('a row with anything in to_check has the status "to-check"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim(Row):
    """What sharing is for; `judged_as` is the aim against which the verdict judges it."""

    judged_as: Literal["cheaper", "better", "both"]
    what_it_means: Text
    typical_case: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RedesignSchool(Row):
    """A school of thought on redesigning work; partners must pick the same one."""

    example: Text
    what_it_does: Text
    strength: Text
    weakness: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Row):
    """A condition for best performance, and where in Commonweal it is met."""

    what_it_asks: Text
    where_met: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingTest(Row):
    """One of the four questions on whether a service can be shared."""

    question: Text
