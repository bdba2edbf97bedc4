"""Ranges into futures: seeded draws, what they come to, and what the outcome hangs on."""

from commonweal.appraisal.uncertainty.correlation import DEFAULT_LOADING, nearest_correlation
from commonweal.appraisal.uncertainty.draws import Draws, draw
from commonweal.appraisal.uncertainty.shapes import Ranged, mean_of, quantiles_of, varies
from commonweal.appraisal.uncertainty.summary import (
    Percentiles,
    RunningMean,
    convergence,
    summaries,
    summary,
)
from commonweal.appraisal.uncertainty.swings import Swing, tornado

__all__ = [
    "DEFAULT_LOADING",
    "Draws",
    "Percentiles",
    "Ranged",
    "RunningMean",
    "Swing",
    "convergence",
    "draw",
    "mean_of",
    "nearest_correlation",
    "quantiles_of",
    "summaries",
    "summary",
    "tornado",
    "varies",
]
