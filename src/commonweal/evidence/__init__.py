"""What happened to others: cases, and the reference classes, hazard and checks drawn from them.

All of it is data with a source and a date, handed to an appraisal as values. Nothing here is ever
averaged across classes: a centre led by a platform and a team that shares its managers have
different fates, and a mean of the two is the fate of neither.
"""

from commonweal.evidence.bank import (
    case,
    cases,
    cases_in,
    confidence_grades,
    optimism_table,
    reality_checks,
    reference_class,
    reference_classes,
    survival,
)
from commonweal.evidence.ratios import Ratios, ratios
from commonweal.evidence.rows import (
    Case,
    ConfidenceGrade,
    Event,
    Figure,
    Multiplier,
    OptimismRow,
    RealityCheck,
    ReferenceClass,
    Survival,
)

__all__ = [
    "Case",
    "ConfidenceGrade",
    "Event",
    "Figure",
    "Multiplier",
    "OptimismRow",
    "Ratios",
    "RealityCheck",
    "ReferenceClass",
    "Survival",
    "case",
    "cases",
    "cases_in",
    "confidence_grades",
    "optimism_table",
    "ratios",
    "reality_checks",
    "reference_class",
    "reference_classes",
    "survival",
]
