"""Pricing: what each way of providing a service would cost, for any group of bodies.

What flows in: a `Partnership` and a `ParameterSet`. What flows out: an `Appraisal`, in which every
option is compared with the best that each body could do alone. It knows nothing of games or of who
should pay: `price` prices any group it is asked about.
"""

from .appraise import DO_NOTHING, Appraisal, FlowRow, OptionResult, RunStamp, appraise, input_hash
from .engine import Priced, price
from .measures import Spread, benefit_cost_ratio, payback_year, spread_of
from .streams import LINES, Array, Line, Records, Setting, Stream

__all__ = [
    "DO_NOTHING",
    "LINES",
    "Appraisal",
    "Array",
    "FlowRow",
    "Line",
    "OptionResult",
    "Priced",
    "Records",
    "RunStamp",
    "Setting",
    "Spread",
    "Stream",
    "appraise",
    "benefit_cost_ratio",
    "input_hash",
    "payback_year",
    "price",
    "spread_of",
]
