"""Charts: from a result to a specification, from that to its table and to SVG.

The specification is the chart: the same rows feed the drawing, the table under it and the words
read out in its place.
"""

from .drawing import draw, draw_png
from .gains import gains_chart
from .running_total import running_total_chart
from .specs import Chart, Line, LineChart, Marked, RangeChart, RangeRow, SwingChart, SwingRow
from .swings import swings_chart

__all__ = [
    "Chart",
    "Line",
    "LineChart",
    "Marked",
    "RangeChart",
    "RangeRow",
    "SwingChart",
    "SwingRow",
    "draw",
    "draw_png",
    "gains_chart",
    "running_total_chart",
    "swings_chart",
]
