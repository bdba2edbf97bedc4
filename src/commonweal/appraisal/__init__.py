"""Pricing: what each way of providing a service would cost, for any group of bodies.

What flows in: a `Partnership` and a `ParameterSet`. What flows out: an `Appraisal`, in which every
option is compared with the best that each body could do alone. It knows nothing of games or of who
should pay: `price` prices any group it is asked about.
"""

from .appraise import Appraisal, RunStamp, appraise, input_hash
from .engine import Priced, price
from .futures import Futures
from .measures import benefit_cost_ratio, payback_year
from .optimism import Allowance, Correction, recorded_correction
from .results import DO_NOTHING, AsWritten, FlowRow, OptionResult
from .streams import LINES, Array, Line, Records, Setting, Stream
from .uncertainty import Percentiles

__all__ = [
    "DO_NOTHING",
    "LINES",
    "Allowance",
    "Appraisal",
    "Array",
    "AsWritten",
    "Correction",
    "FlowRow",
    "Futures",
    "Line",
    "OptionResult",
    "Percentiles",
    "Priced",
    "Records",
    "RunStamp",
    "Setting",
    "Stream",
    "appraise",
    "benefit_cost_ratio",
    "input_hash",
    "payback_year",
    "price",
    "recorded_correction",
]
