"""What every part of the partnership file shares: strict tables, slugs, and estimates with ranges.

Field metadata (title, description, unit) is the one source for the TOML starter, the workbook, the
JSON Schema and the reference page: see `commonweal.partnership.describe`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

__all__ = [
    "ESTIMATE_TAGS",
    "Entry",
    "Estimate",
    "Evidenced",
    "Grade",
    "Range",
    "Shape",
    "Slug",
    "unit",
    "values_named",
]

#: How far a figure can be trusted, best first. Words, not numbers, because officers argue in words.
Grade = Literal["audited", "recorded", "benchmarked", "judged", "guessed"]

Shape = Literal["triangular", "pert", "uniform", "lognormal", "discrete"]

#: A short name: lower-case letters, digits and single hyphens. It carries no description of its
#: own, which would stand in place of what each field says of itself.
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


def unit(name: str) -> dict[str, Any]:
    """Return the metadata that carries a field's unit into the schema: `pounds a year`, `rate`."""
    return {"unit": name}


class Entry(BaseModel):
    """A table of the partnership file: frozen, and an unknown key in it is an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
    )


class Evidenced(Entry):
    """Where a figure comes from, who answers for it, and how far it can be trusted."""

    source: str = ""
    """Document, return or person the figure comes from."""
    date: str = ""
    """As-at date of the figure: a year, a financial year or an ISO date."""
    owner: str = ""
    """Who answers for the figure."""
    grade: Grade | None = None
    """How far the figure can be trusted: audited, recorded, benchmarked, judged or guessed."""
    note: str = ""
    """Anything else that a reader should know."""


class Range(Evidenced):
    """A figure that is not known exactly.

    `low`, `likely` and `high` for triangular, PERT and lognormal shapes (for the lognormal, low
    and high are the 10th and 90th percentiles and likely, where given, must be their geometric
    mean or is left out); `low` and `high` for uniform; `outcomes` with `chances` for discrete.
    """

    low: float | None = None
    """The least it could well be."""
    likely: float | None = None
    """What it is most likely to be."""
    high: float | None = None
    """The most it could well be."""
    shape: Shape = "pert"
    """How its chances lie between low and high."""
    outcomes: tuple[float, ...] = ()
    """The values that a discrete figure can take."""
    chances: tuple[float, ...] = ()
    """The chance of each outcome; they add to 1."""
    moves_with: Slug | None = None
    """Name of a common factor: figures that name the same one rise and fall together."""
    correlation: Annotated[float, Field(ge=-1, le=1)] | None = None
    """How closely it follows its common factor, from -1 to 1; 0.7 where a factor is named."""

    @model_validator(mode="after")
    def _is_whole(self) -> Range:
        if self.shape == "discrete":
            if len(self.outcomes) < 2 or len(self.outcomes) != len(self.chances):
                raise ValueError(
                    f"A discrete figure has {len(self.outcomes)} outcomes and "
                    f"{len(self.chances)} chances: give two or more, and as many of each."
                )
            if min(self.chances) < 0 or abs(sum(self.chances) - 1) > 1e-9:
                raise ValueError(
                    f"The chances add to {sum(self.chances):g}: let each be 0 or more, and let "
                    "them add to 1."
                )
            if (self.low, self.likely, self.high) != (None, None, None):
                raise ValueError(
                    "A discrete figure takes outcomes and chances: take low, likely and high out."
                )
            return self
        if self.outcomes or self.chances:
            raise ValueError(
                'Outcomes and chances belong to shape = "discrete": say so, or take them out.'
            )
        if self.low is None or self.high is None:
            raise ValueError("A range needs low and high: add the one that is missing.")
        if self.low > self.high:
            raise ValueError(
                f"low is {self.low:g} and high is {self.high:g}: exchange them, or correct one."
            )
        if self.shape in ("triangular", "pert") and self.likely is None:
            raise ValueError(
                f"A {self.shape} range needs likely as well as low and high: add it, or say "
                'shape = "uniform".'
            )
        if self.shape in ("uniform", "lognormal") and self.likely is not None:
            raise ValueError(f"A {self.shape} range takes low and high only: take likely out.")
        if self.shape == "lognormal" and self.low <= 0:
            raise ValueError(
                f"low is {self.low:g}, and a lognormal range lies above 0: use another shape."
            )
        if self.likely is not None and not self.low <= self.likely <= self.high:
            raise ValueError(
                f"likely is {self.likely:g}, outside low {self.low:g} to high {self.high:g}: "
                "put it between them."
            )
        if self.correlation is not None and self.moves_with is None:
            raise ValueError(
                "A correlation needs moves_with: name the common factor that it follows."
            )
        return self


def _kind_of_estimate(value: Any) -> str:
    if isinstance(value, str):
        return "named"
    if isinstance(value, (dict, Range)):
        return "range"
    return "number"


def _is_no_boolean(value: Any) -> Any:
    # TOML's true would otherwise pass as the number 1.
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false.")
    return value


def values_named(estimate: Any) -> Iterator[float]:
    """Yield every value that an estimate names outright: none for one that names an assumption."""
    if isinstance(estimate, Range):
        yield from estimate.outcomes
        yield from (
            value for value in (estimate.low, estimate.likely, estimate.high) if value is not None
        )
    elif isinstance(estimate, int | float):
        yield float(estimate)


#: A figure: a number; a range with its evidence; or `"assumption:ID"`, naming a row of
#: `[[assumptions]]`, so that every place which names it moves together. The kind is told by what
#: was typed, so that an error speaks of that kind alone.
Estimate = Annotated[
    Annotated[float, BeforeValidator(_is_no_boolean), Tag("number")]
    | Annotated[Range, Tag("range")]
    | Annotated[str, Field(pattern=r"^assumption:[a-z0-9]+(-[a-z0-9]+)*$"), Tag("named")],
    Discriminator(_kind_of_estimate),
]

#: The tags that the union above adds to an error's path; no key of the file.
ESTIMATE_TAGS = frozenset({"number", "range", "named"})
