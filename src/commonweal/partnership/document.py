"""The partnership file as one value: everything that a case rests on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Entry, Slug, unit
from .baselines import Baseline
from .existing import Existing
from .finance import Finance
from .options import (
    Assumption,
    DemandStress,
    Optimism,
    Option,
    Outcome,
    Scenario,
    Simulation,
    Split,
    SuccessFactor,
    Version,
)
from .papers import PaperEntry, RiskEntry
from .people import BodyEntry, Reorganisation, ServiceEntry
from .standard import StandardService
from .withheld import Withheld

__all__ = ["SCHEMA_VERSION", "Partnership"]

#: Raised when a file of the old form could no longer be read as it stands.
SCHEMA_VERSION = 1


class Partnership(Entry):
    """A partnership: who, which services, what each spends, what could be done, how to share it.

    The one schema behind the TOML file, the workbook and the JSON Schema.
    """

    schema_version: Literal[1] = 1
    """Form of this file; leave it as it is."""
    name: Annotated[str, Field(min_length=1)]
    """What reports call the partnership."""
    summary: str = ""
    """What is thought of, in a sentence or two."""
    jurisdiction: Slug = "england"
    """Whose rates, price index, thresholds and words apply: england or generic."""
    parameter_set: Slug | None = None
    """Discount rates, deflators and thresholds used; the jurisdiction's own where left out."""
    proportion: Literal["quick-look", "outline", "full"] = "outline"
    """How much is asked of the case: a quick look, an outline case or a full one."""
    aim: Literal["cheaper", "better", "both"] = "cheaper"
    """What the partners declare they want; the verdict judges against it."""
    better_means: tuple[str, ...] = ()
    """For an aim of better or both: resilience, quality, choice, and so on."""
    premium_accepted: Annotated[float, Field(ge=0, json_schema_extra=unit("pounds a year"))] = 0.0
    """Yearly cost the partners would accept for what is better, in pounds."""
    values: tuple[str, ...] = ()
    """What the partners hold to, whatever is shared."""
    base_year: str
    """Financial year whose prices all pounds are in, for example "2024-25"."""
    first_year: str
    """Year 0: the financial year in which spending on change would begin."""
    horizon_years: Annotated[int, Field(ge=1, le=60)] = 10
    """How many years are counted, year 0 included."""
    year_kind: Literal["april", "august"] = "april"
    """When the financial year begins: April, or August for colleges."""
    bodies: tuple[BodyEntry, ...] = ()
    """Who takes part, or is thought of as a partner."""
    services: tuple[ServiceEntry, ...] = ()
    """What could be shared."""
    baselines: tuple[Baseline, ...] = ()
    """What each body spends and does today on each service."""
    assumptions: tuple[Assumption, ...] = ()
    """Figures used in several places, each named once."""
    success_factors: tuple[SuccessFactor, ...] = ()
    """Critical success factors that the long list of options is held against."""
    options: tuple[Option, ...] = ()
    """What each body could do alone, and what they could do together."""
    optimism: Optimism = Field(default_factory=Optimism)
    """How the case allows for what usually goes wrong."""
    standard_services: tuple[StandardService, ...] = ()
    """Reference models that each body's cost, and a supplier's price, is held against."""
    stresses: tuple[DemandStress, ...] = ()
    """Work that rises whatever is decided, to see who then pays."""
    scenarios: tuple[Scenario, ...] = ()
    """Named futures, to be shown beside the expected one."""
    split: Split = Field(default_factory=Split)
    """How the partners would share cost."""
    finance: Finance = Field(default_factory=Finance)
    """How the options would be paid for."""
    existing: Existing | None = None
    """The arrangement the bodies are in already, if they are."""
    outcomes: tuple[Outcome, ...] = ()
    """What is sought that is not money."""
    reorganisations: tuple[Reorganisation, ...] = ()
    """Changes that end, merge or split bodies."""
    risks: tuple[RiskEntry, ...] = ()
    """Risks that somebody has named; papers add those that the appraisal finds."""
    papers: tuple[PaperEntry, ...] = ()
    """How each body takes its decision, and under which headings it reads."""
    red_lines: dict[Slug, tuple[str, ...]] = Field(default_factory=dict)
    """Preconditions by body, once they have been opened."""
    simulation: Simulation = Field(default_factory=Simulation)
    """How many futures are drawn, and from which seed."""
    history: tuple[Version, ...] = ()
    """What was changed in this file, when and by whom."""
    withheld: tuple[Withheld, ...] = ()
    """What this copy leaves out because its reader may not see it; written by the site."""

    def body(self, body_id: str) -> BodyEntry:
        return next(body for body in self.bodies if body.id == body_id)

    def baseline(self, body_id: str, service_id: str) -> Baseline | None:
        """Return the baseline of one service in one body, or None where the file holds none."""
        for baseline in self.baselines:
            if (baseline.body, baseline.service) == (body_id, service_id):
                return baseline
        return None

    def option(self, option_id: str) -> Option:
        return next(option for option in self.options if option.id == option_id)

    def bodies_of(self, option: Option) -> tuple[str, ...]:
        """Return the ids of the bodies that an option concerns, in the file's order."""
        return option.bodies or tuple(body.id for body in self.bodies)

    def services_of(self, option: Option) -> tuple[str, ...]:
        return option.services or tuple(service.id for service in self.services)
