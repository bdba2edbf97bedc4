"""The kinds of row that the evidence bank holds."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from commonweal.files import Sourced, Status

__all__ = [
    "Case",
    "ConfidenceGrade",
    "Event",
    "Figure",
    "Multiplier",
    "OptimismRow",
    "RealityCheck",
    "ReferenceClass",
    "Survival",
    "SurvivalEvent",
]

Text = Annotated[str, Field(min_length=1)]
Year = Annotated[int, Field(ge=1900, le=2100)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Fraction = Annotated[float, Field(ge=0, allow_inf_nan=False)]
ClassName = Literal["platform-led", "team-led", "joint-procurement", "other"]

_STRICT: ConfigDict = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Sourced):
    """A row with an id."""

    id: Text

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One claim of a sum of money, in the prices of its day.

    `basis` says of what and over which time; a negative benefit is a net cost.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    amount: Finite
    bound: Literal["exact", "about", "at-least", "at-most"]
    basis: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that became of a case, and the year in which it did."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    year: Year
    what: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Row):
    """A shared service that was tried: plan, outcome and fate.

    Each list of figures holds claims, the one that the ratio uses first; where claims dispute each
    other both are there. `cost_ratio` and `benefit_ratio` are actual divided by planned, None where
    the two cannot be compared; `ratio_note` says how or why not. `quality` letters: A audit, I
    internal or self-reported, P press. `is_context` marks what is not a British shared service.
    `includes` names other cases that are part of this one.
    """

    name: Text
    partners: Annotated[tuple[Text, ...], Field(min_length=1)]
    sectors: Annotated[tuple[Text, ...], Field(min_length=1)]
    services: Text
    model: Text
    reference_class: ClassName
    planned_cost: tuple[Figure, ...]
    actual_cost: tuple[Figure, ...]
    planned_benefit: tuple[Figure, ...]
    actual_benefit: tuple[Figure, ...]
    ratio_note: str
    history: tuple[Event, ...]
    quality: Annotated[tuple[Literal["A", "I", "P"], ...], Field(min_length=1)]
    is_self_reported: bool
    includes: tuple[Text, ...]
    note: str
    source_url: str
    start_year: Year | None = None
    cost_ratio: Fraction | None = None
    benefit_ratio: Fraction | None = None
    currency: Literal["GBP", "AUD"] = "GBP"
    is_context: bool = False
    never_began: bool = False

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        if self.cost_ratio is not None:
            if not (self.planned_cost and self.actual_cost):
                raise ValueError("cost_ratio is given without a planned and an actual cost")
            worked = self.actual_cost[0].amount / self.planned_cost[0].amount
            if not math.isclose(self.cost_ratio, worked, abs_tol=0.006):
                raise ValueError(
                    f"cost_ratio is {self.cost_ratio}, but the first figures give {worked:.3f}"
                )
        if self.benefit_ratio is not None and not self.ratio_note:
            raise ValueError("benefit_ratio is given and ratio_note does not say how it was found")
        years = [event.year for event in self.history]
        if years != sorted(years):
            raise ValueError("history is not in order of year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier:
    """What to multiply a sponsor's plan by, and how far to trust it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    value: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceClass(Row):
    """How plans of one kind have turned out, as multipliers on cost and benefit.

    `cost_p50` and `cost_p80` are the cost that half and four in five of such plans stay within;
    `benefit_p50` is the benefit that half reach, `benefit_p80_safe` the one that about four in five
    reach. `date` is the vintage. They replace a sponsor's own allowance, never add to it.
    """

    name: Text
    what_it_is: Text
    cost_p50: Multiplier
    cost_p80: Multiplier
    benefit_p50: Multiplier
    benefit_p80_safe: Multiplier
    case_ids: Annotated[tuple[Text, ...], Field(min_length=1)]
    caveat: Text

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        if self.cost_p80.value < self.cost_p50.value:
            raise ValueError("cost_p80 is below cost_p50: the safer cost is the higher")
        if self.benefit_p80_safe.value > self.benefit_p50.value:
            raise ValueError(
                "benefit_p80_safe is above benefit_p50: the safer benefit is the lower"
            )

    @property
    def n_cases(self) -> int:
        return len(self.case_ids)

    @property
    def vintage(self) -> str:
        return self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalEvent:
    """A case that shrank, split, was restructured or ended, and after how many years."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    case_id: Text
    years: Annotated[float, Field(gt=0, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival(Row):
    """The yearly hazard that a shared service is broken up, with the count that it comes from.

    `annual_hazard` is a fraction a year: events divided by years at risk, where each of `others`
    counts for `years_counted_for_others`. `annual_hazard_high` leaves the others out.
    """

    name: Text
    what_happens: Text
    events: Annotated[tuple[SurvivalEvent, ...], Field(min_length=1)]
    others: tuple[Text, ...]
    years_counted_for_others: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    annual_hazard: Annotated[float, Field(gt=0, lt=1)]
    annual_hazard_high: Annotated[float, Field(gt=0, lt=1)]
    how_derived: Text
    never_began: tuple[Text, ...]

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        of_events = sum(event.years for event in self.events)
        of_others = len(self.others) * self.years_counted_for_others
        for name, stated, worked in (
            ("annual_hazard", self.annual_hazard, len(self.events) / (of_events + of_others)),
            ("annual_hazard_high", self.annual_hazard_high, len(self.events) / of_events),
        ):
            if not math.isclose(stated, worked, abs_tol=0.0006):
                raise ValueError(f"{name} is {stated}, but the count gives {worked:.4f}")

    @property
    def n_cases(self) -> int:
        return len(self.events) + len(self.others)

    def share_unchanged_after(self, years: float) -> float:
        """Return the fraction of arrangements still unchanged after so many years."""
        return math.pow(1.0 - self.annual_hazard, years)


@dataclass(frozen=True, slots=True, kw_only=True)
class RealityCheck(Row):
    """What has been seen saved, as fractions of the base, to hold a claim against."""

    name: Text
    applies_to: Literal["back-office", "single-service"]
    base: Literal["whole-spend", "direct-cost"]
    low: Annotated[float, Field(ge=0, le=1)]
    high: Annotated[float, Field(ge=0, le=1)]
    in_words: Text

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        if self.low > self.high:
            raise ValueError("low is above high")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceGrade(Row):
    """A grade of confidence, 1 the best, and its correction: benefits down, costs up."""

    grade: Annotated[int, Field(ge=1, le=6)]
    correction: Annotated[float, Field(ge=0, lt=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimismRow(Row):
    """The national uplifts of one type of project, as fractions; None where the table has none."""

    name: Text
    cost_is: Literal["capital", "operating"]
    cost_upper: Fraction
    cost_lower: Fraction
    duration_upper: Fraction | None = None
    duration_lower: Fraction | None = None

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        if self.cost_lower > self.cost_upper:
            raise ValueError("cost_lower is above cost_upper")
        if (self.duration_upper is None) != (self.duration_lower is None):
            raise ValueError("give both bounds of the duration, or neither")
