"""Charts: from a result to a specification, from that to its table and to SVG.

The specification is the chart: the same rows feed the drawing, the table under it and the words
read out in its place.
"""

from .by_rule import rules_chart
from .cash import cash_chart
from .drawing import draw, draw_png
from .figures import chart_csv
from .gains import gains_chart
from .gathering import all_charts
from .running_total import running_total_chart
from .specs import (
    Chart,
    DotRow,
    Dots,
    DotsChart,
    Line,
    LineChart,
    Marked,
    RangeChart,
    RangeRow,
    SwingChart,
    SwingRow,
    YearPart,
    YearsChart,
)
from .stability import stability_chart
from .swings import deal_swings, swings_chart
from .what_if import what_if_chart

__all__ = [
    "Chart",
    "DotRow",
    "Dots",
    "DotsChart",
    "Line",
    "LineChart",
    "Marked",
    "RangeChart",
    "RangeRow",
    "SwingChart",
    "SwingRow",
    "YearPart",
    "YearsChart",
    "all_charts",
    "cash_chart",
    "chart_csv",
    "deal_swings",
    "draw",
    "draw_png",
    "gains_chart",
    "rules_chart",
    "running_total_chart",
    "stability_chart",
    "swings_chart",
    "what_if_chart",
]
