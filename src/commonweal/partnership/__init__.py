"""The partnership file: one schema behind TOML, workbook and JSON Schema.

What flows in: text or values. What flows out: a frozen `Partnership` with a reader report that
says what was read, refused, doubtful and left to a default.
"""

from .base import Entry, Estimate, Evidenced, Grade, Range
from .baselines import Baseline, Contract, CostLines, Post, QualityMeasure, Undivided
from .changes import Change, changes
from .costs import Abandonment, CostUse, PartnerExit, RiskUse
from .document import SCHEMA_VERSION, Partnership
from .existing import Existing
from .finance import (
    AlreadySpent,
    CapitalCost,
    Finance,
    Funding,
    FundOfService,
)
from .levers import LeverUse
from .options import (
    Assumption,
    DemandStress,
    Optimism,
    Option,
    Outcome,
    RuleName,
    Scenario,
    Simulation,
    Split,
    SuccessFactor,
    Version,
)
from .paper_headings import (
    HeadingSet,
    heading_set,
    heading_sets,
    headings_of,
    paper_entry,
)
from .papers import (
    HeadingEntry,
    ImplicationEntry,
    PaperEntry,
    RiskEntry,
)
from .people import BodyEntry, Reorganisation, ServiceEntry
from .quick_look import quick_look
from .rewriting import rewrite_toml
from .schema import json_schema
from .standard import StandardService
from .starter import starter
from .toml_form import read_partnership, read_values
from .writing import plain, write_toml

__all__ = [
    "SCHEMA_VERSION",
    "Abandonment",
    "AlreadySpent",
    "Assumption",
    "Baseline",
    "BodyEntry",
    "CapitalCost",
    "Change",
    "Contract",
    "CostLines",
    "CostUse",
    "DemandStress",
    "Entry",
    "Estimate",
    "Evidenced",
    "Existing",
    "Finance",
    "FundOfService",
    "Funding",
    "Grade",
    "HeadingEntry",
    "HeadingSet",
    "ImplicationEntry",
    "LeverUse",
    "Optimism",
    "Option",
    "Outcome",
    "PaperEntry",
    "PartnerExit",
    "Partnership",
    "Post",
    "QualityMeasure",
    "Range",
    "Reorganisation",
    "RiskEntry",
    "RiskUse",
    "RuleName",
    "Scenario",
    "ServiceEntry",
    "Simulation",
    "Split",
    "StandardService",
    "SuccessFactor",
    "Undivided",
    "Version",
    "changes",
    "heading_set",
    "heading_sets",
    "headings_of",
    "json_schema",
    "paper_entry",
    "plain",
    "quick_look",
    "read_partnership",
    "read_values",
    "rewrite_toml",
    "starter",
    "write_toml",
]
